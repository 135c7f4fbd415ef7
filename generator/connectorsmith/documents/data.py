"""Access to JSON data of unknown structure: a value of the wrong type reads as empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from connectorsmith.documents.document import Json, split_pointer

EMPTY: Mapping[str, Json] = {}


def mapping(value: Json) -> Mapping[str, Json]:
    """Return the value if it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else EMPTY


def sequence(value: Json) -> Sequence[Json]:
    """Return the value if it is a sequence, else an empty one."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def is_empty_list(value: Json) -> bool:
    """Return whether the value is an empty sequence."""
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return is_list and not value


def text(value: Json) -> str | None:
    """Return the value if it is text that is not blank, else None."""
    return value if isinstance(value, str) and value.strip() else None


def texts(value: Json) -> tuple[str, ...]:
    """Return the strings of a sequence; other items are left out."""
    return tuple(item for item in sequence(value) if isinstance(item, str))


def reference(value: Json) -> str | None:
    """Return the percent-decoded pointer of a local `$ref` (`#/...`), else None."""
    ref = mapping(value).get("$ref")
    if isinstance(ref, str) and ref.startswith("#/"):
        return unquote(ref[1:])
    return None


def resolve(root: Json, pointer: str) -> Json:
    """Return the value at a JSON pointer; None if there is none."""
    node = root
    for token in split_pointer(pointer):
        if isinstance(node, Mapping):
            node = node.get(token)
        elif isinstance(node, Sequence) and not isinstance(node, str):
            # No list that can be read is so long, and int() refuses very long numbers.
            is_index = token.isdecimal() and len(token) < 10
            node = node[int(token)] if is_index and int(token) < len(node) else None
        else:
            return None
    return node
