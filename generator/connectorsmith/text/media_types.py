"""Media types (RFC 9110, section 8.3.1), classified by the kind of body."""

from __future__ import annotations

import re

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
BINARY = "application/octet-stream"
ANY = "*/*"


def essence(media_type: str) -> str:
    """Return type and subtype in lower case, without parameters."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Return whether a media type is JSON or based on it."""
    return essence(media_type).endswith(("/json", "+json"))


def is_text(media_type: str) -> bool:
    """Return whether a media type is plain text or XML, but not JSON."""
    kind = essence(media_type)
    return (kind.startswith("text/") and not is_json(kind)) or kind.endswith(_XML)


def is_xml(media_type: str) -> bool:
    """Return whether a media type is XML or based on it."""
    return essence(media_type).endswith(_XML)


_XML = ("/xml", "+xml")


def is_sendable(media_type: str) -> bool:
    """Return whether a text can be a `Content-Type`: a media type without a wildcard."""
    return is_media_range(media_type) and "*" not in essence(media_type)


def is_media_range(media_type: str) -> bool:
    """Return whether a text can be part of `Accept`: a media type, perhaps with a wildcard."""
    return _MEDIA_RANGE.fullmatch(media_type) is not None


_MEDIA_RANGE = re.compile(r" *[\w!#$&^.+*-]+/[\w!#$&^.+*-]+ *(;[ -~]*)?", re.ASCII)


def is_bytes(media_type: str) -> bool:
    """Return whether a body of this media type can only be read as bytes."""
    kind = essence(media_type)
    other = kind in (FORM, "*/*") or kind.startswith("multipart/")
    return not (other or is_json(kind) or is_text(kind))
