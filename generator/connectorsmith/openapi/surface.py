"""What a maker sees of a connector: its visible operations, and what a connection asks for.

Everything reads loose JSON data: what is missing or of the wrong kind reads as nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, reference, resolve, sequence, text
from connectorsmith.documents.document import Json

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
"""The HTTP methods of OpenAPI 2.0, as keys of a path item."""

MAX_HOPS = 32
"""A chain of `$ref` that is longer leads nowhere."""

MAX_POINTER = 1_000
"""A `$ref` with more characters leads nowhere."""

MAX_SUMMARY = 300
"""A summary that has more characters is shortened."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation that is not internal."""

    path: str
    method: str
    item: Mapping[str, Json]
    """The path item that holds it."""
    node: Mapping[str, Json]
    summary: str
    """As it is shown: never blank. Operation id, or method and path, where there is none."""
    description: str
    operation_id: str
    trigger: bool
    deprecated: bool
    preview: bool

    @property
    def title(self) -> str:
        """The summary with its state, as the reference page and the designer show it."""
        if self.deprecated:
            return f"{self.summary} [DEPRECATED]"
        return f"{self.summary} (Preview)" if self.preview else self.summary


@dataclass(frozen=True, slots=True)
class ConnectionParameter:
    """One value that a person types when creating a connection."""

    name: str
    title: str
    kind: str
    description: str
    required: bool


@dataclass(frozen=True, slots=True)
class ConnectionSet:
    """One way to connect, of a connector that has several."""

    name: str
    title: str
    description: str
    shareable: bool | None
    """What the set says itself; None where it says nothing."""
    parameters: tuple[ConnectionParameter, ...]


def follow(root: Json, value: Json) -> tuple[Mapping[str, Json], str | None]:
    """The mapping behind a chain of `$ref`, and the pointer of its last step (None: inline)."""
    pointer: str | None = None
    for _ in range(MAX_HOPS):
        following = reference(value)
        if following is None:
            return mapping(value), pointer
        if len(following) > MAX_POINTER:
            break
        pointer = following
        value = resolve(root, pointer)
    return {}, pointer


def visible_operations(definition: Json) -> tuple[Operation, ...]:
    """The operations that are not internal, in document order."""
    found: list[Operation] = []
    # A `$ref` beside the methods is no part of what the platform reads.
    for path, value in mapping(mapping(definition).get("paths")).items():
        if path.startswith("x-"):
            continue
        item = mapping(value)
        for method, node in item.items():
            if method in METHODS and isinstance(node, Mapping) and not internal(node):
                found.append(_operation(path, method, item, node))
    return tuple(found)


def _operation(
    path: str, method: str, item: Mapping[str, Json], node: Mapping[str, Json]
) -> Operation:
    annotation = mapping(node.get("x-ms-api-annotation"))
    status = text(annotation.get("status")) or ""
    operation_id = text(node.get("operationId")) or ""
    summary = text(node.get("summary")) or operation_id or f"{method.upper()} {path}"
    if len(summary) > MAX_SUMMARY:
        summary = summary[:MAX_SUMMARY] + "…"
    return Operation(
        path=path,
        method=method,
        item=item,
        node=node,
        summary=summary,
        description=text(node.get("description")) or "",
        operation_id=operation_id,
        trigger="x-ms-trigger" in node,
        deprecated=node.get("deprecated") is True,
        preview=status.casefold() == "preview",
    )


def internal(node: Mapping[str, Json]) -> bool:
    """Whether `x-ms-visibility` hides it from makers."""
    return node.get("x-ms-visibility") == "internal"


def api_properties(properties: Json) -> Mapping[str, Json]:
    """The `properties` of an apiProperties document."""
    return mapping(mapping(properties).get("properties"))


def asks_for_connection(properties: Json) -> bool:
    """Whether the connector has any connection parameter, a sign-in included."""
    inner = api_properties(properties)
    return bool(
        mapping(inner.get("connectionParameters")) or connection_sets(properties)
    )


def connection_parameters(properties: Json) -> tuple[ConnectionParameter, ...]:
    """What a person types for the one way to connect, in document order."""
    return _typed(api_properties(properties).get("connectionParameters"))


def connection_sets(properties: Json) -> tuple[ConnectionSet, ...]:
    """The ways to connect, of a connector with `connectionParameterSets`."""
    sets = mapping(api_properties(properties).get("connectionParameterSets"))
    found: list[ConnectionSet] = []
    for value in sequence(sets.get("values")):
        if not isinstance(value, Mapping):
            continue
        name = text(value.get("name")) or ""
        ui = value.get("uiDefinition")
        sharing = mapping(value.get("metadata")).get("allowSharing")
        found.append(
            ConnectionSet(
                name=name,
                title=_ui_text(ui, "displayName") or name or "Default",
                description=_ui_text(ui, "description"),
                shareable=sharing if isinstance(sharing, bool) else None,
                parameters=_typed(value.get("parameters")),
            )
        )
    return tuple(found)


def sign_ins(properties: Json) -> tuple[Mapping[str, Json], ...]:
    """The oAuthSettings of every sign-in, of the single way and of the sets."""
    inner = api_properties(properties)
    sets = sequence(mapping(inner.get("connectionParameterSets")).get("values"))
    groups = [inner.get("connectionParameters")]
    groups += [mapping(value).get("parameters") for value in sets]
    return tuple(
        mapping(mapping(parameter).get("oAuthSettings"))
        for group in groups
        for parameter in mapping(group).values()
        if mapping(parameter).get("type") == "oauthSetting"
    )


def _typed(parameters: Json) -> tuple[ConnectionParameter, ...]:
    found: list[ConnectionParameter] = []
    for name, value in mapping(parameters).items():
        parameter = mapping(value)
        ui = parameter.get("uiDefinition")
        constraints = mapping(mapping(ui).get("constraints"))
        kind = text(parameter.get("type")) or ""
        # A sign-in is a window of its own, and a hidden one is filled in by the platform.
        if kind == "oauthSetting" or _says_true(constraints.get("hidden")):
            continue
        found.append(
            ConnectionParameter(
                name=name,
                title=_ui_text(ui, "displayName") or name,
                kind=kind,
                description=_ui_text(ui, "description"),
                required=_says_true(constraints.get("required")),
            )
        )
    return tuple(found)


def _says_true(value: Json) -> bool:
    # Certification wants the string; published connectors have booleans too.
    return value is True or (isinstance(value, str) and value.casefold() == "true")


def _ui_text(ui: Json, key: str) -> str:
    # The platform reads these keys without regard to case, and authors rely on it.
    for name, value in mapping(ui).items():
        if name.casefold() == key.casefold():
            return text(value) or ""
    return ""
