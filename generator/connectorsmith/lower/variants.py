"""Definitions with a discriminator, and those whose `allOf` refers to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from connectorsmith.documents.data import mapping, reference, resolve, sequence, text
from connectorsmith.documents.document import Json, join_pointer
from connectorsmith.ir.types import AllOfType, ObjectType, Schema, TypeId, Variant
from connectorsmith.lower.schema import Members, type_id
from connectorsmith.openapi.extensions import DISCRIMINATOR_VALUE
from connectorsmith.openapi.references import References

MAX_LEVELS = 50
"""Levels of variants below a discriminator; a definition further down is no variant of it."""
MAX_DISCRIMINATORS = 10
"""Discriminators of one definition, with inherited ones; further ones are ignored."""
_MAX_PARTS = 200
"""Inline schemas in the `allOf` of a definition; further ones are ignored."""


def lower_variants(
    definitions: Mapping[str, Json], references: References
) -> Mapping[TypeId, Variant]:
    """Return the variants by type: definitions with a discriminator, and those based on it.

    A definition with a discriminator that no other one refers to is left out.
    """
    found = _Definitions(definitions, references)
    return {id_: found.variant(id_) for id_ in found.related()}


class _Definitions:
    def __init__(self, definitions: Mapping[str, Json], references: References) -> None:
        self._references = references
        self._names = {
            type_id(join_pointer("/definitions", name)): name for name in definitions
        }
        self._parts = {
            id_: list(_parts(definitions[name])) for id_, name in self._names.items()
        }
        self._bases = {
            id_: list(dict.fromkeys(self._targets(parts)))
            for id_, parts in self._parts.items()
        }
        self._heirs: dict[TypeId, list[TypeId]] = {}
        for id_, bases in self._bases.items():
            for base in bases:
                self._heirs.setdefault(base, []).append(id_)
        self._roots = {
            id_: name
            for id_, parts in self._parts.items()
            if (name := _first(text(part.get("discriminator")) for part in parts))
        }
        self._discriminators = self._spread()

    def related(self) -> Iterable[TypeId]:
        """Return the types that have a discriminator, or are variants of one that has."""
        return self._discriminators

    def variant(self, id_: TypeId) -> Variant:
        names = self._discriminators[id_]
        return Variant(
            tuple(base for base in self._bases[id_] if base in self._discriminators),
            self._roots.get(id_),
            tuple((name, self._tag(id_, name)) for name in names),
        )

    def _targets(self, parts: Iterable[Members]) -> Iterator[TypeId]:
        """Yield the definitions that references among the parts resolve to."""
        for part in parts:
            pointer, passed = reference(part), set[str]()
            while pointer is not None and pointer not in passed:
                passed.add(pointer)
                target = resolve(self._references.root, pointer)
                if reference(target) is None:
                    if (id_ := type_id(pointer)) in self._names:
                        yield id_
                    break
                pointer = reference(target)

    def _spread(self) -> dict[TypeId, dict[str, None]]:
        """Return the discriminators of each type, with those that it inherits."""
        found: dict[TypeId, dict[str, None]] = {}
        grown = {id_: [name] for id_, name in self._roots.items() if id_ in self._heirs}
        for _ in range(MAX_LEVELS):
            following: dict[TypeId, list[str]] = {}
            for id_, names in grown.items():
                known = found.setdefault(id_, {})
                own = [self._roots[id_]] if id_ in self._roots else []
                new = [name for name in [*own, *names] if name not in known]
                new = new[: MAX_DISCRIMINATORS - len(known)]
                known.update(dict.fromkeys(new))
                if new:
                    for heir in self._heirs.get(id_, ()):
                        following.setdefault(heir, []).extend(new)
            grown = following
        return found

    def _tag(self, id_: TypeId, name: str) -> str | None:
        """Return the value of a discriminator for a type; None if its enum has none for it.

        Swagger says that it is the name of the definition, but authors also declare it
        as the only value that a variant allows, or write it in another case.
        """
        parts = self._parts[id_]
        declared = (_texts([part.get(DISCRIMINATOR_VALUE)]) for part in parts)
        if value := next(filter(None, declared), None):
            return value[0]
        own = self._values(id_, name)
        if len(own) == 1 and id_ not in self._roots:
            return own[0]
        definition = self._names[id_]
        above = (self._values(base, name) for base in self._above(id_))
        known = own or next((values for values in above if values), list[str]())
        if definition in known:
            return definition
        similar = [value for value in known if value.lower() == definition.lower()]
        if len(similar) == 1:
            return similar[0]
        return None if known and id_ in self._roots else definition

    def _values(self, id_: TypeId, name: str) -> list[str]:
        """Return the values that a type itself declares for a property."""
        for part in self._parts[id_]:
            schema = mapping(part.get("properties")).get(name)
            enum = sequence(self._references.resolved(schema).get("enum"))
            if enum:
                return _texts(enum)
        return []

    def _above(self, id_: TypeId) -> Iterator[TypeId]:
        """Yield the types that a type inherits, nearest first."""
        seen, level = {id_}, [id_]
        for _ in range(MAX_LEVELS):
            above = (base for one in level for base in self._bases[one])
            level = [base for base in dict.fromkeys(above) if base not in seen]
            seen.update(level)
            yield from level


def with_own_type(schema: Schema) -> Schema:
    """Return the schema of a variant, as an object of its own even if it adds no property."""
    if not isinstance(schema.type, AllOfType):
        return schema
    own = Schema(ObjectType(is_open=True), schema.at)
    members = (*schema.type.members, own)
    return schema.with_type(replace(schema.type, members=members))


def _parts(value: Json) -> Iterator[Members]:
    """Yield a definition and the inline schemas and references of its `allOf`."""
    pending: list[Json] = [value]
    for _ in range(_MAX_PARTS):
        if not pending:
            return
        part = mapping(pending.pop(0))
        yield part
        pending += sequence(part.get("allOf"))


def _texts(values: Iterable[Json]) -> list[str]:
    """Return the values that a discriminator can have, as text."""
    return [
        str(value)
        for value in values
        if isinstance(value, str | int) and not isinstance(value, bool)
    ]


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
