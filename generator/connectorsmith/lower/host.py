"""Lowering of `x-ms-parameterized-host`: a host that is made of values of the user."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from connectorsmith.documents.data import mapping, sequence, text
from connectorsmith.documents.document import Json
from connectorsmith.ir.connector import ConnectionParameter, Connector
from connectorsmith.ir.policies import HostPolicy, Reference, Template
from connectorsmith.openapi.definition import Definition
from connectorsmith.openapi.extensions import PARAMETERIZED_HOST, SUMMARY

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def with_host(connector: Connector, definition: Definition) -> Connector:
    """Return the connector with the values of its host as connection parameters.

    A host that a policy sets for all operations overrides it, as on the platform.
    """
    node = mapping(definition.root.get(PARAMETERIZED_HOST))
    template = text(node.get("hostTemplate"))
    policies = connector.policies
    if not template or any(
        isinstance(policy, HostPolicy) and not policy.operations for policy in policies
    ):
        return connector
    if node.get("useSchemePrefix") is not False:
        template = f"{connector.scheme}://{template}"
    host = HostPolicy(
        template="dynamichosturl", at=f"/{PARAMETERIZED_HOST}", url=_url(template)
    )
    named = dict.fromkeys(_PLACEHOLDER.findall(template))
    found = {one.name: one for one in _parameters(definition, node)}
    added = [found.get(name) or _undeclared(name) for name in named]
    return replace(
        connector,
        # A policy for single operations comes later, and overrides it.
        policies=(host, *policies),
        connection_parameters=_merged(connector.connection_parameters, added),
        connection_sets=tuple(
            replace(choice, parameters=_merged(choice.parameters, added))
            for choice in connector.connection_sets
        ),
    )


def _merged(
    parameters: tuple[ConnectionParameter, ...], added: list[ConnectionParameter]
) -> tuple[ConnectionParameter, ...]:
    known = {one.name for one in parameters}
    return (*parameters, *(one for one in added if one.name not in known))


def _url(template: str) -> Template:
    parts: list[str | Reference] = []
    for index, part in enumerate(_PLACEHOLDER.split(template)):
        if index % 2:
            parts.append(Reference("connection", part))
        elif part:
            parts.append(part)
    return tuple(parts)


def _parameters(
    definition: Definition, node: Mapping[str, Json]
) -> Iterator[ConnectionParameter]:
    for item in sequence(node.get("parameters")):
        parameter = definition.references.resolved(item)
        name = text(parameter.get("name"))
        if name is not None:
            values = sequence(parameter.get("enum"))
            default = parameter.get("default")
            yield ConnectionParameter(
                name=name,
                type="string",
                title=text(parameter.get(SUMMARY)),
                description=text(parameter.get("description")),
                required=parameter.get("required") is True,
                initial=default if isinstance(default, str) and default else None,
                allowed_values=tuple(one for one in values if isinstance(one, str)),
            )


def _undeclared(name: str) -> ConnectionParameter:
    return ConnectionParameter(name=name, type="string", required=True)
