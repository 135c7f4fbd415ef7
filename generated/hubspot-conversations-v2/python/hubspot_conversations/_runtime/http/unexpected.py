"""What to say of a keyword that a call does not take. It is imported when there is one."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from inspect import CO_VARKEYWORDS, currentframe
from types import CodeType


def unexpected(name: str, options: Sequence[str]) -> TypeError:
    """The error for it: which method was called, and what was probably meant.

    Methods take the options of every call as `**options`, so Python itself does not tell.
    """
    method = _called()
    head = f"{method.co_qualname}() got an " if method else ""
    takes = _arguments(method) if method else ()
    near = get_close_matches(name, (*takes, *options), n=1)
    rest = (
        f"did you mean {near[0]!r}?"
        if near
        else f"the options of every call are {', '.join(options)}"
    )
    return TypeError(f"{head}unexpected keyword argument {name!r}; {rest}")


def _called() -> CodeType | None:
    """The method of this package that took `**options` first."""
    root = __name__.partition(".")[0]
    found = None
    frame = currentframe()
    while frame is not None and frame.f_globals["__name__"].partition(".")[0] == root:
        code = frame.f_code
        if code.co_flags & CO_VARKEYWORDS and "options" in code.co_varnames:
            found = code
        frame = frame.f_back
    return found


def _arguments(code: CodeType) -> tuple[str, ...]:
    count = code.co_argcount + code.co_kwonlyargcount
    return tuple(one for one in code.co_varnames[:count] if one != "self")
