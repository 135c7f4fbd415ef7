"""Names of methods in a group: without the group, and without an HTTP verb.

`attribute_sets_get_get_all` in the group `attribute_sets` is `list`, `getPetById` in the
group `pet` is `get`, `PUT /docs/{id}` in the group `docs` is `replace`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from keyword import iskeyword

from connectorsmith.ir.connector import Operation
from connectorsmith.ir.types import Schema
from connectorsmith.naming.nouns import FILLERS, VERBS
from connectorsmith.passes.places import Types, first_answer, only_list
from connectorsmith.text.plurals import is_plural, singular
from connectorsmith.text.words import split_words

Words = list[str]

MIN_SHORT = 3
"""Letters of an abbreviation; a shorter one is a word of its own."""

_KINDS = frozenset("api controller endpoint resource service".split())
"""Last words of a group's name that say nothing about its operations."""
HTTP_VERBS = frozenset("delete get head options patch post put".split())
_PLAIN = HTTP_VERBS | frozenset("""
    add create fetch find insert list read remove replace retrieve search update upsert
    """.split())
"""Verbs that follow an HTTP verb only if they are what an operation does."""
_PARTS = frozenset("and at from in of on or to".split())
"""Words that bind a noun to the one before it: `get_word_of_the_day`."""
_READS = frozenset("fetch find get list query read retrieve return".split())
_REPLACED = {"post": "create", "put": "replace", "patch": "update", "delete": "delete"}
"""The word for an HTTP verb that is all that remains of a name."""


@dataclass(frozen=True, slots=True)
class Group:
    """The words of a group, as they are repeated in the names of its operations."""

    spellings: frozenset[str]
    """Joined words, the last one in the singular."""

    @classmethod
    def of(cls, name: str, ids: Iterable[str] = ()) -> Group:
        """Return the words of a group; `ids` are the operationIds of its members.

        If most of them begin with an abbreviation (`repo` of `repository`), it is one
        more spelling.
        """
        words = _lower(name)
        core = words
        while len(core) > 1 and singular(core[-1]) in _KINDS:
            core = core[:-1]
        spellings = {_compact(words), _compact(core)} - {""}
        firsts = Counter(split[0] for id_ in ids if (split := _lower(id_)))
        for first, count in firsts.items():
            is_short = len(first) >= MIN_SHORT and "".join(core).startswith(first)
            if is_short and 2 * count > firsts.total() > 1:
                spellings.add(first)
        return cls(frozenset(spellings))

    def end(self, words: Sequence[str], start: int) -> int:
        """Return the index after the group's words at an index; the index itself if
        others are there.
        """
        longest = max(map(len, self.spellings), default=0)
        found = length = 0
        for end in range(start + 1, len(words) + 1):
            # A plural is at most three letters longer than its singular.
            if length > longest + 3:
                break
            length += len(words[end - 1])
            if _compact(words[start:end]) in self.spellings:
                found = end
        return found or start


@dataclass(slots=True)
class _Name:
    """The words of a method's name, while they are reduced."""

    operation: Operation
    words: Words
    is_list: bool
    """True if the operation returns a list."""
    candidates: list[Words] = field(default_factory=list[Words])

    @property
    def id(self) -> str:
        """The operationId, in lower case."""
        return self.operation.id.lower()

    @property
    def verb(self) -> str:
        """The HTTP verb, in lower case."""
        return self.operation.method.lower()

    def keep(self, words: Words) -> None:
        """Make words the next and shorter candidate."""
        if words and words not in self.candidates:
            self.candidates.append(words)
        self.words = words


def method_candidates(operation: Operation, group: Group, types: Types) -> list[str]:
    """Return names of an operation as a method of a group, the shortest first.

    The last one has all words of the operationId but the group's at its beginning.
    """
    answer = first_answer(operation)
    name = _Name(
        operation,
        _lower(operation.id),
        operation.method == "GET" and _is_list(operation, answer, types),
    )
    if name.words[-2:] == ["using", name.verb]:
        name.words = name.words[:-2]
    start = group.end(name.words, 0)
    while start and name.words[start : start + 1] and name.words[start] in _KINDS:
        start += 1
    if start == len(name.words) > 1 and name.words[0] in VERBS - HTTP_VERBS:
        # The group is what is done, such as `pause_subscription`.
        start, name.words = 0, name.words[:1]
    name.keep(name.words[start:])
    literals = _literals(name.words, operation)
    if literals is not None:
        name.keep(_spoken(literals[group.end(literals, 0) :], name))
    else:
        _drop_http_verb(name, group)
        _drop_repeated(name, group)
        _drop_group(name, group)
        _drop_key(name)
        _simplify(name)
    names = ["_".join(words) for words in reversed(name.candidates)]
    # `return_document` reads better than `return_`.
    return [one for one in names if not iskeyword(one)] or names


