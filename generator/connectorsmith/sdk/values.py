"""Plausible values for the arguments in the README's examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import LiteralString

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.json import Json
from connectorsmith.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    DecimalType,
    FileType,
    IntegerType,
    NamedType,
    NumberType,
    ObjectType,
    Property,
    Schema,
    StringType,
    inner,
)
from connectorsmith.naming.members import is_argument
from connectorsmith.naming.names import Names
from connectorsmith.passes.traverse import request_schemas, response_schemas
from connectorsmith.render.code import (
    Code,
    Need,
    clean,
    compose,
    identifier,
    join,
    literal,
)
from connectorsmith.sdk.argument import Argument
from connectorsmith.text.plurals import singular
from connectorsmith.text.words import split_words

FORMATS: Mapping[str, Json] = {
    "byte": "ZXhhbXBsZQ==",
    "email": "ada@example.com",
    "guid": "00000000-0000-4000-8000-000000000001",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "time": "12:00:00",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "uuid": "00000000-0000-4000-8000-000000000001",
}
"""By format, text that is of it."""

MODELS = Code("models", [Need(".", "models")])
OPERATIONS = Code("operations", [Need(".", "operations")])
_PATH = Code("Path", [Need("pathlib", "Path")])

_MAX_TEXT = 40
"""Characters of a text in an example; a longer one is not used."""
_MAX_DEPTH = 3
"""Levels of nested objects in one example; deeper ones have no example."""
_MARKUP = frozenset("{}<>[]@\\")
"""Characters of expressions, placeholders and JSON: a text with them is not used."""

_DATES = {"date": "2026-01-31", "date-time": "2026-01-31T12:00:00Z"}

_BY_WORD = {
    word: text
    for words, text in (
        ("email mail recipient", "ada@example.com"),
        ("callback href link uri url website", "https://example.com/"),
        ("mobile msisdn phone", "+15550100"),
        ("firstname forename", "Ada"),
        ("lastname surname", "Lovelace"),
        ("body comment content description message note text", "Hello"),
        ("subject title", "Hello"),
        ("displayname name", "Example"),
        ("keyword keywords q query search term", "example"),
        ("culture lang language locale", "en"),
        ("country", "US"),
        ("currency", "EUR"),
        ("timezone", "UTC"),
        ("date day", "2026-01-31"),
        ("timestamp", "2026-01-31T12:00:00Z"),
        ("domain host hostname", "example.com"),
        ("filename", "document.pdf"),
        ("id ids key no number", "42"),
    )
    for word in words.split()
}


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A value of an example."""

    rank: int
    """The origin: 0 the definition, 1 the type or the name, 2 a placeholder."""
    code: Code
    """Its source."""
    is_file: bool = False
    """True if it contains a file."""
    is_empty: bool = False
    """True if it is an object without members."""

    def within(self, template: LiteralString, *before: Code) -> Value:
        """Return the value with its code as the last part of a template."""
        code = compose(template, *before, self.code)
        return replace(self, code=code, is_empty=False)


def _together(values: Iterable[Value]) -> Value:
    """Join values with commas; the rank is the greatest of theirs."""
    listed = list(values)
    return Value(
        max((one.rank for one in listed), default=0),
        join(", ", [one.code for one in listed]),
        any(one.is_file for one in listed),
    )


_ANY_OBJECT = literal({"name": "Ada"})


