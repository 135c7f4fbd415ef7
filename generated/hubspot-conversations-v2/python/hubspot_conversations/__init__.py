"""A client for HubSpot Conversations V2."""

from __future__ import annotations

from importlib import import_module

from ._version import __version__

# Type checkers assume that it is true. Importing it from `typing` would double the time of
# importing this package.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import errors, models, operations
    from ._runtime.auth.secret import Secret
    from ._runtime.http.client import Response
    from ._runtime.http.retry import Retry
    from ._runtime.http.throttle import Throttle
    from ._runtime.paging.pager import AsyncPager, Pager
    from ._runtime.unset import UNSET, Unset
    from .client import AsyncClient, Client
    from .errors import HubspotConversationsError

__all__ = [
    "AsyncClient",
    "AsyncPager",
    "Client",
    "HubspotConversationsError",
    "Pager",
    "Response",
    "Retry",
    "Secret",
    "Throttle",
    "UNSET",
    "Unset",
    "__version__",
    "errors",
    "models",
    "operations",
]

# The module of each name. It is imported when the name is first used, so that importing the
# package is fast.
_HOMES = {
    "AsyncClient": "client",
    "AsyncPager": "_runtime.paging.pager",
    "Client": "client",
    "HubspotConversationsError": "errors",
    "Pager": "_runtime.paging.pager",
    "Response": "_runtime.http.client",
    "Retry": "_runtime.http.retry",
    "Secret": "_runtime.auth.secret",
    "Throttle": "_runtime.http.throttle",
    "UNSET": "_runtime.unset",
    "Unset": "_runtime.unset",
}


def __getattr__(name: str) -> object:
    if name in ("errors", "models", "operations"):
        return import_module(f".{name}", __name__)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
