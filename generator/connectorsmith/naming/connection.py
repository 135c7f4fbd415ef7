"""Names of what a client is given to connect: arguments, environment variables, classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from connectorsmith.naming.identifiers import CLIENT, class_name, unique_names
from connectorsmith.text.words import pascal_case, snake_case, split_words

BASE_URL = "base_url"

RESERVED = CLIENT | frozenset("""
    auth bearer connect either find_secret find_text given joined need_password need_secret
    need_text need_text_unless os present
    """.split())
"""What the code that reads an argument calls, or a connection has of its own."""


def name_connection(wanted: Mapping[str, str]) -> dict[str, str]:
    """The argument for each connection parameter, by its name; `wanted` says what it is called.

    `token:customHost` wants `customHost`; where two want the same, each gets its whole name.
    """
    short = {name: text.rpartition(":")[2] for name, text in wanted.items()}
    often = Counter(snake_case(text) for text in short.values())
    texts = {
        name: text if often[snake_case(text)] == 1 else name
        for name, text in short.items()
    }
    names = unique_names(texts.values(), "connection", RESERVED)
    return {name: names[text] for name, text in texts.items()}


def environment_variable(package: str, argument: str) -> str:
    """The environment variable of an argument; `base_url` has one of its own already."""
    name = argument.rstrip("_")
    own = f"connection_{name}" if name == BASE_URL else name
    return f"{package}_{own}".upper()


def name_sets(names: Sequence[str], taken: Iterable[str]) -> tuple[str, ...]:
    """A class name for each connection parameter set, in their order: `key-auth` is `KeyAuthConnection`."""
    made: list[str] = []
    used = set(taken)
    for name in names:
        words = split_words(name)
        if words and words[-1].lower() == "connection":
            words = words[:-1]
        first = bool(words) and not words[0][0].isidentifier()
        order = ["connection", *words] if first else [*words, "connection"]
        wanted = free = class_name(pascal_case(order))
        number = 1
        while free in used:
            number += 1
            free = f"{wanted}{number}"
        used.add(free)
        made.append(free)
    return tuple(made)