class Values:
    """The example values of a connector, from its definition where possible."""

    def __init__(self, connector: Connector, names: Names) -> None:
        self._types = {one.id: one.schema for one in connector.types}
        self._names = names
        self._known = _known(connector)
        self._file = compose('{}("document.pdf")', _PATH)

    def with_open_files(self) -> Values:
        """Return the same values with the open file `file` for each file."""
        opened = copy(self)
        opened._file = Code("file")
        return opened

    def of(self, argument: Argument, group: str = "") -> Value | None:
        """Return a value for an argument of a group; None without an example value."""
        if argument.part == "whole" and not isinstance(argument.schema.type, FileType):
            return self._json(argument.schema, str(argument.name), _MAX_DEPTH)
        return self._value(argument.schema, str(argument.name), _MAX_DEPTH, group)

    def body(self, argument: Argument) -> tuple[Value | None, Value | None]:
        """Return a whole body as a mapping and as a model."""
        name = str(argument.name)
        return (
            self._json(argument.schema, name, _MAX_DEPTH),
            self._value(argument.schema, name, _MAX_DEPTH, ""),
        )

    def _value(self, schema: Schema, name: str, depth: int, group: str) -> Value | None:
        match schema.type:
            case ArrayType(items):
                item = self._value(items, singular(name), depth, group)
                return item and item.within("[{}]")
            case NamedType():
                return self._model(schema, depth)
            case ObjectType():
                return self._json(schema, name, depth)
            case FileType():
                return Value(1, self._file, is_file=True)
            case _:
                return self._scalar(schema, name, group)

    def _model(self, schema: Schema, depth: int) -> Value | None:
        assert isinstance(schema.type, NamedType)
        declared = self._types[schema.type.id].type
        if not isinstance(declared, ObjectType) or not depth:
            return None
        fields = self._names.fields[schema.type.id]
        given: list[Value] = []
        for member in self._example_members(declared):
            if _is_alone(member.schema):
                # The constructor takes dates and decimals alone.
                return None
            value = self._value(member.schema, member.name, depth - 1, "")
            if value is None:
                return None
            field = identifier(fields[member.name])
            given.append(value.within("{}={}", field))
        class_name = identifier(self._names.types[schema.type.id])
        return _together(given).within("{}.{}({})", MODELS, class_name)

    def _json(self, schema: Schema, name: str, depth: int) -> Value | None:
        """Return a value as JSON, by the names on the wire; None if it has no example."""
        match schema.type:
            case ArrayType(items):
                item = self._json(items, singular(name), depth)
                return item and item.within("[{}]")
            case NamedType(id_):
                return self._json(self._types[id_], name, depth)
            case ObjectType() as declared if depth:
                given: list[Value] = []
                for member in self._example_members(declared):
                    value = self._json(member.schema, member.name, depth - 1)
                    if value is None:
                        return None
                    given.append(value.within("{}: {}", literal(member.name)))
                if not given and not declared.properties:
                    return Value(2, _ANY_OBJECT)
                object_ = _together(given).within("{{{}}}")
                return replace(object_, is_empty=not given)
            case ObjectType():
                return None
            case FileType():
                return None
            case AnyType() if depth == _MAX_DEPTH:
                return Value(2, _ANY_OBJECT)
            case _:
                return self._scalar(schema, name, "")

    def _example_members(self, declared: ObjectType) -> list[Property]:
        """Return the required members; if there are none, one with a good example value."""
        visible = [
            member
            for member in declared.properties
            if is_argument(member.schema, required=member.is_demanded)
            and not member.is_constant
        ]
        needed = [one for one in visible if one.is_demanded]
        if needed:
            return needed
        scalars = [
            (value.rank, index)
            for index, member in enumerate(visible)
            if not isinstance(
                member.schema.type, ArrayType | NamedType | ObjectType | FileType
            )
            and not _is_alone(member.schema)
            and (value := self._scalar(member.schema, member.name, ""))
        ]
        return [visible[min(scalars)[1]]] if scalars else []

    def _scalar(self, schema: Schema, name: str, group: str) -> Value | None:
        if schema.notification_url:
            return Value(1, literal("https://example.com/hook"))
        known = _first_fitting(schema)
        if known is not None:
            return Value(0, literal(known))
        words = _words(name)
        for key in (words, (singular(group), *words)):
            alike = self._known.get(key)
            if alike is not None and _fits(alike, schema):
                return Value(0, literal(alike))
        match schema.type:
            case IntegerType() | NumberType():
                least = dict(schema.limits).get("minimum")
                is_known = isinstance(least, int) and least
                return Value(1, literal(least if is_known else 1))
            case BooleanType():
                return Value(1, literal(True))
            case StringType(format=format_):
                return _text(schema, words, format_)
            case AnyType():
                return Value(2, _text(schema, words, None).code)
            case _:
                return None


def _text(schema: Schema, words: tuple[str, ...], format_: str | None) -> Value:
    kind = (format_ or "").lower()
    of_format = _DATES.get(kind, FORMATS.get(kind))
    if of_format is not None:
        return Value(1, literal(of_format))
    title = " ".join(clean(schema.title or "").split()).rstrip(" .:*")
    for name in (words, _words(title)):
        last = name[-1] if name else ""
        for key in ("".join(name[-2:]), last, singular(last)):
            if key in _BY_WORD:
                return Value(1, literal(_BY_WORD[key]))
    shown = title if 0 < len(title) <= _MAX_TEXT and not _MARKUP & set(title) else ""
    placeholder = shown.lower() or " ".join(words) or "value"
    return Value(2, literal(f"<{placeholder}>"))


def _first_fitting(schema: Schema) -> Json | None:
    """Return an example, a default or a known value of the definition; None without any."""
    kind = schema.type
    values = kind.enum if isinstance(kind, StringType | IntegerType) else ()
    meant = [value for value, _ in schema.meanings]
    candidates: Iterable[object] = (schema.example, schema.default, *values, *meant)
    for candidate in candidates:
        if _fits(candidate, schema):
            return candidate  # type: ignore[return-value]  # `_fits` takes JSON alone
    return None


def _fits(value: object, schema: Schema) -> bool:
    match schema.type, value:
        case BooleanType(), bool():
            return True
        case _, bool():
            return False
        case IntegerType(), int():
            return True
        case NumberType(), int() | float():
            return True
        case StringType(), str():
            plain = value.isprintable() and not _MARKUP & set(value)
            return bool(value.strip()) and len(value) <= _MAX_TEXT and plain
        case _:
            return False


def _known(connector: Connector) -> Mapping[tuple[str, ...], Json]:
    """Collect the example values of the definition by name; equal names share them."""
    known: dict[tuple[str, ...], Json] = {}
    for name, schema in _places(connector):
        kind = schema.type
        if isinstance(kind, StringType | IntegerType) and kind.enum:
            known.setdefault(_words(name), kind.enum[0])
    return known


def _places(connector: Connector) -> Iterator[tuple[str, Schema]]:
    for operation in connector.operations:
        for parameter in operation.parameters:
            yield parameter.name, parameter.schema
        for schema in (*request_schemas(operation), *response_schemas(operation)):
            yield from _members(schema)
    for declared in connector.types:
        yield from _members(declared.schema)


def _members(schema: Schema) -> Iterator[tuple[str, Schema]]:
    pending = [schema]
    while pending:
        current = pending.pop()
        if isinstance(current.type, ObjectType):
            yield from ((one.name, one.schema) for one in current.type.properties)
        pending.extend(inner(current.type))


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in split_words(name))


def _is_alone(schema: Schema) -> bool:
    match schema.type:
        case DecimalType():
            return True
        case StringType(format="date" | "date-time", enum=()):
            return True
        case ArrayType(items):
            return _is_alone(items)
        case _:
            return False
