"""A client for Print Room."""

from __future__ import annotations

from importlib import import_module

from ._version import __version__

# What type checkers take for true; importing it from `typing` would double the time that
# importing this package takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import connections, errors, models, operations
    from ._runtime.auth import Secret
    from ._runtime.client import Response
    from ._runtime.oauth import ClientCredentials, RefreshToken
    from ._runtime.pager import AsyncPager, Pager
    from ._runtime.retry import Retry
    from ._runtime.throttle import Throttle
    from ._runtime.unset import UNSET, Unset
    from .client import AsyncClient, Client
    from .connections import ApiKeyConnection, OauthConnection, UserConnection
    from .errors import PrintRoomError

__all__ = [
    "ApiKeyConnection",
    "AsyncClient",
    "AsyncPager",
    "Client",
    "ClientCredentials",
    "OauthConnection",
    "Pager",
    "PrintRoomError",
    "RefreshToken",
    "Response",
    "Retry",
    "Secret",
    "Throttle",
    "UNSET",
    "Unset",
    "UserConnection",
    "__version__",
    "connections",
    "errors",
    "models",
    "operations",
]

# Where each name is. It is imported when it is first asked for, so that importing the
# package costs next to nothing.
_HOMES = {
    "ApiKeyConnection": "connections",
    "AsyncClient": "client",
    "AsyncPager": "_runtime.pager",
    "Client": "client",
    "ClientCredentials": "_runtime.oauth",
    "OauthConnection": "connections",
    "Pager": "_runtime.pager",
    "PrintRoomError": "errors",
    "RefreshToken": "_runtime.oauth",
    "Response": "_runtime.client",
    "Retry": "_runtime.retry",
    "Secret": "_runtime.auth",
    "Throttle": "_runtime.throttle",
    "UNSET": "_runtime.unset",
    "Unset": "_runtime.unset",
    "UserConnection": "connections",
}


def __getattr__(name: str) -> object:
    if name in ("errors", "models", "operations", "connections"):
        return import_module(f".{name}", __name__)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
