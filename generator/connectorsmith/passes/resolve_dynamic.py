"""Give the calls for dynamic values and schemas their types, and make equal ones one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from connectorsmith.ir.connector import Connector, Operation
from connectorsmith.ir.dynamic import (
    Asked,
    DynamicCall,
    Input,
    Lookup,
    Unanswered,
)
from connectorsmith.ir.json import Absent, Json
from connectorsmith.ir.types import (
    ArrayType,
    BooleanType,
    FileType,
    IntegerType,
    NumberType,
    ObjectType,
    Schema,
    StringType,
    Use,
)
from connectorsmith.passes.places import (
    Path,
    Types,
    find,
    first_answer,
    locate,
    members,
    resolved,
)
from connectorsmith.passes.traverse import descend, rewrite_roots


def resolve_dynamic(connector: Connector) -> Connector:
    """The connector with every call that can be made, once, and the others with the reason.

    It needs the places of inline shapes, so it comes before they get an identity.
    """
    types = {one.id: one.schema for one in connector.types}
    operations = {one.id: one for one in connector.operations}
    found: dict[object, Lookup] = {}
    unanswered: dict[str, Unanswered] = {}
    for use, call in _calls(connector):
        one = (
            call
            if isinstance(call, Unanswered)
            else _lookup(call, use, operations[call.operation], types)
        )
        if isinstance(one, Unanswered):
            unanswered[one.at] = one
            continue
        key = (one.asked, one.operation, repr(one.literals), *_paths(one))
        known = found.get(key)
        found[key] = one if known is None else _joined(known, one)
    return replace(
        connector,
        lookups=tuple(
            replace(one, inputs=_inputs(one, operations[one.operation], types))
            for one in sorted(found.values(), key=lambda lookup: lookup.id)
        ),
        unanswered=tuple(unanswered.values()),
    )


def _paths(one: Lookup) -> tuple[Path, Path, Path]:
    return one.items, one.value, one.title


def _joined(one: Lookup, other: Lookup) -> Lookup:
    return replace(
        one,
        inputs=tuple({*one.inputs, *other.inputs}),
        uses=tuple(sorted({*one.uses, *other.uses})),
    )


def _calls(connector: Connector) -> Iterator[tuple[Use, DynamicCall | Unanswered]]:
    """Yield every declared call with its place."""
    found: list[tuple[Use, DynamicCall | Unanswered]] = []

    def visit(schema: Schema, use: Use) -> Schema:
        found.extend((use, call) for call in schema.dynamic)
        return descend(schema, use, visit)

    rewrite_roots(connector, visit)
    yield from found


def _lookup(
    call: DynamicCall, use: Use, target: Operation, types: Types
) -> Lookup | Unanswered:
    """Return a call with the types of what it gives and gets."""
    literals: list[tuple[Input, Json]] = []
    inputs: list[Input] = []
    for argument in call.arguments:
        schema = _schema_of(argument.input, target, types)
        if schema is None:
            reason = f"{target.id} takes no {argument.name!r}"
            return Unanswered(call.at, call.asked, reason)
        if isinstance(argument.value, Absent):
            inputs.append(argument.input)
            continue
        value = _fitted(argument.value, schema, types)
        if isinstance(value, Absent):
            reason = f"{target.id} cannot take that value for {argument.name!r}"
            return Unanswered(call.at, call.asked, reason)
        literals.append((argument.input, value))
    items, value_path, title = _answered(call, first_answer(target), types)
    return Lookup(
        call.asked,
        target.id,
        tuple(sorted(literals, key=lambda pair: pair[0])),
        tuple(inputs),
        items,
        value_path,
        title,
        (str(use),),
        call.at,
    )


def _schema_of(given: Input, target: Operation, types: Types) -> Schema | None:
    """Return the schema of an input; None if a method cannot take it alone.

    It takes a whole body, and the properties directly in one.
    """
    if given.location == "body":
        body = target.body
        return members(None if body is None else body.schema, types).get(given.name)
    for one in target.parameters:
        if (one.location, one.name) == (given.location, given.name):
            return one.schema
    return None


def _inputs(lookup: Lookup, target: Operation, types: Types) -> tuple[Input, ...]:
    """What a caller gives: what places take from elsewhere, and what else is required."""
    fixed = {given for given, _ in lookup.literals}
    wanted = {one for one in lookup.inputs if one not in fixed}
    wanted |= {
        Input(one.location, one.name)
        for one in target.parameters
        if one.required and not _is_constant(one.schema)
    }
    wanted |= {Input("body", name) for name in _needed_in_body(target, types)}
    return tuple(sorted(wanted - fixed))


def _needed_in_body(target: Operation, types: Types) -> Iterator[str]:
    body = target.body
    here = None if body is None else resolved(body.schema, types)
    if body is None or not body.required or here is None:
        return
    if isinstance(here.type, ObjectType):
        for one in here.type.properties:
            if one.required and not _is_constant(one.schema):
                yield one.name


def _is_constant(schema: Schema) -> bool:
    has_default = not isinstance(schema.default, Absent)
    return schema.visibility == "internal" and has_default


def _answered(
    call: DynamicCall, answer: Schema | None, types: Types
) -> tuple[Path, Path, Path]:
    """The ways to the list, to the value and to the title."""
    if call.asked is Asked.SCHEMA:
        return (), _place(answer, call.value, types), ()
    items = _place(answer, call.items, types)
    if not items and "value" in members(answer, types):
        items = ("value",)
    found = find(answer, items, types)
    is_list = found is not None and isinstance(found.type, ArrayType)
    item = found.type.items if found and isinstance(found.type, ArrayType) else None
    written = call.value or ("value" if not is_list or _is_object(item, types) else "")
    return items, _place(item, written, types), _place(item, call.title, types)


def _is_object(schema: Schema | None, types: Types) -> bool:
    here = resolved(schema, types)
    return here is not None and isinstance(here.type, ObjectType)


def _place(schema: Schema | None, written: str, types: Types) -> Path:
    """The property names of a path, which has slashes, or dots, between them.

    What is not declared may still be answered.
    """
    if not written:
        return ()
    parts = written.replace("/", ".").split(".")
    here = resolved(schema, types)
    known = locate(here, parts, types) if _is_object(here, types) else None
    return known or tuple(part for part in written.split("/") if part)


def _fitted(value: Json, schema: Schema, types: Types) -> Json | Absent:
    """A literal in the type of what takes it; absent where it does not fit."""
    type_ = getattr(resolved(schema, types), "type", None)
    match type_, value:
        case StringType(), bool():
            return "true" if value else "false"
        case StringType(), int() | float():
            return str(value)
        case StringType(), str():
            return value
        case IntegerType() | NumberType(), bool():
            return Absent.ABSENT
        case (IntegerType(), int()) | (NumberType(), int() | float()):
            return value
        case IntegerType() | NumberType(), str():
            return _number(value)
        case BooleanType(), bool():
            return value
        case BooleanType(), "true" | "false" | "True" | "False":
            return value in ("true", "True")
        case ArrayType(items), list() | tuple():
            inside = [_fitted(one, items, types) for one in _listed(value)]
            fits = [one for one in inside if not isinstance(one, Absent)]
            return fits if len(fits) == len(inside) else Absent.ABSENT
        case ArrayType(items), str() | int():
            inner = _fitted(value, items, types)
            return inner if isinstance(inner, Absent) else [inner]
        case ObjectType(properties), _:
            # What is a class in a program takes no plain data.
            return Absent.ABSENT if properties else value
        case (
            FileType()
            | StringType()
            | IntegerType()
            | NumberType()
            | BooleanType()
            | ArrayType(),
            _,
        ):
            return Absent.ABSENT
        case _:
            return value


def _listed(value: Json) -> Iterable[Json]:
    return value if isinstance(value, list | tuple) else ()


def _number(value: str) -> Json | Absent:
    try:
        return int(value)
    except ValueError:
        return Absent.ABSENT
