"""What policies and custom code settle of operations before any call is made."""

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
    "Custom code of the platform (script.csx) handles this operation and is not run here: "
    "the API itself may take and answer something else."
)


def settle(connector: Connector, scripted: Collection[str] | None) -> Connector:
    """The connector whose operations say where they really go, and what is not done for them.

    `scripted` holds the operationIds that custom code handles: none of them where it is None,
    all where it is empty.
    """
    operations = tuple(
        replace(
            _routed(one, connector.policies),
            departures=tuple(_departures(one.id, connector.policies, scripted)),
        )
        for one in connector.operations
    )
    left = tuple(one for one in connector.policies if not _is_settled(one))
    return _at_home(replace(connector, operations=operations, policies=left))


def _routed(operation: Operation, policies: Iterable[Policy]) -> Operation:
    """The operation with the method and path of the last policy that routes it."""
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
    """What stands for a reference in the path of an operation, between braces."""
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
    """The connector with the address that its one policy on it gives to every operation."""
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
