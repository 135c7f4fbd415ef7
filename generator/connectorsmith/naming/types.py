"""Class names of the named types, resolved in a fixed order of phases.

First names pinned in connector.toml, then locked ones, then the author's definitions,
then derived names. If derived names collide, the whole group moves on to longer ones;
only the last collisions get a number. The order of the document has no effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from connectorsmith.documents.document import split_pointer
from connectorsmith.ir.connector import Connector
from connectorsmith.ir.types import TypeDeclaration, TypeId, Use
from connectorsmith.naming.candidates import Candidates, vote
from connectorsmith.naming.identifiers import class_name, distance
from connectorsmith.naming.reserved import MODELS
from connectorsmith.passes.traverse import (
    reachable,
    request_schemas,
    response_schemas,
)
from connectorsmith.text.words import pascal_case, split_words


@dataclass(slots=True)
class _Scope:
    """The names in a module, and the types that have them."""

    names: dict[TypeId, str] = field(default_factory=dict[TypeId, str])
    taken: set[str] = field(default_factory=lambda: {name.lower() for name in MODELS})

    def free(self, name: str) -> bool:
        # Ignore case: classes whose names differ in case alone would be confused.
        return name.lower() not in self.taken

    def give(self, id_: TypeId, name: str) -> None:
        self.names[id_] = name
        self.taken.add(name.lower())


def name_types(
    connector: Connector,
    pinned: Mapping[str, str],
    locked: Mapping[str, str],
) -> dict[TypeId, str]:
    """Return a class name for every named type.

    `pinned` and `locked` are keyed by use (`GetThreads/200/results/[]`) or definition
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
    """Return the keys of a type in names.lock and among pinned names."""
    own = () if declared.definition is None and declared.uses else (declared.id,)
    return (*own, *(str(use) for use in declared.uses))


def _claim(
    types: Iterable[TypeDeclaration], known: Mapping[str, str], scope: _Scope
) -> list[TypeDeclaration]:
    """Give types their known names; return the types without one.

    If claims conflict, a definition takes precedence, then the claim with the most keys,
    then the first key.
    """
    claims: list[tuple[str, str, TypeDeclaration]] = [
        (key, known[key], declared)
        for declared in types
        for key in keys(declared)
        if key in known
    ]
    votes: dict[TypeId, dict[str, int]] = {}
    for _, name, declared in claims:
        counts = votes.setdefault(declared.id, {})
        counts[name] = counts.get(name, 0) + 1
    for key, name, declared in sorted(
        claims,
        key=lambda claim: (
            claim[2].definition is None,
            -votes[claim[2].id][claim[1]],
            claim[0],
        ),
    ):
        if key and declared.id not in scope.names and scope.free(name):
            scope.give(declared.id, name)
    return [declared for declared in types if declared.id not in scope.names]


def _name_definitions(
    definitions: list[TypeDeclaration], used: frozenset[TypeId], scope: _Scope
) -> None:
    """Keep the author's names if Python allows them, else join their words.

    Definitions that no operation uses come last, so that they take no name from others.
    """
    wanted = {
        declared.id: _definition_class(declared.definition or "")
        for declared in definitions
    }
    ordered = sorted(
        definitions,
        key=lambda declared: (
            declared.id not in used,
            distance(declared.definition or "", wanted[declared.id]),
            declared.id,
        ),
    )
    for declared in ordered:
        scope.give(declared.id, _numbered(wanted[declared.id], scope))


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
        for shape in pending:
            name = vote([level(use) for use in _uses(shape)])
            groups.setdefault(name.lower(), []).append(shape)
            names.setdefault(name.lower(), name)
        pending = list[TypeDeclaration]()
        for key, group in sorted(groups.items()):
            if len(group) == 1 and scope.free(key):
                scope.give(group[0].id, names[key])
            else:
                pending.extend(group)
    for shape in sorted(pending, key=lambda shape: shape.id):
        name = vote([candidates.in_full(use) for use in _uses(shape)])
        scope.give(shape.id, _numbered(name, scope))


def _uses(shape: TypeDeclaration) -> tuple[Use, ...]:
    """Return the uses of a type; of one that only a `$ref` names, its place."""
    if shape.uses:
        return shape.uses
    section, *steps = split_pointer(shape.id.removeprefix("#")) or [""]
    is_inside = section == "definitions" and len(steps) > 1
    owner = f"#/definitions/{steps[0]}" if is_inside else (steps or [section])[-1]
    path = [step for step in steps[1:] if step not in _KEYWORDS] if is_inside else []
    return (Use(owner, "", tuple("[]" if step == "items" else step for step in path)),)


_KEYWORDS = ("properties", "allOf", "additionalProperties")


def _numbered(name: str, scope: _Scope) -> str:
    number, free = 1, name
    while not scope.free(free):
        number += 1
        free = f"{name}{number}"
    return free
