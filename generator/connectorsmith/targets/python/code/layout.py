"""Source lines in the shape that black gives them.

black's time is not linear in the length of an unsplit line, so what can be long is split
before black sees it. Widths are in characters.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import LiteralString

from connectorsmith.render.code import Code, clean, compose, literal, needs_of

WIDTH = 88

_TOKENS = re.compile(r"""[\[\]|,]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")

_PLAIN = re.compile(r"""\A'([^'"\\]*)'\Z""")


def bracketed(
    head: Code | LiteralString,
    items: Sequence[Code],
    tail: Code | LiteralString,
    *,
    indent: int = 0,
    behind: int = 0,
) -> Code:
    """Return `head`, items and `tail` on one line if they fit, else one item a line.

    `head` ends with the opening bracket and `tail` begins with the closing one; the first
    line comes after `indent` spaces, which are not part of the result, and before `behind`
    more characters.
    """
    needs = needs_of((head, *items, tail))
    flat = f"{head}{', '.join(items)}{tail}"
    if indent + len(flat) + behind <= WIDTH and not any("\n" in item for item in items):
        return Code(flat, needs)
    pad = " " * indent
    lines = [head, *(f"{pad}    {item}," for item in items), f"{pad}{tail}"]
    return Code("\n".join(lines), needs)


def parameter(name: Code, annotation: Code, default: Code, *, indent: int) -> Code:
    """Return a parameter of a function, which has each on a line."""
    text = _annotated(name, annotation, default, indent, behind=1)
    return Code(text, needs_of((name, annotation, default)))


def field(line: str) -> str:
    """Return the line of a class, of a field or of the type in `Annotated`, in black's
    quotes and width.
    """
    # Token by token: what looks like a quoted text inside of another is a part of that.
    text = _TOKENS.sub(lambda m: _PLAIN.sub(r'"\1"', m.group()), line.strip())
    indent = len(line) - len(line.lstrip())
    name, colon, rest = text.partition(": ")
    if colon and name.isidentifier():
        annotation = rest.removesuffix(" = None")
        equals, default = (" = ", "None") if annotation != rest else ("", "")
        if equals and indent + len(text) > WIDTH >= indent + len(
            f"{name}: {annotation} = ("
        ):
            pad = " " * indent
            text = f"{name}: {annotation} = (\n{pad}    {default}\n{pad})"
        else:
            text = _annotated(name, annotation, equals + default, indent)
    elif text.endswith(",") and indent + len(text) > WIDTH:
        lines = _alternatives(text[:-1], indent)
        text = ("\n" + " " * indent).join(lines) + ","
    return " " * indent + text


def _annotated(
    name: str, annotation: str, default: str, indent: int, behind: int = 0
) -> str:
    """Return a name with its annotation; a long union is in parentheses."""
    flat = f"{name}: {annotation}{default}"
    if indent + len(flat) + behind <= WIDTH or len(_apart(annotation, "|")) == 1:
        return flat
    pad = indent + 4
    fits = pad + len(annotation) <= WIDTH
    inside = [annotation] if fits else _alternatives(annotation, pad)
    lines = [f"{name}: (", *(" " * pad + one for one in inside)]
    return "\n".join([*lines, f"{' ' * indent}){default}"])


def _alternatives(annotation: str, indent: int) -> list[str]:
    first, *others = _apart(annotation, "|")
    return [_subscript(one, indent) for one in (first, *(f"| {one}" for one in others))]


def _subscript(annotation: str, indent: int) -> str:
    """Return an alternative of a union, split between its brackets if it is too long."""
    if indent + len(annotation) <= WIDTH or not annotation.endswith("]"):
        return annotation
    head, _, inside = annotation[:-1].partition("[")
    pad = " " * (indent + 4)
    items = [inside]
    if len(pad) + len(inside) > WIDTH:
        items = [f"{one}," for one in _apart(inside, ",")]
    lines = [f"{head}[", *(pad + one for one in items), f"{pad[4:]}]"]
    return "\n".join(lines)


def _apart(annotation: str, separator: str) -> list[str]:
    """Return the parts of an annotation between separators that are in no bracket and
    no text.
    """
    parts, depth, start = list[str](), 0, 0
    for match in _TOKENS.finditer(annotation):
        mark = match.group()
        depth += (mark == "[") - (mark == "]")
        if mark == separator and not depth:
            parts.append(annotation[start : match.start()].strip())
            start = match.end()
    return [*parts, annotation[start:].strip()]


def call(head: Code | LiteralString, arguments: Sequence[Code], *, indent: int) -> Code:
    """Return a call that is one item of another, which has each of its items on a line.

    `head` ends with the opening parenthesis. What does not fit moves into the
    parentheses, first all of it, then an argument a line.
    """
    needs = needs_of((head, *arguments))
    inside = ", ".join(arguments)
    split = any("\n" in one for one in arguments)
    # A comma follows.
    if not split and indent + len(f"{head}{inside}),") <= WIDTH:
        return Code(f"{head}{inside})", needs)
    pad = " " * indent
    if len(arguments) == 1 or (not split and indent + 4 + len(inside) <= WIDTH):
        return Code(f"{head}\n{pad}    {inside}\n{pad})", needs)
    lines = [head, *(f"{pad}    {one}," for one in arguments), f"{pad})"]
    return Code("\n".join(lines), needs)


def mapping(
    members: Sequence[tuple[str, Code]], *, head: LiteralString = "", indent: int = 8
) -> Code:
    """Return a dict display of keys and expressions, indented for the call around it."""
    items = [compose("{}: {}", literal(key), value) for key, value in members]
    return bracketed(f"{head}{{", items, "}", indent=indent, behind=1)


def wrapped(text: str, *, indent: int, hanging: int = 0) -> list[str]:
    """Return text filled to the width behind `indent` spaces; paragraphs are kept.

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
