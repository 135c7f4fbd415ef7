"""What a client is asked for to connect, and what each value is good for.

The security definitions say where a credential goes, the connection parameters what a person
gives, the policies what else is read of it. Where they disagree the parameters win: the
platform works with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from connectorsmith.ir.connector import (
    TENANT,
    ConnectionParameter,
    Connector,
    SecurityScheme,
    SecurityUse,
    TokenEndpoint,
)
from connectorsmith.ir.json import Json
from connectorsmith.ir.policies import HostPolicy, Policy
from connectorsmith.passes.policy_reads import connection_reads
from connectorsmith.text.words import snake_case

TEXT = ("string", "securestring", "int", "bool")
"""The types of what a person types in."""

_USABLE = ("basic", "apiKey", "oauth2")
_OAUTH = "oauthsetting"
_IN_TEXT = re.compile(r"\{([^{}]*)\}")
_PASSWORDS = ("password", "pwd", "secret", "passwort")


Requirement: TypeAlias = Sequence[Sequence[SecurityUse]]
"""Of an operation: alternatives, each of which is what is needed together."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One part of proving who calls."""

    kind: str
    """`apiKey`, `basic` or `oauth2`."""
    parameters: tuple[ConnectionParameter, ...]
    """The key; the name and the password; or the token."""
    scheme: SecurityScheme | None = None
    """Of the definition, where it has one for this."""
    endpoint: TokenEndpoint | None = None
    """Of a token."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one way to connect asks for."""

    ways: tuple[tuple[Proof, ...], ...]
    """Alternatives, each of which is what has to be proven together; none: nobody asks."""
    read: tuple[ConnectionParameter, ...]
    """What policies read, in document order."""
    placing: tuple[ConnectionParameter, ...]
    """What is only read to find the host, or the token endpoint."""
    unused: tuple[ConnectionParameter, ...]
    """What nothing reads."""


def plan(
    parameters: Sequence[ConnectionParameter],
    alternatives: Sequence[Sequence[SecurityScheme]],
    policies: Iterable[Policy],
) -> Plan:
    """The plan of one way to connect; `alternatives` are those of `requirement`."""
    policies = tuple(policies)
    read = frozenset[str]().union(*map(connection_reads, policies))
    elsewhere = frozenset[str]().union(
        *(connection_reads(one) for one in policies if not isinstance(one, HostPolicy))
    )
    ways = _ways(parameters, alternatives, read)
    proofs = [proof for way in ways for proof in way]
    claimed = {one.name for proof in proofs for one in proof.parameters}
    tokens = _in_endpoints(proofs)
    # Several policies may read what no list of parameters has: then nobody can give it.
    known = _with_tenant([one for one in parameters if one.type in TEXT], proofs)
    return Plan(
        ways=ways,
        read=tuple(one for one in known if one.name in read),
        placing=tuple(
            one
            for one in known
            if one.name in read | tokens and one.name not in elsewhere | claimed
        ),
        unused=tuple(
            one
            for one in parameters
            if one.type != _OAUTH and one.name not in read | tokens | claimed
        ),
    )


def requirement(
    requirements: Iterable[Requirement], schemes: Iterable[SecurityScheme]
) -> tuple[tuple[SecurityScheme, ...], ...]:
    """The alternatives of the first operation that has one which can be met, else the first scheme.

    `requirements` are those of each operation.
    """
    usable = {one.name: one for one in schemes if one.type in _USABLE}
    for required in requirements:
        met = [
            tuple(usable[use.scheme] for use in alternative)
            for alternative in required
            if alternative and all(use.scheme in usable for use in alternative)
        ]
        if met:
            return tuple(met)
    return tuple((one,) for one in list(usable.values())[:1])


def declared(connector: Connector) -> tuple[tuple[SecurityScheme, ...], ...]:
    """The alternatives that a connector's definition declares: see `requirement`."""
    required = (one.security for one in connector.operations)
    return requirement(required, connector.security_schemes)


