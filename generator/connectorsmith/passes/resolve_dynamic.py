"""Resolution of dynamic calls to typed lookups; equal calls become one lookup."""

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
    """Return the connector with its lookups, and the reasons for calls without one.

    It uses the places of inline objects, so it runs before they are hoisted.
    """
    types = {one.id: one.schema for one in connector.types}
    operations = {one.id: one for one in connector.operations}
    lookups: dict[object, Lookup] = {}
    unanswered: dict[str, Unanswered] = {}
    for use, call in _calls(connector):
        lookup = (
            call
            if isinstance(call, Unanswered)
            else _lookup(call, use, operations[call.operation], types)
        )
        if isinstance(lookup, Unanswered):
            unanswered[lookup.at] = lookup
            continue
        key = (lookup.asked, lookup.operation, repr(lookup.literals), *_paths(lookup))
        known = lookups.get(key)
        lookups[key] = lookup if known is None else _joined(known, lookup)
    return replace(
        connector,
        lookups=tuple(
            replace(lookup, inputs=_inputs(lookup, operations[lookup.operation], types))
            for lookup in sorted(lookups.values(), key=lambda lookup: lookup.id)
        ),
        unanswered=tuple(unanswered.values()),
    )


def _paths(lookup: Lookup) -> tuple[Path, Path, Path]:
    return lookup.items, lookup.value, lookup.title


def _joined(lookup: Lookup, other: Lookup) -> Lookup:
    return replace(
        lookup,
        inputs=tuple({*lookup.inputs, *other.inputs}),
        uses=tuple(sorted({*lookup.uses, *other.uses})),
    )


def _calls(connector: Connector) -> Iterator[tuple[Use, DynamicCall | Unanswered]]:
    """Yield every declared call with its place."""
    calls: list[tuple[Use, DynamicCall | Unanswered]] = []

    def visit(schema: Schema, use: Use) -> Schema:
        calls.extend((use, call) for call in schema.dynamic)
        return descend(schema, use, visit)

    rewrite_roots(connector, visit)
    yield from calls


def _lookup(
    call: DynamicCall, use: Use, target: Operation, types: Types
) -> Lookup | Unanswered:
    """Return the lookup of a call, or the reason why there is none."""
    literals: list[tuple[Input, Json]] = []
    inputs: list[Input] = []
    for argument in call.arguments:
        schema = _schema_of(argument.input, target, types)
        if schema is None:
            reason = f"{target.id!r} has no parameter {argument.name!r}"
            return Unanswered(call.at, call.asked, reason)
        if isinstance(argument.value, Absent):
            inputs.append(argument.input)
            continue
        value = _fitted(argument.value, schema, types)
        if isinstance(value, Absent):
            reason = (
                f"the value for {argument.name!r} does not match its type "
                f"in {target.id!r}"
            )
            return Unanswered(call.at, call.asked, reason)
        if not _is_sent_anyway(argument.input, schema, value):
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


def _schema_of(input_: Input, target: Operation, types: Types) -> Schema | None:
    """Return the schema of an input; None if a method has no argument for it.

    A method has arguments for a whole body and for the properties directly in it.
    """
    if input_.location == "body":
        body = target.body
        return members(None if body is None else body.schema, types).get(input_.name)
    for parameter in target.parameters:
        if (parameter.location, parameter.name) == (input_.location, input_.name):
            return parameter.schema
    return None


def _inputs(lookup: Lookup, target: Operation, types: Types) -> tuple[Input, ...]:
    """Return the inputs that the caller provides: those of the calls, and required ones."""
    fixed = {input_ for input_, _ in lookup.literals}
    wanted = {input_ for input_ in lookup.inputs if input_ not in fixed}
    wanted |= {
        Input(parameter.location, parameter.name)
        for parameter in target.parameters
        if parameter.required and not _is_constant(parameter.schema)
    }
    wanted |= {Input("body", name) for name in _needed_in_body(target, types)}
    return tuple(sorted(wanted - fixed))


def _needed_in_body(target: Operation, types: Types) -> Iterator[str]:
    body = target.body
    here = None if body is None else resolved(body.schema, types)
    if body is None or not body.required or here is None:
        return
    if isinstance(here.type, ObjectType):
        for member in here.type.properties:
            if member.required and not _is_constant(member.schema):
                yield member.name


def _is_constant(schema: Schema) -> bool:
    has_default = not isinstance(schema.default, Absent)
    return schema.visibility == "internal" and has_default


def _is_sent_anyway(input_: Input, schema: Schema, value: Json) -> bool:
    """Return whether a method sends an input by itself, so that it takes no argument for it."""
    is_media_type = (
        input_.location == "header" and input_.name.lower() == "content-type"
    )
    return _is_constant(schema) and (is_media_type or schema.default == value)


def _answered(
    call: DynamicCall, response: Schema | None, types: Types
) -> tuple[Path, Path, Path]:
    """Return the paths to the list, the value and the title in a response."""
    if call.asked is Asked.SCHEMA:
        return (), _place(response, call.value, types), ()
    items = _place(response, call.items, types)
    if not items and "value" in members(response, types):
        items = ("value",)
    items_schema = find(response, items, types)
    is_list = items_schema is not None and isinstance(items_schema.type, ArrayType)
    item = (
        items_schema.type.items
        if items_schema and isinstance(items_schema.type, ArrayType)
        else None
    )
    written = call.value or ("value" if not is_list or _is_object(item, types) else "")
    return items, _place(item, written, types), _place(item, call.title, types)


def _is_object(schema: Schema | None, types: Types) -> bool:
    here = resolved(schema, types)
    return here is not None and isinstance(here.type, ObjectType)


def _place(schema: Schema | None, written: str, types: Types) -> Path:
    """Return the property names of a path, which separates them by slashes or dots.

    Undeclared names are kept, because a response can contain them anyway.
    """
    if not written:
        return ()
    parts = written.replace("/", ".").split(".")
    here = resolved(schema, types)
    known = locate(here, parts, types) if _is_object(here, types) else None
    return known or tuple(part for part in written.split("/") if part)


def _fitted(value: Json, schema: Schema, types: Types) -> Json | Absent:
    """Return a literal as a value of a type; ABSENT if it does not fit."""
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
            # An object with properties is a class of the SDK, not plain data.
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
