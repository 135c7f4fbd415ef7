"""Looks for a credential in what a person, a log or a crash report could see."""

from __future__ import annotations

import traceback

from shelf import CANARY

ENCODED = "YWRhOmNhbmFyeS03YzFm"  # ada:canary-7c1f in base 64


def hidden(shown: object) -> None:
    text = shown if isinstance(shown, str) else repr(shown)
    assert CANARY not in text
    assert ENCODED not in text


def frames_of_ours(error: BaseException) -> str:
    """A traceback as crash reporters write it: with the local variables of each frame."""
    whole = traceback.TracebackException.from_exception(error, capture_locals=True)
    parts: list[str] = []
    part: traceback.TracebackException | None = whole
    while part is not None:
        parts += part.format_exception_only()
        parts += [
            f"{frame.filename}:{frame.lineno} {frame.locals}"
            for frame in part.stack
            if "test_" not in frame.filename
        ]
        part = part.__cause__ or part.__context__
    return "\n".join(parts)
