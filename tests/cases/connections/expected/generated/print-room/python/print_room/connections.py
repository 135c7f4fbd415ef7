"""The ways to connect to Print Room. Pass an instance of one of them to the client."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from ._runtime.auth.arguments import need_secret
from ._runtime.auth.basic import basic_of, need_password
from ._runtime.auth.connections import Connected, hide
from ._runtime.auth.grants import TokenEndpoint
from ._runtime.auth.oauth import AsyncToken, bearer
from ._runtime.auth.schemes import ApiKey
from ._runtime.auth.secret import Secret
from ._runtime.auth.texts import find_text, joined, need_text, url_part


@dataclass(frozen=True, slots=True)
class ApiKeyConnection:
    """Key.

    With the key of a printer.

    Args:
        api_key: It is on the printer. Read from the environment variable
            PRINT_ROOM_API_KEY if it is not given.
    """

    api_key: str | Secret | None = None

    def __post_init__(self) -> None:
        hide(self, "api_key")

    def connect(self, base_url: str | None) -> Connected:
        """Return what requests need of it. Raises `MissingArgumentError`."""
        auth = ApiKey(
            "header",
            "X-Print-Key",
            need_secret("api_key", self.api_key, "PRINT_ROOM_API_KEY"),
        )
        return auth, {}


@dataclass(frozen=True, slots=True)
class OauthConnection:
    """Account.

    As a person.

    Args:
        access_token: An OAuth 2.0 access token, or a source of tokens:
            `ClientCredentials`, `RefreshToken`, a function, or an `httpx2.Auth`. Read
            from the environment variable PRINT_ROOM_ACCESS_TOKEN if it is not given.
        tenant_id: The tenant of Azure AD that gives the tokens. Default: "common". Read
            from the environment variable PRINT_ROOM_TENANT_ID if it is not given.
    """

    access_token: AsyncToken | None = None
    _: KW_ONLY
    tenant_id: str | None = None

    def __post_init__(self) -> None:
        hide(self, "access_token")

    def connect(self, base_url: str | None) -> Connected:
        """Return what requests need of it. Raises `MissingArgumentError`."""
        auth = bearer(
            "access_token",
            self.access_token,
            "PRINT_ROOM_ACCESS_TOKEN",
            TokenEndpoint(
                url=joined(
                    "https://login.microsoftonline.com/",
                    url_part(
                        "tenant_id",
                        find_text(
                            "tenant_id",
                            self.tenant_id,
                            "PRINT_ROOM_TENANT_ID",
                            "common",
                        ),
                    ),
                    "/oauth2/token",
                ),
                resource="https://print.example",
            ),
        )
        return auth, {}


@dataclass(frozen=True, slots=True)
class UserConnection:
    """Guest.

    Args:
        username: Your name. Read from the environment variable PRINT_ROOM_USERNAME if
            it is not given.
        password: From the desk. Read from the environment variable PRINT_ROOM_PASSWORD
            if it is not given.
        floor: Of the printer. Read from the environment variable PRINT_ROOM_FLOOR if it
            is not given.
    """

    username: str | None = None
    password: str | Secret | None = None
    _: KW_ONLY
    floor: str | None = None

    def __post_init__(self) -> None:
        hide(self, "password")

    def connect(self, base_url: str | None) -> Connected:
        """Return what requests need of it. Raises `MissingArgumentError`."""
        auth = basic_of(
            lambda: need_text("username", self.username, "PRINT_ROOM_USERNAME"),
            lambda: need_password("password", self.password, "PRINT_ROOM_PASSWORD"),
        )
        return auth, {"floor": need_text("floor", self.floor, "PRINT_ROOM_FLOOR")}
