"""The public names, errors and modules of each optional feature of a package.

The modules of the runtime need no list: what a generated file imports is copied, with all
that those modules import (see `runtime`). So a feature is a file or a line that imports, and
the public names and errors here, which `__init__.py` and errors.py import.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from connectorsmith.naming.runtime_names import MODULES
from connectorsmith.sdk.model import SdkModel


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature with its public names, errors and modules of the package."""

    name: str
    needs: Callable[[SdkModel], object]
    """True for an SDK that has the feature."""
    names: str = ""
    """Public names, of the runtime, with spaces between."""
    errors: str = ""
    """Names of errors.py, likewise."""
    modules: tuple[str, ...] = ()
    """The public modules of the package."""

    @property
    def homes(self) -> Mapping[str, str]:
        """The module in the package of each public name."""
        return _homes(self.names)

    @property
    def error_homes(self) -> Mapping[str, str]:
        """The module in the package of each error."""
        return _homes(self.errors)


def _homes(names: str) -> Mapping[str, str]:
    return {name: f"_runtime.{MODULES[name]}" for name in names.split()}


FEATURES: Sequence[Feature] = (
    Feature(
        name="every package",
        needs=lambda model: True,
        names="Response Retry Secret Throttle UNSET Unset",
        errors=" ".join(name for name, home in MODULES.items() if home == "errors"),
        modules=("errors", "models", "operations"),
    ),
    Feature(
        name="lists that come page by page",
        needs=lambda model: model.is_paged,
        names="AsyncPager Pager",
        errors="PagingError",
    ),
    Feature(
        name="streams of items",
        needs=lambda model: model.has_streams,
        names="AsyncStream ServerSentEvent Stream",
    ),
    Feature(
        name="polling triggers",
        needs=lambda model: model.is_polled,
        names="AsyncPoller Poller",
    ),
    Feature(
        name="webhook triggers",
        needs=lambda model: model.webhooks,
        names="Subscription",
        errors="WebhookError",
        modules=("webhooks",),
    ),
    Feature(
        name="values that only a call can fetch",
        needs=lambda model: model.has_choices,
        names="Choice",
    ),
    Feature(
        name="OAuth 2.0",
        needs=lambda model: model.takes_tokens,
        names="ClientCredentials RefreshToken",
        errors="TokenError",
    ),
    Feature(
        name="several ways to connect",
        needs=lambda model: model.connections,
        modules=("connections",),
    ),
)


def features(model: SdkModel) -> list[Feature]:
    """Return the features that an SDK has."""
    return [feature for feature in FEATURES if feature.needs(model)]
