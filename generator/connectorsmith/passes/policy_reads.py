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
    """Return the names of the connection parameters that a client reads to apply a policy."""
    if isinstance(policy, (UnappliedPolicy, PollingTriggerPolicy)):
        return frozenset()
    values = [getattr(policy, field.name) for field in fields(policy)]
    return frozenset(
        reference.name
        for value in values
        for reference in _references(value)
        if reference.source == "connection"
    )


def _references(value: object) -> Iterator[Reference]:
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, tuple):
        for part in cast("tuple[object, ...]", value):
            yield from _references(part)
