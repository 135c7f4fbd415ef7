"""Reading loose JSON data: any value may be anywhere, and the wrong one reads as nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from connectorsmith.documents.document import Json, split_pointer

EMPTY: Mapping[str, Json] = {}


def mapping(value: Json) -> Mapping[str, Json]:
    """The value where it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else EMPTY


def sequence(value: Json) -> Sequence[Json]:
    """The value where it is a sequence, else an empty one."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def is_empty_list(value: Json) -> bool:
    """Whether the value is a sequence of nothing."""
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return is_list and not value


def text(value: Json) -> str | None:
    """The value where it is text that is not blank, else None."""
    return value if isinstance(value, str) and value.strip() else None


def texts(value: Json) -> tuple[str, ...]:
    """The strings of a sequence."""
    return tuple(item for item in sequence(value) if isinstance(item, str))


def reference(value: Json) -> str | None:
    """The pointer of a `$ref` into the same document, percent-decoded, else None."""
    ref = mapping(value).get("$ref")
    if isinstance(ref, str) and ref.startswith("#/"):
        return unquote(ref[1:])
    return None


def resolve(root: Json, pointer: str) -> Json:
    """The value at a JSON pointer; None where it leads nowhere."""
    node = root
    for token in split_pointer(pointer):
        if isinstance(node, Mapping):
            node = node.get(token)
        elif isinstance(node, Sequence) and not isinstance(node, str):
            # A longer index cannot be in any file that is read, and int() refuses to parse it.
            is_index = token.isdecimal() and len(token) < 10
            node = node[int(token)] if is_index and int(token) < len(node) else None
        else:
            return None
    return node
