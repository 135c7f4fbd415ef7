"""Files that are no data, as documents of what there is to know about them.

A text is `{"bytes": size, "lines": [...]}`, so that `/lines/12` locates its 13th line; a
picture is `{"bytes": size, "format": ..., "width": ..., "height": ...}`, at 1:1.
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
    """What is in a text file that is called `name`.

    Bytes that are not UTF-8 are read as cp1252, with a warning. Raises UnreadableError for
    UTF-16.
    """
    text, findings = decode_lenient(data, name)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places: dict[str | int, Mark] = {}
    for index in range(len(lines)):
        places[index] = Mark((index + 1, 1), (index + 1, 1))
    value: dict[str, Json] = {"bytes": len(data), "lines": lines}
    whole: dict[str | int, Mark] = {"lines": Mark((1, 1), (1, 1))}
    marks = {id(value): whole, id(lines): places}
    return Document(Source(name, text), value, marks, findings)


def icon_facts(data: bytes, name: str) -> Document:
    """What the header of a picture says. `format` is None where it is no known one.

    Width and height are in pixels, and only known of a PNG.
    """
    value: dict[str, Json] = {"bytes": len(data), "format": _format(data)}
    # The first chunk of a PNG is IHDR: its length, its name, the width and the height.
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
