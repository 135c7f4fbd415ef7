"""Facts of files that are not data, as documents.

A text file is `{"bytes": size, "lines": [...]}`, in which `/lines/12` is located at the
13th line. An image is `{"bytes": size, "format": ..., "width": ..., "height": ...}`,
located at 1:1.
"""

from __future__ import annotations

from connectorsmith.documents.decode import decode_lenient
from connectorsmith.documents.document import Document, Json, Mark, Source

_PNG = b"\x89PNG\r\n\x1a\n"
_OTHERS = {
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"RIFF": "WebP",
    b"\x00\x00\x01\x00": "ICO",
}


def text_facts(data: bytes, name: str) -> Document:
    """Return the facts of a text file called `name`.

    A byte that is not UTF-8 is read as cp1252, with a warning. Raises UnreadableError
    for UTF-16 and UTF-32.
    """
    text, findings = decode_lenient(data, name)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line_marks: dict[str | int, Mark] = {}
    for index in range(len(lines)):
        line_marks[index] = Mark((index + 1, 1), (index + 1, 1))
    value: dict[str, Json] = {"bytes": len(data), "lines": lines}
    member_marks: dict[str | int, Mark] = {"lines": Mark((1, 1), (1, 1))}
    marks = {id(value): member_marks, id(lines): line_marks}
    return Document(Source(name, text), value, marks, findings)


def icon_facts(data: bytes, name: str) -> Document:
    """Return the facts in the header of an image; `format` is None if it is unknown.

    Width and height are in pixels, and present for PNG only.
    """
    value: dict[str, Json] = {"bytes": len(data), "format": _format(data)}
    # The first chunk of a PNG is IHDR: length, type, width and height.
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) >= 24:
        value["width"] = int.from_bytes(data[16:20], "big")
        value["height"] = int.from_bytes(data[20:24], "big")
    return Document(Source(name, ""), value, {})


def _format(data: bytes) -> str | None:
    if data.startswith(_PNG):
        return "PNG"
    if data.lstrip()[:5].lower() in (b"<svg ", b"<?xml"):
        return "SVG"
    known = (name for start, name in _OTHERS.items() if data.startswith(start))
    return next(known, None)
