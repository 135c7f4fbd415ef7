"""The plan of a connection: the parameters that a client asks for, and the use of each.

The security definitions say where a credential is sent, the connection parameters which
values a user enters, the policies which of them they read. Connection parameters
override security definitions, because the platform uses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from connectorsmith.ir.connector import (
    TENANT,
    ConnectionParameter,
    Connector,
)
from connectorsmith.ir.policies import HostPolicy, Policy
from connectorsmith.passes.matching import TEXT, filled, named_pair
from connectorsmith.passes.policy_reads import connection_reads
from connectorsmith.passes.proofs import (
    OAUTH,
    Proof,
    fitting,
    scheme_proofs,
    token_proof,
)
from connectorsmith.passes.security import Requirements, Secured, requirements

_IN_TEXT = re.compile(r"\{([^{}]*)\}")

Ways: TypeAlias = tuple[tuple[Proof, ...], ...]
"""Alternatives, each a set of credentials that are sent together; empty if none is needed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The credentials and the connection parameters of one kind of connection."""

    ways: Ways
    """Those of each operation that is not in `own`."""
    read: tuple[ConnectionParameter, ...]
    """The parameters that policies read, in document order."""
    placing: tuple[ConnectionParameter, ...]
    """The parameters that only determine the host or the token endpoint."""
    unused: tuple[ConnectionParameter, ...]
    """The parameters that nothing reads."""
    own: Mapping[str, Ways] = field(default_factory=dict[str, Ways])
    """Those of the operations that differ, by operationId."""
    is_declared: bool = True
    """True if the credentials are connection parameters, else they are those of schemes."""

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """All credentials, each once."""
        found: dict[tuple[str, ...], Proof] = {}
        for ways in (self.ways, *self.own.values()):
            for proof in (proof for proofs in ways for proof in proofs):
                names = (parameter.name for parameter in proof.parameters)
                found.setdefault((proof.name, *names), proof)
        return tuple(found.values())

    @property
    def is_certain(self) -> bool:
        """True if every call that sends credentials sends the same."""
        return len(self.ways) <= 1 and not self.own

    @property
    def by_operation(self) -> bool:
        """True if the credentials depend on the operation, or are optional."""
        return bool(self.own) or not all(self.ways)

    @property
    def is_required(self) -> bool:
        """True if a client without credentials is of no use."""
        return bool(self.ways) and (self.is_declared or not self.own) and all(self.ways)


def plan(
    parameters: Sequence[ConnectionParameter],
    required: Requirements,
    policies: Iterable[Policy],
) -> Plan:
    """Return the plan of one kind of connection."""
    policies = tuple(policies)
    read = frozenset[str]().union(*map(connection_reads, policies))
    elsewhere = frozenset[str]().union(
        *(
            connection_reads(policy)
            for policy in policies
            if not isinstance(policy, HostPolicy)
        )
    )
    ways = _ways(parameters, required, read)
    is_declared = ways is not None
    if ways is None:
        ways, own = _undeclared(required)
    else:
        own = _own(parameters, required, read, ways)
    proofs = [
        proof for each in (ways, *own.values()) for some in each for proof in some
    ]
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
            if parameter.type != OAUTH and parameter.name not in read | tokens | claimed
        ),
        own=own,
        is_declared=is_declared,
    )


def declared(connector: Connector) -> Requirements:
    """Return the security requirements of a connector's operations."""
    kinds = [
        connector.connection_parameters,
        *(one.parameters for one in connector.connection_sets),
    ]
    return requirements(
        (
            Secured(operation.id, operation.security, operation.own_security)
            for operation in connector.operations
        ),
        connector.security_schemes,
        has_parameters=any(map(has_parameters, kinds)),
    )


def has_parameters(parameters: Iterable[ConnectionParameter]) -> bool:
    """Return whether a user enters one of the parameters, or signs in."""
    return any(parameter.type in (*TEXT, OAUTH) for parameter in parameters)


def _undeclared(required: Requirements) -> tuple[Ways, dict[str, Ways]]:
    """Return the credentials if the connection has no parameters for them."""
    each = (required.default, *required.operations.values())
    names = dict.fromkeys(name for one in each for some in one for name in some)
    proofs = scheme_proofs([required.schemes[name] for name in names])
    return fitting(required.default, proofs) or (), {
        operation: fitting(alternatives, proofs) or ()
        for operation, alternatives in required.operations.items()
    }


def _own(
    parameters: Sequence[ConnectionParameter],
    required: Requirements,
    read: frozenset[str],
    ways: Ways,
) -> dict[str, Ways]:
    """Return the credentials of the operations that differ, if the connection has them."""
    if not required.operations:
        return {}
    known = {proof.name: proof for proofs in ways for proof in proofs}
    claimed = [one for proof in known.values() for one in proof.parameters]
    free = [one for one in parameters if one.name not in {one.name for one in claimed}]
    more = [one for name, one in required.schemes.items() if name not in known]
    proofs = {one.name: one for one in filled(more, free, read)} | known
    found = {
        operation: fitting(alternatives, proofs)
        for operation, alternatives in required.operations.items()
    }
    return {
        operation: own
        for operation, own in found.items()
        if own is not None and own != ways
    }


def _ways(
    parameters: Sequence[ConnectionParameter],
    required: Requirements,
    read: frozenset[str],
) -> Ways | None:
    """Return the credentials that the connection parameters hold; None if they hold none."""
    if not has_parameters(parameters):
        return None
    alternatives = [
        [required.schemes[name] for name in alternative]
        for alternative in required.default
    ]
    each = [filled(schemes, parameters, read) for schemes in alternatives]
    whole = [
        proofs
        for proofs, schemes in zip(each, alternatives, strict=True)
        if len(proofs) == len(schemes)
    ]
    # Some definitions require schemes together of which a connection supports only some.
    usable = whole or [proofs for proofs in each if proofs]
    if usable:
        return _different(usable)
    oauth = next(
        (parameter for parameter in parameters if parameter.type == OAUTH), None
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
        return ((token_proof(oauth, scheme),),)
    pair = named_pair(parameters)
    if pair is not None and set(read).isdisjoint(parameter.name for parameter in pair):
        return ((Proof("basic", pair),),)
    return None


def _different(
    alternatives: Iterable[tuple[Proof, ...]],
) -> Ways:
    """Return the alternatives whose parameters differ; of equal ones, the first."""
    by_parameters: dict[tuple[str, ...], tuple[Proof, ...]] = {}
    for alternative in alternatives:
        names = [
            parameter.name for proof in alternative for parameter in proof.parameters
        ]
        by_parameters.setdefault(tuple(sorted(names)), alternative)
    return tuple(by_parameters.values())


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
