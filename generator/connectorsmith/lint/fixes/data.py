"""Fixes of data: give the value that a document must have once its text is fixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from connectorsmith.documents.document import Json, Token
from connectorsmith.lint.fix import Drop, Fix, Put, Rename


@dataclass(slots=True)
class _Step:
    """The fixes at a place and below it."""

    fix: Fix | None = None
    below: dict[Token, _Step] = field(default_factory=dict["Token", "_Step"])


def fixed(value: Json, fixes: Iterable[tuple[Sequence[Token], Fix]]) -> Json:
    """Return a copy of a value with fixes applied to the places that exist."""
    root = _Step()
    for tokens, fix in fixes:
        step = root
        for token in tokens:
            step = step.below.setdefault(token, _Step())
        step.fix = fix
    return _fixed(value, root)


def _fixed(value: Json, step: _Step) -> Json:
    if not step.below:
        return value
    if isinstance(value, Mapping):
        return _mapping(value, step)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _sequence(value, step)
    return value


def _mapping(value: Mapping[str, Json], step: _Step) -> Json:
    result: dict[str, Json] = {}
    for key, member in value.items():
        inner = step.below.get(key)
        if inner is None:
            result[key] = member
            continue
        match inner.fix:
            case Put(new):
                result[key] = new
            case Rename(to):
                result[to] = _fixed(member, inner)
            case Drop():
                pass
            case None:
                result[key] = _fixed(member, inner)
    for token, inner in step.below.items():
        if token not in value and isinstance(inner.fix, Put):
            result[str(token)] = inner.fix.value
    return result


def _sequence(value: Sequence[Json], step: _Step) -> Json:
    result: list[Json] = []
    for index, item in enumerate(value):
        inner = step.below.get(index, _Step())
        match inner.fix:
            case Put(new):
                result.append(new)
            case Drop():
                pass
            case _:
                result.append(_fixed(item, inner))
    return result


def same(left: Json, right: Json) -> bool:
    """Return whether two values are equal, in type as well; the
    order of keys does not matter.
    """
    seen: set[tuple[int, int]] = set()
    stack = [(left, right)]
    while stack:
        a, b = stack.pop()
        if isinstance(a, Mapping) and isinstance(b, Mapping):
            if a.keys() != b.keys():
                return False
            pairs = [(a[key], b[key]) for key in a]
        elif isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
            if len(a) != len(b):
                return False
            pairs = list(zip(a, b, strict=True))
        elif type(a) is type(b) and a == b:
            continue
        else:
            return False
        if (id(a), id(b)) not in seen:  # values that aliases repeat are compared once
            seen.add((id(a), id(b)))
            stack += pairs
    return True
