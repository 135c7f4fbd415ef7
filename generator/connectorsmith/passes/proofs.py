"""The credentials of a request, and those that a definition needs without connection parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from connectorsmith.ir.connector import (
    ConnectionParameter,
    SecurityScheme,
    TokenEndpoint,
)
from connectorsmith.ir.json import Json

OAUTH = "oauthsetting"
"""The type of a connection parameter that is a source of access tokens."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One credential of a request."""

    kind: str
    """`apiKey`, `basic` or `oauth2`."""
    parameters: tuple[ConnectionParameter, ...]
    """The key; the user name and the password; or the token."""
    scheme: SecurityScheme | None = None
    """The security scheme of the definition; None if it declares none for this."""
    endpoint: TokenEndpoint | None = None
    """The endpoint that issues the token; None for other kinds."""

    @property
    def name(self) -> str:
        """The name of its scheme, else of its first parameter."""
        return self.parameters[0].name if self.scheme is None else self.scheme.name


USERNAME = ConnectionParameter(
    "username", "string", description="The user's name", required=True
)
PASSWORD = ConnectionParameter(
    "password", "securestring", description="The password", required=True
)


def scheme_proofs(schemes: Sequence[SecurityScheme]) -> dict[str, Proof]:
    """Return the credential for each scheme, by its name.

    The parameters of several keys, or of several schemes of another type, are named after
    the schemes.
    """
    if len(schemes) == 1 and schemes[0].type == "apiKey":
        return {schemes[0].name: _proof(schemes[0], "api_key")}
    named = {one.name: one.name for one in schemes}
    tokens = [one for one in schemes if one.type == "oauth2"]
    if len(tokens) == 1:
        named[tokens[0].name] = _free(["token", tokens[0].name], named)
    basics = [one for one in schemes if one.type == "basic"]
    for scheme in basics:
        first = "" if len(basics) == 1 else f"{scheme.name}_"
        numbered = (f"{first}basic{number or ''}_" for number in count())
        taken = {named[one.name] for one in schemes if one.type != "basic"}
        taken.update(name for one in basics for name in _pair_names(named[one.name]))
        named[scheme.name] = next(
            prefix
            for prefix in chain([first], numbered)
            if taken.isdisjoint(_pair_names(prefix))
        )
    return {one.name: _proof(one, named[one.name]) for one in schemes}


def _free(wanted: Sequence[str], taken: Mapping[str, str]) -> str:
    """Return the first name that is no scheme's, else the last."""
    return next((name for name in wanted if name not in taken), wanted[-1])


def _pair_names(prefix: str) -> tuple[str, str]:
    return f"{prefix}{USERNAME.name}", f"{prefix}{PASSWORD.name}"


def _proof(scheme: SecurityScheme, name: str) -> Proof:
    """Return the credential for a scheme; `name` is its parameter's, or a prefix for HTTP Basic."""
    if scheme.type == "oauth2":
        return token_proof(ConnectionParameter(name, OAUTH), scheme)
    if scheme.type == "apiKey":
        kind = "query parameter" if scheme.location == "query" else "header"
        sent = f"The API key, which is sent as the {kind} {scheme.parameter}"
        about = None if name == "api_key" else sent
        key = ConnectionParameter(name, "securestring", None, about, required=True)
        return Proof("apiKey", (key,), scheme)
    username, password = _pair_names(name)
    pair = replace(USERNAME, name=username), replace(PASSWORD, name=password)
    return Proof("basic", pair, scheme)


def token_proof(oauth: ConnectionParameter, scheme: SecurityScheme | None) -> Proof:
    """Return the credential of an `oauthSetting`, with the endpoint that issues its tokens."""
    endpoint = oauth.tokens or TokenEndpoint()
    if endpoint.url is None:
        endpoint = replace(endpoint, url=_declared_url(scheme))
    return Proof("oauth2", (replace(oauth, tokens=endpoint),), scheme, endpoint)


def _declared_url(scheme: SecurityScheme | None) -> str | None:
    declared: Json = (scheme.settings or {}).get("tokenUrl") if scheme else None
    if not isinstance(declared, str) or not declared.isprintable():
        return None
    plain = not set(declared) & set("{}<>[] ")
    return declared if plain and declared.startswith(("https://", "http://")) else None


def fitting(
    alternatives: Sequence[Sequence[str]], proofs: Mapping[str, Proof]
) -> tuple[tuple[Proof, ...], ...] | None:
    """Return alternatives as credentials, but for those that lack one; None if all do."""
    complete = tuple(
        tuple(proofs[name] for name in alternative)
        for alternative in alternatives
        if all(name in proofs for name in alternative)
    )
    return complete if complete or not alternatives else None
