"""Text that may stand in output as it is, and the only ways in which other text becomes so.

Spec text is hostile until proven otherwise: a template can print `Code` and whole
numbers, nothing else. Every function here takes any text and returns `Code` that means
that text and nothing more in its target language.
"""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, LiteralString, NamedTuple, cast
from urllib.parse import quote


class Need(NamedTuple):
    """Something that a piece of Python source needs to be imported."""

    module: str
    """Of the standard library; with a dot before it, of the generated package: `._runtime.auth`."""
    name: str = ""
    """Empty where the module itself is needed."""
    alias: str = ""
    """What the source calls it, where that is not its name."""
    typing: bool = False
    """Whether annotations alone need it."""

    @property
    def is_own(self) -> bool:
        """True if it is of the generated package."""
        return self.module.startswith(".")


class Code(str):
    """Text that is already valid source of the file that is being written.

    No operator and no method of text gives `Code`: see `compose` and `join`.
    """

    __slots__ = ("needs",)

    needs: frozenset[Need]
    """What it needs to be imported."""

    def __new__(cls, text: str = "", needs: Iterable[Need] = ()) -> Code:
        """The text, which the caller vouches for; what it needs is not kept."""
        made = str.__new__(cls, text)
        made.needs = frozenset(needs) if needs else _NOTHING
        return made


_NOTHING = frozenset[Need]()


def compose(
    template: LiteralString, /, *parts: Code | int, **named: Code | int
) -> Code:
    """Put code into a template of our own, in the places that `str.format` knows."""
    every = (*parts, *named.values())
    return Code(template.format(*parts, **named), needs_of(every))


def join(separator: LiteralString, parts: Iterable[Code]) -> Code:
    """Join code with a separator of our own."""
    listed = list(parts)
    return Code(separator.join(listed), needs_of(listed))


def needs_of(parts: Iterable[object]) -> frozenset[Need]:
    """Everything that some pieces of code need; what is no code needs nothing."""
    return frozenset[Need]().union(
        *(part.needs for part in parts if isinstance(part, Code))
    )


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


def toml_string(text: str) -> Code:
    """A TOML basic string of one line of text."""
    flat = " ".join(clean(text).split())
    return Code(json.dumps(flat, ensure_ascii=False))


def json_text(value: Any) -> Code:
    """JSON as it is published: two spaces, characters as they are, key order kept."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    # Half a surrogate pair has no UTF-8; JSON has an escape for it.
    return Code(_SURROGATE.sub(lambda m: f"\\u{ord(m.group()):04x}", text))


_SURROGATE = re.compile("[\ud800-\udfff]")

# `$` begins mathematics on GitHub.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~#&$])")
# GitHub makes links of bare addresses, and takes the escapes in them for a part of them.
_BARE_LINK = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_LINE_START = re.compile(r"^(?:[-+]|(\d+)(?=[.)]))")


def markdown(text: str) -> Code:
    """One line of text that Markdown shows as it is: no markup, no HTML, no table break.

    An email address stays one that GitHub links to itself: no escape prevents that.
    """
    escaped = _MARKDOWN.sub(r"\\\1", shown(text))
    escaped = _BARE_LINK.sub(r"\\\g<0>", escaped)
    # A line must not begin a list, a heading or a numbered item.
    return Code(_LINE_START.sub(_not_a_list, escaped))


def shown(text: str) -> str:
    """The one line that a reader sees of a text which passed through a Markdown filter."""
    return " ".join(clean(text).split())


def _not_a_list(start: re.Match[str]) -> str:
    number = start.group(1)
    return f"{number}\\" if number else f"\\{start.group()}"


def markdown_code(text: str) -> Code:
    """One line of text as inline code, inside and outside of tables; nothing of nothing."""
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


# What stands in a link's target as it is; everything else is percent-encoded.
_TARGET_SAFE = "!$&'*+,-./:;=?@_~%#"
_LINK_SCHEMES = ("https://", "http://", "mailto:")


def markdown_link(text: str, target: str) -> Code:
    """A link to a web address or a mailbox.

    A target of any other kind (`javascript:`, a path, a place of the page) gives the text
    alone.
    """
    if not shown(target).lower().startswith(_LINK_SCHEMES):
        return markdown(text)
    return _link(text, target)


def markdown_anchor(text: str, anchor: str) -> Code:
    """A link to the heading of the same page that has the anchor (`#...`)."""
    return _link(text, anchor)


def _link(text: str, target: str) -> Code:
    label = markdown(text)
    # An ampersand could begin an entity.
    url = quote(shown(target), safe=_TARGET_SAFE).replace("&", "&amp;")
    return Code(f"[{label}]({url})" if label else "")


def authored_markdown(text: str) -> Code:
    """Markdown that the connector's author wrote by hand, as it is: LF, no blank ends."""
    return Code(text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
