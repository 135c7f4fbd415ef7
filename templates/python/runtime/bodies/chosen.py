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
    patch: bool = False
    """True if the declared type is an object, for which a list can only be a JSON Patch."""

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
        is_steps = _is_list(whole) and _kind(content_type) == _STEPS
        if isinstance(whole, str | bytes) or is_steps:
            # Members beside it are refused as beside any other whole body.
            either({}, members, needs, optional, names, also)
            return cls(whole, content_type)
        checked = either(whole, members, needs, optional, names, also)
        return cls(checked, content_type)

    def open(self, files: ExitStack) -> Payload:
        """Return the encoded body. Raises `TypeError` or `ValueError` if its type has no form for it."""
        if self.value is UNSET:
            return Payload()
        kind = _kind(self.content_type)
        is_json = kind.endswith(("/json", "+json"))
        is_form = kind in _FORMS
        if kind == _STEPS and not _is_list(self.value):
            raise _misfit("a list of operations", kind, self.value)
        is_merged = self.patch and kind.endswith("merge-patch+json")
        if is_merged and _is_list(self.value):
            raise _misfit("a mapping", kind, self.value)
        if isinstance(self.value, str | bytes):
            if is_form or (is_json and not self.text):
                raise _misfit("a model or a mapping", kind, self.value)
            if not is_json:
                return Bytes(self.value, self.content_type).open(files)
        if is_form:
            return _form(self.value, kind).open(files)
        if not is_json and (not kind.startswith("text/") or kind == "text/xml"):
            raise _misfit("text or bytes", kind, self.value)
        return Json(self.value, self.content_type).open(files)


_STEPS = "application/json-patch+json"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def _kind(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def _misfit(wanted: str, kind: str, value: object) -> TypeError:
    return TypeError(
        f"body must be {wanted} to be sent as {kind}, not {type(value).__name__}"
    )


def _form(value: object, kind: str) -> Form | Multipart:
    if not has_members(value):
        raise _misfit("a model or a mapping", kind, value)
    if kind == _FORMS[0]:
        return Form(value)
    members = cast("object", value) if isinstance(value, Mapping) else wire(value)
    return Multipart(cast("Mapping[str, object]", members))
