"""Effects of policies and custom code that are known before any request is made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from connectorsmith.ir.connector import Connector, Operation
from connectorsmith.ir.policies import (
    HostPolicy,
    Policy,
    Reference,
    RoutePolicy,
    Template,
    UnappliedPolicy,
)
from connectorsmith.lower.templates import references

_SCRIPTED = (
    "Custom code (script.csx) handles this operation on the platform. The SDK does not run "
    "it, so the API may expect and return something else."
)


def settle(connector: Connector, scripted: Collection[str] | None) -> Connector:
    """Return the connector with the actual address and the departures of each operation.

    `scripted` holds the operationIds that custom code handles: empty for all, None for
    none.
    """
    operations = tuple(
        replace(
            _routed(operation, connector.policies),
            departures=tuple(_departures(operation.id, connector.policies, scripted)),
        )
        for operation in connector.operations
    )
    remaining = tuple(one for one in connector.policies if not _is_settled(one))
    return _at_home(replace(connector, operations=operations, policies=remaining))


def _routed(operation: Operation, policies: Iterable[Policy]) -> Operation:
    """Return the operation with the method and path of the last policy that routes it."""
    for policy in policies:
        if isinstance(policy, RoutePolicy) and policy.covers(operation.id):
            operation = replace(
                operation,
                path=_path(policy.path),
                method=policy.method or operation.method,
            )
    return operation


def _path(template: Template) -> str:
    return "".join(
        part if isinstance(part, str) else f"{{{placeholder(part)}}}"
        for part in template
    )


def placeholder(reference: Reference) -> str:
    """Return the text between the braces that represents a reference in a path."""
    steps = "".join(f".{step}" for step in reference.path)
    default = f" or {reference.default}" if reference.default else ""
    named = f"@{reference.source} {reference.name}{steps}{default}"
    return named.translate(_BRACES)


_BRACES = str.maketrans("{}/?", "____")


def _is_settled(policy: Policy) -> bool:
    return isinstance(policy, RoutePolicy) and not list(references(policy.path))


def _departures(
    operation: str, policies: Iterable[Policy], scripted: Collection[str] | None
) -> Iterator[str]:
    if scripted is not None and (not scripted or operation in scripted):
        yield _SCRIPTED
    for policy in policies:
        if isinstance(policy, UnappliedPolicy) and policy.covers(operation):
            yield f"The platform's policy `{policy.template}` is not applied: {policy.reason}."


def _at_home(connector: Connector) -> Connector:
    """Return the connector with the address of its host policy.

    Unchanged unless exactly one host policy exists, applies to all operations and has
    no references.
    """
    hosts = [one for one in connector.policies if isinstance(one, HostPolicy)]
    if len(hosts) != 1 or hosts[0].operations or list(references(hosts[0].url)):
        return connector
    url = urlsplit("".join(map(str, hosts[0].url)))
    return replace(
        connector,
        scheme=url.scheme,
        host=url.netloc,
        base_path=url.path.rstrip("/") or connector.base_path,
        policies=tuple(one for one in connector.policies if one is not hosts[0]),
    )
