"""Comparison of a received operation with the expected one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import FunctionType
from typing import Any, TypeVar, cast

from ..bodies.body import Body
from ..encode.text import Placeholder, pairs
from ..encode.wire import wire
from ..operation import Operation
from ..unset import UNSET

T = TypeVar("T")


def operation_of(
    asked: Operation[T] | Callable[..., Operation[T]],
) -> tuple[Operation[T], bool]:
    """Return the operation to expect, and whether any arguments match."""
    if not callable(asked):
        return asked, False
    given: list[object] = []
    named: dict[str, object] = {}
    for parameter in inspect.signature(asked).parameters.values():
        value = _placeholder(str(parameter.annotation))
        required = parameter.default is parameter.empty
        if required and parameter.kind is parameter.POSITIONAL_OR_KEYWORD:
            given.append(value)
        elif required and parameter.kind is parameter.KEYWORD_ONLY:
            named[parameter.name] = value
        elif parameter.name == "body" and value == "1":
            # An empty whole body needs no members.
            named[parameter.name] = {}
    return asked(*given, **named), True


def function_of(operation: Operation[Any]) -> str | None:
    """Return the name of the function in `operations` that creates an operation; `None` if unknown."""
    package = __name__.partition("._runtime.")[0]
    try:
        module = import_module(f"{package}.operations")
    except ImportError:
        return None
    places = [
        (constants.index(operation.id), name)
        for name, value in vars(module).items()
        if isinstance(value, FunctionType)
        and value.__module__ == module.__name__
        and operation.id in (constants := value.__code__.co_consts)
    ]
    # The id is the first argument of the operation.
    return min(places)[1] if places else None


def _placeholder(annotation: str) -> object:
    """Return a placeholder argument: text, except for lists and files."""
    if annotation.startswith("Sequence[File"):
        return [b"1"]
    if annotation.startswith("Sequence["):
        return ["1"]
    if annotation.startswith(("Content", "File")):
        return b"1"
    return Placeholder("1")


def fits(wanted: Operation[Any], came: Operation[Any]) -> bool:
    """Return whether an operation has all that the expected one has."""
    return next(differences(wanted, came), None) is None


def differences(wanted: Operation[Any], came: Operation[Any]) -> Iterator[str]:
    """Yield the parts of the expected operation that are missing or different; more is allowed."""
    if wanted.link is not None and wanted.link != came.link:
        yield "another page"
        return
    if wanted.path != came.path:
        yield f"path: {came.path}, not {wanted.path}"
    if came.link is not None:
        # The link of the server replaces query and body.
        return
    for kind, wanted_values, other in (
        ("query", wanted.query, came.query),
        ("header", wanted.headers, came.headers),
    ):
        there = _texts(other)
        for name, values in _texts(wanted_values).items():
            if name not in there:
                yield f"{kind}: {name}={','.join(values)} is missing"
            elif there[name] != values:
                yield f"{kind}: {name}={','.join(there[name])}, not {','.join(values)}"
    yield from _missing(body_of(wanted.body), body_of(came.body), "body")


def _texts(values: Mapping[str, object]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pair in pairs(values):
        found.setdefault(pair.name, []).append(pair.joined)
    return found


def body_of(body: Body | None) -> object:
    """Return the content of a body for comparison; `UNSET` if empty."""
    plain = UNSET if body is None else _plain(body.value)
    return UNSET if plain == {} else plain


def _plain(value: object) -> object:
    """Return a value as plain JSON types; files and other types unchanged."""
    if value is UNSET or isinstance(value, bytes):
        return value
    try:
        return wire(value)
    except TypeError:
        if not isinstance(value, Mapping):
            return value
    members = cast("Mapping[str, object]", value)
    return {name: _plain(v) for name, v in members.items() if v is not UNSET}


def _missing(wanted: object, came: object, where: str) -> Iterator[str]:
    """Yield the parts of the expected value that are missing or different; more members are allowed."""
    if wanted is UNSET:
        return
    if came is UNSET:
        yield f"{where} is missing"
    elif isinstance(wanted, dict) and isinstance(came, dict):
        there = cast("dict[str, object]", came)
        for name, value in cast("dict[str, object]", wanted).items():
            yield from _missing(value, there.get(name, UNSET), f"{where}.{name}")
    elif isinstance(wanted, list) and isinstance(came, list):
        expected, other = cast("list[object]", wanted), cast("list[object]", came)
        if len(expected) != len(other):
            yield f"{where}: {len(other)} items, not {len(expected)}"
            return
        for index, both in enumerate(zip(expected, other, strict=True)):
            yield from _missing(*both, f"{where}[{index}]")
    elif wanted != came:
        yield f"{where}: {came!r}, not {wanted!r}"
