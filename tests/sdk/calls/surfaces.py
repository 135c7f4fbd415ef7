"""The public surface of a client, as `inspect` sees it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cached_property
from typing import Any, get_type_hints

LIFE = {"close": "aclose", "__enter__": "__aenter__", "__exit__": "__aexit__"}
"""What has another name where it is awaited."""


def surface(kind: type) -> dict[str, tuple[Any, ...]]:
    """Methods by their dotted names: the parameters, and the docstring's first line."""
    return dict(_members(kind, ""))


def _members(kind: type, prefix: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name in dir(kind):
        if name.startswith("_"):
            continue
        member = inspect.getattr_static(kind, name)
        if isinstance(member, cached_property):
            yield from _members(_resource(member), f"{prefix}{name}.")
        elif inspect.isfunction(member):
            plain = LIFE.get(name, name)
            yield f"{prefix}{plain}", _said(member)


def _resource(member: cached_property[Any]) -> type:
    module = inspect.getmodule(member.func)
    assert module is not None
    return get_type_hints(member.func, _groups(module))["return"]


def _groups(module: Any) -> dict[str, Any]:
    import importlib
    import pkgutil

    package = importlib.import_module(f"{module.__package__}.resources")
    found: dict[str, Any] = {}
    for one in pkgutil.iter_modules(package.__path__):
        found |= vars(importlib.import_module(f"{package.__name__}.{one.name}"))
    return found


def _said(function: Any) -> tuple[Any, ...]:
    signature = inspect.signature(function)
    parameters = [
        (one.name, one.kind, one.default, str(one.annotation).replace("Async", ""))
        for one in signature.parameters.values()
    ]
    doc = (inspect.getdoc(function) or "").split("\n")[0].replace("async with", "with")
    answer = str(signature.return_annotation).replace("Async", "")
    return (tuple(parameters), answer, doc)
