"""black, in process: the formatter of every generated Python file."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from black.mode import Mode


def format_python(source: str) -> str:
    """The source as black writes it.

    Raises AssertionError for what is no Python: that is a fault of a template.
    """
    import black
    from black.parsing import InvalidInput

    try:
        return black.format_str(source, mode=_mode())
    except InvalidInput as error:
        raise AssertionError(f"generated source is not Python: {error}") from error


@lru_cache(maxsize=1)
def _mode() -> Mode:
    from black.mode import Mode, TargetVersion

    return Mode(target_versions={TargetVersion.PY311})
