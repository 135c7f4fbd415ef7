"""Tie triggers without a webhook to where their events are, and to the policy that tells new ones."""

from __future__ import annotations

from dataclasses import replace

from connectorsmith.ir.connector import Connector, Operation, Polling
from connectorsmith.ir.policies import PollingTriggerPolicy, Template
from connectorsmith.ir.types import FileType
from connectorsmith.passes.places import Path, Types, first_answer, only_list, resolved


def attach_polling(connector: Connector) -> Connector:
    """The connector whose triggers can be polled, where it is known what an event is."""
    types = {one.id: one.schema for one in connector.types}
    return replace(
        connector,
        operations=tuple(
            _attached(one, connector, types) for one in connector.operations
        ),
    )


def _attached(operation: Operation, connector: Connector, types: Types) -> Operation:
    trigger = operation.trigger
    if trigger is None or trigger.notification is not None:
        return operation
    policies = (
        one
        for one in connector.policies
        if isinstance(one, PollingTriggerPolicy) and one.covers(operation.id)
    )
    polling = _polling(operation, trigger.kind, next(policies, None), types)
    return replace(operation, trigger=replace(trigger, polling=polling))


def _polling(
    operation: Operation,
    kind: str,
    policy: PollingTriggerPolicy | None,
    types: Types,
) -> Polling | None:
    answer = resolved(first_answer(operation), types)
    if answer is None or isinstance(answer.type, FileType):
        return None
    state = () if policy is None else tuple(filter(_is_of_answer, policy.parameters))
    if kind == "single":
        return Polling(state=state)
    items = _names(policy) or only_list(answer, types)
    return None if items is None else Polling(items, state)


def _names(policy: PollingTriggerPolicy | None) -> Path | None:
    if policy is None:
        return None
    names = tuple(step for step in policy.data if isinstance(step, str))
    return names if len(names) == len(policy.data) else None


def _is_of_answer(parameter: tuple[str, Template]) -> bool:
    """Whether all that a value is made of is in an answer."""
    _, template = parameter
    return all(isinstance(one, str) or one.source == "trigger" for one in template)
