"""The code of a C# script without comments and literals."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NO_CODE = re.compile(
    r"""
      //[^\n]*
    | /\* .*? (?: \*/ | \Z )
    | (?: @\$? | \$@ ) " (?: [^"] | "" )* "?
    | " (?: \\. | [^"\\\n] )* "?
    | ' (?: \\. | [^'\\\n] )* '?
    """,
    re.VERBOSE | re.DOTALL,
)


def code(lines: Sequence[str]) -> str:
    """Return the lines with comments and literals blanked; line breaks are kept."""
    return _NO_CODE.sub(lambda match: _blank(match[0]), "\n".join(lines))


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))
