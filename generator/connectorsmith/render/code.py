"""Text that may stand in output as it is, and the only ways in which other text becomes so.

Spec text is hostile until proven otherwise: a template can print `Code` and whole
numbers, nothing else. Every function here takes any text and returns `Code` that means
that text and nothing more in its target language.
"""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from markupsafe import Markup


class Code(Markup):
    """Text that is already valid source of the file that is being written."""

    __slots__ = ()


def literal(value: object) -> Code:
    """A Python literal of a plain value, in black's quotes, on one line."""
    if isinstance(value, str):
        return Code(_quoted(value))
    if isinstance(value, Mapping):
        members = cast("Mapping[object, object]", value)
        items = ", ".join(f"{literal(k)}: {literal(v)}" for k, v in members.items())
        return Code("{" + items + "}")
    if isinstance(value, (list, tuple)):
        sequence = cast("Sequence[object]", value)
        items = ", ".join(literal(item) for item in sequence)
        if isinstance(value, list):
            return Code(f"[{items}]")
        return Code(f"({items},)" if len(sequence) == 1 else f"({items})")
    if value is None or isinstance(value, (bool, int, float)):
        if isinstance(value, float) and (value != value or value in _INFINITIES):
            return Code(f'float("{value}")')
        return Code(repr(value))
    raise TypeError(f"no literal for {type(value).__name__}")


_INFINITIES = (float("inf"), float("-inf"))


def _quoted(text: str) -> str:
    # black's choice of quotes; repr() escapes control, separating and bidirectional characters.
    quote = "'" if text.count('"') > text.count("'") else '"'
    body = "".join(
        f"\\{c}" if c == quote else c if c in "'\"" else repr(c)[1:-1] for c in text
    )
    return f"{quote}{body}{quote}"


def identifier(value: str) -> Code:
    """A Python identifier, checked: names are made by the naming pass, not here.

    Raises ValueError for anything that is not an identifier or is a keyword.
    """
    if not value.isidentifier() or keyword.iskeyword(value):
        raise ValueError(f"not an identifier: {value!r}")
    return Code(value)


_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


def clean(text: str) -> str:
    """The text with LF line ends, without control, bidirectional and invisible characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROL.sub("", text)


def comment(text: str) -> Code:
    """One line of text for behind a `#`."""
    return Code(" ".join(clean(text).split()))


def docstring(text: str, indent: int = 0) -> Code:
    """A docstring of any text in black's shape, with its quotes.

    The first line stands where the docstring does; further lines are indented by `indent`
    spaces, and then the closing quotes stand on a line of their own.
    """
    lines = [line.rstrip() for line in clean(text).strip().split("\n")]
    body = [_escape_docstring(line) for line in lines]
    if len(body) == 1:
        return Code(f'"""{_open(_close(body[0]))}"""')
    pad = " " * indent
    rest = [pad + line if line else "" for line in body[1:]]
    return Code('"""' + "\n".join([_open(body[0]), *rest, pad + '"""']))


def _escape_docstring(line: str) -> str:
    return line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def _open(line: str) -> str:
    # black puts a space before a leading quote; an escape needs none.
    return "\\" + line if line.startswith('"') else line


def _close(line: str) -> str:
    return line[:-1] + '\\"' if line.endswith('"') else line


def json_text(value: Any) -> Code:
    """JSON as it is published: two spaces, characters as they are, key order kept."""
    return Code(json.dumps(value, indent=2, ensure_ascii=False))


_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~#&])")


def markdown(text: str) -> Code:
    """One line of text that Markdown shows as it is: no markup, no HTML, no table break."""
    flat = " ".join(clean(text).split())
    escaped = _MARKDOWN.sub(r"\\\1", flat)
    # A line must not begin a list, a heading or a numbered item.
    return Code(re.sub(r"^([-+]|\d+(?=[.)]))", lambda m: _lead(m.group(1)), escaped))


def _lead(start: str) -> str:
    return f"\\{start}" if start in "-+" else f"{start}\\"


def markdown_code(text: str) -> Code:
    """One line of text as inline code, with a fence longer than any run of backticks in it."""
    flat = " ".join(clean(text).split())
    runs = [len(run) for run in re.findall(r"`+", flat)]
    fence = "`" * (max(runs, default=0) + 1)
    space = " " if flat.startswith("`") or flat.endswith("`") or not flat else ""
    # A pipe would end the table cell even inside code.
    return Code(fence + space + flat.replace("|", "\\|") + space + fence)
