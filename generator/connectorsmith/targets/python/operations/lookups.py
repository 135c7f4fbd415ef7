"""The views of choices.py and schema_for.py, the modules of lookups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectorsmith.ir.dynamic import Asked, Input
from connectorsmith.ir.types import ObjectType, Schema
from connectorsmith.naming.names import Names
from connectorsmith.render.code import (
    Code,
    compose,
    docstring,
    identifier,
    join,
    literal,
)
from connectorsmith.sdk.annotations import Annotations
from connectorsmith.sdk.describe import describe
from connectorsmith.sdk.lookups import MODULES, LookupShape
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.targets.python.code.docs import section, wire_lines
from connectorsmith.targets.python.code.layout import bracketed, wrapped
from connectorsmith.targets.python.operations.group import (
    OPTIONS,
    GroupView,
    MethodView,
    methods_module,
)
from connectorsmith.targets.python.operations.request import UNSET, left_out

_DOCS = {
    Asked.CHOICES: "The values that arguments of {title} can have",
    Asked.SCHEMA: "The JSON Schemas of objects of {title} that are not declared",
}


def lookup_views(
    title: str, lookups: Sequence[LookupShape], names: Names
) -> Iterator[GroupView]:
    """Yield the views of the modules of lookups: none without dynamic values or schemas."""
    for asked in Asked:
        shapes = [one for one in lookups if one.lookup.asked is asked]
        if not shapes:
            continue
        module, class_name = MODULES[asked]
        is_paged = asked is Asked.CHOICES and any(one.target.paging for one in shapes)
        variant = "choices.paged" if is_paged else None
        annotations = Annotations(names.types, frozenset(one.method for one in shapes))
        yield methods_module(
            [_method(one, annotations) for one in shapes],
            module=Code(module),
            attribute=Code(module),
            class_name=Code(class_name),
            doc=_DOCS[asked].format(title=title),
            base=(
                runtime("Lookups", variant=variant),
                runtime("AsyncLookups", variant=variant),
            ),
            dots=".",
        )


def _method(shape: LookupShape, annotations: Annotations) -> MethodView:
    """Return the view of a method, blocking and `async`."""
    parameters = [Code("self"), *_signature(shape, annotations), OPTIONS]
    start = compose("def {}(", identifier(shape.method))
    end = compose(") -> {}:", _answer(shape, annotations))
    choices = shape.value is not None
    call = Code("self._choices(" if choices else "self._schema(")
    arguments = [_operation(shape), _places(shape), Code("options")]
    return MethodView(
        sync_head=bracketed(start, parameters, end, indent=4),
        async_head=bracketed(compose("async {}", start), parameters, end, indent=4),
        sync_overloads=(),
        async_overloads=(),
        doc=docstring(_doc(shape), 8),
        sync_body=bracketed(compose("return {}", call), arguments, ")", indent=8),
        async_body=bracketed(
            compose("return await {}", call), arguments, ")", indent=8
        ),
    )


def _signature(shape: LookupShape, annotations: Annotations) -> Iterator[Code]:
    keywords = False
    for argument in shape.given:
        if not argument.positional and not keywords:
            keywords = True
            yield Code("*")
        annotation = annotations.argument(argument.schema)
        if argument.required:
            yield compose("{}: {}", argument.name, annotation)
        else:
            yield compose(
                "{}: {}{}", argument.name, left_out(argument, annotation), UNSET
            )


def _answer(shape: LookupShape, annotations: Annotations) -> Code:
    if shape.value is None:
        return annotations.answer(Schema(ObjectType(), ""))
    value = annotations.answer(shape.value)
    return compose("{}[{}[{}]]", annotations.name("list"), runtime("Choice"), value)


def _operation(shape: LookupShape) -> Code:
    """Return the call of the operation's function, with the literals of the definition."""
    inside: list[Code] = []
    query: list[Code] = []
    values: list[tuple[Input, Code]] = [
        *((given, argument.name) for given, argument in shape.inputs),
        *((given, literal(value)) for given, value in shape.lookup.literals),
    ]
    for given, value in values:
        name = shape.names[given]
        if name is None:
            query.append(compose("{}: {}", literal(given.name), value))
        else:
            inside.append(join("=", [identifier(name), value]))
    called = bracketed(
        compose("operations.{}(", shape.function), inside, ")", indent=12
    )
    if not query:
        return called
    others = bracketed("{", query, "}", indent=12)
    head = compose("{}(", runtime("with_query"))
    return bracketed(head, [called, others], ")", indent=12)


def _places(shape: LookupShape) -> Code:
    lookup = shape.lookup
    if shape.value is None:
        return literal(lookup.value)
    parts = [
        compose("items={}", literal(lookup.items)),
        compose("value={}", literal(lookup.value)),
    ]
    if lookup.title:
        parts.append(compose("title={}", literal(lookup.title)))
    return bracketed(compose("{}(", runtime("ChoicePlaces")), parts, ")", indent=12)


def _doc(shape: LookupShape) -> str:
    lines = wrapped(shape.description, indent=11)
    entries = [
        f"{argument.name}: {text}"
        for argument in shape.given
        if (text := describe(argument.schema, str(argument.name)))
    ]
    lines += section("Args", entries, 8)
    if shape.value is None:
        lines += ["", "Returns:", "    An empty one where the API says nothing."]
    return "\n".join([*lines, "", *wire_lines(shape.target, indent=8)])
