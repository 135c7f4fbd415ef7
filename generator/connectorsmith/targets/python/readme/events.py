"""The sections of the README on choices, schemas and triggers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectorsmith.render.code import Code, compose, join
from connectorsmith.sdk.argument import summarize
from connectorsmith.sdk.calls import Call
from connectorsmith.sdk.lookups import LookupShape
from connectorsmith.sdk.values import Values
from connectorsmith.targets.python.readme.scripts import (
    Line,
    Writer,
    indented,
    public,
)

_MAX_ROWS = 12
"""Rows of the table of lookups; further ones are counted."""
_MAX_CALL = 65
"""Characters of a call that a line with `for` has room for."""


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One call of a lookup."""

    call: str
    description: str


@dataclass(frozen=True, slots=True)
class LookupsSection:
    """The section on choices and schemas."""

    rows: Sequence[LookupRow]
    more: int
    choices: bool
    schemas: bool
    start: Code | None


@dataclass(frozen=True, slots=True)
class TriggersSection:
    """The section on triggers."""

    webhooks: Code | None
    polling: Code | None


def lookups_section(
    writer: Writer, lookups: Sequence[LookupShape], values: Values
) -> LookupsSection | None:
    """Return the section; None without dynamic values and schemas."""
    if not lookups:
        return None
    usable = [
        (lookup, arguments)
        for lookup in lookups
        if (arguments := _arguments(lookup, values)) is not None
    ]
    lines: list[Code] = []
    for attribute in ("choices", "schema_for"):
        fitting = [pair for pair in usable if pair[0].attribute == attribute]
        if not fitting:
            continue
        chosen, arguments = min(fitting, key=lambda pair: len(pair[0].given))
        target = Code(f"client.{attribute}.{chosen.method}")
        call = compose("{}({})", target, arguments)
        if attribute == "choices":
            # black would break the line after `choice`.
            long = len(call) > _MAX_CALL
            lines += [compose("found = {}", call)] if long else []
            lines.append(compose("for choice in {}:", Code("found") if long else call))
            lines.append(Code("    print(choice.value, choice.title)"))
        else:
            lines.append(compose("print({})", call))
    return LookupsSection(
        rows=[
            LookupRow(
                f"client.{lookup.attribute}.{lookup.method}({summarize(lookup.given)})",
                lookup.description.replace("`", ""),
            )
            for lookup in lookups[:_MAX_ROWS]
        ],
        more=max(0, len(lookups) - _MAX_ROWS),
        choices=any(one.attribute == "choices" for one in lookups),
        schemas=any(one.attribute == "schema_for" for one in lookups),
        start=writer.with_client(*lines) if lines else None,
    )


def _arguments(shape: LookupShape, values: Values) -> Code | None:
    given: list[Code] = []
    for argument in shape.given:
        if not argument.required:
            continue
        value = values.of(argument)
        if value is None:
            return None
        given.append(argument.given(value.code))
    return join(", ", given)


def triggers_section(writer: Writer, calls: Sequence[Call]) -> TriggersSection | None:
    """Return the section; None without triggers."""
    hooks = [one for one in calls if one.shape.is_webhook]
    polled = [one for one in calls if one.shape.polled() is not None]
    if not hooks and not polled:
        return None
    return TriggersSection(
        webhooks=_webhook(writer, hooks) if hooks else None,
        polling=_polling(writer, polled),
    )


def _webhook(writer: Writer, hooks: Sequence[Call]) -> Code:
    usable = [one for one in hooks if one.given is not None]
    call = min(usable, key=lambda call: call.effort, default=hooks[0])
    handler: list[Line] = [
        "def received(body: bytes) -> None:  # what was posted to your URL",
        compose(
            "    print({}.{}.parse(body))", public("webhooks"), call.shape.function
        ),
    ]
    if call.given is None:
        return writer.script(*handler)
    return writer.script(
        *handler,
        "",
        "",
        compose("with {} as client:", writer.client),
        *indented(
            [
                compose("subscription = {}", call.example),
                "print(subscription.data)",
                "if subscription.location:",
                "    client.unsubscribe(subscription)",
            ]
        ),
    )


def _polling(writer: Writer, polled: Sequence[Call]) -> Code | None:
    usable = [one for one in polled if one.given is not None]
    if not usable:
        return None
    call = min(usable, key=lambda call: call.effort)
    return writer.with_client(
        compose("poller = {}", call.example),
        "for event in poller.poll():",
        "    print(event)",
        "print(poller.cursor)",
    )


def shortest_trigger(calls: Sequence[Call]) -> Code | None:
    """Return the use of a trigger in one line, for a connector that has nothing else."""
    usable = [
        call
        for call in calls
        if call.given is not None and (call.shape.is_webhook or call.shape.polled())
    ]
    if not usable:
        return None
    call = min(usable, key=lambda call: call.effort)
    result = Code("data" if call.shape.is_webhook else "poll()")
    return compose("print({}.{})", call.example, result)
