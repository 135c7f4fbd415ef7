"""Path parameters of several segments: their values keep their slashes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import cast
from urllib.parse import quote, unquote

from ..unset import UNSET
from .path import Segment
from .text import Csv, Joined, Placeholder, text

_SAFE = "/:@!$&'()*+,;=~%"
"""Characters of a path that are not escaped (RFC 3986); `%` keeps escapes of the caller."""


def with_slashes(value: object, pattern: str) -> Segment:
    """Return the segments of a value, each percent-encoded: `projects/*` is the pattern of two.

    A `*` is one segment, a final `**` any number of them. It refuses a value of another form, and one
    that has an empty segment, `.` or `..`.
    """
    return Segment(partial(_with_slashes, value, pattern))


def _with_slashes(value: object, pattern: str) -> str:
    if isinstance(value, Placeholder):
        value = pattern.replace("**", value).replace("*", value)
    parts = _parts(value)
    wanted = pattern.split("/")
    fixed = wanted[:-1] if wanted[-1] == "**" else wanted
    if len(parts) < len(fixed) or (fixed is wanted and len(parts) > len(fixed)):
        raise ValueError(f"a path parameter must have the form {pattern!r}")
    # The rest after the fixed segments is what `**` stands for.
    if any(form not in ("*", part) for form, part in zip(fixed, parts, strict=False)):
        raise ValueError(f"a path parameter must have the form {pattern!r}")
    return "/".join(quote(part, safe="") for part in parts)


def unescaped(value: object) -> Segment:
    """Return a value that is a part of a URL already (`x-ms-skip-url-encoding`).

    What a path cannot have is percent-encoded, such as `?` and spaces; slashes and escapes are kept.
    It refuses a segment that is empty, `.` or `..`, escaped or not.
    """
    return Segment(partial(_unescaped, value))


def _unescaped(value: object) -> str:
    parts = _parts(value)
    for part in re.split(r"[/\\]", unquote("/".join(parts))):
        # Some servers drop what follows a semicolon.
        _check(part.partition(";")[0])
    # A `%` that begins no escape is one itself.
    kept = re.sub("%(?![0-9A-Fa-f]{2})", "%25", "/".join(parts))
    return quote(kept, safe=_SAFE)


def _parts(value: object) -> list[str]:
    if value is None:
        raise ValueError("a path parameter must not be None")
    if value is UNSET:
        raise ValueError("a path parameter must be given")
    if isinstance(value, list | tuple):
        value = Csv(cast("Iterable[object]", value))
    if isinstance(value, Joined):
        value = value.separator.join(value.texts())
    parts = text(value).split("/")
    for part in parts:
        _check(part)
    return parts


def _check(part: str) -> None:
    if part in ("", ".", ".."):
        raise ValueError(
            f"a part of the path must not be {repr(part) if part else 'empty'}"
        )