def _ways(
    parameters: Sequence[ConnectionParameter],
    alternatives: Sequence[Sequence[SecurityScheme]],
    read: frozenset[str],
) -> tuple[tuple[Proof, ...], ...]:
    if not any(one.type in (*TEXT, _OAUTH) for one in parameters):
        return tuple(_invented(way) for way in alternatives)
    filled = [_filled(way, parameters, read) for way in alternatives]
    whole = [
        one
        for one, way in zip(filled, alternatives, strict=True)
        if len(one) == len(way)
    ]
    # Some definitions ask for everything at once of which a connection has a part.
    found = whole or [one for one in filled if one]
    if found:
        return _different(found)
    oauth = next((one for one in parameters if one.type == _OAUTH), None)
    if oauth is not None:
        # The platform signs in and sends its token, whatever the definition says.
        scheme = next(
            (s for way in alternatives for s in way if s.type == "oauth2"), None
        )
        return ((_token(oauth, scheme),),)
    pair = _named_pair(parameters)
    if pair is not None and set(read).isdisjoint(one.name for one in pair):
        return ((Proof("basic", pair),),)
    return tuple(_invented(way) for way in alternatives)


def _different(ways: Iterable[tuple[Proof, ...]]) -> tuple[tuple[Proof, ...], ...]:
    """Ways that a person can choose between: the same parameters are the same choice."""
    found: dict[tuple[str, ...], tuple[Proof, ...]] = {}
    for way in ways:
        names = [one.name for proof in way for one in proof.parameters]
        found.setdefault(tuple(sorted(names)), way)
    return tuple(found.values())


def _filled(
    schemes: Sequence[SecurityScheme],
    parameters: Sequence[ConnectionParameter],
    read: frozenset[str],
) -> tuple[Proof, ...]:
    """The proofs of schemes that are needed together, less those for which nothing is left."""
    left = list(parameters)
    made: dict[str, Proof] = {}
    # Those that know the name of their parameter choose first.
    for scheme in sorted(schemes, key=lambda one: not _sure(left, one)):
        proof = _proof(scheme, left, read)
        if proof is not None:
            made[scheme.name] = proof
            left = [one for one in left if one not in proof.parameters]
    return tuple(made[scheme.name] for scheme in schemes if scheme.name in made)


def _proof(
    scheme: SecurityScheme, left: list[ConnectionParameter], read: frozenset[str]
) -> Proof | None:
    if scheme.type == "oauth2":
        oauth = next((one for one in left if one.type == _OAUTH), None)
        return None if oauth is None else _token(oauth, scheme)
    if scheme.type == "basic":
        pair = _pair(left, read)
        return None if pair is None else Proof("basic", pair, scheme)
    if not scheme.parameter:
        return None
    pair = _named_pair(left)
    if pair and not _sure(left, scheme):
        # Whatever the definition says, this is what the platform makes of the two.
        return Proof("basic", pair, scheme)
    key = _key(left, scheme, read)
    return None if key is None else Proof("apiKey", (key,), scheme)


def _key(
    left: Sequence[ConnectionParameter], scheme: SecurityScheme, read: frozenset[str]
) -> ConnectionParameter | None:
    """The parameter that is a scheme's key."""
    texts = [one for one in left if one.type in TEXT]
    secure = [one for one in texts if one.type == "securestring"]
    free = [one for one in texts if one.name not in read]
    safe = [one for one in secure if one.name not in read]
    return next(iter([*_sure(left, scheme), *safe, *secure, *free]), None)


def _sure(
    left: Sequence[ConnectionParameter], scheme: SecurityScheme
) -> Sequence[ConnectionParameter]:
    """The parameters whose names say that they are for a scheme, the surest first."""
    if scheme.type == "oauth2":
        return [one for one in left if one.type == _OAUTH]
    if scheme.type == "basic":
        return _named_pair(left) or ()
    alike = _alike(left, scheme)
    secure = [one for one in alike if one.type == "securestring"]
    keys = [
        one
        for one in left
        if one.type in TEXT and snake_case(one.name) in ("api_key", "apikey", "key")
    ]
    return [*secure, *alike, *keys]


