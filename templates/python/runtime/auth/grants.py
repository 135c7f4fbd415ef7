"""What a client is given to get access tokens with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field

from .arguments import need_secret
from .secret import Secret


@dataclass(frozen=True, slots=True)
class TokenEndpoint:
    """Where access tokens come from, as far as the connector's definition says it."""

    url: str | None = None
    refresh_url: str | None = None
    """Where a refresh token is used, if not at `url`."""
    scope: str | None = None
    """What a token is asked for, separated by spaces."""
    resource: str | None = None
    """What Azure AD's first version asks for in place of scopes."""
    needs: str | None = None
    """What the client has to be given for `url` to be known."""


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """An application that signs in as itself (RFC 6749, 4.4). The client renews its tokens."""

    client_id: str
    client_secret: str | Secret
    _: KW_ONLY
    token_url: str | None = None
    """Where tokens come from; `None` for what the connector's definition says."""
    scopes: str | Sequence[str] | None = None
    """What is asked for; `None` for what the connector's definition says."""
    basic: bool = False
    """Send id and secret as HTTP Basic, not in the body."""
    fields: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """More that this server wants in the body, such as `audience`."""

    def __post_init__(self) -> None:
        kept = need_secret("client_secret", self.client_secret)
        object.__setattr__(self, "client_secret", kept)


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A person's consent, as a refresh token (RFC 6749, 6). The client gets access tokens for it."""

    refresh_token: str | Secret
    client_id: str
    client_secret: str | Secret | None = None
    """`None` for an application without one."""
    _: KW_ONLY
    token_url: str | None = None
    """Where tokens come from; `None` for what the connector's definition says."""
    scopes: str | Sequence[str] | None = None
    """What is asked for; `None` for what the person agreed to."""
    basic: bool = False
    """Send id and secret as HTTP Basic, not in the body."""
    fields: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """More that this server wants in the body."""
    renewed: Callable[[str], object] | None = field(default=None, repr=False)
    """Called with each new refresh token, so that it can be kept: some servers take each only once."""

    def __post_init__(self) -> None:
        kept = need_secret("refresh_token", self.refresh_token)
        object.__setattr__(self, "refresh_token", kept)
        if self.client_secret is not None:
            hidden = need_secret("client_secret", self.client_secret)
            object.__setattr__(self, "client_secret", hidden)
