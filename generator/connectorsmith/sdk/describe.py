"""Sentences about an operation, an argument or a field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from connectorsmith.ir.connector import Operation
from connectorsmith.ir.json import Json
from connectorsmith.ir.types import IntegerType, Schema, StringType
from connectorsmith.sdk.annotations import MAX_CHOICES
from connectorsmith.text.plurals import singular
from connectorsmith.text.words import split_words

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|vs|approx|no|Inc|Ltd)\.$", re.IGNORECASE)
_FILLERS = frozenset("""
    a an and are be desired details field for given id identifier if in input is it
    its link list object of on optional or order parameter please property provide request
    required response result specific specified that the this to type unique used value
    values was when which whether you your
    """.split())
"""Words that add nothing to a name."""
_IMPLIED = {"email": "address", "ip": "address", "mail": "address", "phone": "number"}
"""Words that add nothing to a name that has another word."""
_NO_DESCRIPTIONS = frozenset(
    {
        "ok",
        "success",
        "successful",
        "default",
        "response",
        "the",
        "default response",
        "successful operation",
        "successful response",
        "operation success",
    }
)
"""Descriptions of responses, in lower case, that only mean success."""

_FORMATS = {
    "uuid": "a UUID",
    "email": "an email address",
    "uri": "a URL",
    "url": "a URL",
    "time": "a time",
    "duration": "a duration",
}
_MAX_SHOWN = 8
"""Values of a long list; further ones are left out."""
_MAX_LIMIT = 2**31 - 1
"""The largest limit of a number; a greater one is that of its format and is left out."""
_MAX_PATTERN = 60
"""Characters of a pattern; a longer one is left out, because it explains nothing."""


def split_first_sentence(text: str) -> tuple[str, str]:
    """Return the first sentence and the rest; the rest is empty if there is only one."""
    for match in _SENTENCE_END.finditer(text):
        first = text[: match.start()]
        if not _ABBREVIATION.search(first):
            return first, text[match.end() :]
    return text, ""


def headline(operation: Operation) -> tuple[str, str]:
    """Return the first line of an operation's docstring, and the rest of its description."""
    text = operation.description or operation.summary or operation.id
    first, rest = split_first_sentence(text.strip())
    return sentence(first), sentence(rest)


def describe(schema: Schema, name: str = "", owner: str = "") -> str:
    """Return the facts about an argument or a field in sentences; empty if there are none.

    A description that only repeats the name, or the name and that of its owner, is left
    out.
    """
    if schema.notification_url:
        return "A URL of yours that the API can reach; it posts the events there."
    texts = (schema.description, schema.title)
    text = next((one for one in texts if one and not echoes(one, name, owner)), "")
    facts = [one for one in _facts(schema, text) if not echoes(one, name, owner)]
    return " ".join([*([sentence(text)] if text else []), *facts])


def sentence(text: str) -> str:
    """Return the text with a full stop at its end, unless it ends in punctuation."""
    flat = text.strip()
    return flat if not flat or flat[-1] in ".!?:;…" else f"{flat}."


def echoes(text: str, name: str, owner: str = "") -> bool:
    """Return whether a text only repeats a name: `The thread identifier.` of `thread_id`.

    The end of a text that names the owner adds nothing: `The text of the message.` is
    `text` of `Message`.
    """
    known = {singular(word.lower()) for word in split_words(name)}
    if not known:
        return False
    known |= {_IMPLIED[word] for word in known & _IMPLIED.keys()}
    words = [word.lower() for word in split_words(text)]
    return bool(words) and _only(_without_owner(words, owner), known)


def says_something(description: str | None) -> bool:
    """Return whether the description of a response is more than a word for success."""
    text = (description or "").strip(" .").lower()
    return bool(text) and text not in _NO_DESCRIPTIONS


def _without_owner(words: list[str], owner: str) -> list[str]:
    """Return the words without an end such as `of the message`, for the owner `Message`."""
    for index in range(len(words) - 1, 0, -1):
        if words[index] == "of":
            known = {singular(word.lower()) for word in split_words(owner)}
            return words[:index] if _only(words[index:], known) else words
    return words


def _only(words: list[str], known: Collection[str]) -> bool:
    return all(word in _FILLERS or singular(word) in known for word in words)


def _facts(schema: Schema, text: str) -> Iterator[str]:
    yield from _format(schema, text)
    yield from _values(schema)
    yield from _limits(schema)
    default = schema.default
    if isinstance(default, (str, int, float)) and default != "":
        yield f"Power Platform's default is {_shown(default)}."


def _format(schema: Schema, text: str) -> Iterator[str]:
    if not text and isinstance(schema.type, StringType):
        known = _FORMATS.get(schema.type.format or "")
        if known is not None:
            yield sentence(known[0].upper() + known[1:])


def _values(schema: Schema) -> Iterator[str]:
    """Yield the meanings of values, else the values if they are too many for an annotation."""
    meanings = [
        f"{_shown(value)}: {meaning}"
        for value, meaning in schema.meanings
        if isinstance(value, (str, int)) and not echoes(meaning, str(value))
    ]
    if meanings:
        more = len(meanings) - _MAX_SHOWN
        rest = f"; and {more} more" if more > 0 else ""
        yield f"{'; '.join(meanings[:_MAX_SHOWN])}{rest}."
        return
    if isinstance(schema.type, StringType | IntegerType):
        values = schema.type.enum
        if len(values) > MAX_CHOICES:
            shown = ", ".join(_shown(one) for one in values[:_MAX_SHOWN])
            yield f"One of {len(values)} values: {shown}, ..."


def _limits(schema: Schema) -> Iterator[str]:
    limits = dict(schema.limits)
    yield from _range(_number(limits, "minimum"), _number(limits, "maximum"), limits)
    for kind, least, most in (
        ("character", "minLength", "maxLength"),
        ("item", "minItems", "maxItems"),
    ):
        yield from _count(_number(limits, least), _number(limits, most), kind)
    multiple = _number(limits, "multipleOf")
    if multiple is not None:
        yield f"A multiple of {multiple}."
    pattern = limits.get("pattern")
    if isinstance(pattern, str) and len(pattern) <= _MAX_PATTERN:
        yield f"Must match `{pattern}`."


def _range(
    least: float | None, most: float | None, limits: dict[str, Json]
) -> Iterator[str]:
    above = limits.get("exclusiveMinimum") is True
    below = limits.get("exclusiveMaximum") is True
    if least is not None and most is not None and not above and not below:
        yield f"From {least} to {most}."
        return
    if least is not None:
        yield f"More than {least}." if above else f"At least {least}."
    if most is not None:
        yield f"Less than {most}." if below else f"At most {most}."


def _count(least: float | None, most: float | None, kind: str) -> Iterator[str]:
    # A minimum of 1 is too obvious to mention.
    if least is not None and least > 1 and most is not None:
        yield f"From {least} to {most} {kind}s."
    elif most is not None:
        yield f"At most {most} {kind}{'' if most == 1 else 's'}."
    elif least is not None and least > 1:
        yield f"At least {least} {kind}s."


def _number(limits: dict[str, Json], key: str) -> float | None:
    value = limits.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value if abs(value) < _MAX_LIMIT else None


def _shown(value: str | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
