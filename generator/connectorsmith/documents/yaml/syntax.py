"""PyYAML's syntax errors, reworded as what to change.

libyaml and the pure Python parser word the same error differently; both are mapped to
the same message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from yaml import MarkedYAMLError

from connectorsmith.diagnostics.visible import char_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml import YAMLError

    from connectorsmith.diagnostics.lines import Lines

_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_INNER_BOM = re.compile("(?:^|[\n\r\x85\u2028\u2029])[ \t]*+\ufeff")


class Explanation(NamedTuple):
    """A message for a character offset, and a hint."""

    offset: int
    message: str
    hint: str | None


def refused_character(text: str) -> Explanation | None:
    """Explain the first character that YAML never allows; None if there is none.

    A byte order mark at the beginning of a line is refused as well: libyaml skips it,
    the pure parser reads it as text, and it is invisible in an editor.
    """
    match = _UNPRINTABLE.search(text) or _INNER_BOM.search(text)
    if match is None:
        return None
    char, offset = text[match.end() - 1], match.end() - 1
    return Explanation(
        offset,
        f"The invisible character U+{ord(char):04X} cannot stand here.",
        f'Remove it, or write it as "\\u{ord(char):04x}" between double quotes.',
    )


def explain(error: YAMLError, text: str, lines: Lines) -> Explanation:
    """Explain a PyYAML error; unknown ones keep PyYAML's wording."""
    if not isinstance(error, MarkedYAMLError):
        first = str(error).partition("\n")[0]
        return Explanation(0, f"The file is not YAML: {first}.", None)
    at = error.problem_mark.index if error.problem_mark else 0
    since = error.context_mark.index if error.context_mark else at
    fault = _Fault(text, lines, min(at, len(text)), min(since, len(text)))
    wording = f"{error.context or ''} | {error.problem or ''}"
    for pattern, explainer in _EXPLAINERS:
        if pattern.search(wording):
            return explainer(fault)
    problem = error.problem or "it cannot be read"
    context = f" ({error.context})" if error.context else ""
    return Explanation(fault.at, f"The file is not YAML: {problem}{context}.", None)


