"""Names of groups that operationIds and tags give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from connectorsmith.ir.connector import Operation
from connectorsmith.naming.methods import HTTP_VERBS
from connectorsmith.naming.nouns import FILLERS, STOPS, VERBS
from connectorsmith.text.plurals import is_plural
from connectorsmith.text.words import snake_case, split_words

MAX_TAGS = 30
"""Tags that become groups; with more, tags are labels rather than parts of an API."""
MIN_MEMBERS = 2
"""Operations that an operationId's prefix must have to become a group."""

_NEVER = frozenset("""
    add create creates delete deletes fetch get gets insert put remove removes retrieve
    update updates upsert
    """.split())
"""Verbs that no group is named after."""


def group_texts(operations: Iterable[Operation]) -> dict[str, tuple[str, ...]]:
    """Return the texts that name the group of each operation: its prefix and its tag."""
    return {
        operation.id: tuple(
            text
            for text in (*_prefixes(operation.id), *operation.tags[:1])
            if split_words(text)
        )
        for operation in operations
    }


def derive_groups(
    new: Sequence[Operation],
    keys: Mapping[str, Sequence[str]],
    operations: Mapping[str, Operation],
) -> dict[str, str]:
    """Return the name of the group that each new operation belongs to, by operationId."""
    visible = [operations[id_] for id_ in keys]
    tags = {id_: operations[id_].tags[:1] for id_ in keys}
    names = {snake_case(tag) for one in tags.values() for tag in one}
    has_tags = (
        all(one and snake_case(one[0]) for one in tags.values())
        and 2 <= len(names) <= MAX_TAGS
    )
    by_prefix = _by_prefix(new, visible)
    if has_tags and len(by_prefix) == len(visible) and len({*by_prefix.values()}) == 1:
        # A prefix of all operations is the name of the API.
        by_prefix = {}
    if not has_tags:
        return by_prefix
    return {one.id: by_prefix.get(one.id) or snake_case(tags[one.id][0]) for one in new}


def _by_prefix(
    new: Sequence[Operation], visible: Sequence[Operation]
) -> dict[str, str]:
    """Return the prefix of each new operation that shares it with another one."""
    rests: dict[str, list[str]] = {}
    for operation in visible:
        for prefix in _prefixes(operation.id):
            rests.setdefault(snake_case(prefix), []).append(
                operation.id[len(prefix) :].lstrip("_")
            )
    counts = Counter(
        prefix
        for operation in new
        for prefix in {snake_case(one) for one in _prefixes(operation.id)}
    )
    found: dict[str, str] = {}
    for operation in new:
        for prefix in map(snake_case, _prefixes(operation.id)):
            if counts[prefix] >= MIN_MEMBERS and _is_noun(prefix, rests[prefix]):
                found[operation.id] = prefix
                break
    # What the longer prefix of another operation has taken can leave one alone.
    left = Counter(found.values())
    return {id_: prefix for id_, prefix in found.items() if left[prefix] >= MIN_MEMBERS}


def _prefixes(operation_id: str) -> list[str]:
    """Return the texts before a `_` that can be a group, the most likely first.

    In `attribute_sets_get_all` that is all that comes before the verb; else it is the
    text before the first `_`. A version is no method: `GetItems_V2` has no prefix.
    """
    head, _, rest = operation_id.partition("_")
    if not split_words(head) or not split_words(rest) or " " in operation_id:
        return []
    if _is_version(rest):
        return []
    found = [head]
    if operation_id == operation_id.lower():
        parts = operation_id.split("_")
        for verbs in (HTTP_VERBS, VERBS):
            # `attribute_sets` is a noun.
            at = [
                index
                for index, part in enumerate(parts)
                if index and part in verbs and not is_plural(part)
            ]
            if at:
                found.insert(0, "_".join(parts[: at[0]]))
                break
    return list(dict.fromkeys(found))


def _is_noun(prefix: str, rests: Iterable[str]) -> bool:
    """Return whether a prefix names a thing; `rests` are what comes after it.

    A verb can be a noun if each method begins with a verb of its own: `Search_Run`. A
    participle is none: `Completed_Task`.
    """
    first = prefix.partition("_")[0]
    if first.endswith("ed") and {first[:-1], first[:-2]} & VERBS:
        return False
    if first in _NEVER or first in FILLERS - {"list"} or first in STOPS:
        return False
    if first not in VERBS:
        return True
    firsts = [words[0].lower() for rest in rests if (words := split_words(rest))]
    return all(word in VERBS for word in firsts)


def _is_version(text: str) -> bool:
    return text[:1] in "vV" and text[1:].isdigit()
