"""Attachment of polling to triggers without a webhook: their events and their state."""

from __future__ import annotations

from dataclasses import replace

from connectorsmith.ir.connector import Connector, Operation, Polling
from connectorsmith.ir.policies import PollingTriggerPolicy, Template
from connectorsmith.ir.types import FileType
from connectorsmith.passes.places import Path, Types, first_answer, only_list, resolved


def attach_polling(connector: Connector) -> Connector:
    """Return the connector with polling for triggers whose events are known."""
    types = {one.id: one.schema for one in connector.types}
    return replace(
        connector,
        operations=tuple(
            _attached(operation, connector, types) for operation in connector.operations
        ),
    )


def _attached(operation: Operation, connector: Connector, types: Types) -> Operation:
    trigger = operation.trigger
    if trigger is None or trigger.notification is not None:
        return operation
    policies = (
        policy
        for policy in connector.policies
        if isinstance(policy, PollingTriggerPolicy) and policy.covers(operation.id)
    )
    polling = _polling(operation, trigger.kind, next(policies, None), types)
    return replace(operation, trigger=replace(trigger, polling=polling))


def _polling(
    operation: Operation,
    kind: str,
    policy: PollingTriggerPolicy | None,
    types: Types,
) -> Polling | None:
    response = resolved(first_answer(operation), types)
    if response is None or isinstance(response.type, FileType):
        return None
    state = () if policy is None else tuple(filter(_is_of_answer, policy.parameters))
    if kind == "single":
        return Polling(state=state)
    items = _names(policy) or only_list(response, types)
    return None if items is None else Polling(items, state)


def _names(policy: PollingTriggerPolicy | None) -> Path | None:
    if policy is None:
        return None
    names = tuple(step for step in policy.data if isinstance(step, str))
    return names if len(names) == len(policy.data) else None


def _is_of_answer(parameter: tuple[str, Template]) -> bool:
    """Return whether a template refers to nothing but the response of the trigger."""
    _, template = parameter
    return all(isinstance(one, str) or one.source == "trigger" for one in template)
