"""Pipes, devices, folders and dangling links in place of a connector's files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from connectorsmith.diagnostics.findings import Location
from connectorsmith.documents.problems import NO_FILE

_DOCUMENTS = ("apidefinition.swagger", "apiproperties")
_NEEDED = ("connector.toml", "names.lock")
_OPTIONAL = ("icon.png", "script.csx", "settings.json")
_SUFFIXES = (".yaml", ".yml", ".json")


def refuse_special(paths: Iterable[Path]) -> None:
    """Raise UnreadableError for the first path that has the name of a connector's file and
    is none, so that it is not ignored.

    A folder in place of a picture or a text is no file of the connector.
    """
    for path in paths:
        if path.is_file():
            continue
        name = path.name.lower()
        stem, dot, suffix = name.rpartition(".")
        is_needed = name in _NEEDED or (
            stem in _DOCUMENTS and dot + suffix in _SUFFIXES
        )
        is_optional = name in _OPTIONAL or suffix == "md"
        if is_needed or (is_optional and not path.is_dir()):
            refuse(path)


def refuse(path: Path) -> NoReturn:
    """Raise UnreadableError for a path that is no file, and say what is there."""
    if path.is_symlink() and not path.exists():
        message = "The link must lead to a file."
    elif path.is_dir():
        message = "The path must be a file, not a folder."
    else:
        message = "The path must be a file, not a pipe or a device."
    raise NO_FILE.refuse(Location(path.as_posix(), 1, 1), message, "Put a file there.")
