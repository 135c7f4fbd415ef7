"""Decoding of files: strict UTF-8 for YAML, a lenient form of it for JSON."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from connectorsmith.diagnostics.findings import Finding, Location, Severity
from connectorsmith.diagnostics.lines import Lines
from connectorsmith.documents.problems import BYTE_ORDER_MARK, ENCODING

if TYPE_CHECKING:
    from collections.abc import Sequence

_UTF8_HINT = "Save the file as UTF-8."


def decode_strict(data: bytes, name: str) -> str:
    """Decode UTF-8 text, without a byte order mark.

    Raises UnreadableError for any other encoding.
    """
    _refuse_utf16(data, name)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ENCODING.refuse(
            _place(data, error, name), f"{_not_utf8(data, error)}.", _UTF8_HINT
        ) from None


def decode_lenient(data: bytes, name: str) -> tuple[str, Sequence[Finding]]:
    """Decode UTF-8 text; a byte that is not UTF-8 is read as cp1252.

    The findings are warnings of a byte order mark and of the first byte that is not
    UTF-8. Raises UnreadableError for UTF-16 and UTF-32.
    """
    _refuse_utf16(data, name)
    findings: list[Finding] = []
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
        findings.append(
            BYTE_ORDER_MARK.finding(
                Location(name, 1, 1),
                "A JSON file must not begin with a byte order mark.",
                'Save the file as "UTF-8", not "UTF-8 with BOM".',
            )
        )
    try:
        return data.decode("utf-8"), findings
    except UnicodeDecodeError as error:
        findings.append(
            ENCODING.finding(
                _place(data, error, name),
                f"{_not_utf8(data, error)}; such bytes are read as cp1252.",
                _UTF8_HINT,
                severity=Severity.WARNING,
            )
        )
    return data.decode("utf-8", "surrogateescape").translate(_CP1252), findings


def _refuse_utf16(data: bytes, name: str) -> None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ENCODING.refuse(
            Location(name, 1, 1),
            "The file must be UTF-8, not UTF-16 or UTF-32.",
            _UTF8_HINT,
        )


def _place(data: bytes, error: UnicodeDecodeError, name: str) -> Location:
    before = data[: error.start].decode("utf-8")
    return Location(name, *Lines(before).at(len(before)))


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    return f"The byte 0x{data[error.start]:02X} is not UTF-8"


def _latin1_where_undefined(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


_CP1252 = {0xDC00 + byte: _latin1_where_undefined(byte) for byte in range(0x80, 0x100)}
"""Characters for undecodable bytes: the surrogate that `surrogateescape` makes of a
byte, to the byte's character in cp1252."""
