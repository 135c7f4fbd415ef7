"""The arguments of a call, and the request that is expected for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.corpus.exercise.definition import Node

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
ANY_CREDENTIAL = "credential-*"
"""The end of a value that is some credential of the client."""
SEPARATORS = {"ssv": " ", "tsv": "\t", "pipes": "|"}


@dataclass(slots=True)
class Given:
    """The arguments of a call, by location and wire name."""

    parameters: dict[tuple[str, str], Any] = field(
        default_factory=dict[tuple[str, str], Any]
    )
    body: Any = None
    has_body: bool = False
    callback: tuple[str, ...] = ()
    """The path of the callback URL in the body, if it is given beside the body."""


@dataclass(slots=True)
class Expected:
    """The expected request. Texts are not encoded."""

    method: str
    segments: list[bytes]
    """The segments of the path, percent-decoded once."""
    query: list[tuple[str, str]]
    headers: dict[str, str]
    kind: str = "none"
    """`none`, `json`, `form`, `multipart` or `bytes`."""
    content_types: tuple[str, ...] = ()
    """The accepted content types."""
    body: Any = None
    optional: bool = False
    """True if a request without a body is accepted, too."""
    origin: str = ""
    """Scheme and host in lower case; empty if they are not compared."""
    base: int = 0
    """The number of segments of the base path."""
    accept: tuple[str, ...] = ()
    """The produced media types."""
    returns: bool = False
    """True if each success has a schema that is not a file."""

    def is_accepted(self, accept: set[str]) -> bool:
        """Return whether `Accept` has produced media types: JSON or all, or any if unknown."""
        if not self.accept:
            return accept <= {JSON, "*/*"}
        if accept == {"*/*"}:
            return not self.returns or "*/*" in self.accept
        produced = {type_.strip() for type_ in self.accept}
        of_json = {type_ for type_ in produced if "json" in type_.lower()}
        # A type with parameters is part of the one without.
        whole = {
            type_
            for type_ in of_json
            if ";" not in type_ or type_.partition(";")[0].strip() not in of_json
        }
        return accept in (produced, of_json, whole)


def text(node: Node, value: Any) -> str:
    """Return a value as it is written in a request, an array in its collection format."""
    if isinstance(value, list):
        separator = SEPARATORS.get(str(node.get("collectionFormat")), ",")
        return separator.join(texts(node, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return scalar(value)


def texts(node: Node, value: list[Any]) -> list[str]:
    """Return each item of an array as it is written."""
    items = node.get("items")
    inner = items if isinstance(items, Mapping) else {}
    return [text(inner, item) for item in value]


def scalar(value: Any) -> str:
    """Return a single value as it is written in a request."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
