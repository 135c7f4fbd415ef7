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
        f"The invisible character U+{ord(char):04X} is not allowed here.",
        f'Remove it, or write it as "\\u{ord(char):04x}" in double quotes.',
    )


def explain(error: YAMLError, text: str, lines: Lines) -> Explanation:
    """Explain a PyYAML error; unknown ones keep PyYAML's wording."""
    if not isinstance(error, MarkedYAMLError):
        first = str(error).partition("\n")[0]
        return Explanation(0, f"The file is not valid YAML: {first}.", None)
    at = error.problem_mark.index if error.problem_mark else 0
    since = error.context_mark.index if error.context_mark else at
    fault = _Fault(text, lines, min(at, len(text)), min(since, len(text)))
    wording = f"{error.context or ''} | {error.problem or ''}"
    for pattern, explainer in _EXPLAINERS:
        if pattern.search(wording):
            return explainer(fault)
    problem = error.problem or "it cannot be read"
    context = f" ({error.context})" if error.context else ""
    return Explanation(
        fault.at, f"The file is not valid YAML: {problem}{context}.", None
    )


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
            "A tab is not allowed before the text of a line.",
            "Indent with spaces.",
        )
    return Explanation(
        fault.at,
        f"Text must not begin with {char_name(fault.char)}.",
        "Put the text in quotes.",
    )


def _colon(fault: _Fault) -> Explanation:
    before = fault.before
    if ": " in before or before.rstrip().endswith(":"):
        return Explanation(
            fault.at,
            "A second `:` is not allowed on this line.",
            "Put the text in quotes if the `:` belongs to it.",
        )
    return Explanation(
        fault.at,
        "A `key:` is not allowed here.",
        "Indent this line like its neighbors, or add a missing `:` to the line above.",
    )


def _no_colon(fault: _Fault) -> Explanation:
    return Explanation(
        fault.since,
        "This line must have a `:` after its key.",
        "Write `key: value`, or indent the line to continue the text above it.",
    )


def _open_quote(fault: _Fault) -> Explanation:
    quote = fault.text[fault.since : fault.since + 1]
    doubled = "''" if quote == "'" else '\\"'
    return Explanation(
        fault.since,
        f"The quote `{quote}` is not closed.",
        f"Close it, and write a quote inside the text as `{doubled}`.",
    )


def _escape(fault: _Fault) -> Explanation:
    start = max(fault.text.rfind("\\", 0, fault.at + 1), 0)
    return Explanation(
        start,
        "A backslash in double quotes must not come before "
        f"{char_name(fault.text[start + 1 : start + 2])}.",
        "Write a backslash itself as `\\\\`, or use single quotes.",
    )


def _block_mapping(fault: _Fault) -> Explanation:
    if fault.char in ("}", "]"):
        return Explanation(
            fault.at, f"This `{fault.char}` has no opening bracket.", "Remove it."
        )
    if fault.before.strip(" -"):
        return Explanation(
            fault.at,
            "Text is not allowed after the end of a value.",
            "Put the whole value in one pair of quotes.",
        )
    if fault.char == "-":
        return Explanation(
            fault.at,
            f"A list item is not allowed in the mapping at {fault.opened}.",
            "Indent the list under its key.",
        )
    return _indentation(fault)


def _indentation(fault: _Fault) -> Explanation:
    return Explanation(
        fault.at,
        f"This line must be indented like the block at {fault.opened}, "
        "or like one around it.",
        "Indent this line like its neighbors.",
    )


def _block_list(fault: _Fault) -> Explanation:
    return Explanation(
        fault.at,
        f"A line of the list at {fault.opened} must begin with `- `.",
        "Begin the line with `- `, or indent it less.",
    )


def _flow(fault: _Fault) -> Explanation:
    bracket = fault.text[fault.since : fault.since + 1]
    return Explanation(
        fault.at,
        f"A `,` or a closing bracket is missing after the `{bracket}` at {fault.opened}.",
        "Add it here, or put text that contains , : [ ] { } in quotes.",
    )


def _no_value(fault: _Fault) -> Explanation:
    if not fault.char:
        return Explanation(
            fault.at,
            "A value must come before the end of the file.",
            "Add the missing value.",
        )
    return Explanation(
        fault.at,
        f"A value must not begin with {char_name(fault.char)}.",
        "Put text that begins with it in quotes.",
    )


def _list_after_key(fault: _Fault) -> Explanation:
    return Explanation(
        fault.at,
        "A list must not begin on the line of its key.",
        "Put `- ` on the next line, or put text that begins with - in quotes.",
    )


def _no_name(fault: _Fault) -> Explanation:
    mark = fault.text[fault.since : fault.since + 1]
    what = "an alias" if mark == "*" else "an anchor"
    return Explanation(
        fault.since,
        f"A name must follow the `{mark}` of {what}.",
        f"Put text that begins with {mark} in quotes.",
    )


def _tag(fault: _Fault) -> Explanation:
    return Explanation(
        fault.since,
        "The tag that begins with this `!` is not valid.",
        "Put text that begins with ! in quotes.",
    )


def _block_scalar(fault: _Fault) -> Explanation:
    return Explanation(
        fault.at,
        "Only +, - or a digit may follow `|` or `>` on the line.",
        "Begin the text on the next line, indented, or put it in quotes.",
    )


def _outside(fault: _Fault) -> Explanation:
    return Explanation(
        fault.at,
        "This text is outside the document.",
        "Indent all lines of the top level alike, or remove text after `...`.",
    )


def _directive(fault: _Fault) -> Explanation:
    return Explanation(fault.at, "This `%` line is not supported.", "Remove the line.")


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
