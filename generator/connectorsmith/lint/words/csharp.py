"""The code of a C# script, without what only looks like code."""

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
    """The lines, with blanks for comments and literals; every line break stays."""
    return _NO_CODE.sub(lambda found: _blank(found[0]), "\n".join(lines))


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))
