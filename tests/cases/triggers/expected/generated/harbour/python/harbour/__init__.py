"""A client for Harbour."""

from __future__ import annotations

from importlib import import_module

from ._version import __version__

# What type checkers take for true; importing it from `typing` would double the time that
# importing this package takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import errors, models, operations, webhooks
    from ._runtime.auth.secret import Secret
    from ._runtime.http.client import Response
    from ._runtime.http.retry import Retry
    from ._runtime.http.throttle import Throttle
    from ._runtime.triggers.poller import AsyncPoller, Poller
    from ._runtime.triggers.subscriptions import Subscription
    from ._runtime.unset import UNSET, Unset
    from .client import AsyncClient, Client
    from .errors import HarbourError

__all__ = [
    "AsyncClient",
    "AsyncPoller",
    "Client",
    "HarbourError",
    "Poller",
    "Response",
    "Retry",
    "Secret",
    "Subscription",
    "Throttle",
    "UNSET",
    "Unset",
    "__version__",
    "errors",
    "models",
    "operations",
    "webhooks",
]

# Where each name is. It is imported when it is first asked for, so that importing the
# package costs next to nothing.
_HOMES = {
    "AsyncClient": "client",
    "AsyncPoller": "_runtime.triggers.poller",
    "Client": "client",
    "HarbourError": "errors",
    "Poller": "_runtime.triggers.poller",
    "Response": "_runtime.http.client",
    "Retry": "_runtime.http.retry",
    "Secret": "_runtime.auth.secret",
    "Subscription": "_runtime.triggers.subscriptions",
    "Throttle": "_runtime.http.throttle",
    "UNSET": "_runtime.unset",
    "Unset": "_runtime.unset",
}


def __getattr__(name: str) -> object:
    if name in ("errors", "models", "operations", "webhooks"):
        return import_module(f".{name}", __name__)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
