"""Replacement of inline objects by the definitions that they are equal to.

Authors often declare a schema and then repeat it inline. Its users expect one class,
with the name that the author gave it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.types import (
    NamedType,
    ObjectType,
    Schema,
    TypeDeclaration,
    TypeId,
    Use,
    references,
)
from connectorsmith.passes.hoist import shape
from connectorsmith.passes.traverse import descend, rewrite_roots
from connectorsmith.text.plurals import singular
from connectorsmith.text.words import split_words

MAX_ROUNDS = 10
"""Rounds of comparison; beyond it, objects that are equal only because inner ones are
equal stay apart. Each round compares all levels of inline objects, so that definitions
that repeat each other inline need more than one."""

_VAGUE = frozenset("""
    active code count created data date description detail details error errors id
    items key kind label link message name next number ok result results self size state
    status success text title total type updated url uuid value values version
    """.split())
"""Names of properties that say nothing about what an object is."""


def use_equal_definitions(connector: Connector, named: Mapping[str, str]) -> Connector:
    """Return the connector with inline objects replaced by definitions equal to them.

    `named` has the class names that are fixed already, by place: an inline object with
    one keeps it. If several definitions are equal, or an object has too few properties
    to be equal by more than chance, the definition's name must occur in those of its
    places.
    """
    found = _Equality(connector.types, named).found
    if not found:
        return connector

    def rename(schema: Schema, use: Use) -> Schema:
        if isinstance(schema.type, NamedType):
            id_ = schema.type.id
            return schema.with_type(NamedType(found.get(id_, id_)))
        return descend(schema, use, rename)

    uses: dict[TypeId, list[Use]] = {}
    for declared in connector.types:
        if declared.id in found:
            uses.setdefault(found[declared.id], []).extend(declared.uses)
    types = tuple(
        replace(declared, uses=tuple(sorted(uses.get(declared.id, declared.uses))))
        for declared in connector.types
        if declared.id not in found
    )
    return rewrite_roots(replace(connector, types=types), rename)


class _Equality:
    """The definition that each inline object is equal to."""

    def __init__(
        self, types: Sequence[TypeDeclaration], named: Mapping[str, str]
    ) -> None:
        self._named = named
        self._definitions = [one for one in types if one.definition is not None]
        # The target of a $ref elsewhere than in `definitions` has no uses.
        self._inline = _inner_first([one for one in types if one.uses])
        self.found: dict[TypeId, TypeId] = {}
        for _ in range(MAX_ROUNDS):
            if not self._compare():
                break

    def _compare(self) -> bool:
        """Compare all inline objects once; return whether an equal one was found."""
        before = len(self.found)
        equal: dict[Hashable, list[TypeDeclaration]] = {}
        for definition in self._definitions:
            equal.setdefault(self._key(definition), []).append(definition)
        for inline in self._inline:
            if inline.id not in self.found:
                chosen = self._choose(inline, equal.get(self._key(inline), ()))
                if chosen is not None:
                    self.found[inline.id] = chosen.id
        return len(self.found) > before

    def _key(self, declared: TypeDeclaration) -> Hashable:
        schema = declared.schema
        assert isinstance(schema.type, ObjectType)
        read_only = [one.name for one in schema.type.properties if one.schema.read_only]
        return shape(schema, self.found), tuple(sorted(read_only))

    def _choose(
        self, inline: TypeDeclaration, equal: Sequence[TypeDeclaration]
    ) -> TypeDeclaration | None:
        fixed = {
            self._named[key] for use in inline.uses if (key := str(use)) in self._named
        }
        if fixed:
            same = [one for one in equal if {self._named.get(one.id)} == fixed]
            return same[0] if same else None
        if len(equal) == 1 and _is_telling(inline.schema):
            return equal[0]
        mentioned = [one for one in equal if _is_mentioned(one, inline.uses)]
        return mentioned[0] if len(mentioned) == 1 else None


def _inner_first(types: Sequence[TypeDeclaration]) -> list[TypeDeclaration]:
    """Return inline objects in an order in which each comes after those inside it."""
    by_id = {declared.id: declared for declared in types}
    ordered: dict[TypeId, TypeDeclaration] = {}
    pending = [(declared, False) for declared in reversed(types)]
    while pending:
        declared, is_entered = pending.pop()
        if is_entered:
            ordered[declared.id] = declared
        elif declared.id not in ordered:
            pending.append((declared, True))
            pending += [
                (by_id[id_], False)
                for id_ in references(declared.schema)
                if id_ in by_id and id_ not in ordered
            ]
    return list(ordered.values())


def _is_telling(schema: Schema) -> bool:
    """Return whether the properties of an object say what it is."""
    assert isinstance(schema.type, ObjectType)
    names = [member.name.lower() for member in schema.type.properties]
    return len(names) > 1 and not _VAGUE.issuperset(names)


def _is_mentioned(definition: TypeDeclaration, uses: Iterable[Use]) -> bool:
    """Return whether the name of a definition occurs in those of all places."""
    words = _words(definition.definition or "")
    return bool(words) and all(
        words <= _words(" ".join([use.owner, *use.path])) for use in uses
    )


def _words(name: str) -> frozenset[str]:
    return frozenset(singular(word.lower()) for word in split_words(name))
