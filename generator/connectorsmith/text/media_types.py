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
    plain = kind.startswith("text/") and not (is_json(kind) or is_event_stream(kind))
    return plain or kind.endswith(_XML)


def is_event_stream(media_type: str) -> bool:
    """Return whether a media type is that of server-sent events."""
    return essence(media_type) == "text/event-stream"


def is_stream(media_type: str) -> bool:
    """Return whether a media type is a sequence of items: events, lines of JSON, `;stream=`."""
    return (
        is_event_stream(media_type)
        or essence(media_type) in _STREAMS
        or (is_json(media_type) and stream_name(media_type) is not None)
    )


def stream_name(media_type: str) -> str | None:
    """Return the value of the parameter `stream` of a media type; None without one."""
    for parameter in media_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "stream":
            return value.strip()
    return None


_STREAMS = frozenset(
    f"application/{name}"
    for name in (
        *("json-seq", "jsonl", "json-lines", "jsonlines", "ndjson", "stream+json"),
        *("x-jsonl", "x-json-stream", "x-jsonlines", "x-ndjson"),
    )
)


def is_xml(media_type: str) -> bool:
    """Return whether a media type is XML or based on it."""
    return essence(media_type).endswith(_XML)


_XML = ("/xml", "+xml")


def is_csv(media_type: str) -> bool:
    """Return whether a media type is that of a table as text."""
    return essence(media_type) in ("text/csv", "text/tab-separated-values")


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
    return not (other or is_json(kind) or is_text(kind) or is_stream(kind))
