"""JSON Schema keywords for hostile documents: one error for each cause, in linear time.

jsonschema's own `oneOf` and `anyOf` try every branch, keep every error and print the whole
value into each; its `uniqueItems` can take quadratic time. Here, one branch is chosen by
its discriminating members, and only that one is validated. Errors have no text: `faults`
gives them a message.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias, cast

from jsonschema import Draft4Validator, validators
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

from connectorsmith.lint.standard.schema import is_list, is_mapping

_Schema: TypeAlias = Mapping[str, Any]
_Errors: TypeAlias = Iterator[ValidationError]
_Tags: TypeAlias = Mapping[str, frozenset[str]]

_DISCRIMINATORS = ("type", "in", "flow")
"""The members whose values distinguish the alternatives of OpenAPI 2.0."""


def _type(
    validator: Any, expected: str | list[str], instance: Any, schema: _Schema
) -> _Errors:
    allowed = [expected] if isinstance(expected, str) else expected
    if not any(validator.is_type(instance, one) for one in allowed):
        yield ValidationError("", validator_value=allowed)


def _enum(
    validator: Any, allowed: list[Any], instance: Any, schema: _Schema
) -> _Errors:
    if not any(type(one) is type(instance) and one == instance for one in allowed):
        yield ValidationError("")


def _required(
    validator: Any, names: list[str], instance: Any, schema: _Schema
) -> _Errors:
    if is_mapping(instance):
        for name in names:
            if name not in instance:
                yield ValidationError("", path=(name,))


def _additional_properties(
    validator: Any, rest: Any, instance: Any, schema: _Schema
) -> _Errors:
    if not is_mapping(instance):
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
    if wanted and is_list(instance):
        seen: set[str] = set()
        for index, item in enumerate(instance):
            text = json.dumps(item, sort_keys=True)
            if text in seen:
                yield ValidationError("", path=(index,))
            seen.add(text)


def _not(validator: Any, unwanted: _Schema, instance: Any, schema: _Schema) -> _Errors:
    # Only `responses` uses it; minProperties already reports an empty mapping.
    if instance and validator.evolve(schema=unwanted).is_valid(instance):
        yield ValidationError("", validator="minProperties")


def _choice(
    validator: Any, schemas: list[_Schema], instance: Any, schema: _Schema
) -> _Errors:
    branches = _branches(schemas)
    fitting = [branch for branch in branches if branch.takes_type(validator, instance)]
    if not fitting:
        wanted = [branch.type for branch in branches]
        yield ValidationError("", validator="type", validator_value=wanted)
        return
    if is_mapping(instance):
        if any(branch.is_reference for branch in fitting):
            fitting = [b for b in fitting if b.is_reference == ("$ref" in instance)]
        for name in _DISCRIMINATORS:
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
    """An alternative of `oneOf` or `anyOf`, with the values that distinguish it."""

    def __init__(self, schema: _Schema) -> None:
        self.schema = schema
        self.type: str | None = schema.get("type")
        self.required: list[str] = schema.get("required", [])
        self.is_reference = self.required == ["$ref"]
        self.tags = _tags(schema)

    def takes_type(self, validator: Any, instance: Any) -> bool:
        return self.type is None or bool(validator.is_type(instance, self.type))

    def takes(self, name: str, instance: Mapping[str, Any]) -> bool:
        if name not in self.tags or name not in instance:
            return True
        value = instance[name]
        return isinstance(value, str) and value in self.tags[name]

    def distance(self, instance: Any) -> tuple[bool, int, int]:
        """Return the distance of a value from this branch; the branch
        with the least is chosen.
        """
        if not is_mapping(instance):
            return self.type is None, 0, 0
        matching = sum(name in instance for name in self.tags)
        missing = sum(name not in instance for name in self.required)
        return False, -matching, missing


def _branches(schemas: list[_Schema]) -> list[_Branch]:
    known = _KNOWN.get(id(schemas))
    if known is None:
        known = _KNOWN[id(schemas)] = schemas, [_Branch(schema) for schema in schemas]
    return known[1]


_KNOWN: dict[int, tuple[list[_Schema], list[_Branch]]] = {}
"""The branches by the identity of their list, which is kept so that its id is not reused."""


def _tags(schema: _Schema) -> _Tags:
    tags = {
        name: frozenset(member["enum"])
        for name, member in schema.get("properties", {}).items()
        if name in _DISCRIMINATORS and "enum" in member
    }
    inner = [_tags(one) for one in schema.get("oneOf", ())]
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
"""The keywords that override jsonschema's own for the schemas of all formats."""


def make_validator(schema: _Schema) -> Validator:
    """Return a validator with these keywords for a schema without references."""
    # The validator of openapi-spec-validator depends on the environment. The function
    # has no types.
    kind = cast("Any", validators).extend(Draft4Validator, KEYWORDS)
    validator: Validator = kind(schema)
    return validator
