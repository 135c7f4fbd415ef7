"""JSON Schema keywords for validating hostile documents: one fault per cause, no blow-up.

jsonschema's own `oneOf` and `anyOf` try every branch, keep every error and print the
whole value into each; its `uniqueItems` can cost a square. Here a branch is chosen by the
members that tell the branches apart, and only it is looked into. Errors carry no text:
`faults` words them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias, TypeGuard

from jsonschema.exceptions import ValidationError

_Schema: TypeAlias = Mapping[str, Any]
_Errors: TypeAlias = Iterator[ValidationError]
_Tags: TypeAlias = Mapping[str, frozenset[str]]

_TELLING = ("type", "in", "flow")
"""The members whose values tell the alternatives of OpenAPI 2.0 apart."""


def _is_mapping(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _type(validator: Any, expected: str, instance: Any, schema: _Schema) -> _Errors:
    if not validator.is_type(instance, expected):
        yield ValidationError("", validator_value=[expected])


def _enum(
    validator: Any, allowed: list[Any], instance: Any, schema: _Schema
) -> _Errors:
    if not any(type(one) is type(instance) and one == instance for one in allowed):
        yield ValidationError("")


def _required(
    validator: Any, names: list[str], instance: Any, schema: _Schema
) -> _Errors:
    if _is_mapping(instance):
        for name in names:
            if name not in instance:
                yield ValidationError("", path=(name,))


def _additional_properties(
    validator: Any, rest: Any, instance: Any, schema: _Schema
) -> _Errors:
    if not _is_mapping(instance):
        return
    for name, value in instance.items():
        if not _knows(schema, name):
            if isinstance(rest, Mapping):
                yield from validator.descend(value, rest, path=name)
            elif rest is False:
                yield ValidationError("", path=(name,))


def _knows(schema: _Schema, name: str) -> bool:
    return name in schema.get("properties", ()) or any(
        re.search(pattern, name) for pattern in schema.get("patternProperties", ())
    )


def _unique_items(
    validator: Any, wanted: bool, instance: Any, schema: _Schema
) -> _Errors:
    if wanted and _is_list(instance):
        seen: set[str] = set()
        for index, item in enumerate(instance):
            text = json.dumps(item, sort_keys=True)
            if text in seen:
                yield ValidationError("", path=(index,))
            seen.add(text)


def _not(validator: Any, unwanted: _Schema, instance: Any, schema: _Schema) -> _Errors:
    # Only `responses` uses it; an empty mapping is told by minProperties already.
    if instance and validator.evolve(schema=unwanted).is_valid(instance):
        yield ValidationError("", validator="minProperties")


def _choice(
    validator: Any, branches: list[_Schema], instance: Any, schema: _Schema
) -> _Errors:
    fitting = [_Branch(validator, branch) for branch in branches]
    fitting = [branch for branch in fitting if branch.takes_type(validator, instance)]
    if not fitting:
        wanted = [_Branch(validator, branch).type for branch in branches]
        yield ValidationError("", validator="type", validator_value=wanted)
        return
    if _is_mapping(instance):
        if any(branch.is_reference for branch in fitting):
            fitting = [b for b in fitting if b.is_reference == ("$ref" in instance)]
        for name in _TELLING:
            matching = [one for one in fitting if one.takes(name, instance)]
            if not matching:
                allowed = sorted({v for one in fitting for v in one.tags.get(name, ())})
                yield ValidationError(
                    "",
                    path=(name,),
                    validator="enum",
                    validator_value=allowed,
                    instance=instance[name],
                )
                return
            fitting = matching
    best = min(fitting, key=lambda branch: branch.distance(instance))
    yield from validator.descend(instance, best.schema)


class _Branch:
    """One alternative of a choice, and what tells it from the others."""

    def __init__(self, validator: Any, schema: _Schema) -> None:
        self.schema = schema
        self._resolved = _resolved(validator, schema)
        self.type: str | None = self._resolved.get("type")
        self.tags = _tags(validator, self._resolved)
        self.is_reference = self._resolved.get("required") == ["$ref"]

    def takes_type(self, validator: Any, instance: Any) -> bool:
        return self.type is None or bool(validator.is_type(instance, self.type))

    def takes(self, name: str, instance: Mapping[str, Any]) -> bool:
        if name not in self.tags or name not in instance:
            return True
        value = instance[name]
        return isinstance(value, str) and value in self.tags[name]

    def distance(self, instance: Any) -> tuple[bool, int, int]:
        """How far a value is from this branch: less is nearer."""
        if not _is_mapping(instance):
            return self.type is None, 0, 0
        told = sum(name in instance for name in self.tags)
        missing = sum(
            name not in instance for name in self._resolved.get("required", ())
        )
        return False, -told, missing


def _resolved(validator: Any, schema: _Schema) -> _Schema:
    """The schema behind a chain of references inside the standard's own schema."""
    resolver = validator._resolver
    while "$ref" in schema:
        found = resolver.lookup(schema["$ref"])
        schema, resolver = found.contents, found.resolver
    return schema


def _tags(validator: Any, schema: _Schema) -> _Tags:
    tags = {
        name: frozenset(member["enum"])
        for name, member in schema.get("properties", {}).items()
        if name in _TELLING and "enum" in member
    }
    inner = [
        _tags(validator, _resolved(validator, one)) for one in schema.get("oneOf", ())
    ]
    if inner and all("in" in one for one in inner):
        tags["in"] = frozenset[str]().union(*(one["in"] for one in inner))
    return tags


KEYWORDS: Mapping[str, Callable[[Any, Any, Any, Any], _Errors]] = {
    "type": _type,
    "enum": _enum,
    "required": _required,
    "additionalProperties": _additional_properties,
    "uniqueItems": _unique_items,
    "not": _not,
    "oneOf": _choice,
    "anyOf": _choice,
}
"""In place of jsonschema's own, for the schema of OpenAPI 2.0."""
