"""Type annotations of arguments and answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from connectorsmith.ir.types import (
    AllOfType,
    AnyType,
    ArrayType,
    BooleanType,
    DecimalType,
    FileType,
    IntegerType,
    NamedType,
    NumberType,
    ObjectType,
    Schema,
    StringType,
    TypeId,
    inner,
)
from connectorsmith.naming.reserved import ANNOTATIONS
from connectorsmith.render.code import Code, Need, compose, identifier, join, literal
from connectorsmith.sdk.runtime_names import runtime

MAX_CHOICES = 24
"""Known values in an annotation; with more, it is the plain type."""

MODELS = Need(".", "models", typing=True)
"""The import of annotations that name a model."""

_NONE = Code("None")


def is_any(schema: Schema) -> bool:
    """Return whether the annotation of a value is `Any`, because it can be anything."""
    return isinstance(schema.type, AnyType | AllOfType)


def holds_date(schema: Schema, *formats: str) -> bool:
    """Return whether an annotation contains a date, of these formats; the fields of a model do
    not count.
    """
    pending = [schema]
    while pending:
        type_ = pending.pop().type
        if isinstance(type_, StringType) and not type_.enum:
            if type_.format in (formats or ("date", "date-time")):
                return True
        elif not isinstance(type_, NamedType):
            pending.extend(inner(type_))
    return False


@dataclass(frozen=True, slots=True)
class Annotations:
    """The annotations of one class or module.

    `hidden` are the names that mean something else in that class or module, such as
    `list` in a class that has a method of that name.
    """

    types: Mapping[TypeId, str]
    hidden: frozenset[str] = frozenset()
    in_models: bool = False
    """True if the annotations are in the module of the models."""

    def argument(self, schema: Schema, *, whole_body: bool = False) -> Code:
        """Return the annotation of an argument: `Sequence` for an array, `Mapping` for an object.

        A file among other fields can have a name; a file that is the whole body has none.
        An object that is the whole body, or an item of it, can be a plain mapping.
        """
        if whole_body and isinstance(schema.type, FileType):
            return runtime("Content", typing=True)
        return _optional(schema, self._argument(schema, whole_body=whole_body))

    def _argument(self, schema: Schema, *, whole_body: bool) -> Code:
        match schema.type:
            case ArrayType(items):
                item = self.argument(items, whole_body=whole_body)
                return compose("{}[{}]", self.name("Sequence"), item)
            case NamedType() if whole_body:
                mapping = self._keyed("Mapping", self.name("Any"))
                return compose("{} | {}", self._plain(schema), mapping)
            case ObjectType(additional=additional):
                value = self.argument(additional) if additional else self.name("Any")
                return self._keyed("Mapping", value)
            case StringType(format="date-time" | "date" as format_, enum=()):
                kind = "date" if format_ == "date" else "datetime"
                return compose("{} | {}", self.name(kind), self.name("str"))
            case DecimalType():
                return compose("{} | {}", runtime("Decimal"), self.name("float"))
            case FileType():
                return runtime("File", typing=True)
            case _:
                return self._plain(schema)

    def answer(self, schema: Schema) -> Code:
        """Return the annotation of a value that a response contains."""
        return _optional(schema, self._answer(schema))

    def _answer(self, schema: Schema) -> Code:
        match schema.type:
            case ArrayType(items):
                return compose("{}[{}]", self.name("list"), self.answer(items))
            case ObjectType(additional=additional):
                value = self.answer(additional) if additional else self.name("Any")
                return self._keyed("dict", value)
            case StringType(format="date-time", enum=()):
                return self.name("datetime")
            case StringType(format="date", enum=()):
                return self.name("date")
            case FileType():
                return self.name("bytes")
            case _:
                return self._plain(schema)

    def answers(
        self, schemas: Sequence[Schema | None], undeclared: Sequence[Schema | None] = ()
    ) -> Code:
        """Return the union of the annotations of responses; a schema of None is one without a body.

        If a declared one is `Any`, so is the union. An undeclared one leaves the others visible
        to editors, as `Pet | Any`. `None` comes last.
        """
        known = [one for one in schemas if one is not None]
        if any(map(is_any, known)):
            return self.name("Any")
        others = [one for one in undeclared if one is not None]
        parts = dict.fromkeys(map(self.answer, [*known, *others]))
        count = len(schemas) + len(undeclared)
        # `Any` includes None.
        nothing = len(known) + len(others) < count and not any(map(is_any, others))
        return join(" | ", [*parts, *([_NONE] if nothing or not count else [])])

    def _keyed(self, kind: str, value: Code) -> Code:
        return compose("{}[{}, {}]", self.name(kind), self.name("str"), value)

    def _plain(self, schema: Schema) -> Code:
        match schema.type:
            case NamedType(id_, others):
                return join(" | ", map(self._model, (id_, *others)))
            case StringType(enum=enum):
                return self._choice(enum, "str")
            case IntegerType(enum=enum):
                return self._choice(enum, "int")
            case DecimalType():
                return runtime("Decimal")
            case NumberType():
                return self.name("float")
            case BooleanType():
                return self.name("bool")
            case AnyType() | AllOfType() | _:
                return self.name("Any")

    def _model(self, id_: TypeId) -> Code:
        name = identifier(self.types[id_])
        return name if self.in_models else Code(f"models.{name}", [MODELS])

    def _choice(self, values: Iterable[str | int], base: str) -> Code:
        listed = list(values)
        if not listed or len(listed) > MAX_CHOICES:
            return self.name(base)
        return compose("{} | {}", self.literals(listed), self.name(base))

    def literals(self, values: Iterable[str | int]) -> Code:
        """Return the annotation of a value that is one of these."""
        known = join(", ", map(literal, values))
        return compose("{}[{}]", self.name("Literal"), known)

    def name(self, name: str) -> Code:
        """Return a builtin or a name of the standard library, under another if it is hidden."""
        module = ANNOTATIONS[name]
        if module == "builtins":
            if name in self.hidden:
                return Code(f"builtins.{name}", [Need("builtins")])
            return Code(name)
        alias = f"_{name}" if name in self.hidden else ""
        return Code(alias or name, [Need(module, name, alias)])


def _optional(schema: Schema, annotation: Code) -> Code:
    nullable = schema.nullable and not is_any(schema)
    return compose("{} | None", annotation) if nullable else annotation