def _alike(
    parameters: Sequence[ConnectionParameter], scheme: SecurityScheme
) -> list[ConnectionParameter]:
    """The parameters that are called like a scheme, or like its header."""
    wanted = {snake_case(scheme.name), snake_case(scheme.parameter or "")} - {""}
    return [
        one for one in parameters if one.type in TEXT and snake_case(one.name) in wanted
    ]


def _pair(
    left: Sequence[ConnectionParameter], read: frozenset[str]
) -> tuple[ConnectionParameter, ...] | None:
    """The name and the password of HTTP Basic."""
    named = _named_pair(left)
    if named is not None:
        return named
    texts = [one for one in left if one.type in TEXT]
    free = [one for one in texts if one.name not in read]
    free = free or [one for one in texts if one.type == "securestring"]
    passwords = [one for one in free if _is_password(one)]
    others = [one for one in free if one not in passwords]
    if not free:
        return None
    if len(free) == 1 and not passwords:
        # A key alone stands for the name; servers that take one look at no password.
        return free[0], _NO_PASSWORD
    if not passwords:
        secure = [one for one in others if one.type == "securestring"]
        passwords = secure[-1:] or others[-1:]
        others = [one for one in others if one not in passwords]
    name = next(iter(others), _USERNAME)
    return name, passwords[0]


def _named_pair(
    parameters: Sequence[ConnectionParameter],
) -> tuple[ConnectionParameter, ConnectionParameter] | None:
    called = {snake_case(one.name).replace("_", ""): one for one in parameters}
    name, password = called.get("username"), called.get("password")
    return None if name is None or password is None else (name, password)


def _is_password(parameter: ConnectionParameter) -> bool:
    return snake_case(parameter.name).endswith(_PASSWORDS)


_USERNAME = ConnectionParameter(
    "username", "string", description="The user's name", required=True
)
_NO_PASSWORD = ConnectionParameter(
    "password", "securestring", description="The password, if there is one"
)
_PASSWORD = ConnectionParameter(
    "password", "securestring", description="The password", required=True
)


def _invented(schemes: Sequence[SecurityScheme]) -> tuple[Proof, ...]:
    """The proofs of a definition without connection parameters."""
    keys = [one for one in schemes if one.type == "apiKey"]
    made: list[Proof] = []
    for scheme in schemes:
        if scheme.type == "basic":
            made.append(Proof("basic", (_USERNAME, _PASSWORD), scheme))
        elif scheme.type == "oauth2":
            made.append(_token(ConnectionParameter("token", _OAUTH), scheme))
        elif scheme.parameter:
            # Keys that are needed together must be told apart.
            name = "api_key" if len(keys) == 1 else scheme.name
            key = ConnectionParameter(name, "securestring", required=True)
            made.append(Proof("apiKey", (key,), scheme))
    return tuple(made)


def _token(oauth: ConnectionParameter, scheme: SecurityScheme | None) -> Proof:
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


def _in_endpoints(proofs: Iterable[Proof]) -> frozenset[str]:
    """The parameters that stand in what is known of token endpoints."""
    names: set[str] = set()
    for proof in proofs:
        if proof.endpoint is not None:
            one = proof.endpoint
            for text in (one.url, one.refresh_url, one.scope, one.resource):
                names.update(_IN_TEXT.findall(text or ""))
    return frozenset(names)


_TENANT = ConnectionParameter(
    TENANT, "string", description="The tenant of Azure AD that gives the tokens"
)


def _with_tenant(
    parameters: list[ConnectionParameter], proofs: Iterable[Proof]
) -> list[ConnectionParameter]:
    """The parameters with that for the tenant of Azure AD, where a token needs one."""
    marker = f"{{{TENANT}}}".lower()
    endpoint = next(
        (
            one.endpoint
            for one in proofs
            if one.endpoint and marker in (one.endpoint.url or "").lower()
        ),
        None,
    )
    if endpoint is None:
        return parameters
    declared = [one for one in parameters if one.name.lower() == TENANT.lower()]
    others = [one for one in parameters if one not in declared]
    made = next(iter(declared), _TENANT)
    return [
        *others,
        replace(
            made,
            description=made.description or made.title or _TENANT.description,
            initial=made.initial or endpoint.tenant,
        ),
    ]
