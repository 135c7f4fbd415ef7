"""An OpenAPI 2.0 definition as the checks read it: from the raw JSON, by rules of their own.

Nothing here knows the generator's intermediate representation, so that a mistake in that one
cannot agree with itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

Node = Mapping[str, Any]

_BESIDE = frozenset(
    "default description readOnly title x-ms-summary x-ms-visibility x-nullable".split()
)

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")


@dataclass(frozen=True, slots=True)
class RawParameter:
    """A parameter with its references followed."""

    name: str
    location: str
    required: bool
    node: Node

    @property
    def key(self) -> tuple[str, str]:
        """What no second parameter of the operation has."""
        return self.location, self.name


@dataclass(frozen=True, slots=True)
class RawOperation:
    """A method on a path, with what it takes from the path and from the root."""

    path: str
    method: str
    node: Node
    parameters: tuple[RawParameter, ...]
    body: RawParameter | None
    responses: Mapping[str, Node]
    consumes: tuple[str, ...]
    produces: tuple[str, ...]

    @property
    def id(self) -> str:
        """The operationId, or the request where there is none."""
        return str(self.node.get("operationId") or f"{self.method} {self.path}")

    @property
    def internal(self) -> bool:
        """Whether people do not see it."""
        return self.node.get("x-ms-visibility") == "internal"


class Definition:
    """A definition, and how its references are followed."""

    def __init__(self, root: Node, properties: Node) -> None:
        self.root = root
        self.properties: Node = _mapping(properties.get("properties"))

    def operations(self) -> Iterator[RawOperation]:
        """Every operation, in document order."""
        for path, item in _mapping(self.root.get("paths")).items():
            for method, node in _mapping(item).items():
                if method in METHODS and isinstance(node, Mapping):
                    yield self._operation(path, method, _mapping(item), node)

    def _operation(
        self, path: str, method: str, item: Node, node: Node
    ) -> RawOperation:
        merged: dict[tuple[str, str], RawParameter] = {}
        body: RawParameter | None = None
        for one in (*(item.get("parameters") or ()), *(node.get("parameters") or ())):
            found = self.follow(one)
            location = str(found.get("in"))
            parameter = RawParameter(
                str(found.get("name") or "body"),
                location,
                found.get("required") is True or location == "path",
                found,
            )
            if location == "body":
                body = parameter
            else:
                merged[parameter.key] = parameter
        return RawOperation(
            path,
            method,
            node,
            tuple(merged.values()),
            body,
            {
                status: self.follow(one)
                for status, one in _mapping(node.get("responses")).items()
                if not status.startswith("x-")
            },
            _texts(node.get("consumes", self.root.get("consumes"))),
            _texts(node.get("produces", self.root.get("produces"))),
        )

    def follow(self, node: Any) -> Node:
        """What a `$ref` leads to, with what stands beside the `$ref` on top."""
        found = _mapping(node)
        for _ in range(20):
            reference = found.get("$ref")
            if not isinstance(reference, str):
                return found
            # Only what is said of a place counts beside a reference.
            beside = {key: value for key, value in found.items() if key in _BESIDE}
            found = {**self.at(reference), **beside}
        return {}

    def at(self, reference: str) -> Node:
        """The object that a reference names; an empty one where there is none."""
        value: Any = self.root
        for part in unquote(reference.removeprefix("#/")).split("/"):
            part = part.replace("~1", "/").replace("~0", "~")
            value = value.get(part) if isinstance(value, Mapping) else None
        return _mapping(value)

    def schema(self, node: Any, depth: int = 0) -> Node:
        """A schema with its reference followed and `allOf` merged, one level of it."""
        found = self.follow(node)
        members = found.get("allOf")
        if not isinstance(members, list) or depth > 20:
            return found
        parts = [self.schema(one, depth + 1) for one in members]
        own = {key: value for key, value in found.items() if key != "allOf"}
        merged: dict[str, Any] = {}
        for part in (*parts, own):
            merged.update(part)
        for key in ("properties",):
            merged[key] = {
                k: v for p in (*parts, own) for k, v in _mapping(p.get(key)).items()
            }
        merged["required"] = [
            r for p in (*parts, own) for r in _texts(p.get("required"))
        ]
        if not merged["properties"]:
            del merged["properties"]
        return merged


def kind(schema: Node) -> str:
    """What a schema describes: a type's name, or `any`."""
    declared = schema.get("type")
    if isinstance(declared, str):
        known = "string integer number boolean array object file".split()
        return declared if declared in known else "any"
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    return "array" if "items" in schema else "any"


def is_given(node: Node, *, required: bool) -> bool:
    """Whether a caller gives a value: an internal one is the client's own.

    One that is needed and has no default is nobody's, so that the caller has to.
    """
    if node.get("x-ms-visibility") != "internal":
        return True
    return required and "default" not in node


def is_constant(node: Node, *, required: bool) -> bool:
    """Whether the client sends a value by itself: required, internal, with a default."""
    internal = node.get("x-ms-visibility") == "internal"
    return required and internal and "default" in node


def members(schema: Node) -> Iterator[tuple[str, Any, bool]]:
    """Name, schema and whether it is required, of each declared member."""
    required = set(_texts(schema.get("required")))
    for name, node in _mapping(schema.get("properties")).items():
        yield name, node, name in required


def scheme(definition: Definition) -> str:
    """How the API is called: by https unless all that it has is http."""
    listed = _texts(definition.root.get("schemes"))
    return "http" if "http" in listed and "https" not in listed else "https"


def load_definition(folder: Path) -> Definition:
    """The definition in a connector's folder, published bytes as they are."""
    files = {path.name.lower(): path for path in folder.iterdir()}
    found = [p for n, p in files.items() if n.startswith("apidefinition.swagger")]
    found += [p for n, p in files.items() if n.endswith(".json") and p not in found]
    properties = [p for n, p in files.items() if n.startswith("apiproperties")]
    return Definition(_read(found[0]), _read(properties[0]) if properties else {})


def _read(path: Path) -> Node:
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if path.suffix.lower() == ".json":
        return _mapping(json.loads(text))
    import yaml

    return _mapping(yaml.safe_load(text))


def _mapping(value: Any) -> Node:
    return value if isinstance(value, Mapping) else {}


def _texts(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else ()
    return tuple(item for item in items if isinstance(item, str))
