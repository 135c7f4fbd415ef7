"""An OpenAPI 2.0 definition as the checks read it: from the raw
JSON, independently of the generator.

A mistake in the generator's intermediate representation must not affect both sides of a
check.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

Node = Mapping[str, Any]

_BESIDE = frozenset(
    "default description readOnly title x-ms-summary x-ms-visibility x-nullable".split()
)

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")


@dataclass(frozen=True, slots=True)
class RawParameter:
    """A parameter with its references resolved."""

    name: str
    location: str
    required: bool
    node: Node

    @property
    def key(self) -> tuple[str, str]:
        """The location and name, which are unique in an operation."""
        return self.location, self.name


@dataclass(frozen=True, slots=True)
class RawOperation:
    """A method on a path, including what it inherits from the path and the root."""

    section: str
    """`paths`, or `x-ms-paths`."""
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
        """The operationId; the method and path if there is none."""
        return str(self.node.get("operationId") or f"{self.method} {self.path}")

    @property
    def internal(self) -> bool:
        """True if makers do not see it."""
        return self.node.get("x-ms-visibility") == "internal"


class Definition:
    """A definition, with the resolution of its references."""

    def __init__(self, root: Node, properties: Node) -> None:
        self.root = root
        self.properties: Node = _mapping(properties.get("properties"))

    def operations(self) -> Iterator[RawOperation]:
        """Yield every operation, in document order."""
        for section in ("paths", "x-ms-paths"):
            for path, item in _mapping(self.root.get(section)).items():
                shared = self.follow(item)
                for method, node in shared.items():
                    if method in METHODS and isinstance(node, Mapping):
                        yield self._operation(section, path, method, shared, node)

    def _operation(
        self, section: str, path: str, method: str, item: Node, node: Node
    ) -> RawOperation:
        merged: dict[tuple[str, str], RawParameter] = {}
        body: RawParameter | None = None
        for declared in (
            *(item.get("parameters") or ()),
            *(node.get("parameters") or ()),
        ):
            resolved = self.follow(declared)
            location = str(resolved.get("in"))
            parameter = RawParameter(
                str(resolved.get("name") or "body"),
                location,
                resolved.get("required") is True or location == "path",
                resolved,
            )
            if location == "body":
                body = parameter
            else:
                merged[parameter.key] = parameter
        for name in re.findall(r"\{([^{}=]+)[^{}]*\}", path):
            # A variable that is not declared is filled in even so.
            undeclared = RawParameter(name, "path", True, {"type": "string"})
            merged.setdefault(undeclared.key, undeclared)
        return RawOperation(
            section,
            path,
            method,
            node,
            tuple(merged.values()),
            body,
            {
                status: self.follow(response)
                for status, response in _mapping(node.get("responses")).items()
                if not status.startswith("x-")
            },
            _texts(node.get("consumes", self.root.get("consumes"))),
            _texts(node.get("produces", self.root.get("produces"))),
        )

    def follow(self, node: Any) -> Node:
        """Return the target of a `$ref`, overridden by descriptive keys beside it."""
        resolved = _mapping(node)
        for _ in range(20):
            reference = resolved.get("$ref")
            if not isinstance(reference, str):
                return resolved
            # Only keys that describe the place count beside a reference.
            beside = {key: value for key, value in resolved.items() if key in _BESIDE}
            resolved = {**self.at(reference), **beside}
        return {}

    def at(self, reference: str) -> Node:
        """Return the object that a reference names; empty if there is none."""
        value: Any = self.root
        for part in unquote(reference.removeprefix("#/")).split("/"):
            part = part.replace("~1", "/").replace("~0", "~")
            value = value.get(part) if isinstance(value, Mapping) else None
        return _mapping(value)

    def schema(self, node: Any, depth: int = 0) -> Node:
        """Return a schema with its reference resolved and its
        `allOf` merged at the first level.
        """
        resolved = self.follow(node)
        members = resolved.get("allOf")
        if not isinstance(members, list) or depth > 20:
            return resolved
        parts = [self.schema(one, depth + 1) for one in members]
        own = {key: value for key, value in resolved.items() if key != "allOf"}
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
    """Return the type of a schema, or `any`."""
    declared = schema.get("type")
    if isinstance(declared, str):
        known = "string integer number boolean array object file".split()
        return declared if declared in known else "any"
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    return "array" if "items" in schema else "any"


def is_given(node: Node, *, required: bool) -> bool:
    """Return whether a caller gives a value; the client handles internal ones.

    A caller has to give an internal one that is required and has no default.
    """
    if node.get("x-ms-visibility") != "internal":
        return True
    return required and "default" not in node


def is_constant(node: Node, *, required: bool) -> bool:
    """Return whether the client sends a value by itself: it is
    required and internal, with a default.
    """
    internal = node.get("x-ms-visibility") == "internal"
    return required and internal and "default" in node


def members(schema: Node) -> Iterator[tuple[str, Any, bool]]:
    """Yield the name, the schema and the requiredness of each declared member."""
    required = set(_texts(schema.get("required")))
    for name, node in _mapping(schema.get("properties")).items():
        yield name, node, name in required


def scheme(definition: Definition) -> str:
    """Return the scheme of the API: https unless it only supports http."""
    listed = _texts(definition.root.get("schemes"))
    return "http" if "http" in listed and "https" not in listed else "https"


def load_definition(folder: Path) -> Definition:
    """Return the definition in a connector's folder or a file, read without the
    generator's readers; the files that it refers to are put into it.
    """
    if folder.is_file():
        return Definition(with_files(folder), {})
    files = {path.name.lower(): path for path in folder.iterdir()}
    candidates = [p for n, p in files.items() if n.startswith("apidefinition.swagger")]
    candidates += [
        p for n, p in files.items() if n.endswith(".json") and p not in candidates
    ]
    properties = [p for n, p in files.items() if n.startswith("apiproperties")]
    return Definition(
        with_files(candidates[0]), _read(properties[0]) if properties else {}
    )


def with_files(path: Path) -> Node:
    """Return a definition with the files that its references name, below `x-files`."""
    files: dict[str, Any] = {}
    root = _absolute(_read(path), path, path, files)
    return {**root, "x-files": files}


def _absolute(value: Any, file: Path, root: Path, files: dict[str, Any]) -> Any:
    """Return a value whose references to files are references below `x-files`."""
    if isinstance(value, list):
        return [_absolute(item, file, root, files) for item in value]
    if not isinstance(value, Mapping):
        return value
    copy = {
        key: (
            item
            if key in ("example", "examples", "x-ms-examples", "enum", "default")
            else _absolute(item, file, root, files)
        )
        for key, item in value.items()
    }
    reference = value.get("$ref")
    if not isinstance(reference, str):
        return copy
    name, _, pointer = reference.partition("#")
    target = (file.parent / unquote(name)).resolve() if name else file
    if target == root:
        return {**copy, "$ref": f"#{pointer}"}
    key = str(target)
    if key not in files and target.is_file():
        files[key] = {}
        files[key] = _absolute(_read(target), target, root, files)
    token = quote(key.replace("~", "~0").replace("/", "~1"), safe="~")
    return {**copy, "$ref": f"#/x-files/{token}{pointer}"}


def _read(path: Path) -> Node:
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if path.suffix.lower() == ".json":
        return _mapping(json.loads(text))
    return _mapping(_text_keys(_yaml(text)))


def _yaml(text: str) -> Any:
    """Return the value of a YAML text, whose plain scalars are read by the rules of JSON."""
    import yaml

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {}  # noqa: RUF012 - a new one, not that of the base

    for tag, pattern in (
        ("null", r"^(?:null|~|)$"),
        ("bool", r"^(?:true|false)$"),
        ("int", r"^-?(?:0|[1-9][0-9]*)$"),
        ("float", r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$"),
        ("merge", r"^<<$"),
    ):
        Loader.add_implicit_resolver(
            f"tag:yaml.org,2002:{tag}", re.compile(pattern), None
        )
    return yaml.load(text, Loader)


def _text_keys(value: Any) -> Any:
    if isinstance(value, list):
        return [_text_keys(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _text_keys(item) for key, item in value.items()}
    return value


def _mapping(value: Any) -> Node:
    return value if isinstance(value, Mapping) else {}


def _texts(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else ()
    return tuple(item for item in items if isinstance(item, str))
