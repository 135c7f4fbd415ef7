"""OAuth grants, with which a client gets access tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field

from .arguments import need_secret
from .secret import Secret


@dataclass(frozen=True, slots=True)
class TokenEndpoint:
    """The token endpoint of the connector's definition."""

    url: str | None = None
    refresh_url: str | None = None
    """The URL for refresh tokens, if not `url`."""
    scope: str | None = None
    """The requested scopes, separated by spaces."""
    resource: str | None = None
    """The resource that Azure AD v1 requires in place of scopes."""
    needs: str | None = None
    """The argument of the client that `url` depends on."""


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """Client credentials: an application that signs in as itself (RFC 6749, 4.4). Tokens are renewed."""

    client_id: str
    client_secret: str | Secret
    _: KW_ONLY
    token_url: str | None = None
    """The token endpoint; `None` for that of the connector's definition."""
    scopes: str | Sequence[str] | None = None
    """The requested scopes; `None` for those of the connector's definition."""
    basic: bool = False
    """True to send id and secret as HTTP Basic instead of in the body."""
    fields: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """Additional form fields that the server requires, such as `audience`."""

    def __post_init__(self) -> None:
        kept = need_secret("client_secret", self.client_secret)
        object.__setattr__(self, "client_secret", kept)


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A refresh token, as a user's consent (RFC 6749, 6). The client gets access tokens with it."""

    refresh_token: str | Secret
    client_id: str
    client_secret: str | Secret | None = None
    """`None` for an application without a secret."""
    _: KW_ONLY
    token_url: str | None = None
    """The token endpoint; `None` for that of the connector's definition."""
    scopes: str | Sequence[str] | None = None
    """The requested scopes; `None` for those that the user consented to."""
    basic: bool = False
    """True to send id and secret as HTTP Basic instead of in the body."""
    fields: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """Additional form fields that the server requires."""
    renewed: Callable[[str], object] | None = field(default=None, repr=False)
    """Called with each new refresh token, to store it: some servers accept each token only once."""

    def __post_init__(self) -> None:
        kept = need_secret("refresh_token", self.refresh_token)
        object.__setattr__(self, "refresh_token", kept)
        if self.client_secret is not None:
            hidden = need_secret("client_secret", self.client_secret)
            object.__setattr__(self, "client_secret", hidden)
