"""What is known of an operation, an argument or a field, in sentences: nothing where nothing is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from connectorsmith.ir.connector import Operation
from connectorsmith.ir.json import Json
from connectorsmith.ir.types import IntegerType, Schema, StringType
from connectorsmith.sdk.annotations import MOST_CHOICES
from connectorsmith.text.words import singular, split_words

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
"""Descriptions of responses, in lower case, that say only that there is one."""

_FORMATS = {
    "uuid": "a UUID",
    "email": "an email address",
    "uri": "a URL",
    "url": "a URL",
    "time": "a time",
    "duration": "a duration",
}
_MOST_SHOWN = 8
"""As many of the values of a long list are shown."""
_LARGEST = 2**31 - 1
"""From here on a limit is that of a number's format, which is none to a reader."""
_LONGEST = 60
"""A pattern of more characters tells nobody anything."""


def split_first_sentence(text: str) -> tuple[str, str]:
    """The first sentence and the rest; the rest is empty where there is only one."""
    for match in _SENTENCE_END.finditer(text):
        first = text[: match.start()]
        if not _ABBREVIATION.search(first):
            return first, text[match.end() :]
    return text, ""


def headline(operation: Operation) -> tuple[str, str]:
    """The first line of an operation's docstring, and what else its author says."""
    said = operation.description or operation.summary or operation.id
    first, rest = split_first_sentence(said.strip())
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
    """The text with a full stop behind it, unless it ends in punctuation."""
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
    """Return the words without an end such as `of the message`, where the owner is `Message`."""
    for index in range(len(words) - 1, 0, -1):
        if words[index] == "of":
            known = {singular(word.lower()) for word in split_words(owner)}
            return words[:index] if _only(words[index:], known) else words
    return words


def _only(words: list[str], known: Collection[str]) -> bool:
    return all(word in _FILLERS or singular(word) in known for word in words)


def _facts(schema: Schema, said: str) -> Iterator[str]:
    yield from _format(schema, said)
    yield from _values(schema)
    yield from _limits(schema)
    default = schema.default
    if isinstance(default, (str, int, float)) and default != "":
        yield f"Power Platform's default is {_shown(default)}."


def _format(schema: Schema, said: str) -> Iterator[str]:
    if not said and isinstance(schema.type, StringType):
        known = _FORMATS.get(schema.type.format or "")
        if known is not None:
            yield sentence(known[0].upper() + known[1:])


def _values(schema: Schema) -> Iterator[str]:
    """What values mean, and those that an annotation is too short for."""
    told = [
        f"{_shown(value)}: {meaning}"
        for value, meaning in schema.meanings
        if isinstance(value, (str, int)) and not echoes(meaning, str(value))
    ]
    if told:
        more = len(told) - _MOST_SHOWN
        rest = f"; and {more} more" if more > 0 else ""
        yield f"{'; '.join(told[:_MOST_SHOWN])}{rest}."
        return
    if isinstance(schema.type, StringType | IntegerType):
        values = schema.type.enum
        if len(values) > MOST_CHOICES:
            shown = ", ".join(_shown(one) for one in values[:_MOST_SHOWN])
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
    if isinstance(pattern, str) and len(pattern) <= _LONGEST:
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
    # That something is not empty goes without saying.
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
    return value if abs(value) < _LARGEST else None


def _shown(value: str | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
