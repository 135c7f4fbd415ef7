"""black, in process: the formatter of every generated Python file."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from black.mode import Mode

LONG = 100_000
"""Characters from which on a source is taken apart."""

_STATEMENTS = re.compile(r"\n\n\n(?=(?:class|def|async def|@)\b)")


def format_python(source: str) -> str:
    """The source as black writes it.

    A long source statement by statement: what black changes it formats twice, to see that
    nothing changes any more, and so only the statements that it changes cost that. In a
    short one the cost of calling it is more than that. Raises AssertionError for what is
    no Python: that is a fault of a template.
    """
    from black.parsing import InvalidInput

    long = len(source) > LONG
    parts = _STATEMENTS.split(source.strip("\n")) if long else [source]
    try:
        # Without a line end at its end, each part would be one that black changes.
        formatted = [_format(f"{part.rstrip()}\n") for part in parts]
        if len(formatted) == 1:
            return formatted[0]
        return "\n\n\n".join(part.strip("\n") for part in formatted) + "\n"
    except InvalidInput:
        pass
    try:
        # A text with empty lines in it can look like the end of a statement.
        return _format(source)
    except InvalidInput as error:
        raise AssertionError(f"generated source is not Python: {error}") from error


def _format(source: str) -> str:
    import black

    return black.format_str(source, mode=_mode())


@lru_cache(maxsize=1)
def _mode() -> Mode:
    from black.mode import Mode, TargetVersion

    return Mode(target_versions={TargetVersion.PY311})
