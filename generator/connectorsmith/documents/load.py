"""Loading of one file into a document."""

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
    """Load a `.yaml`, `.yml` or `.json` file.

    `name` is the file's name in findings; the path if omitted. Raises UnreadableError,
    with located findings, if the file cannot be opened, is larger than 16 MB, or is not
    valid text, YAML or JSON.
    """
    name = path.as_posix() if name is None else name
    return load_bytes(read_bytes(path, name), name, path.suffix)


def load_bytes(data: bytes, name: str, suffix: str) -> Document:
    """Load the content of a file called `name`; see `load`."""
    start = Location(name, 1, 1)
    if suffix.lower() not in SUFFIXES:
        raise NO_FILE.refuse(
            start, "The file must be .yaml, .yml or .json.", "Rename the file."
        )
    if len(data) > MAX_BYTES:
        raise LIMIT.refuse(
            start,
            f"The file must not be larger than {MAX_BYTES // 2**20} MB.",
            "Check that it is the right file.",
        )
    if suffix.lower() == ".json":
        from connectorsmith.documents.json.reader import read_json

        text, findings = decode_lenient(data, name)
        return read_json(Source(name, text), findings)

    from connectorsmith.documents.yaml.reader import read_yaml

    return read_yaml(Source(name, decode_strict(data, name)))


def read_bytes(path: Path, name: str) -> bytes:
    """Read a file, but at most one byte beyond the limit.

    Raises UnreadableError for a file that cannot be opened. Devices and pipes are never
    opened.
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
        raise NO_FILE.refuse(start, "The path is not a file.")
    raise NO_FILE.refuse(start, "The file does not exist.", "Check the path.")
