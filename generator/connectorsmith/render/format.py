"""black, called in process to format every generated Python file."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from black.mode import Mode

MAX_WHOLE = 100_000
"""Characters of a source that is formatted as a whole; a longer
one is formatted by statements.
"""

_STATEMENTS = re.compile(r"\n\n\n(?=(?:class|def|async def|@)\b)")


def format_python(source: str) -> str:
    """Return the source as black formats it.

    black formats a source that it changes a second time, to verify the result. A long
    source is formatted statement by statement, so that only changed statements cost that;
    for a short one, the calls would cost more. Raises AssertionError if the source is not
    Python: an error of a template.
    """
    from black.parsing import InvalidInput

    long = len(source) > MAX_WHOLE
    parts = _STATEMENTS.split(source.strip("\n")) if long else [source]
    try:
        # Without a final line break, black would change every part.
        formatted = [_format(f"{part.rstrip()}\n") for part in parts]
        if len(formatted) == 1:
            return formatted[0]
        return "\n\n\n".join(part.strip("\n") for part in formatted) + "\n"
    except InvalidInput:
        pass
    try:
        # Empty lines in a string can look like the end of a statement.
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
