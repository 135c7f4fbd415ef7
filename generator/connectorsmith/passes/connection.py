"""The plan of a connection: the parameters that a client asks for, and the use of each.

The security definitions say where a credential is sent, the connection parameters which
values a user enters, the policies which of them they read. Connection parameters
override security definitions, because the platform uses them.
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
"""The types of parameters that a user types in."""

_USABLE = ("basic", "apiKey", "oauth2")
_OAUTH = "oauthsetting"
_IN_TEXT = re.compile(r"\{([^{}]*)\}")
_PASSWORDS = ("password", "pwd", "secret", "passwort")


Requirement: TypeAlias = Sequence[Sequence[SecurityUse]]
"""The security of an operation: alternatives, each a set of schemes that apply together."""


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


@dataclass(frozen=True, slots=True)
class Plan:
    """The credentials and the connection parameters of one kind of connection."""

    ways: tuple[tuple[Proof, ...], ...]
    """Alternatives, each a set of credentials that are sent together; empty if none is
    needed."""
    read: tuple[ConnectionParameter, ...]
    """The parameters that policies read, in document order."""
    placing: tuple[ConnectionParameter, ...]
    """The parameters that only determine the host or the token endpoint."""
    unused: tuple[ConnectionParameter, ...]
    """The parameters that nothing reads."""


def plan(
    parameters: Sequence[ConnectionParameter],
    alternatives: Sequence[Sequence[SecurityScheme]],
    policies: Iterable[Policy],
) -> Plan:
    """Return the plan of one kind of connection; `alternatives` are those of `requirement`."""
    policies = tuple(policies)
    read = frozenset[str]().union(*map(connection_reads, policies))
    elsewhere = frozenset[str]().union(
        *(
            connection_reads(policy)
            for policy in policies
            if not isinstance(policy, HostPolicy)
        )
    )
    ways = _ways(parameters, alternatives, read)
    proofs = [proof for alternative in ways for proof in alternative]
    claimed = {parameter.name for proof in proofs for parameter in proof.parameters}
    tokens = _in_endpoints(proofs)
    # Policies can read undeclared parameters; those are left out.
    known = _with_tenant(
        [parameter for parameter in parameters if parameter.type in TEXT], proofs
    )
    return Plan(
        ways=ways,
        read=tuple(parameter for parameter in known if parameter.name in read),
        placing=tuple(
            parameter
            for parameter in known
            if parameter.name in read | tokens
            and parameter.name not in elsewhere | claimed
        ),
        unused=tuple(
            parameter
            for parameter in parameters
            if parameter.type != _OAUTH
            and parameter.name not in read | tokens | claimed
        ),
    )


def requirement(
    requirements: Iterable[Requirement], schemes: Iterable[SecurityScheme]
) -> tuple[tuple[SecurityScheme, ...], ...]:
    """Return the alternatives of the first operation that has one with known schemes.

    Else the first known scheme. `requirements` are those of each operation.
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
    """Return the alternatives that a connector's definition declares, as `requirement` does."""
    required = (operation.security for operation in connector.operations)
    return requirement(required, connector.security_schemes)


def _ways(
    parameters: Sequence[ConnectionParameter],
    alternatives: Sequence[Sequence[SecurityScheme]],
    read: frozenset[str],
) -> tuple[tuple[Proof, ...], ...]:
    if not any(parameter.type in (*TEXT, _OAUTH) for parameter in parameters):
        return tuple(_invented(schemes) for schemes in alternatives)
    filled = [_filled(schemes, parameters, read) for schemes in alternatives]
    whole = [
        proofs
        for proofs, schemes in zip(filled, alternatives, strict=True)
        if len(proofs) == len(schemes)
    ]
    # Some definitions require schemes together of which a connection supports only some.
    usable = whole or [proofs for proofs in filled if proofs]
    if usable:
        return _different(usable)
    oauth = next(
        (parameter for parameter in parameters if parameter.type == _OAUTH), None
    )
    if oauth is not None:
        # The platform signs in and sends the token even if the definition declares no OAuth.
        scheme = next(
            (
                scheme
                for schemes in alternatives
                for scheme in schemes
                if scheme.type == "oauth2"
            ),
            None,
        )
        return ((_token(oauth, scheme),),)
    pair = _named_pair(parameters)
    if pair is not None and set(read).isdisjoint(parameter.name for parameter in pair):
        return ((Proof("basic", pair),),)
    return tuple(_invented(schemes) for schemes in alternatives)


def _different(
    alternatives: Iterable[tuple[Proof, ...]],
) -> tuple[tuple[Proof, ...], ...]:
    """Return the alternatives whose parameters differ; of equal ones, the first."""
    by_parameters: dict[tuple[str, ...], tuple[Proof, ...]] = {}
    for alternative in alternatives:
        names = [
            parameter.name for proof in alternative for parameter in proof.parameters
        ]
        by_parameters.setdefault(tuple(sorted(names)), alternative)
    return tuple(by_parameters.values())


def _filled(
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
        oauth = next((one for one in remaining if one.type == _OAUTH), None)
        return None if oauth is None else _token(oauth, scheme)
    if scheme.type == "basic":
        pair = _pair(remaining, read)
        return None if pair is None else Proof("basic", pair, scheme)
    if not scheme.parameter:
        return None
    pair = _named_pair(remaining)
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
        return [parameter for parameter in remaining if parameter.type == _OAUTH]
    if scheme.type == "basic":
        return _named_pair(remaining) or ()
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
    named = _named_pair(remaining)
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
    """Return the credentials for schemes if the connection has no parameter for them."""
    keys = [one for one in schemes if one.type == "apiKey"]
    proofs: list[Proof] = []
    for scheme in schemes:
        if scheme.type == "basic":
            proofs.append(Proof("basic", (_USERNAME, _PASSWORD), scheme))
        elif scheme.type == "oauth2":
            proofs.append(_token(ConnectionParameter("token", _OAUTH), scheme))
        elif scheme.parameter:
            # Keys that apply together need different names.
            name = "api_key" if len(keys) == 1 else scheme.name
            key = ConnectionParameter(name, "securestring", required=True)
            proofs.append(Proof("apiKey", (key,), scheme))
    return tuple(proofs)


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
    """Return the names of the parameters in the URLs and scopes of token endpoints."""
    names: set[str] = set()
    for proof in proofs:
        if proof.endpoint is not None:
            endpoint = proof.endpoint
            for text in (
                endpoint.url,
                endpoint.refresh_url,
                endpoint.scope,
                endpoint.resource,
            ):
                names.update(_IN_TEXT.findall(text or ""))
    return frozenset(names)


_TENANT = ConnectionParameter(
    TENANT, "string", description="The tenant of Azure AD that gives the tokens"
)


def _with_tenant(
    parameters: list[ConnectionParameter], proofs: Iterable[Proof]
) -> list[ConnectionParameter]:
    """Return the parameters, and one for the tenant if a token endpoint needs it."""
    marker = f"{{{TENANT}}}".lower()
    endpoint = next(
        (
            proof.endpoint
            for proof in proofs
            if proof.endpoint and marker in (proof.endpoint.url or "").lower()
        ),
        None,
    )
    if endpoint is None:
        return parameters
    declared = [one for one in parameters if one.name.lower() == TENANT.lower()]
    others = [one for one in parameters if one not in declared]
    tenant = next(iter(declared), _TENANT)
    return [
        *others,
        replace(
            tenant,
            description=tenant.description or tenant.title or _TENANT.description,
            initial=tenant.initial or endpoint.tenant,
        ),
    ]