def _drop_http_verb(name: _Name, group: Group) -> None:
    """Drop an HTTP verb that a framework added: `brands_post_add`, `get_get_all`."""
    words = name.words
    if len(words) < 2:
        return
    if words[0] != name.verb or f"{name.verb}_" not in name.id:
        is_last = words[-1] == name.verb and name.id.endswith(f"_{name.verb}")
        # In `auth_start_post`; without a verb, the name would not say what is done.
        if is_last and words[0] in VERBS - HTTP_VERBS:
            name.keep(words[:-1])
        return
    # A verb in the middle is not always what is done: `get_update_status`.
    is_whole = words[1] in VERBS and group.end(words, 2) == len(words)
    is_added = words[1] in _PLAIN and len(words) < len(_lower(name.id))
    if is_whole or is_added:
        name.keep(words[1:])


def _drop_repeated(name: _Name, group: Group) -> None:
    """Drop the group at the beginning once more: `Auth_AuthDisable` is `disable`."""
    name.keep(name.words[group.end(name.words, 0) :])


def _drop_group(name: _Name, group: Group) -> None:
    """Drop the group after the first word: `find_pets_by_status` is `find_by_status`."""
    words = name.words
    start = 1
    while start < len(words) and words[start] in FILLERS:
        start += 1
    end = group.end(words, start)
    if end == start or not (words[0] in VERBS or len(words) == 2):
        return
    if words[end : end + 1] and words[end] in _PARTS:
        return
    fillers = [word for word in words[1:start] if word == "all"]
    name.is_list |= is_plural(words[end - 1]) and words[end:] == []
    name.keep([words[0], *fillers, *words[end:]])


def _drop_key(name: _Name) -> None:
    """Drop the path parameter that the operation ends with: `get_by_id` is `get`."""
    if name.words[:1] == ["by"] and name.verb == "get":
        name.keep(["get", *name.words])
    words = name.words
    keys = _last_parameter(name.operation)
    if len(words) < 3 or words[-2] != "by" or not keys or words[-1] != keys[-1]:
        return
    if words[0] in VERBS and len(words) == 3:
        name.keep(words[:-2])


def _simplify(name: _Name) -> None:
    """Replace the words for a list by `list`, and an HTTP verb by what it means."""
    words, reads = name.words, name.operation.method == "GET"
    every = len(words) == 2 and words[0] in _READS and words[1] in ("all", "list")
    if reads and (every or words in (["all"], ["index"])):
        name.keep(["list"])
    elif not words or words == [name.verb]:
        name.keep(_spoken([], name))


def _spoken(literals: Words, name: _Name) -> Words:
    """Return the words of a method from those of its path, after the group."""
    keys, verb = _last_parameter(name.operation), name.verb
    if verb == "get":
        is_list = name.is_list and not (literals and not is_plural(literals[-1]))
        return ["list" if is_list and not keys else "get", *literals]
    if verb in ("post", "put") and literals and literals[-1] in VERBS - HTTP_VERBS:
        return literals
    # POST creates in a collection; what it does elsewhere is unknown.
    if verb == "post" and literals and not is_plural(literals[-1]):
        return literals
    if verb == "post" and not literals and not _is_collection(name):
        return [verb]
    return [_REPLACED.get(verb, verb), *literals]


def _is_collection(name: _Name) -> bool:
    """Return whether a path ends with a plural, or with the words of the operationId."""
    words = _lower(name.operation.path.rpartition("/")[2])
    known = set(map(singular, _lower(name.operation.id)))
    return bool(words) and (
        is_plural(words[-1]) or {singular(word) for word in words} <= known
    )


def _literals(words: Words, operation: Operation) -> Words | None:
    """Return the words of a path without its parameters, if a name only repeats the
    path and the HTTP verb; else None.
    """
    verb = operation.method.lower()
    # In `getPetOwners`, the verb is a choice of the author.
    if verb in words[:1] and re.search(rf"(?i){verb}[^a-z\d]", operation.id):
        rest = words[1:]
    elif verb in words[-1:]:
        rest = words[:-1]
    else:
        return None
    parts = [
        (part.startswith("{"), _lower(part.partition("?")[0]))
        for part in operation.path.split("/")
    ]
    literals: Words = []
    for is_parameter, part in reversed(parts):
        if not rest:
            break
        if not part or rest[-len(part) :] != part:
            if part:
                return None
            continue
        rest = rest[: -len(part)]
        if not is_parameter:
            literals = [*part, *literals]
        elif rest[-1:] == ["by"]:
            rest = rest[:-1]
    return None if rest else literals


def _last_parameter(operation: Operation) -> Words:
    """Return the words of the parameter that a path ends with; empty if there is none."""
    last = operation.path.rstrip("/").rpartition("/")[2]
    return _lower(last) if last.startswith("{") else []


def _is_list(operation: Operation, answer: Schema | None, types: Types) -> bool:
    return operation.paging is not None or only_list(answer, types) is not None


def _lower(name: str) -> Words:
    return [word.lower() for word in split_words(name)]


def _compact(words: Sequence[str]) -> str:
    return "".join([*words[:-1], singular(words[-1])]) if words else ""
