"""The manifest: a list of the files that were written to a folder, with their hashes.

JSON, sorted, with a line for each file, so that it merges and reads well:

    {"tool": "connectorsmith", "version": 1, "files": {"docs/x.md": "<sha256>", ...}}

Text is hashed with LF line ends, so that a checkout that converts them changes nothing;
other content is hashed unchanged.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final, cast

from connectorsmith.output.errors import ManifestError, OutputError, UnsafePathError
from connectorsmith.output.paths import check_path
from connectorsmith.output.regular import read_regular

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME: Final = ".connectorsmith.json"
"""The manifest's file name, in the folder whose files it lists."""

_TOOL: Final = "connectorsmith"
_VERSION: Final = 1


def normalised(content: bytes) -> bytes:
    """Return text with LF line ends; bytes with a NUL or not in UTF-8 unchanged."""
    if b"\r\n" not in content or b"\0" in content:
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content
    return content.replace(b"\r\n", b"\n")


def digest(content: bytes) -> str:
    """Return the hash of a file's content in the manifest."""
    return hashlib.sha256(normalised(content)).hexdigest()


def dump(files: Mapping[str, str], connector: str = "") -> bytes:
    """Return the manifest of paths and their digests, with the connector's name."""
    body: dict[str, object] = {"tool": _TOOL, "version": _VERSION}
    if connector:
        body["connector"] = connector
    body["files"] = dict(sorted(files.items()))
    return (json.dumps(body, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def owner(root: Path) -> str | None:
    """Return the connector that a folder's manifest names; None if it names none."""
    try:
        content = read_regular(root / NAME)
        if content is None:
            return None
        body = _object(json.loads(content), "it is not a manifest")
    except (OutputError, ValueError, RecursionError):
        return None
    connector = body.get("connector")
    return connector if isinstance(connector, str) else None


def read(root: Path) -> dict[str, str]:
    """Return the paths and digests in a folder's manifest; empty if it has none.

    Raises ManifestError if it is damaged, or lists a path that is never written; OutputError
    if it is not a file.
    """
    path = root / NAME
    content = read_regular(path)
    if content is None:
        return {}
    try:
        return _files(json.loads(content.decode("utf-8")))
    except (ValueError, RecursionError, UnsafePathError) as error:
        raise ManifestError(
            f"{path} is damaged ({error}); restore it, or build with --force"
        ) from None


def _files(body: object) -> dict[str, str]:
    tree = _object(body, "it is not a manifest")
    if tree.get("tool") != _TOOL:
        raise ValueError("it is not a manifest of connectorsmith")
    if tree.get("version") != _VERSION:
        raise ValueError("another version of connectorsmith wrote it")
    files: dict[str, str] = {}
    for path, value in _object(tree.get("files"), "it lists no files").items():
        check_path(path)
        if not isinstance(value, str):
            raise ValueError(f"it has no hash for {path!r}")
        files[path] = value
    return files


def _object(value: object, otherwise: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError(otherwise)
    return cast("dict[str, object]", value)  # JSON's keys are strings
