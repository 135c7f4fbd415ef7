"""Values that keep the limits, patterns and formats of a schema, as a validator asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import find, settings
from hypothesis.errors import HypothesisException
from hypothesis.strategies import from_regex

from tools.corpus.exercise.definition import Node
from tools.corpus.exercise.sampler import Sampler

FORMATS = {
    "email": "maker@example.com",
    "hostname": "host.example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/a?b=c",
    "url": "https://example.com/a?b=c",
}
"""A value for each format that a text must have."""


@dataclass(slots=True)
class Conforming(Sampler):
    """A maker of values that a validator accepts."""

    def _value(self, schema: Node, name: str) -> Any:
        known = schema.get("enum")
        if known and not isinstance(known[0], str | int | float):
            return known[0]
        # `super()` without arguments does not work in a class with slots.
        return Sampler._value(self, schema, name)

    def _array(self, schema: Node, name: str) -> list[Any]:
        items = Sampler._array(self, schema, name)
        most = schema.get("maxItems")
        if schema.get("uniqueItems") and len(items) == 2 and items[0] == items[1]:
            items = items[:1]
        return items[:most] if isinstance(most, int) else items

    def _string(self, schema: Node, number: int, name: str, is_enum: bool) -> str:
        pattern, format_ = schema.get("pattern"), schema.get("format")
        least, most = schema.get("minLength") or 0, schema.get("maxLength")
        if isinstance(pattern, str):
            return matching(pattern, least, most)
        if format_ in FORMATS:
            return FORMATS[format_]
        text = Sampler._string(self, schema, number, name, is_enum)
        if format_ in (None, "password"):
            text = text.ljust(least, "x")
            return text[:most].strip().ljust(least, "x") if most else text
        return text


@cache
def matching(pattern: str, least: int, most: int | None) -> str:
    """Return a text of a pattern and a length; "text" if there is no plain one."""
    try:
        return find(
            from_regex(pattern, fullmatch=pattern.startswith("^")),
            lambda text: least <= len(text) <= (most or len(text))
            and text.isprintable(),
            settings=settings(database=None, derandomize=True),
        )
    except (HypothesisException, ValueError):
        return "text"
