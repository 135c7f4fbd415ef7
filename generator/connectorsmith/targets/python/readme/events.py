"""What the README says of choices, schemas and triggers."""

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

_MOST = 12
_LONGEST = 65
"""Characters of a call that a line with `for` has room for."""


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One call that tells choices or a schema."""

    call: str
    told: str


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
    """The section; None without dynamic values and schemas."""
    if not lookups:
        return None
    made = [
        (one, arguments)
        for one in lookups
        if (arguments := _arguments(one, values)) is not None
    ]
    lines: list[Code] = []
    for attribute in ("choices", "schema_for"):
        fitting = [pair for pair in made if pair[0].attribute == attribute]
        if not fitting:
            continue
        one, arguments = min(fitting, key=lambda pair: len(pair[0].given))
        target = Code(f"client.{attribute}.{one.method}")
        call = compose("{}({})", target, arguments)
        if attribute == "choices":
            # black would put a long one behind a lonely `choice`.
            long = len(call) > _LONGEST
            lines += [compose("found = {}", call)] if long else []
            lines.append(compose("for choice in {}:", Code("found") if long else call))
            lines.append(Code("    print(choice.value, choice.title)"))
        else:
            lines.append(compose("print({})", call))
    return LookupsSection(
        rows=[
            LookupRow(
                f"client.{one.attribute}.{one.method}({summarize(one.given)})",
                one.told.replace("`", ""),
            )
            for one in lookups[:_MOST]
        ],
        more=max(0, len(lookups) - _MOST),
        choices=any(one.attribute == "choices" for one in lookups),
        schemas=any(one.attribute == "schema_for" for one in lookups),
        start=writer.with_client(*lines) if lines else None,
    )


def _arguments(one: LookupShape, values: Values) -> Code | None:
    given: list[Code] = []
    for argument in one.given:
        if not argument.required:
            continue
        value = values.of(argument)
        if value is None:
            return None
        given.append(argument.given(value.code))
    return join(", ", given)


def triggers_section(writer: Writer, calls: Sequence[Call]) -> TriggersSection | None:
    """The section; None without triggers."""
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
    call = min(usable, key=lambda one: one.effort, default=hooks[0])
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
    call = min(usable, key=lambda one: one.effort)
    return writer.with_client(
        compose("poller = {}", call.example),
        "for event in poller.poll():",
        "    print(event)",
        "print(poller.cursor)",
    )


def shortest_trigger(calls: Sequence[Call]) -> Code | None:
    """The use of a trigger in one line, for a connector that has nothing else."""
    usable = [
        one
        for one in calls
        if one.given is not None and (one.shape.is_webhook or one.shape.polled())
    ]
    if not usable:
        return None
    call = min(usable, key=lambda one: one.effort)
    result = Code("data" if call.shape.is_webhook else "poll()")
    return compose("print({}.{})", call.example, result)
