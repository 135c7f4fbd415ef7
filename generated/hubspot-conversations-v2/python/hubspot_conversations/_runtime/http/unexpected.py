"""The error for an unknown keyword argument of a call. Imported when needed."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from inspect import CO_VARKEYWORDS, currentframe
from types import CodeType, FrameType


def unexpected(name: str, options: Sequence[str]) -> TypeError:
    """Return the error, with the name of the method called and the most similar keyword.

    Methods take the call options as `**options`, so Python itself does not report the name.
    """
    frame = calling()
    method = None if frame is None else frame.f_code
    head = f"{method.co_qualname}() got an " if method else ""
    arguments = _arguments(method) if method else ()
    similar = get_close_matches(name, (*arguments, *options), n=1)
    hint = (
        f"did you mean {similar[0]!r}?"
        if similar
        else f"the options of every call are {', '.join(options)}"
    )
    return TypeError(f"{head}unexpected keyword argument {name!r}; {hint}")


def calling() -> FrameType | None:
    """Return the outermost call on the stack of a method of this package that takes `**options`."""
    root = __name__.partition(".")[0]
    calling = None
    frame = currentframe()
    while frame is not None and frame.f_globals["__name__"].partition(".")[0] == root:
        code = frame.f_code
        if code.co_flags & CO_VARKEYWORDS and "options" in code.co_varnames:
            calling = frame
        frame = frame.f_back
    return calling


def _arguments(code: CodeType) -> tuple[str, ...]:
    count = code.co_argcount + code.co_kwonlyargcount
    return tuple(name for name in code.co_varnames[:count] if name != "self")
