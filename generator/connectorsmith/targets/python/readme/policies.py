"""The section of the README on policies: those that the client applies, and departures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.policies import (
    BodyPolicy,
    HeaderPolicy,
    HostPolicy,
    QueryPolicy,
    RoutePolicy,
)
from connectorsmith.sdk.calls import Call

_MAX_NAMES = 6
"""Names in a row; further ones are counted."""


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """Something that is done, or not done."""

    text: str
    names: Sequence[str]
    """Of headers and the like, or of calls."""
    more: int = 0
    """Further names."""


@dataclass(frozen=True, slots=True)
class PoliciesSection:
    """The section on policies."""

    applied: Sequence[PolicyRow]
    unapplied: Sequence[PolicyRow]


def policies_section(
    connector: Connector, calls: Sequence[Call]
) -> PoliciesSection | None:
    """Return the section; None for a connector without policies and departures."""
    applied = list(_applied(connector))
    unapplied = list(_unapplied(calls))
    return PoliciesSection(applied, unapplied) if applied or unapplied else None


def _applied(connector: Connector) -> Iterator[PolicyRow]:
    policies = connector.policies
    headers = [one for one in policies if isinstance(one, HeaderPolicy)]
    bodies = [one for one in policies if isinstance(one, BodyPolicy)]
    found = {
        "Headers of requests": [o.name for o in headers if o.section == "request"],
        "Query parameters": [o.name for o in policies if isinstance(o, QueryPolicy)],
        "Headers of responses": [o.name for o in headers if o.section != "request"],
        "Members of request bodies": [
            _place(policy) for policy in bodies if policy.section == "request"
        ],
        "Members of responses": [
            _place(policy) for policy in bodies if policy.section != "request"
        ],
    }
    if any(isinstance(one, HostPolicy) for one in policies):
        yield PolicyRow("The host, from the connection", ())
    if any(isinstance(one, RoutePolicy) for one in policies):
        yield PolicyRow("Parts of paths, from the connection and the request", ())
    for text, names in found.items():
        if names:
            yield _row(text, names)


def _place(policy: BodyPolicy) -> str:
    steps = [str(step) for step in (*policy.parent, *policy.property)]
    return ".".join(steps)


def _unapplied(calls: Sequence[Call]) -> Iterator[PolicyRow]:
    """Yield the departures, with the calls that they affect."""
    found: dict[str, list[str]] = {}
    for call in calls:
        for text in call.shape.operation.departures:
            found.setdefault(text.replace("`", ""), []).append(f"client.{call.target}")
    for text, targets in found.items():
        if len(targets) > 1:
            text = text.replace("this operation", "these operations")
        yield _row(text, targets)


def _row(text: str, names: Iterable[str]) -> PolicyRow:
    distinct = [name for name in dict.fromkeys(names) if name]
    return PolicyRow(text, distinct[:_MAX_NAMES], max(0, len(distinct) - _MAX_NAMES))
