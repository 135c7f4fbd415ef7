"""A client for Print Room."""

from __future__ import annotations

from importlib import import_module

from ._version import __version__

# Type checkers assume that it is true. Importing it from `typing` would double the time of
# importing this package.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import connections, errors, models, operations
    from ._runtime.auth.grants import ClientCredentials, RefreshToken
    from ._runtime.auth.secret import Secret
    from ._runtime.http.client import Response
    from ._runtime.http.retry import Retry
    from ._runtime.http.throttle import Throttle
    from ._runtime.unset import UNSET, Unset
    from .client import AsyncClient, Client
    from .connections import ApiKeyConnection, OauthConnection, UserConnection
    from .errors import PrintRoomError

__all__ = [
    "ApiKeyConnection",
    "AsyncClient",
    "Client",
    "ClientCredentials",
    "OauthConnection",
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

# The module of each name. It is imported when the name is first used, so that importing the
# package is fast.
_HOMES = {
    "ApiKeyConnection": "connections",
    "AsyncClient": "client",
    "Client": "client",
    "ClientCredentials": "_runtime.auth.grants",
    "OauthConnection": "connections",
    "PrintRoomError": "errors",
    "RefreshToken": "_runtime.auth.grants",
    "Response": "_runtime.http.client",
    "Retry": "_runtime.http.retry",
    "Secret": "_runtime.auth.secret",
    "Throttle": "_runtime.http.throttle",
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
