"""Code: text that may be written to output unchanged, and the functions that make it.

Text of a definition is hostile: a template can only print `Code` and whole numbers. Every
function here takes any text and returns `Code` that means exactly that text in its target
language.
"""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, LiteralString, NamedTuple, cast
from unicodedata import category
from urllib.parse import quote


class Need(NamedTuple):
    """An import that a piece of Python source needs."""

    module: str
    """A module of the standard library or, with a leading dot, of the
    generated package: `._runtime.auth`.
    """
    name: str = ""
    """The imported name; empty if the module itself is imported."""
    alias: str = ""
    """The name in the source (`import x as alias`), if it differs."""
    typing: bool = False
    """True if only annotations need it."""

    @property
    def is_own(self) -> bool:
        """True if the module is part of the generated package."""
        return self.module.startswith(".")


class Code(str):
    """Text that is valid source of the file being written.

    No operator and no method of `str` returns `Code`: see `compose` and `join`.
    """

    __slots__ = ("needs",)

    needs: frozenset[Need]
    """The imports that it needs."""

    def __new__(cls, text: str = "", needs: Iterable[Need] = ()) -> Code:
        """Return trusted text as code. The `needs` of a `Code` passed as text are dropped."""
        code = str.__new__(cls, text)
        code.needs = frozenset(needs) if needs else _NOTHING
        return code


_NOTHING = frozenset[Need]()


def compose(
    template: LiteralString, /, *parts: Code | int, **named: Code | int
) -> Code:
    """Insert code into a literal template with the placeholders of `str.format`."""
    all_parts = (*parts, *named.values())
    return Code(template.format(*parts, **named), needs_of(all_parts))


def join(separator: LiteralString, parts: Iterable[Code]) -> Code:
    """Join code with a literal separator."""
    listed = list(parts)
    return Code(separator.join(listed), needs_of(listed))


def needs_of(parts: Iterable[object]) -> frozenset[Need]:
    """Return all imports that pieces of code need; parts that are not `Code` need none."""
    return frozenset[Need]().union(
        *(part.needs for part in parts if isinstance(part, Code))
    )


def literal(value: object) -> Code:
    """Return a value as a Python literal in black's style, on one line."""
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
    """Return a Python identifier.

    Raises ValueError if the text is not an identifier or is a keyword: names are derived by
    the naming passes, not here.
    """
    if not value.isidentifier() or keyword.iskeyword(value):
        raise ValueError(f"not an identifier: {value!r}")
    return Code(value)


_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


def clean(text: str) -> str:
    """Return the text with LF line ends and without control,
    bidirectional and invisible characters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROL.sub("", text)


def comment(text: str) -> Code:
    """Return text as one line, to be written after a `#`."""
    return Code(_visible(" ".join(clean(text).split())))


def docstring(text: str, indent: int = 0) -> Code:
    """Return any text as a docstring with its quotes, as black formats it.

    The first line is not indented, the others by `indent` spaces. In a docstring of several
    lines, the closing quotes are on a line of their own.
    """
    lines = [line.rstrip() for line in clean(text).strip().split("\n")]
    body = [_escape_docstring(line) for line in lines]
    if len(body) == 1:
        return Code(f'"""{_open(_close(body[0]))}"""')
    pad = " " * indent
    others = [pad + line if line else "" for line in body[1:]]
    return Code('"""' + "\n".join([_open(body[0]), *others, pad + '"""']))


def _escape_docstring(line: str) -> str:
    return _visible(line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"'))


def _visible(text: str) -> str:
    """Return the text with format characters as escapes: a reader of the code must see them."""
    if text.isascii():
        return text
    return "".join(_escape(c) if category(c) == "Cf" else c for c in text)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _open(line: str) -> str:
    # black puts a space before a leading quote; an escape needs none.
    return "\\" + line if line.startswith('"') else line


def _close(line: str) -> str:
    return line[:-1] + '\\"' if line.endswith('"') else line


def toml_string(text: str) -> Code:
    """Return text as a TOML basic string on one line."""
    flat = " ".join(clean(text).split())
    return Code(_visible(json.dumps(flat, ensure_ascii=False)))


def json_text(value: Any) -> Code:
    """Return a value as JSON with an indentation of two spaces,
    unescaped characters, and its key order.
    """
    text = json.dumps(value, indent=2, ensure_ascii=False)
    # A lone surrogate cannot be encoded as UTF-8; JSON can escape it.
    return Code(_SURROGATE.sub(lambda m: f"\\u{ord(m.group()):04x}", text))


_SURROGATE = re.compile("[\ud800-\udfff]")

# `$` begins mathematics on GitHub.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~#&$])")
# GitHub turns bare addresses into links and takes an escape in them for a part of them.
_BARE_LINK = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_LINE_START = re.compile(r"^(?:[-+]|(\d+)(?=[.)]))")


def markdown(text: str) -> Code:
    """Return text as one line that Markdown shows unchanged: no
    markup, no HTML, no table break.

    GitHub still links an email address: no escape prevents that.
    """
    escaped = _MARKDOWN.sub(r"\\\1", shown(text))
    escaped = _BARE_LINK.sub(r"\\\g<0>", escaped)
    # A line must not begin a list, a heading or a numbered item.
    return Code(_LINE_START.sub(_not_a_list, escaped))


def shown(text: str) -> str:
    """Return text as the one line that a reader sees after a Markdown filter."""
    return " ".join(clean(text).split())


def _not_a_list(start: re.Match[str]) -> str:
    number = start.group(1)
    return f"{number}\\" if number else f"\\{start.group()}"


def markdown_code(text: str) -> Code:
    """Return text as inline code on one line, inside or outside tables; empty for no text."""
    flat = shown(text)
    if not flat:
        return Code("")
    if "|" in flat:
        # In a table a bare pipe ends the cell; outside, its escape would be shown.
        return Code(f"<code>{markdown(flat)}</code>")
    runs = [len(run) for run in re.findall(r"`+", flat)]
    fence = "`" * (max(runs, default=0) + 1)
    space = " " if flat.startswith("`") or flat.endswith("`") else ""
    return Code(fence + space + flat + space + fence)


# Characters of a link's target that are not percent-encoded.
_TARGET_SAFE = "!$&'*+,-./:;=?@_~%#"
_LINK_SCHEMES = ("https://", "http://", "mailto:")


def markdown_link(text: str, target: str) -> Code:
    """Return a link to a web address or a mailbox.

    A target of any other kind (`javascript:`, a path, an anchor) is left out; then only the
    text is returned.
    """
    if not shown(target).lower().startswith(_LINK_SCHEMES):
        return markdown(text)
    return _link(text, target)


def markdown_anchor(text: str, anchor: str) -> Code:
    """Return a link to an anchor (`#...`) of the same page."""
    return _link(text, anchor)


def _link(text: str, target: str) -> Code:
    label = markdown(text)
    # An ampersand could begin an entity.
    url = quote(shown(target), safe=_TARGET_SAFE).replace("&", "&amp;")
    return Code(f"[{label}]({url})" if label else "")


def authored_markdown(text: str) -> Code:
    """Return Markdown of the connector's author unchanged, with LF line
    ends and no blank lines around it.
    """
    return Code(text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
