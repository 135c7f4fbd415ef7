"""Candidate names of an inline schema, from its places in the definition.

The candidates grow from short to unambiguous; the resolver moves all schemas that want
the same name to the next level at once. They are the schema alone (`Status`), with its
parents (`MessageStatus`), and with its operation (`GetMessagesStatus`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus

from connectorsmith.ir.connector import Operation
from connectorsmith.ir.types import Use
from connectorsmith.naming.identifiers import class_name
from connectorsmith.naming.nouns import names_several, noun_words, one_of
from connectorsmith.text.plurals import singular
from connectorsmith.text.words import pascal_case, shortened, split_words

MAX_LENGTH = 60
"""Characters of a derived name; in a longer one, words in the middle are left out."""

CONTAINERS = frozenset("""
    collection content data documents elements entities entries entry hits item items
    list member members nodes objects output outputs page payload record records result
    results resultset row rows value values body response embedded _embedded
    """.split())
"""Names of properties that only contain the subject of an operation."""

Level = Callable[[Use], str]


class Candidates:
    """The candidate names of a use, from its path and its operation or definition."""

    def __init__(
        self, operations: Iterable[Operation], definitions: Iterable[str]
    ) -> None:
        self._operations = {operation.id: operation for operation in operations}
        self._definitions = {f"#/definitions/{name}": name for name in definitions}

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels, from the shortest name to the most specific one."""
        return (
            self.alone,
            self.with_parent,
            self.with_grandparent,
            self.with_owner,
            self.in_full,
        )

    def alone(self, use: Use) -> str:
        """Return the name of the schema alone."""
        named = _named_steps(use.path)
        return _joined(named[-1]) if named else _joined(self._root(use))

    def with_parent(self, use: Use) -> str:
        """Return the name, prefixed with that of the parent schema."""
        return self._with_parents(use, 1)

    def with_grandparent(self, use: Use) -> str:
        """Return the name, prefixed with those of the two enclosing schemas."""
        return self._with_parents(use, 2)

    def with_owner(self, use: Use) -> str:
        """Return the name, prefixed with operation or definition, without containers."""
        steps = _named_steps(use.path)
        kept = [
            step
            for index, step in enumerate(steps)
            if index == len(steps) - 1 or "".join(step).lower() not in CONTAINERS
        ]
        words = [word for step in kept for word in step]
        return _joined([*self._owner_words(use), *self._role(use), *words])

    def in_full(self, use: Use) -> str:
        """Return the name of all steps, prefixed with the operation or definition."""
        steps = [word for step in _named_steps(use.path) for word in step]
        return _joined([*self._owner_words(use), *self._role(use), *steps])

    def _with_parents(self, use: Use, count: int) -> str:
        named = _named_steps(use.path)
        if not named:
            return _joined([*self._owner_words(use), *self._role(use)])
        if len(named) > count:
            return _joined([word for step in named[-1 - count :] for word in step])
        root = self._root(use)
        return _joined([*root, *(word for step in named for word in step)])

    def _root(self, use: Use) -> list[str]:
        """Return words for the outermost schema of a use, or for the items of its list."""
        noun = self._noun(use)
        if use.role == "":
            return noun
        if use.role == "body":
            return [*one_of(noun), "Request"] if not use.path else one_of(noun)
        if use.role == "notification":
            return [*one_of(noun), "Event"] if not use.path else one_of(noun)
        if _is_about_items(use.path):
            return one_of(noun)
        if _is_error(use.role):
            return [*one_of(noun), "Error"]
        return [*noun, *self._wrapper(use, noun)]

    def _wrapper(self, use: Use, noun: list[str]) -> list[str]:
        operation = self._operations.get(use.owner)
        if operation is None:
            return []
        words = _status_words(operation, use.role)
        if operation.paging is not None:
            return [*words, "Page"]
        return [*words, "Response"] if words or names_several(noun) else []

    def _noun(self, use: Use) -> list[str]:
        if use.owner in self._definitions:
            return split_words(self._definitions[use.owner])
        return _capitalised(noun_words(use.owner))

    def _owner_words(self, use: Use) -> list[str]:
        if use.owner in self._definitions:
            return split_words(self._definitions[use.owner])
        return _capitalised(split_words(use.owner))

    def _role(self, use: Use) -> list[str]:
        if use.role in ("body", "notification"):
            return ["Request" if use.role == "body" else "Event"]
        if use.role == "":
            return []
        if _is_error(use.role):
            return ["Error"]
        operation = self._operations.get(use.owner)
        words = _status_words(operation, use.role) if operation else []
        item = ["Item"] if use.path and not _named_steps(use.path) else []
        return [*words, "Response", *item]


def vote(names: Sequence[str]) -> str:
    """Return the most frequent name; of several, the shortest, then the first."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], len(name), name))


def _named_steps(path: Sequence[str]) -> list[list[str]]:
    """Return the words of each significant property on a path; items are in the
    singular.

    A container at the beginning is left out: its items are the subject of the
    operation.
    """
    steps: list[list[str]] = []
    for index, step in enumerate(path):
        if step in ("[]", "{}"):
            continue
        words = _capitalised(split_words(step))
        in_list = index + 1 < len(path) and path[index + 1] in ("[]", "{}")
        if not words or (not steps and step.lower() in CONTAINERS and in_list):
            continue
        if in_list:
            words = [*words[:-1], singular(words[-1])]
        steps.append(words)
    return steps


def _is_about_items(path: Sequence[str]) -> bool:
    """Return whether a place is in an item of the list that an operation returns."""
    in_container = path[1:2] == ("[]",) and path[0].lower() in CONTAINERS
    return path[:1] == ("[]",) or path[-1:] == ("[]",) or in_container


def _status_words(operation: Operation, status: str) -> list[str]:
    """Return words for a success status other than the operation's first one."""
    successes = [
        response.status
        for response in operation.responses
        if response.schema is not None
        and not response.undeclared
        and response.status.startswith("2")
    ]
    if not successes or status == min(successes) or not status.isdigit():
        return []
    try:
        return split_words(HTTPStatus(int(status)).phrase.title())
    except ValueError:
        return [status]


def _is_error(role: str) -> bool:
    return role[:1] in "45" and role.isdigit()


def _capitalised(words: Sequence[str]) -> list[str]:
    return [word[:1].upper() + word[1:] for word in words]


def _joined(words: Sequence[str]) -> str:
    # ErrorError becomes Error.
    without_repeats = [
        word
        for index, word in enumerate(words)
        if index == 0 or word != words[index - 1]
    ]
    return class_name(pascal_case(shortened(without_repeats, MAX_LENGTH)))