@dataclass(frozen=True, slots=True)
class _Fault:
    text: str
    lines: Lines
    at: int
    """The offset at which the parser stopped."""
    since: int
    """The offset at which the construct that it was reading began."""

    @property
    def char(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def before(self) -> str:
        """The text before the fault, on its line."""
        line, column = self.lines.at(self.at)
        return self.lines.text_of(line)[: column - 1]

    @property
    def opened(self) -> str:
        line, column = self.lines.at(self.since)
        return f"line {line}, column {column}"


def _no_token(fault: _Fault) -> Explanation:
    if fault.char == "\t" or "\t" in fault.before:
        return Explanation(
            fault.at,
            "A tab indents this line or stands before its text.",
            "YAML indents with spaces only.",
        )
    return Explanation(
        fault.at,
        f"A text cannot begin with {char_name(fault.char)}.",
        "Put the text between quotes.",
    )


def _colon(fault: _Fault) -> Explanation:
    before = fault.before
    if ": " in before or before.rstrip().endswith(":"):
        return Explanation(
            fault.at,
            "A second `:` on this line makes no sense here.",
            "Put the text between quotes if the `:` belongs to it.",
        )
    return Explanation(
        fault.at,
        "A `key:` cannot stand here.",
        "Indent this line as its neighbours are, or complete the line above: "
        "a `:` may be missing there.",
    )


def _no_colon(fault: _Fault) -> Explanation:
    return Explanation(
        fault.since,
        "This line is no `key: value`: its `:` is missing.",
        "Write `key: value`, or indent the line to continue the text above it.",
    )


def _open_quote(fault: _Fault) -> Explanation:
    quote = fault.text[fault.since : fault.since + 1]
    doubled = "''" if quote == "'" else '\\"'
    return Explanation(
        fault.since,
        f"The quote `{quote}` opened here is never closed.",
        f"Close it; the quote itself is written `{doubled}` inside.",
    )


def _escape(fault: _Fault) -> Explanation:
    start = max(fault.text.rfind("\\", 0, fault.at + 1), 0)
    return Explanation(
        start,
        f"A backslash before {char_name(fault.text[start + 1 : start + 2])} "
        "means nothing here.",
        "A backslash between double quotes is written `\\\\`; "
        "between single quotes it stands for itself.",
    )


def _block_mapping(fault: _Fault) -> Explanation:
    if fault.char in ("}", "]"):
        return Explanation(
            fault.at, f"This `{fault.char}` closes nothing.", "Remove it."
        )
    if fault.before.strip(" -"):
        return Explanation(
            fault.at,
            "Text follows where the value has ended.",
            "Put the whole value between one pair of quotes.",
        )
    if fault.char == "-":
        return Explanation(
            fault.at,
            f"A list item stands where the mapping opened at {fault.opened} "
            "needs a `key:`.",
            "Indent the list under its key, or end it.",
        )
    return _indentation(fault)


def _indentation(fault: _Fault) -> Explanation:
    return Explanation(
        fault.at,
        f"The indentation fits neither what was opened at {fault.opened} "
        "nor anything around it.",
        "Indent this line exactly as its neighbours are.",
    )


def _block_list(fault: _Fault) -> Explanation:
    return Explanation(
        fault.at,
        f"The list opened at {fault.opened} goes on with something that is no item.",
        "Begin the line with `- `, or indent it less.",
    )


def _flow(fault: _Fault) -> Explanation:
    bracket = fault.text[fault.since : fault.since + 1]
    return Explanation(
        fault.at,
        f"A `,` or the end of the `{bracket}` opened at {fault.opened} is missing.",
        "Add it before this; text with , : [ ] { } in it needs quotes.",
    )


def _no_value(fault: _Fault) -> Explanation:
    if not fault.char:
        return Explanation(fault.at, "The file ends where a value should be.", None)
    return Explanation(
        fault.at,
        f"{char_name(fault.char)} stands where a value should.",
        "Put text that begins so between quotes.",
    )


def _list_after_key(fault: _Fault) -> Explanation:
    return Explanation(
        fault.at,
        "A list cannot begin on the line of its key.",
        "Put `- ` on the next line; a text that begins with - needs quotes.",
    )


def _no_name(fault: _Fault) -> Explanation:
    mark = fault.text[fault.since : fault.since + 1]
    what = "an alias" if mark == "*" else "an anchor"
    return Explanation(
        fault.since,
        f"`{mark}` begins {what}, but no name of one follows.",
        f"Put text that begins with {mark} between quotes.",
    )


def _tag(fault: _Fault) -> Explanation:
    return Explanation(
        fault.since,
        "`!` begins a tag, and this is none that can be used.",
        "Put text that begins with ! between quotes.",
    )


def _block_scalar(fault: _Fault) -> Explanation:
    return Explanation(
        fault.at,
        "Only +, - or a digit may follow `|` or `>` on the line.",
        "Begin the text on the next line, indented; or put it between quotes.",
    )


def _outside(fault: _Fault) -> Explanation:
    return Explanation(
        fault.at,
        "This stands outside the document.",
        "Indent the lines of the top level alike; nothing may follow `...`.",
    )


def _directive(fault: _Fault) -> Explanation:
    return Explanation(
        fault.at, "This `%` line cannot be used.", "Remove it: no directive is needed."
    )


_EXPLAINERS: tuple[tuple[re.Pattern[str], Callable[[_Fault], Explanation]], ...] = (
    tuple(
        (re.compile(pattern), explainer)
        for pattern, explainer in (
            (r"cannot start any token|tab character", _no_token),
            (r"mapping values are not allowed", _colon),
            (r"could not find expected ':'", _no_colon),
            (
                r"quoted scalar.*(unexpected end of stream|document (indicator|separator))",
                _open_quote,
            ),
            (r"escape (character|code)|scalar.*hexdecimal|escape sequence of", _escape),
            (r"tag", _tag),
            (r"directive|incompatible YAML|%YAML|version", _directive),
            (r"block scalar", _block_scalar),
            (r"scanning an (alias|anchor)", _no_name),
            (r"flow (sequence|mapping)", _flow),
            (r"node content", _no_value),
            (r"entries are not allowed", _list_after_key),
            (r"document start", _outside),
            (r"block mapping", _block_mapping),
            (r"block (collection|sequence)", _block_list),
        )
    )
)
