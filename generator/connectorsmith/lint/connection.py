"""Connection parameters that nothing reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectorsmith.documents.data import mapping, sequence
from connectorsmith.documents.document import Json, Token
from connectorsmith.ir.connector import TENANT, ConnectionParameter
from connectorsmith.lint.nodes.node import Connector
from connectorsmith.lower.connection import lower_parameters, lower_schemes
from connectorsmith.lower.operation import lower_security
from connectorsmith.lower.policies import lower_policies
from connectorsmith.passes.connection import has_parameters, plan
from connectorsmith.passes.security import Secured, requirements


def unread_parameters(
    connector: Connector,
) -> Iterator[tuple[tuple[Token, ...], ConnectionParameter]]:
    """Yield the connection parameters that nothing reads, with their path below `properties`.

    That is, those that no security definition, no policy and no URL of an OAuth setting
    refers to.
    """
    definition, properties = connector.definition, connector.api_properties
    connections = [
        (raw, lower_parameters(raw)) for raw in properties.sets or (properties.single,)
    ]
    required = requirements(
        (
            Secured(raw.pointer, lower_security(raw.security), raw.has_own_security)
            for raw in definition.operations
        ),
        lower_schemes(definition.root.get("securityDefinitions")),
        has_parameters=any(has_parameters(lowered) for _, lowered in connections),
    )
    paths = {id_: one.place.path for id_, one in definition.by_id.items()}
    policies = tuple(lower_policies(properties, paths))
    named = _named_in_policies(connector)
    # If there are sets, the other parameters serve connections that already exist.
    for connection, lowered in connections:
        tokens = {one.name: one.tokens[1:] for one in connection.parameters}
        for unused in plan(lowered, required, policies).unused:
            name = unused.name.casefold()
            if name != TENANT.casefold() and name not in named:
                yield tokens[unused.name], unused


def _named_in_policies(connector: Connector) -> frozenset[str]:
    """Return the quoted names in the expressions of policies, folded.

    An expression that is not understood may read the parameter that it names.
    """
    names: set[str] = set()
    pending: list[Json] = [connector.properties.get("policyTemplateInstances")]
    while pending:
        value = pending.pop()
        if isinstance(value, str) and "@" in value:
            names.update(name.casefold() for name in _QUOTED.findall(value))
        pending += (*mapping(value).values(), *sequence(value))
    return frozenset(names)


_QUOTED = re.compile(r"""['"]([^'"]{1,200})['"]""")


def replaced_by_the_platform(parameter: ConnectionParameter) -> str | None:
    """Return what replaces a parameter that nothing reads; None if nothing does."""
    if parameter.type == "gatewaysetting":
        return "a gateway is the platform's own"
    if parameter.name.lower().endswith(("clientid", "clientsecret")):
        return "it is given with ClientCredentials or RefreshToken"
    return None
