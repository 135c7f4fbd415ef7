"""The connection parameters: what each declares, and which of them nothing reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from connectorsmith.documents.data import mapping, sequence
from connectorsmith.documents.document import Json
from connectorsmith.ir.connector import TENANT, ConnectionParameter
from connectorsmith.lint.nodes.node import Connector, Token
from connectorsmith.lower.connection import lower_parameters, lower_schemes
from connectorsmith.lower.operation import lower_security
from connectorsmith.lower.policies import lower_policies
from connectorsmith.passes.connection import plan, requirement


def declared_parameters(
    connector: Connector,
) -> Iterator[tuple[tuple[Token, ...], Mapping[str, Json]]]:
    """Every connection parameter, those of sets too, with the steps from `properties`."""
    for steps, node in _groups(connector):
        for name, value in mapping(node).items():
            yield (*steps, name), mapping(value)


def _groups(connector: Connector) -> list[tuple[tuple[Token, ...], Json]]:
    flat = connector.properties.get("connectionParameters")
    sets = mapping(connector.properties.get("connectionParameterSets")).get("values")
    return [
        (("connectionParameters",), flat),
        *(
            (
                ("connectionParameterSets", "values", index, "parameters"),
                mapping(choice).get("parameters"),
            )
            for index, choice in enumerate(sequence(sets))
        ),
    ]


def unread_parameters(
    connector: Connector,
) -> Iterator[tuple[tuple[Token, ...], ConnectionParameter]]:
    """The connection parameters that nothing reads, with the steps from `properties`.

    That is no security definition, no policy and no URL of an OAuth setting.
    """
    root = connector.definition
    alternatives = requirement(
        (
            lower_security(one.get("security", root.get("security")))
            for one in connector.operations.values()
        ),
        lower_schemes(root.get("securityDefinitions")),
    )
    paths = {id_: place.path for id_, place in connector.operation_ids.items()}
    policies = tuple(lower_policies(connector.properties_file, paths))
    flat, *sets = _groups(connector)
    # Where there are sets, the others are for connections that were made before.
    for steps, node in sets or [flat]:
        for one in plan(lower_parameters(node), alternatives, policies).unused:
            if one.name.lower() != TENANT.lower():
                yield (*steps, one.name), one


def replaced_by_the_platform(parameter: ConnectionParameter) -> str | None:
    """What does the work of a parameter that nothing reads; None where nothing does."""
    if parameter.type == "gatewaysetting":
        return "a gateway is the platform's own"
    if parameter.name.lower().endswith(("clientid", "clientsecret")):
        return "it is given with ClientCredentials or RefreshToken"
    return None
