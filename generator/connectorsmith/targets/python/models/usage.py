"""Sentences about the calls that return a model or take it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from connectorsmith.ir.types import (
    ObjectType,
    Schema,
    TypeDeclaration,
    TypeId,
    references,
)
from connectorsmith.sdk.calls import Call
from connectorsmith.sdk.model import SdkModel
from connectorsmith.sdk.operation import content


@dataclass(slots=True)
class _Usage:
    """The calls and fields that use a type, in the order of the client."""

    returned: dict[str, None] = field(default_factory=dict[str, None])
    pages: dict[str, None] = field(default_factory=dict[str, None])
    bodies: dict[str, None] = field(default_factory=dict[str, None])
    events: dict[str, None] = field(default_factory=dict[str, None])
    refusals: dict[tuple[str, str], None] = field(
        default_factory=dict[tuple[str, str], None]
    )
    """Statuses with calls."""
    arguments: dict[str, None] = field(default_factory=dict[str, None])
    """Names with calls."""
    fields: dict[str, None] = field(default_factory=dict[str, None])

    def sentences(self) -> Iterator[str]:
        """Yield sentences about the operations; one about fields if there are none."""
        named = False
        for start, calls in (
            ("Returned by ", self.returned),
            ("A page of ", self.pages),
            ("The body of ", self.bodies),
            ("An event of ", self.events),
        ):
            if calls:
                named = True
                yield f"{start}{_first(calls)}."
        if not named and self.refusals:
            named = True
            yield _refused(list(self.refusals))
        if not named and self.arguments:
            yield f"An argument of {_first(self.arguments)}."
        elif not named and self.fields:
            yield f"Used in {_first(self.fields, 'field')}."


def usages(
    model: SdkModel, declarations: Sequence[TypeDeclaration]
) -> Mapping[TypeId, str]:
    """Return by type which calls return it or take it, else which fields hold it."""
    found = {declared.id: _Usage() for declared in declarations}
    for prefix, calls in (
        ("client.", model.calls),
        ("operations.", model.internal_calls),
    ):
        for call in calls:
            _add_call(found, call, prefix + call.target)
    for declared in declarations:
        if isinstance(declared.schema.type, ObjectType):
            _add_fields(found, model, declared.id, declared.schema.type)
    return {id_: " ".join(usage.sentences()) for id_, usage in found.items()}


def _add_call(found: Mapping[TypeId, _Usage], call: Call, name: str) -> None:
    shape, operation = call.shape, call.shape.operation
    returned: list[Schema | None] = [content(one) for one in shape.successes()]
    paged = shape.page()
    if paged is not None:
        page, item = paged
        returned = [item, *(one for one in returned if one != page)]
        for usage in _used(found, [page]):
            usage.pages[name] = None
    returned.append(shape.polled())
    for usage in _used(found, returned):
        usage.returned[name] = None
    for usage in _used(found, [operation.body.schema if operation.body else None]):
        usage.bodies[name] = None
    trigger = operation.trigger
    for usage in _used(found, [trigger.notification if trigger else None]):
        usage.events[name] = None
    for response in shape.refusals():
        for usage in _used(found, [response.schema]):
            usage.refusals[response.status, name] = None
    for usage in _used(found, [one.schema for one in operation.parameters]):
        usage.arguments[name] = None


def _add_fields(
    found: Mapping[TypeId, _Usage], model: SdkModel, owner: TypeId, type_: ObjectType
) -> None:
    fields, class_name = model.names.fields[owner], model.names.types[owner]
    for member in type_.properties:
        for usage in _used(found, [member.schema]):
            usage.fields[f"{class_name}.{fields[member.name]}"] = None
    for usage in _used(found, [type_.additional]):
        usage.fields[class_name] = None


def _used(
    found: Mapping[TypeId, _Usage], schemas: Iterable[Schema | None]
) -> Iterator[_Usage]:
    for schema in schemas:
        for id_ in references(schema) if schema is not None else ():
            if id_ in found:
                yield found[id_]


def _refused(refusals: list[tuple[str, str]]) -> str:
    status = refusals[0][0]
    return f"The {status} response of {_first([name for _, name in refusals])}."


def _first(names: Iterable[str], noun: str = "") -> str:
    """Return the first name, in backquotes, and the number of the others."""
    first, *others = dict.fromkeys(names)
    if not others:
        return f"`{first}`"
    counted = noun + ("s" if noun and len(others) > 1 else "")
    return f"`{first}` and {len(others)} more {counted}".rstrip()
