"""The connection parameters that policies read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import cast

from connectorsmith.ir.policies import (
    Policy,
    PollingTriggerPolicy,
    Reference,
    UnappliedPolicy,
)


def connection_reads(policy: Policy) -> frozenset[str]:
    """The names of the connection parameters that a policy reads when a client follows it."""
    if isinstance(policy, (UnappliedPolicy, PollingTriggerPolicy)):
        return frozenset()
    values = [getattr(policy, field.name) for field in fields(policy)]
    return frozenset(
        one.name
        for value in values
        for one in _references(value)
        if one.source == "connection"
    )


def _references(value: object) -> Iterator[Reference]:
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, tuple):
        for part in cast("tuple[object, ...]", value):
            yield from _references(part)
