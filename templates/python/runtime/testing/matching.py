"""Whether one operation is what another one asks for."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, cast

from ..bodies.body import Body
from ..encode.text import pairs
from ..encode.wire import wire
from ..operation import Operation
from ..unset import UNSET

T = TypeVar("T")


def operation_of(
    asked: Operation[T] | Callable[..., Operation[T]],
) -> tuple[Operation[T], bool]:
    """The operation to expect, and whether its arguments are of no matter."""
    if not callable(asked):
        return asked, False
    given: list[object] = []
    named: dict[str, object] = {}
    for one in inspect.signature(asked).parameters.values():
        value = _placeholder(str(one.annotation))
        if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD:
            given.append(value)
        elif one.default is one.empty and one.kind is one.KEYWORD_ONLY:
            named[one.name] = value
        elif one.name == "body" and value == "1":
            # In place of members that are needed unless it is given whole.
            named[one.name] = {}
    return asked(*given, **named), True


def _placeholder(annotation: str) -> object:
    """What an operation takes: any text, which nobody looks at before it is sent; but for lists and files."""
    if annotation.startswith("Sequence["):
        return ["1"]
    return b"1" if annotation.startswith(("Content", "File")) else "1"


def fits(wanted: Operation[Any], came: Operation[Any]) -> bool:
    """Whether an operation has all of a wanted one."""
    return next(differences(wanted, came), None) is None


def differences(wanted: Operation[Any], came: Operation[Any]) -> Iterator[str]:
    """What an operation lacks of a wanted one, and what is otherwise; it may have more."""
    if wanted.link is not None and wanted.link != came.link:
        yield "another page"
        return
    if wanted.path != came.path:
        yield f"path: {came.path}, not {wanted.path}"
    if came.link is not None:
        # A link of the server took the place of query and body.
        return
    for what, one, other in (
        ("query", wanted.query, came.query),
        ("header", wanted.headers, came.headers),
    ):
        there = _texts(other)
        for name, values in _texts(one).items():
            if name not in there:
                yield f"{what}: {name}={','.join(values)} is missing"
            elif there[name] != values:
                yield f"{what}: {name}={','.join(there[name])}, not {','.join(values)}"
    yield from _missing(body_of(wanted.body), body_of(came.body), "body")


def _texts(values: Mapping[str, object]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pair in pairs(values):
        found.setdefault(pair.name, []).append(pair.joined)
    return found


def body_of(body: Body | None) -> object:
    """What a body says, to compare; `UNSET` for nothing."""
    plain = UNSET if body is None else _plain(body.value)
    return UNSET if plain == {} else plain


def _plain(value: object) -> object:
    """A value as JSON has it; files and what else JSON has no form for as they are."""
    if value is UNSET or isinstance(value, bytes):
        return value
    try:
        return wire(value)
    except TypeError:
        if not isinstance(value, Mapping):
            return value
    members = cast("Mapping[str, object]", value)
    return {name: _plain(one) for name, one in members.items() if one is not UNSET}


def _missing(wanted: object, came: object, where: str) -> Iterator[str]:
    """What is wanted and did not come; members of objects that came too do no harm."""
    if wanted is UNSET:
        return
    if came is UNSET:
        yield f"{where} is missing"
    elif isinstance(wanted, dict) and isinstance(came, dict):
        there = cast("dict[str, object]", came)
        for name, value in cast("dict[str, object]", wanted).items():
            yield from _missing(value, there.get(name, UNSET), f"{where}.{name}")
    elif isinstance(wanted, list) and isinstance(came, list):
        one, other = cast("list[object]", wanted), cast("list[object]", came)
        if len(one) != len(other):
            yield f"{where}: {len(other)} items, not {len(one)}"
            return
        for index, both in enumerate(zip(one, other, strict=True)):
            yield from _missing(*both, f"{where}[{index}]")
    elif wanted != came:
        yield f"{where}: {came!r}, not {wanted!r}"
