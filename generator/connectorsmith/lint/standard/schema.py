"""The JSON Schema of OpenAPI 2.0, with each `$ref` replaced by its target."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeGuard, cast

from connectorsmith.documents.data import resolve
from connectorsmith.openapi.extensions import PATHS

_DRAFT_4 = "http://json-schema.org/draft-04/schema"


def openapi_2_schema() -> dict[str, Any]:
    """Return the schema of openapi-spec-validator as a graph of mappings, which has cycles.

    Resolving references for each value would take half of the time of validation.
    """
    from jsonschema import Draft4Validator

    roots: dict[str, Any] = {
        "": _carried_schema(),
        _DRAFT_4: dict(Draft4Validator.META_SCHEMA),
    }
    return _Linker(roots).link(roots[""], "")


def linked(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with each `$ref` to a part of itself replaced by its target."""
    return _Linker({"": schema}).link(schema, "")


def _carried_schema() -> dict[str, Any]:
    """Return the schema of OpenAPI 2.0 of the installed openapi-spec-validator, with
    `x-ms-paths` like `paths`.

    The file is read directly: importing the package takes a tenth of the time of a build.
    """
    spec = find_spec("openapi_spec_validator")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    (home,) = spec.submodule_search_locations
    path = Path(home, "resources", "schemas", "v2.0", "schema.json")
    schema = cast("dict[str, Any]", json.loads(path.read_bytes()))
    properties = schema["properties"]
    properties[PATHS] = properties["paths"]
    return schema


def is_mapping(value: Any) -> TypeGuard[dict[str, Any]]:
    """Return whether jsonschema treats a value as an object."""
    return isinstance(value, dict)


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """Return whether jsonschema treats a value as an array."""
    return isinstance(value, list)


class _Linker:
    """A copier of schemas that copies each once, so that cycles stay cycles."""

    def __init__(self, roots: dict[str, Any]) -> None:
        self._roots = roots
        self._copies: dict[int, dict[str, Any]] = {}

    def link(self, schema: dict[str, Any], base: str) -> dict[str, Any]:
        ref = schema.get("$ref")
        while isinstance(ref, str):
            document, _, pointer = ref.partition("#")
            base = document or base
            schema = cast("dict[str, Any]", resolve(self._roots[base], pointer))
            ref = schema.get("$ref")
        if id(schema) not in self._copies:
            copy = self._copies[id(schema)] = dict[str, Any]()
            copy.update((key, self._any(value, base)) for key, value in schema.items())
        return self._copies[id(schema)]

    def _any(self, value: Any, base: str) -> Any:
        if is_mapping(value):
            return self.link(value, base)
        return [self._any(one, base) for one in value] if is_list(value) else value
