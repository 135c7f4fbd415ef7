"""The noun in an operationId, without its verb and qualifiers."""

from __future__ import annotations

from connectorsmith.text.plurals import singular
from connectorsmith.text.words import split_words

VERBS = frozenset("""
    add approve archive archives assign cancel check clear clone close complete convert
    copy count create creates deactivate activate decline delete deletes describe detect
    disable download duplicate edit enable enqueue execute export extract fetch fetches
    fill find finds generate generates get gets import initiate insert invite invoke
    issue list lists load lock lookup make mark merge modify move open parse patch pause
    perform poll post preview process publish push put query read receive record
    refresh register reject release remove removes rename render replace request
    reschedule reset resolve restart restore resume retrieve retrieves return returns
    revoke run save schedule scan search searches select send sends set sets share show
    sign start stop submit subscribe sync test tag track transfer transform translate
    trigger unarchive unassign unlock unsubscribe update updates upload upsert validate
    verify view void watch when withdraw write on
    """.split())
FILLERS = frozenset(
    "a an the all any single one new existing specific specified given my own list "
    "multiple many several each every of".split()
)
STOPS = frozenset(
    "for to from by in with on at as into via using per within under between about "
    "that which where when whether is are was has have if of and or".split()
)


def noun_words(name: str) -> list[str]:
    """Return the words of the noun in an operationId.

    `GetASingleThread` is Thread, `SendAMessageToAThread` is Message. A name that is
    only a verb is returned whole. A version suffix (V2) stays, because it distinguishes
    two operations.
    """
    words = split_words(name)
    lowered = [word.lower() for word in words]
    start = 0
    if len(words) > 1 and lowered[0] in VERBS:
        start = 1
    while start < len(words) - 1 and lowered[start] in FILLERS:
        start += 1
    end = start + 1
    while end < len(words) and lowered[end] not in STOPS:
        end += 1
    noun = words[start:end]
    version = words[-1:] if _is_version(words[-1:]) and end < len(words) else []
    return [*noun, *version]


def _is_version(last: list[str]) -> bool:
    return bool(last) and last[0][:1] in "vV" and last[0][1:].isdigit()


def one_of(words: list[str]) -> list[str]:
    """Return the noun in the singular; a version suffix is unchanged."""
    split = len(words) - 1 if len(words) > 1 and _is_version(words[-1:]) else len(words)
    if not split:
        return words
    return [*words[: split - 1], singular(words[split - 1]), *words[split:]]


def names_several(words: list[str]) -> bool:
    """Return whether the noun is a plural."""
    return one_of(words) != words
