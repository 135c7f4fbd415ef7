"""The place of the callback URL in a body, read from the raw definition.

The platform fills in a URL that makers do not see; a caller of the SDK has to give it,
whatever the definition declares. If it is deeper in the body, it is a separate argument.
"""

from __future__ import annotations

from typing import Any

from tools.corpus.exercise.definition import (
    Definition,
    Node,
    RawOperation,
    is_constant,
    kind,
    members,
)

URL = "https://callback.example/hook?of=a%20b"
"""The callback URL that is given."""


def url_path(definition: Definition, raw: RawOperation) -> tuple[str, ...]:
    """Return the path to the nearest hidden callback URL in a body; empty if there is none."""
    if raw.body is None:
        return ()
    pending: list[tuple[Any, tuple[str, ...]]] = [(raw.body.node.get("schema"), ())]
    for node, above in pending:
        if len(above) > 8:
            break
        for name, inner, _ in members(definition.schema(node)):
            followed = definition.follow(inner)
            if is_hidden_url(followed):
                return (*above, name)
            if not followed.get("x-ms-notification-url"):
                pending.append((inner, (*above, name)))
    return ()


def is_hidden_url(node: Node) -> bool:
    """Return whether a member is a callback URL that the platform fills in."""
    hidden = node.get("x-ms-visibility") == "internal"
    return hidden and node.get("x-ms-notification-url") is True


def is_bare(definition: Definition, node: Any, depth: int = 0) -> bool:
    """Return whether an object has members and a caller gives none of
    them, so that the client makes it.
    """
    schema = definition.schema(node)
    declared = list(members(schema))
    if kind(schema) != "object" or not declared or depth > 8:
        return False
    if schema.get("x-ms-visibility") == "internal":
        return True
    for _, inner, required in declared:
        followed = definition.follow(inner)
        hidden = followed.get("x-ms-visibility") == "internal"
        if is_hidden_url(followed) or (
            hidden and not (required and "default" not in followed)
        ):
            continue
        if not is_bare(definition, inner, depth + 1):
            return False
    return True


def place(definition: Definition, node: Any, body: Any, names: tuple[str, ...]) -> Any:
    """Return a body with the callback URL at its place, in new objects if needed."""
    if not names:
        return URL
    first, others = names[0], names[1:]
    inner = {name: one for name, one, _ in members(definition.schema(node))}[first]
    whole = dict(body) if isinstance(body, dict) else {}
    under = whole.get(first)
    if others and under is None and is_bare(definition, inner):
        under = _own(definition, inner)
    return {**whole, first: place(definition, inner, under, others)}


def _own(definition: Definition, node: Any) -> dict[str, Any]:
    """Return the object that a client sends if a caller gives none of its members."""
    schema = definition.schema(node)
    default = schema.get("default")
    sent = dict(default) if isinstance(default, dict) else {}
    for name, inner, required in members(schema):
        followed = definition.follow(inner)
        if is_constant(followed, required=required) and not is_hidden_url(followed):
            sent[name] = followed["default"]
        elif required and is_bare(definition, inner):
            sent[name] = _own(definition, inner)
    return sent
