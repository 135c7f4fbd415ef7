"""The views of choices.py and schema_for.py: what only a call of the API can tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from connectorsmith.ir.connector import Connector, Operation
from connectorsmith.ir.dynamic import Asked, Input, Lookup
from connectorsmith.ir.types import (
    AnyType,
    ArrayType,
    ObjectType,
    Schema,
    TypeId,
)
from connectorsmith.naming.lookups import argument_name, input_names
from connectorsmith.naming.names import Names
from connectorsmith.passes.places import find, first_answer
from connectorsmith.render.code import Code, docstring, identifier, literal
from connectorsmith.targets.python.code.annotations import (
    Annotations,
    Imports,
    import_line,
)
from connectorsmith.targets.python.code.docs import section, wire_lines
from connectorsmith.targets.python.code.layout import bracketed, wrapped
from connectorsmith.targets.python.features.lookup_docs import MODULES, told
from connectorsmith.targets.python.operations.argument import Argument
from connectorsmith.targets.python.operations.describe import describe
from connectorsmith.targets.python.operations.files import GroupView, MethodView

_DOCS = {
    Asked.CHOICES: "What arguments of {title} can be",
    Asked.SCHEMA: "The JSON Schemas of open objects of {title}",
}


@dataclass(frozen=True, slots=True)
class _Given:
    """One argument of a lookup."""

    input: Input
    name: Code
    schema: Schema
    required: bool

    @property
    def positional(self) -> bool:
        return self.input.location == "path"


@dataclass(frozen=True, slots=True)
class LookupCall:
    """A lookup as a person calls it."""

    attribute: str
    """Of the client: `choices` or `schema_for`."""
    method: str
    told: str
    """What it tells, in a sentence."""
    given: Sequence[Argument]


def lookup_calls(connector: Connector, names: Names) -> list[LookupCall]:
    """Every lookup that a program can make, choices first."""
    types = {one.id: one.schema for one in connector.types}
    operations = {one.id: one for one in connector.operations}
    annotations = Annotations(names.types, Imports(set()))
    ordered = sorted(
        (one for one in connector.lookups if one.id in names.lookups),
        key=lambda one: (one.asked, names.lookups[one.id]),
    )
    return [
        LookupCall(
            MODULES[one.asked][0],
            names.lookups[one.id],
            told(one),
            _Method(one, operations[one.operation], types, names, annotations).given,
        )
        for one in ordered
    ]


def lookup_views(connector: Connector, names: Names) -> Iterator[GroupView]:
    """The views of the modules that there are: none without dynamic values or schemas."""
    for asked in Asked:
        lookups = {
            names.lookups[one.id]: one
            for one in connector.lookups
            if one.asked is asked and one.id in names.lookups
        }
        if lookups:
            yield _view(asked, connector, names, lookups)


def _view(
    asked: Asked, connector: Connector, names: Names, lookups: Mapping[str, Lookup]
) -> GroupView:
    module, class_name = MODULES[asked]
    imports = Imports({"TYPE_CHECKING", "Unpack"})
    annotations = Annotations(names.types, imports, frozenset(lookups))
    types = {one.id: one.schema for one in connector.types}
    operations = {one.id: one for one in connector.operations}
    methods = [
        _Method(one, operations[one.operation], types, names, annotations).view(name)
        for name, one in sorted(lookups.items())
    ]
    bases = ["AsyncLookups", "Lookups"]
    text = "".join(f"{one.sync_head}{one.sync_body}" for one in methods)
    used = {
        name
        for name in ("Choice", "ChoicePlaces", "with_query")
        if f"{name}(" in text or f"{name}[" in text
    }
    paged = asked is Asked.CHOICES and any(
        operations[one.operation].paging is not None for one in lookups.values()
    )
    runtime = (
        [
            *([import_line("._runtime.choices.lookups", used)] if used else []),
            import_line("._runtime.choices.paged", bases),
        ]
        if paged
        else [import_line("._runtime.choices.lookups", [*bases, *used])]
    )
    runtime.append(Code("from ._runtime.lazy import lazy"))
    if "UNSET" in text:
        runtime.append(Code("from ._runtime.unset import UNSET, Unset"))
    doc = _DOCS[asked].format(title=connector.title)
    builtins = [Code("import builtins")] if "builtins" in imports.names else []
    return GroupView(
        module=Code(module),
        name=Code(class_name),
        home=Code(f".{module}"),
        attribute=Code(module),
        module_doc=docstring(f"{doc}."),
        doc=docstring(f"{doc}.", 4),
        async_doc=docstring(f"{doc}, for `async` code.", 4),
        base=Code("Lookups"),
        async_base=Code("AsyncLookups"),
        package=Code("__package__"),
        imports=[*builtins, *imports.lines()],
        runtime_imports=runtime,
        typing_imports=[
            import_line(
                ".", ["operations", *(["models"] if "models." in text else [])]
            ),
            *imports.runtime("."),
            Code("from ._runtime.http.settings import CallOptions"),
        ],
        methods=methods,
    )


class _Method:
    """One lookup as a method."""

    def __init__(
        self,
        lookup: Lookup,
        target: Operation,
        types: Mapping[TypeId, Schema],
        names: Names,
        annotations: Annotations,
    ) -> None:
        self._lookup = lookup
        self._target = target
        self._types = types
        self._names = names.arguments[target.id]
        self._function = identifier(names.operations[target.id])
        self._annotations = annotations
        called = input_names(lookup, self._names)
        self._given = self._sorted(
            [
                _Given(one, identifier(called[one]), *self._described(one))
                for one in lookup.inputs
            ]
        )

    @property
    def given(self) -> list[Argument]:
        """The arguments, in their order."""
        return [
            Argument(one.name, one.schema, one.required, one.positional)
            for one in self._given
        ]

    def _sorted(self, given: Sequence[_Given]) -> list[_Given]:
        """Those of the path in its order, required ones, then the others."""
        path = self._target.path

        def order(one: _Given) -> tuple[int, int, bool]:
            place = path.find(f"{{{one.input.name}}}") if one.positional else 0
            return (not one.positional, place, not one.required)

        return sorted(given, key=order)

    def _described(self, given: Input) -> tuple[Schema, bool]:
        """What an input is, and whether a call needs it."""
        for one in self._target.parameters:
            if (one.location, one.name) == (given.location, given.name):
                return one.schema, one.required
        body = self._target.body
        assert body is not None, f"{self._target.id} takes no {given}"
        shape = find(body.schema, (), self._types)
        assert shape is not None
        assert isinstance(shape.type, ObjectType)
        for member in shape.type.properties:
            if member.name == given.name:
                return member.schema, body.required and member.required
        raise AssertionError(f"{self._target.id} has no {given}")

    def view(self, name: str) -> MethodView:
        """The view of the method, in both worlds."""
        signature = [Code("self"), *self._signature()]
        signature.append(Code("**options: Unpack[CallOptions]"))
        answer = self._answer()
        call = (
            "self._choices" if self._lookup.asked is Asked.CHOICES else "self._schema"
        )
        arguments = [self._operation(), self._places(), Code("options")]
        return MethodView(
            sync_head=bracketed(f"def {name}(", signature, f") -> {answer}:", indent=4),
            async_head=bracketed(
                f"async def {name}(", signature, f") -> {answer}:", indent=4
            ),
            sync_overloads=(),
            async_overloads=(),
            doc=docstring(self._doc(), 8),
            sync_body=bracketed(f"return {call}(", arguments, ")", indent=8),
            async_body=bracketed(f"return await {call}(", arguments, ")", indent=8),
        )

    def _signature(self) -> Iterator[Code]:
        keywords = False
        for one in self._given:
            if not one.positional and not keywords:
                keywords = True
                yield Code("*")
            annotation = self._annotations.argument(one.schema)
            if one.required:
                yield Code(f"{one.name}: {annotation}")
            elif annotation == "Any":
                yield Code(f"{one.name}: Any = UNSET")
            else:
                yield Code(f"{one.name}: {annotation} | Unset = UNSET")

    def _answer(self) -> str:
        if self._lookup.asked is Asked.SCHEMA:
            return str(self._annotations.answer(Schema(ObjectType(), "")))
        annotation = self._annotations.answer(self._value())
        return f"{self._annotations.builtin('list')}[Choice[{annotation}]]"

    def _value(self) -> Schema:
        """What a value is; an item that is no object is one itself."""
        answered = find(first_answer(self._target), self._lookup.items, self._types)
        if answered is not None and isinstance(answered.type, ArrayType):
            item = find(answered.type.items, (), self._types)
            is_object = item is not None and isinstance(item.type, ObjectType)
            value = find(item, self._lookup.value if is_object else (), self._types)
            if value is not None and not isinstance(value.type, ObjectType):
                return replace(value, nullable=False)
        return Schema(AnyType(), "")

    def _operation(self) -> Code:
        """The call of the operation's function, with what it leaves to the definition."""
        inside: list[Code] = []
        query: list[tuple[str, str]] = []
        values: list[tuple[Input, str]] = [
            *((one.input, str(one.name)) for one in self._given),
            *((one, literal(value)) for one, value in self._lookup.literals),
        ]
        for given, value in values:
            name = argument_name(given, self._names)
            if name is None:
                query.append((given.name, value))
            else:
                inside.append(Code(f"{identifier(name)}={value}"))
        called = bracketed(f"operations.{self._function}(", inside, ")", indent=12)
        if not query:
            return called
        pairs = [Code(f"{literal(wire)}: {value}") for wire, value in query]
        others = bracketed("{", pairs, "}", indent=12)
        return bracketed("with_query(", [called, others], ")", indent=12)

    def _places(self) -> Code:
        lookup = self._lookup
        if lookup.asked is Asked.SCHEMA:
            return literal(lookup.value)
        ways = [f"items={literal(lookup.items)}", f"value={literal(lookup.value)}"]
        if lookup.title:
            ways.append(f"title={literal(lookup.title)}")
        return bracketed("ChoicePlaces(", [Code(way) for way in ways], ")", indent=12)

    def _doc(self) -> str:
        lines = wrapped(told(self._lookup), indent=11)
        entries = [
            f"{one.name}: {said}"
            for one in self._given
            if (said := describe(one.schema, str(one.name)))
        ]
        lines += section("Args", entries, 8)
        if self._lookup.asked is Asked.SCHEMA:
            lines += ["", "Returns:", "    An empty one where the API says nothing."]
        return "\n".join([*lines, "", *wire_lines(self._target, indent=8)])
