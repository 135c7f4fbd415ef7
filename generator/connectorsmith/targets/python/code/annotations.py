"""Type annotations of arguments and answers, and what they need to be imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from connectorsmith.ir.types import (
    AllOfType,
    AnyType,
    ArrayType,
    BooleanType,
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
from connectorsmith.render.code import Code, identifier, literal

MODULES = {
    "Any": "typing",
    "TYPE_CHECKING": "typing",
    "Unpack": "typing",
    "overload": "typing",
    "Literal": "typing",
    "Sequence": "collections.abc",
    "Mapping": "collections.abc",
    "date": "datetime",
    "datetime": "datetime",
}
"""Where the names that an annotation can mention come from."""

MOST_CHOICES = 24
"""More known values than this would bury a signature; the model's field has them all."""

RUNTIME = {"Content": "bodies.files", "File": "bodies.files"}
"""The same for those of the runtime, by module."""


@dataclass(slots=True)
class Imports:
    """The names that a file has to import; filled while its annotations are made."""

    names: set[str] = field(default_factory=set[str])

    def lines(self) -> list[Code]:
        """Import statements of the standard library, sorted."""
        modules: dict[str, set[str]] = {}
        for name in self.names & set(MODULES):
            modules.setdefault(MODULES[name], set()).add(name)
        return [import_line(module, names) for module, names in sorted(modules.items())]

    def runtime(self, dots: str) -> list[Code]:
        """Import statements of the runtime, to which `dots` leads."""
        modules: dict[str, set[str]] = {}
        for name in self.names & set(RUNTIME):
            modules.setdefault(RUNTIME[name], set()).add(name)
        return [
            import_line(f"{dots}_runtime.{module}", names)
            for module, names in sorted(modules.items())
        ]


@dataclass(frozen=True, slots=True)
class Annotations:
    """Writes the annotations of one file.

    `hidden` are the builtins that mean something else where the annotation stands, such as
    `list` in a class that has a method of that name.
    """

    types: Mapping[TypeId, str]
    imports: Imports
    hidden: frozenset[str] = frozenset()

    def argument(self, schema: Schema, *, whole_body: bool = False) -> Code:
        """What a caller may pass: any sequence for a list, any mapping for an object.

        A file among other fields may bring its name; one that is the whole body may not.
        An object that is the whole body, or an item of it, may be a plain mapping.
        """
        if whole_body and isinstance(schema.type, FileType):
            return Code(self._use("Content"))
        text = self._argument(schema, whole_body=whole_body)
        return Code(f"{text} | None" if schema.nullable and text != "Any" else text)

    def _argument(self, schema: Schema, *, whole_body: bool) -> str:
        match schema.type:
            case ArrayType(items):
                item = self.argument(items, whole_body=whole_body)
                return f"{self._use('Sequence')}[{item}]"
            case NamedType() if whole_body:
                mapping = (
                    f"{self._use('Mapping')}[{self._use('str')}, {self._use('Any')}]"
                )
                return f"{self._plain(schema)} | {mapping}"
            case ObjectType(additional=additional):
                value = "Any" if additional is None else self.argument(additional)
                return (
                    f"{self._use('Mapping')}[{self._use('str')}, {self._seen(value)}]"
                )
            case StringType(format="date-time", enum=()):
                return f"{self._use('datetime')} | {self._use('str')}"
            case StringType(format="date", enum=()):
                return f"{self._use('date')} | {self._use('str')}"
            case FileType():
                return self._use("File")
            case _:
                return self._plain(schema)

    def answer(self, schema: Schema) -> Code:
        """What a caller gets."""
        text = self._answer(schema)
        return Code(f"{text} | None" if schema.nullable and text != "Any" else text)

    def _answer(self, schema: Schema) -> str:
        match schema.type:
            case ArrayType(items):
                return f"{self._use('list')}[{self.answer(items)}]"
            case ObjectType(additional=additional):
                value = "Any" if additional is None else self.answer(additional)
                return f"{self._use('dict')}[{self._use('str')}, {self._seen(value)}]"
            case StringType(format="date-time", enum=()):
                return self._use("datetime")
            case StringType(format="date", enum=()):
                return self._use("date")
            case FileType():
                return self._use("bytes")
            case _:
                return self._plain(schema)

    def _plain(self, schema: Schema) -> str:
        match schema.type:
            case NamedType(id_):
                return f"models.{identifier(self.types[id_])}"
            case StringType(enum=enum):
                return self._choice(enum, "str")
            case IntegerType(enum=enum):
                return self._choice(enum, "int")
            case NumberType():
                return self._use("float")
            case BooleanType():
                return self._use("bool")
            case AnyType() | AllOfType() | _:
                return self._use("Any")

    def _choice(self, values: Iterable[str | int], base: str) -> str:
        listed = list(values)
        if not listed or len(listed) > MOST_CHOICES:
            return self._use(base)
        known = ", ".join(literal(value) for value in listed)
        return f"{self._use('Literal')}[{known}] | {self._use(base)}"

    def _seen(self, annotation: str) -> str:
        return self._use(annotation) if annotation == "Any" else annotation

    def builtin(self, name: str) -> str:
        """A builtin, as it is called where something else may have its name."""
        return self._use(name)

    def _use(self, name: str) -> str:
        if name in self.hidden:
            self.imports.names.add("builtins")
            return f"builtins.{name}"
        self.imports.names.add(name)
        return name


def holds_date(schema: Schema) -> bool:
    """Whether an annotation names a date itself: one within a model is the model's."""
    pending = [schema]
    while pending:
        type_ = pending.pop().type
        if isinstance(type_, StringType) and not type_.enum:
            if type_.format in ("date", "date-time"):
                return True
        elif not isinstance(type_, NamedType):
            pending.extend(inner(type_))
    return False


def import_line(module: str, names: Iterable[str]) -> Code:
    """An import in isort's order: constants, classes, the rest."""
    ordered = sorted(
        names, key=lambda name: (not name.isupper(), name[0].islower(), name)
    )
    return Code(f"from {module} import {', '.join(ordered)}")


def union(annotations: Iterable[str]) -> Code:
    """One annotation for several, each once; `Any` swallows the rest, None goes last."""
    parts = list(dict.fromkeys(annotations))
    if "Any" in parts:
        return Code("Any")
    ordered = [part for part in parts if part != "None"]
    return Code(" | ".join([*ordered, *(["None"] if "None" in parts else [])]))
