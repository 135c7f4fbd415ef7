"""What a package has beyond what every package has, feature by feature.

The modules of the runtime need no list: what a generated file imports is copied, with all
that those modules import (see `runtime`). So a feature is a file or a line that imports, and
the public names and errors here, which `__init__.py` and errors.py import.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from connectorsmith.targets.python.operations.operation import OperationShape


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides about the features of a package."""

    shapes: Sequence[OperationShape]
    oauth: bool
    """Whether a client can be given access tokens."""
    choices: bool
    """Whether a program can ask for the values of an argument."""
    connections: bool
    """Whether there are several ways to connect."""


@dataclass(frozen=True, slots=True)
class Feature:
    """What comes with a feature: each public name and error, with its module in the package."""

    name: str
    needs: Callable[[Facts], bool]
    """Whether a package has it."""
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    errors: Mapping[str, str] = field(default_factory=dict[str, str])
    modules: tuple[str, ...] = ()
    """The public modules of the package."""


_ERRORS = """
    BadRequest Conflict ConnectionFailed DecodeError Forbidden ForeignLink MissingArgument
    MissingCredential NotFound RateLimited ServerFault StatusError TimedOut Unauthorized
    Unprocessable
""".split()
FEATURES: Sequence[Feature] = (
    Feature(
        name="every package",
        needs=lambda facts: True,
        names={
            "AsyncClient": "client",
            "Client": "client",
            "Response": "_runtime.http.client",
            "Retry": "_runtime.http.retry",
            "Secret": "_runtime.auth.secret",
            "Throttle": "_runtime.http.throttle",
            "UNSET": "_runtime.unset",
            "Unset": "_runtime.unset",
        },
        errors=dict.fromkeys(_ERRORS, "_runtime.errors"),
        modules=("errors", "models", "operations"),
    ),
    Feature(
        name="lists that come page by page",
        needs=lambda facts: any(one.page() is not None for one in facts.shapes),
        names=dict.fromkeys(("AsyncPager", "Pager"), "_runtime.paging.pager"),
    ),
    Feature(
        name="polling triggers",
        needs=lambda facts: any(one.polled() is not None for one in facts.shapes),
        names=dict.fromkeys(("AsyncPoller", "Poller"), "_runtime.triggers.poller"),
    ),
    Feature(
        name="webhook triggers",
        needs=lambda facts: any(one.is_webhook for one in facts.shapes),
        names={"Subscription": "_runtime.triggers.subscriptions"},
        errors={"WebhookError": "_runtime.triggers.webhooks"},
        modules=("webhooks",),
    ),
    Feature(
        name="values that only a call can tell",
        needs=lambda facts: facts.choices,
        names={"Choice": "_runtime.choices.lookups"},
    ),
    Feature(
        name="OAuth 2.0",
        needs=lambda facts: facts.oauth,
        names=dict.fromkeys(
            ("ClientCredentials", "RefreshToken"), "_runtime.auth.grants"
        ),
        errors={"TokenError": "_runtime.auth.token_error"},
    ),
    Feature(
        name="several ways to connect",
        needs=lambda facts: facts.connections,
        modules=("connections",),
    ),
)


def features(facts: Facts) -> list[Feature]:
    """Return the features that a package has."""
    return [feature for feature in FEATURES if feature.needs(facts)]
