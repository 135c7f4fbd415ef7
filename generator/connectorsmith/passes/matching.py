"""The connection parameters that hold the credentials of security schemes."""

from __future__ import annotations

from collections.abc import Sequence

from connectorsmith.ir.connector import ConnectionParameter, SecurityScheme
from connectorsmith.passes.proofs import OAUTH, USERNAME, Proof, token_proof
from connectorsmith.text.words import snake_case

TEXT = ("string", "securestring", "int", "bool")
"""The types of parameters that a user types in."""

_PASSWORDS = ("password", "pwd", "secret", "passwort")


def filled(
    schemes: Sequence[SecurityScheme],
    parameters: Sequence[ConnectionParameter],
    read: frozenset[str],
) -> tuple[Proof, ...]:
    """Return the credentials for schemes that apply together.

    A scheme is left out if no parameter remains for it.
    """
    remaining = list(parameters)
    proofs: dict[str, Proof] = {}
    # Schemes with a parameter of their own name choose first.
    for scheme in sorted(schemes, key=lambda scheme: not _sure(remaining, scheme)):
        proof = _proof(scheme, remaining, read)
        if proof is not None:
            proofs[scheme.name] = proof
            remaining = [one for one in remaining if one not in proof.parameters]
    return tuple(proofs[scheme.name] for scheme in schemes if scheme.name in proofs)


def _proof(
    scheme: SecurityScheme, remaining: list[ConnectionParameter], read: frozenset[str]
) -> Proof | None:
    if scheme.type == "oauth2":
        oauth = next((one for one in remaining if one.type == OAUTH), None)
        return None if oauth is None else token_proof(oauth, scheme)
    if scheme.type == "basic":
        pair = _pair(remaining, read)
        return None if pair is None else Proof("basic", pair, scheme)
    if not scheme.parameter:
        return None
    pair = named_pair(remaining)
    if pair and not _sure(remaining, scheme):
        # The platform sends such a pair as HTTP Basic, even if the definition declares a key.
        return Proof("basic", pair, scheme)
    key = _key(remaining, scheme, read)
    return None if key is None else Proof("apiKey", (key,), scheme)


def _key(
    remaining: Sequence[ConnectionParameter],
    scheme: SecurityScheme,
    read: frozenset[str],
) -> ConnectionParameter | None:
    """Return the parameter that is the key of a scheme; None if there is none."""
    texts = [one for one in remaining if one.type in TEXT]
    secure = [one for one in texts if one.type == "securestring"]
    free = [one for one in texts if one.name not in read]
    safe = [one for one in secure if one.name not in read]
    return next(iter([*_sure(remaining, scheme), *safe, *secure, *free]), None)


def _sure(
    remaining: Sequence[ConnectionParameter], scheme: SecurityScheme
) -> Sequence[ConnectionParameter]:
    """Return the parameters whose types or names show that they belong to a scheme.

    The most certain one comes first.
    """
    if scheme.type == "oauth2":
        return [parameter for parameter in remaining if parameter.type == OAUTH]
    if scheme.type == "basic":
        return named_pair(remaining) or ()
    alike = _alike(remaining, scheme)
    secure = [parameter for parameter in alike if parameter.type == "securestring"]
    keys = [
        parameter
        for parameter in remaining
        if parameter.type in TEXT
        and snake_case(parameter.name) in ("api_key", "apikey", "key")
    ]
    return [*secure, *alike, *keys]


def _alike(
    parameters: Sequence[ConnectionParameter], scheme: SecurityScheme
) -> list[ConnectionParameter]:
    """Return the parameters that have the name of a scheme or of its header."""
    wanted = {snake_case(scheme.name), snake_case(scheme.parameter or "")} - {""}
    return [
        parameter
        for parameter in parameters
        if parameter.type in TEXT and snake_case(parameter.name) in wanted
    ]


def _pair(
    remaining: Sequence[ConnectionParameter], read: frozenset[str]
) -> tuple[ConnectionParameter, ...] | None:
    """Return the user name and the password of HTTP Basic; None if no parameter remains."""
    named = named_pair(remaining)
    if named is not None:
        return named
    texts = [one for one in remaining if one.type in TEXT]
    free = [one for one in texts if one.name not in read]
    free = free or [one for one in texts if one.type == "securestring"]
    passwords = [one for one in free if _is_password(one)]
    others = [one for one in free if one not in passwords]
    if not free:
        return None
    if len(free) == 1 and not passwords:
        # A single key is the user name: servers that accept one ignore the password.
        return free[0], _NO_PASSWORD
    if not passwords:
        secure = [one for one in others if one.type == "securestring"]
        passwords = secure[-1:] or others[-1:]
        others = [one for one in others if one not in passwords]
    name = next(iter(others), USERNAME)
    return name, passwords[0]


def named_pair(
    parameters: Sequence[ConnectionParameter],
) -> tuple[ConnectionParameter, ConnectionParameter] | None:
    """Return the parameters for a user name and a password; None if they lack one."""
    called = {snake_case(one.name).replace("_", ""): one for one in parameters}
    name, password = called.get("username"), called.get("password")
    return None if name is None or password is None else (name, password)


def _is_password(parameter: ConnectionParameter) -> bool:
    return snake_case(parameter.name).endswith(_PASSWORDS)


_NO_PASSWORD = ConnectionParameter(
    "password", "securestring", description="The password, if there is one"
)
