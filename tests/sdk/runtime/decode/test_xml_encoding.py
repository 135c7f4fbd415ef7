"""The text of an XML response: decoded as the header says, else as the document does."""

from __future__ import annotations

import httpx2
import pytest

from runtime.decode.charset import text


@pytest.mark.parametrize(
    ("kind", "encoding", "codec"),
    [
        ("application/xml", "ISO-8859-1", "latin-1"),
        ("text/xml", "windows-1252", "cp1252"),
        ("application/soap+xml", "UTF-8", "utf-8"),
        ("application/xml", "UTF-16", "utf-16"),
        ("application/xml", "zlib", "utf-8"),
        ("application/xml; charset=utf-8", "ISO-8859-1", "utf-8"),
    ],
)
def test_xml_is_decoded_as_it_declares(kind: str, encoding: str, codec: str) -> None:
    document = f"<?xml version='1.0' encoding='{encoding}'?><a>é</a>"
    content = document.encode(codec)
    response = httpx2.Response(200, headers={"Content-Type": kind}, content=content)
    assert text(response) == document
