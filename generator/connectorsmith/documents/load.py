"""Reading one file into a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectorsmith.diagnostics.findings import Location
from connectorsmith.documents.decode import decode_lenient, decode_strict
from connectorsmith.documents.document import Document, Source
from connectorsmith.documents.limits import MAX_BYTES
from connectorsmith.documents.problems import LIMIT, NO_FILE

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".yaml", ".yml", ".json")


def load(path: Path, name: str | None = None) -> Document:
    """The document in a `.yaml`, `.yml` or `.json` file.

    `name` is how findings call the file; without it, `path` as given. Raises
    UnreadableError, with located findings, for a file that cannot be opened, has more
    than 16 MB, is not text or not YAML or JSON.
    """
    name = path.as_posix() if name is None else name
    return load_bytes(read_bytes(path, name), name, path.suffix)


def load_bytes(data: bytes, name: str, suffix: str) -> Document:
    """The document in bytes that stand in a file called `name`, as `load`."""
    start = Location(name, 1, 1)
    if suffix.lower() not in SUFFIXES:
        raise NO_FILE.refuse(
            start, "The file is neither .yaml, .yml nor .json.", "Rename it."
        )
    if len(data) > MAX_BYTES:
        raise LIMIT.refuse(
            start,
            f"The file has more than {MAX_BYTES // 2**20} MB.",
            "No real connector is so large: is it the right file?",
        )
    if suffix.lower() == ".json":
        from connectorsmith.documents.json.reader import read_json

        text, findings = decode_lenient(data, name)
        return read_json(Source(name, text), findings)

    from connectorsmith.documents.yaml.reader import read_yaml

    return read_yaml(Source(name, decode_strict(data, name)))


def read_bytes(path: Path, name: str) -> bytes:
    """At most one byte more than the limit. Never opens what is no regular file.

    Raises UnreadableError for a file that cannot be opened.
    """
    start = Location(name, 1, 1)
    try:
        if path.is_file():
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        present = path.exists()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the path is not valid"
        raise NO_FILE.refuse(start, f"The file cannot be read: {reason}.") from None
    if present:
        raise NO_FILE.refuse(start, "This is not a file.")
    raise NO_FILE.refuse(start, "There is no such file.", "Check the path.")
