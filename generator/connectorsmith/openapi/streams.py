"""Operations whose response is a stream: a sequence of items that arrive one after another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from connectorsmith.text.media_types import is_stream, stream_name

_GRPC_MARK = "(streaming responses)"
"""The end of the description of a response that grpc-gateway streams, as JSON by its media type."""


def is_streamed(
    produces: Sequence[str], path: str, descriptions: Iterable[str | None]
) -> bool:
    """Return whether an operation streams, by its media types and those descriptions of successes."""
    if any((text or "").rstrip().endswith(_GRPC_MARK) for text in descriptions):
        return True
    streams = [media_type for media_type in produces if is_stream(media_type)]
    if streams and len(streams) == len(produces):
        return True
    # Kubernetes declares `application/json;stream=watch` for lists, too, but streams `/watch/`.
    names = {stream_name(media_type) for media_type in streams} - {None}
    return not names.isdisjoint(path.split("/"))
