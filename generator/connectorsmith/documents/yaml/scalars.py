"""YAML scalars, resolved by JSON's rules: `no` and `2026-01-01` are text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from connectorsmith.diagnostics.visible import cut
from connectorsmith.documents.scalars import NUMBER, SURROGATE, number

if TYPE_CHECKING:
    from yaml.events import ScalarEvent

Scalar: TypeAlias = "bool | int | float | str | None"

_STANDARD = "tag:yaml.org,2002:"
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
MAP_TAGS: Final = (None, "!", _STANDARD + "map")
"""The tags that a mapping may have."""
SEQUENCE_TAGS: Final = (None, "!", _STANDARD + "seq")
"""The tags that a sequence may have."""


class ScalarError(Exception):
    """A scalar that has no JSON value."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def is_merge(event: ScalarEvent) -> bool:
    """Return whether a key is YAML's merge key, a plain `<<`."""
    return event.value == "<<" and (
        event.tag == _STANDARD + "merge" or (event.tag is None and not event.style)
    )


def resolve(event: ScalarEvent) -> Scalar:
    """Return the JSON value of a scalar.

    A plain `true`, `false`, `null` or JSON number has that value, and empty plain text
    is null; everything else is text. A standard tag overrides this (`!!str 5`). Raises
    ScalarError for other tags, and if the text does not match its tag.
    """
    text, tag = event.value, event.tag
    if SURROGATE.search(text):
        raise ScalarError(
            "The text must not hold half a surrogate pair (\\ud800 to \\udfff).",
            "Write the character itself.",
        )
    if tag is None:
        return text if event.style else _plain(text)
    if tag in ("!", _STANDARD + "str"):
        return text
    if tag == _STANDARD + "int":
        return _exact(text, int, "a whole number")
    if tag == _STANDARD + "float":
        return float(_exact(text, (int, float), "a number"))
    if tag == _STANDARD + "bool":
        return bool(_exact(text, bool, "true or false"))
    if tag == _STANDARD + "null":
        _exact(text, type(None), "null")
        return None
    raise unknown_tag(tag)


def unknown_tag(tag: str) -> ScalarError:
    """Return the error for a tag that JSON has no value for."""
    shown = cut(tag.replace(_STANDARD, "!!"))
    return ScalarError(
        f"The tag {shown} is not supported.",
        "Remove the tag, or put the text in quotes if the ! belongs to it.",
    )


def _plain(text: str) -> Scalar:
    if text in _WORDS:
        return _WORDS[text]
    if not text:
        return None
    literal = NUMBER.fullmatch(text)
    if literal is None:
        return text
    try:
        return number(literal)
    except ValueError:
        raise ScalarError(
            "The number is too large.", "Put it in quotes if it is text."
        ) from None


def _exact(text: str, kind: type | tuple[type, ...], what: str) -> int | float:
    """Return a tagged text's value, which must be of a given type (a bool is no int)."""
    value = _plain(text)
    kinds = kind if isinstance(kind, tuple) else (kind,)
    if type(value) not in kinds:
        raise ScalarError(
            f"The text must be {what}, because its tag says so.",
            "Remove the tag, or write the value as in JSON.",
        )
    return value if isinstance(value, (int, float)) else 0
