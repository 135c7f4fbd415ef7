"""Source lines in the shape that black gives them.

black's time is not linear in the length of an unsplit line, so what can be long is split
before black sees it. Widths are in characters.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from connectorsmith.render.code import Code, clean

WIDTH = 88


def bracketed(head: str, items: Sequence[Code], tail: str, *, indent: int = 0) -> Code:
    """`head`, items and `tail` on one line where they fit, else one item a line.

    `head` ends with the opening bracket and `tail` begins with the closing one; the first
    line is taken to stand behind `indent` spaces, which are not part of the result.
    """
    flat = f"{head}{', '.join(items)}{tail}"
    if indent + len(flat) <= WIDTH and not any("\n" in item for item in items):
        return Code(flat)
    pad = " " * indent
    lines = [head, *(f"{pad}    {item}," for item in items), f"{pad}{tail}"]
    return Code("\n".join(lines))


def call(head: str, arguments: Sequence[str], *, indent: int) -> Code:
    """A call that is one item of another, which has each of its items on a line.

    `head` ends with the opening parenthesis. What does not fit moves into the
    parentheses, first all of it, then an argument a line.
    """
    inside = ", ".join(arguments)
    split = any("\n" in one for one in arguments)
    # A comma follows.
    if not split and indent + len(f"{head}{inside}),") <= WIDTH:
        return Code(f"{head}{inside})")
    pad = " " * indent
    if len(arguments) == 1 or (not split and indent + 4 + len(inside) <= WIDTH):
        return Code(f"{head}\n{pad}    {inside}\n{pad})")
    lines = [head, *(f"{pad}    {one}," for one in arguments), f"{pad})"]
    return Code("\n".join(lines))


def wrapped(text: str, *, indent: int, hanging: int = 0) -> list[str]:
    """Text filled to the width behind `indent` spaces; paragraphs are kept.

    Lines after the first of a paragraph get `hanging` more spaces.
    """
    lines: list[str] = []
    for paragraph in clean(text).strip().split("\n"):
        filled = textwrap.wrap(
            " ".join(paragraph.split()),
            WIDTH - indent,
            subsequent_indent=" " * hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines.extend(filled or [""])
    return lines
