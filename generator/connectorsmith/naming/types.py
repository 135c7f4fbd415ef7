"""Class names of the named types, resolved in fixed global phases.

Pinned in connector.toml, then locked, then the authors' definitions, then derived ones;
of derived names that collide the whole group moves on to longer ones, and only what is
left in the end gets a number. Nothing depends on the order of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.types import TypeDeclaration, TypeId
from connectorsmith.naming.candidates import Candidates, vote
from connectorsmith.naming.identifiers import class_name
from connectorsmith.passes.traverse import (
    reachable,
    request_schemas,
    response_schemas,
)
from connectorsmith.text.words import pascal_case, split_words

RESERVED = frozenset("""
    Any BaseModel Field Literal Model TypeAlias UNSET Unset None True False
    Date DateTime Bytes
    """.split())
"""Names that a module of models needs for itself."""


@dataclass(slots=True)
class _Scope:
    """Names of one module: who has which."""

    names: dict[TypeId, str] = field(default_factory=dict[TypeId, str])
    taken: set[str] = field(default_factory=lambda: {name.lower() for name in RESERVED})

    def free(self, name: str) -> bool:
        # Case is no difference: two classes that differ in it alone confuse everybody.
        return name.lower() not in self.taken

    def give(self, id_: TypeId, name: str) -> None:
        self.names[id_] = name
        self.taken.add(name.lower())


def name_types(
    connector: Connector,
    pinned: Mapping[str, str],
    locked: Mapping[str, str],
) -> dict[TypeId, str]:
    """A class name for every named type.

    `pinned` and `locked` are by use (`GetThreads/200/results/[]`) or definition
    (`#/definitions/Thread`).
    """
    scope = _Scope()
    kept = _claim(connector.types, pinned, scope)
    kept = _claim(kept, locked, scope)
    definitions = [one for one in kept if one.definition is not None]
    used = reachable(
        connector,
        (
            schema
            for operation in connector.operations
            for schema in (*response_schemas(operation), *request_schemas(operation))
        ),
    )
    _name_definitions(definitions, used, scope)
    _derive(
        [one for one in kept if one.definition is None],
        Candidates(
            connector.operations,
            [one.definition for one in connector.types if one.definition is not None],
        ),
        scope,
    )
    return scope.names


def keys(declared: TypeDeclaration) -> tuple[str, ...]:
    """What a pin or the lock calls a type."""
    if declared.uses:
        return tuple(str(use) for use in declared.uses)
    return (declared.id,)


def _claim(
    types: Iterable[TypeDeclaration], known: Mapping[str, str], scope: _Scope
) -> list[TypeDeclaration]:
    """Give known names; the types that got none.

    Where two names lead to one type now, or two types to one name, the first key decides.
    """
    claims: list[tuple[str, str, TypeDeclaration]] = [
        (key, known[key], one) for one in types for key in keys(one) if key in known
    ]
    votes: dict[TypeId, dict[str, int]] = {}
    for _, name, one in claims:
        counts = votes.setdefault(one.id, {})
        counts[name] = counts.get(name, 0) + 1
    for key, name, one in sorted(
        claims, key=lambda claim: (-votes[claim[2].id][claim[1]], claim[0])
    ):
        if key and one.id not in scope.names and scope.free(name):
            scope.give(one.id, name)
    return [one for one in types if one.id not in scope.names]


def _name_definitions(
    definitions: list[TypeDeclaration], used: frozenset[TypeId], scope: _Scope
) -> None:
    """An author's name is kept as it is where Python allows, else its words are joined.

    Definitions that nothing uses come last: nobody sees their names.
    """
    wanted = {one.id: _definition_class(one.definition or "") for one in definitions}
    exact = sorted(
        definitions,
        key=lambda one: (one.id not in used, wanted[one.id] != one.definition, one.id),
    )
    for one in exact:
        scope.give(one.id, _numbered(wanted[one.id], scope))


def _definition_class(name: str) -> str:
    if name.isidentifier() and name[0].isupper():
        return class_name(name)
    words = split_words(name)
    return class_name(pascal_case(words)) if words else "Model"


def _derive(
    shapes: list[TypeDeclaration], candidates: Candidates, scope: _Scope
) -> None:
    pending = shapes
    for level in candidates.levels:
        groups: dict[str, list[TypeDeclaration]] = {}
        names: dict[str, str] = {}
        for one in pending:
            name = vote([level(use) for use in one.uses])
            groups.setdefault(name.lower(), []).append(one)
            names.setdefault(name.lower(), name)
        pending = list[TypeDeclaration]()
        for key, group in sorted(groups.items()):
            if len(group) == 1 and scope.free(key):
                scope.give(group[0].id, names[key])
            else:
                pending.extend(group)
    for one in sorted(pending, key=lambda one: one.id):
        name = vote([candidates.in_full(use) for use in one.uses])
        scope.give(one.id, _numbered(name, scope))


def _numbered(name: str, scope: _Scope) -> str:
    number, free = 1, name
    while not scope.free(free):
        number += 1
        free = f"{name}{number}"
    return free
