"""Webhooks: what is posted to one, as its declared type."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import GenericAlias
from typing import Any, Generic, TypeVar, cast

from ..errors import ConnectorError

T = TypeVar("T")

Posted = bytes | bytearray | str | Mapping[str, Any] | Sequence[Any]
"""The body of a request to a webhook: its JSON text, or what a framework has already made of it."""


class WebhookError(ConnectorError):
    """What was posted to a webhook has another shape than the definition declares."""

    where: str
    """The first place that does not fit, such as `[3].createdAt`; empty for the whole body."""

    def __init__(self, message: str, *, operation: str, where: str = "") -> None:
        super().__init__(message, operation=operation)
        self.where = where


# No slots: `Webhook[Book](...)` could not be written then (CPython 3.11).
@dataclass(frozen=True)
class Webhook(Generic[T]):
    """A webhook to which one event is posted at a time."""

    operation: str
    """The `operationId` of the trigger."""
    kind: Callable[[], Any] = field(repr=False)
    """Gives the type of an event; models are imported no earlier."""

    def parse(self, body: Posted, *, strict: bool = False) -> T:
        """The event that was posted; a list of one is that one.

        Who posted it is not checked. With `strict`, an event that would have to be mended to
        fit is refused. Raises `WebhookError`.
        """
        content, kind = _content(self.operation, body), self.kind()
        if kind is Any or not content.startswith(b"["):
            return cast("T", _read(self.operation, content, kind, strict))
        events = _read(self.operation, content, GenericAlias(list, kind), strict)
        if len(events) != 1:
            raise _error(self.operation, "", f"{len(events)} events instead of one")
        return cast("T", events[0])


@dataclass(frozen=True)
class BatchWebhook(Generic[T]):
    """A webhook to which several events are posted together."""

    operation: str
    """The `operationId` of the trigger."""
    kind: Callable[[], Any] = field(repr=False)
    """Gives the type of one event; models are imported no earlier."""

    def parse(self, body: Posted, *, strict: bool = False) -> list[T]:
        """The events that were posted; one that is not in a list is a list of one.

        Who posted them is not checked. With `strict`, events that would have to be mended to
        fit are refused. Raises `WebhookError`.
        """
        content, kind = _content(self.operation, body), self.kind()
        if content.startswith(b"["):
            return cast(
                "list[T]",
                _read(self.operation, content, GenericAlias(list, kind), strict),
            )
        return [cast("T", _read(self.operation, content, kind, strict))]


def _content(operation: str, body: Posted) -> bytes:
    """The JSON text of a body, without what surrounds it."""
    try:
        if isinstance(body, str):
            content = body.encode()
        elif isinstance(body, bytes | bytearray):
            content = bytes(body)
        else:
            content = json.dumps(body, default=_plain).encode()
    except (TypeError, ValueError, RecursionError):
        raise _error(operation, "", "the body is no JSON") from None
    return content.removeprefix(b"\xef\xbb\xbf").strip()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(cast("Mapping[object, object]", value))
    if isinstance(value, Sequence):
        return list(cast("Sequence[object]", value))
    raise TypeError(type(value).__name__)


def _read(operation: str, content: bytes, kind: Any, strict: bool) -> Any:
    """A body as a type, read as the answers of operations are."""
    from ..decode.misfit import UndecodableError
    from ..decode.parsing import parse

    try:
        return parse(content, kind, strict=strict)
    except UndecodableError as error:
        raise _error(operation, error.where, str(error)) from error.__cause__


def _error(operation: str, where: str, problem: str) -> WebhookError:
    return WebhookError(f"{operation}: {problem}", operation=operation, where=where)
