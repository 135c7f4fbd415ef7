"""Names for the connection of a client: arguments, environment variables, classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from connectorsmith.naming.identifiers import class_name, unique_names
from connectorsmith.naming.reserved import CONNECTION
from connectorsmith.text.words import pascal_case, snake_case, split_words

BASE_URL = "base_url"


def name_connection(wanted: Mapping[str, str]) -> dict[str, str]:
    """Return an argument name for each connection parameter, by the parameter's name.

    `wanted` has the text to derive it from: `token:customHost` gives `customHost`. If
    two give the same, each is named after its connection parameter.
    """
    short = {name: text.rpartition(":")[2] for name, text in wanted.items()}
    counts = Counter(snake_case(text) for text in short.values())
    texts = {
        name: text if counts[snake_case(text)] == 1 else name
        for name, text in short.items()
    }
    names = unique_names(texts.values(), "connection", CONNECTION)
    return {name: names[text] for name, text in texts.items()}


def environment_variable(package: str, argument: str) -> str:
    """Return the environment variable of an argument.

    An argument `base_url` gets a prefix: the variable without it is the client's own.
    """
    name = argument.rstrip("_")
    own = f"connection_{name}" if name == BASE_URL else name
    return f"{package}_{own}".upper()


def name_sets(names: Sequence[str], taken: Iterable[str]) -> tuple[str, ...]:
    """Return a class name for each connection parameter set, in their order.

    `key-auth` is `KeyAuthConnection`.
    """
    class_names: list[str] = []
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
        class_names.append(free)
    return tuple(class_names)
