"""Python identifiers derived from any text.

A name is valid, not a keyword, and hides nothing that the code around it uses.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping

from connectorsmith.naming.reserved import BUILTIN_CLASSES, ERRORS
from connectorsmith.text.words import snake_case


def member_name(wire: str, prefix: str, reserved: Iterable[str]) -> str:
    """Return the snake_case name of a field, a parameter or a function.

    `prefix` comes before a name that begins with a digit, and is the whole name if the
    text has no letters or digits. A keyword or reserved name gets a trailing
    underscore.
    """
    name = snake_case(wire)
    if not name or not name[0].isidentifier():
        name = f"{prefix}_{name}" if name else prefix
    if keyword.iskeyword(name) or name in reserved:
        name += "_"
    return name


def class_name(words: str) -> str:
    """Return a class name for words that are already joined in PascalCase.

    The name of a builtin gets a trailing underscore, that of an error `Model`.
    """
    name = words[:1].upper() + words[1:]
    if not name or not name[0].isidentifier():
        name = f"Model{name}"
    if name in ERRORS:
        return f"{name}Model"
    taken = keyword.iskeyword(name) or name in BUILTIN_CLASSES
    return f"{name}_" if taken else name


def unique_names(
    wires: Iterable[str],
    prefix: str,
    reserved: Iterable[str] = (),
    locked: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return a unique name for each wire name of one scope.

    The result does not depend on the order of the wire names. If several want the same
    name, a locked one keeps it, else the wire name that is spelled most like it (`class`
    before `Class`); the others are numbered in the order of their wire names.
    """
    known = locked or {}
    wanted = {
        wire: known.get(wire) or member_name(wire, prefix, reserved) for wire in wires
    }
    order = sorted(
        wanted,
        key=lambda wire: (wire not in known, distance(wire, wanted[wire]), wire),
    )
    taken: dict[str, str] = {}
    for wire in order:
        name, number = wanted[wire], 1
        while name in taken:
            number += 1
            name = f"{wanted[wire].rstrip('_')}_{number}"
        taken[name] = wire
    by_wire = {wire: name for name, wire in taken.items()}
    return {wire: by_wire[wire] for wire in wanted}


def distance(wire: str, name: str) -> int:
    """Return 0 for a wire name that is spelled like a name, 1 if only what makes it valid
    is added (`class_` for `class`), else 2.
    """
    if wire == name:
        return 0
    is_prefixed = not wire[:1].isidentifier() and name.endswith(f"_{wire}")
    return 1 if wire == name.removesuffix("_") or is_prefixed else 2
