"""What a media type (RFC 9110, 8.3.1) says of a body."""

from __future__ import annotations

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
BINARY = "application/octet-stream"


def essence(media_type: str) -> str:
    """Type and subtype in lower case, without parameters."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON, or built on it."""
    return essence(media_type).endswith(("/json", "+json"))


def is_text(media_type: str) -> bool:
    """Whether a media type is text that is neither JSON nor a form: plain, XML and the like."""
    kind = essence(media_type)
    return (kind.startswith("text/") and not is_json(kind)) or kind.endswith(_XML)


_XML = ("/xml", "+xml")


def is_bytes(media_type: str) -> bool:
    """Whether a body of a media type has no other form than bytes."""
    kind = essence(media_type)
    other = kind in (FORM, "*/*") or kind.startswith("multipart/")
    return not (other or is_json(kind) or is_text(kind))
