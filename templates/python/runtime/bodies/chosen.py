"""Bodies whose media type is chosen by the caller."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Self, cast

from ..encode.keywords import NO_NAMES
from ..encode.wire import wire
from ..unset import UNSET
from .body import Payload
from .form import Form
from .json import Json
from .members import either, has_members
from .multipart import Multipart
from .raw import Bytes


@dataclass(frozen=True, slots=True)
class Chosen:
    """A body that is written as its media type says: JSON, a form, or unchanged."""

    value: object
    content_type: str
    text: bool = False
    """True if text is a value of the declared type, which JSON writes in quotes."""

    @classmethod
    def either(
        cls,
        whole: object,
        members: Mapping[str, object],
        *,
        content_type: str,
        needs: Iterable[str] = (),
        names: Mapping[str, str] = NO_NAMES,
        also: Collection[str] | None = (),
        optional: bool = False,
    ) -> Self:
        """Return a body from the whole value or from its members: see `either`."""
        is_text = isinstance(whole, str | bytes)
        # Members beside a text are refused as beside any other whole body.
        checked = either(
            {} if is_text else whole, members, needs, optional, names, also
        )
        return cls(whole if is_text else checked, content_type)

    def open(self, files: ExitStack) -> Payload:
        """Return the encoded body. Raises `TypeError` or `ValueError` if its type has no form for it."""
        if self.value is UNSET:
            return Payload()
        kind = self.content_type.partition(";")[0].strip().lower()
        is_json = kind.endswith(("/json", "+json"))
        is_form = kind in _FORMS
        if isinstance(self.value, str | bytes):
            if is_form or (is_json and not self.text):
                raise TypeError(
                    f"body must be a model or a mapping to be sent as {kind}, "
                    f"not {type(self.value).__name__}"
                )
            if not is_json:
                return Bytes(self.value, self.content_type).open(files)
        if is_form:
            return _form(self.value, kind).open(files)
        if not is_json and (not kind.startswith("text/") or kind == "text/xml"):
            raise TypeError(
                f"body must be text or bytes to be sent as {kind}, "
                f"not {type(self.value).__name__}"
            )
        return Json(self.value, self.content_type).open(files)


_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def _form(value: object, kind: str) -> Form | Multipart:
    if not has_members(value):
        raise TypeError(
            f"body must be a model or a mapping to be sent as {kind}, "
            f"not {type(value).__name__}"
        )
    if kind == _FORMS[0]:
        return Form(value)
    members = cast("object", value) if isinstance(value, Mapping) else wire(value)
    return Multipart(cast("Mapping[str, object]", members))
