"""What the published definition says, read with nothing of ours."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
SPEC = ROOT / "spec" / "hubspot-conversations-v2"
OUTPUT = ROOT / "generated" / "hubspot-conversations-v2"
SWAGGER = OUTPUT / "connector" / "apiDefinition.swagger.json"

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")


@dataclass(frozen=True)
class Declared:
    """One operation, as it is published."""

    id: str
    method: str
    template: str
    parameters: tuple[Mapping[str, Any], ...]
    responses: Mapping[str, Mapping[str, Any]]

    def named(self, location: str) -> dict[str, Mapping[str, Any]]:
        return {p["name"]: p for p in self.parameters if p["in"] == location}

    @property
    def body(self) -> Mapping[str, Any] | None:
        return next((p["schema"] for p in self.parameters if p["in"] == "body"), None)

    @property
    def paged(self) -> bool:
        schema = self.responses.get("200", {}).get("schema", {})
        return "paging" in schema.get("properties", {})

    @property
    def url(self) -> re.Pattern[str]:
        """The template as a pattern: a placeholder is one segment, and a group."""
        parts = re.split(r"\{([^{}]+)\}", self.template)
        literals = [re.escape(part) for part in parts[::2]]
        groups = [f"(?P<{name}>[^/?#]+)" for name in parts[1::2]]
        pairs = zip(literals, [*groups, ""], strict=True)
        return re.compile("".join(a + b for a, b in pairs))


def operations_of(definition: Mapping[str, Any]) -> list[Declared]:
    assert definition["basePath"] == "/"
    return [
        Declared(
            id=operation["operationId"],
            method=method.upper(),
            template=path,
            parameters=tuple(operation.get("parameters", ())),
            responses=operation["responses"],
        )
        for path, item in definition["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    ]


DEFINITION: dict[str, Any] = json.loads(SWAGGER.read_text("utf-8"))
OPERATIONS = operations_of(DEFINITION)
BY_ID = {one.id: one for one in OPERATIONS}

_TOML = tomllib.loads((SPEC / "connector.toml").read_text("utf-8"))
METHOD_OF: dict[str, str] = {
    operation: f"{group}.{method}"
    for group, methods in _TOML["sdk"]["groups"].items()
    for method, operation in methods.items()
}
"""`threads.list` by operationId."""


def snake(name: str) -> str:
    """`inboxId` is `inbox_id`; good for the names of this connector."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


# An argument of a body that another location has taken.
_RENAMED = {("UpdateAThread", "body", "archived"): "body_archived"}


def argument(operation: str, location: str, name: str) -> str:
    """The Python name of an argument."""
    return _RENAMED.get((operation, location, name), snake(name))
