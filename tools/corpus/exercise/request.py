"""What a caller gives to one call, and what then has to be on the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tools.corpus.exercise.definition import Node

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
SEPARATORS = {"ssv": " ", "tsv": "\t", "pipes": "|"}


@dataclass(slots=True)
class Given:
    """What a caller gives to one call, by location and wire name."""

    parameters: dict[tuple[str, str], Any] = field(
        default_factory=dict[tuple[str, str], Any]
    )
    body: Any = None
    has_body: bool = False
    callback: tuple[str, ...] = ()
    """Where in the body the URL for events belongs, which is given beside it."""


@dataclass(slots=True)
class Expected:
    """What has to be on the wire. Texts are as they are before any encoding."""

    method: str
    segments: list[bytes]
    """The path between slashes, percent-decoded once."""
    query: list[tuple[str, str]]
    headers: dict[str, str]
    kind: str = "none"
    """`none`, `json`, `form`, `multipart` or `bytes`."""
    content_types: tuple[str, ...] = ()
    """Any of these is right."""
    body: Any = None
    optional: bool = False
    """Whether no body is right, too."""
    origin: str = ""
    """Scheme and host in lower case; empty where they are not compared."""
    base: int = 0
    """As many of the segments are of the base path."""


def text(node: Node, value: Any) -> str:
    """Write a value, an array in its collection format, as a request does."""
    if isinstance(value, list):
        separator = SEPARATORS.get(str(node.get("collectionFormat")), ",")
        return separator.join(scalar(item) for item in value)
    return scalar(value)


def scalar(value: Any) -> str:
    """Write a single value as a request does."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
