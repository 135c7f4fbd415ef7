"""Which fixes are made: those that change what they say and nothing else, and do no harm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import NamedTuple, TypeAlias

from connectorsmith.diagnostics.findings import Finding, Severity, UnreadableError
from connectorsmith.documents.document import Document, Json, Token
from connectorsmith.documents.load import load_bytes
from connectorsmith.inputs.files import Files
from connectorsmith.lint.engine import Told
from connectorsmith.lint.fix import Fix
from connectorsmith.lint.fixes.data import mended, same
from connectorsmith.lint.fixes.edit import (
    CannotEditError,
    Edit,
    Editor,
    edited,
    overlap,
)

_MOST_ROUNDS = 20
"""A fix may make room for another; more often than this in a row, none does."""
_MOST_TRIES = 50
"""How often the guilty among fixes are searched for by trying, in one round."""


_EDITED = ("definition", "properties", "settings")
"""The files that can be mended: those that are documents."""

Lint: TypeAlias = Callable[[Files], Sequence[Told]]
"""What rules find, with the fixes that are to be made."""
FurtherFindings: TypeAlias = Callable[[Files], Iterable[Finding]]
"""What others find in a connector in which nothing blocks."""


class Judge(NamedTuple):
    """Says what is wrong with a connector, before and after."""

    lint: Lint
    further: FurtherFindings


@dataclass(frozen=True, slots=True)
class Result:
    """A connector as far as it can be mended."""

    files: Files
    mended: int
    """How many edits it took, each of one problem."""


def mend(files: Files, judge: Judge) -> Result:
    """Make every fix that does no harm: until none is left, so twice is as good as once.

    A fix does harm where it changes another place of the document, as behind an alias,
    or causes a finding that was not there.
    """
    state, count = _seen(files, judge), 0
    for _ in range(_MOST_ROUNDS):
        # What is found only because nothing blocks any more is no harm of a fix.
        asked = judge._replace(further=_nothing) if state.blocked else judge
        after, made = _round(state, asked)
        if not made:
            break
        count += made
        state = _seen(after.files, judge) if state.blocked else after
    return Result(state.files, count)


def _nothing(_: Files) -> Iterable[Finding]:
    return ()


class _Problem(NamedTuple):
    """A finding, to be found again after an edit."""

    rule: str
    message: str
    pointer: str


@dataclass(slots=True)
class _Seen:
    """Two documents with all their problems."""

    files: Files
    told: Sequence[Told]
    problems: Sequence[_Problem]
    by_text: Counter[tuple[str, str]] = field(init=False)
    places: frozenset[tuple[str, str]] = field(init=False)

    @property
    def blocked(self) -> bool:
        """Whether something blocks, so that nobody looked further."""
        return any(one.severity is Severity.BLOCKING for one in self.told)

    def __post_init__(self) -> None:
        self.by_text = Counter((one.rule, one.message) for one in self.problems)
        self.places = frozenset((one.rule, one.pointer) for one in self.problems)


@dataclass(slots=True, eq=False)
class _Mend:
    """One edit, and the places of the data that it is to change."""

    file: str
    edit: Edit
    places: list[tuple[tuple[Token, ...], Fix]]
    told: list[_Problem]


def _seen(files: Files, judge: Judge) -> _Seen:
    told = judge.lint(files)
    found = [_Problem(one.rule, one.message, _pointer(files, one)) for one in told]
    if not any(one.severity is Severity.BLOCKING for one in told):
        found += [
            _Problem(one.rule, one.message, one.pointer) for one in judge.further(files)
        ]
    return _Seen(files, told, found)


def _pointer(files: Files, told: Told) -> str:
    """Where a problem is, the files apart."""
    return f"/{_file_of(files, told)}{told.pointer}"


def _file_of(files: Files, told: Told) -> str:
    """Which of the files that are mended a problem is in; empty where in none."""
    return next((one for one in _EDITED if getattr(files, one) is told.document), "")


def _round(before: _Seen, judge: Judge) -> tuple[_Seen, int]:
    mends = _largest(
        [_apart(_mends(before))],
        lambda chosen: _applied(before.files, chosen) is not None,
    )
    trial = _Trial(before, judge)
    harmed = _places(trial.harm(mends))
    suspects = [one for one in mends if _is_near(one, harmed)]
    others = [one for one in mends if not _is_near(one, harmed)]
    made = _largest([others, suspects], lambda chosen: not trial.harm(chosen))
    return trial.after(made), len(made)


class _Trial:
    """Says what harm mends do; remembers the last answer, which is asked for again."""

    def __init__(self, before: _Seen, judge: Judge) -> None:
        self._before = before
        self._judge = judge
        self._last: tuple[list[_Mend], _Seen] = [], before

    def after(self, mends: list[_Mend]) -> _Seen:
        """The documents with mends made, of which it is known that they can be."""
        if self._last[0] != mends:
            files = _applied(self._before.files, mends) or self._before.files
            self._last = list(mends), _seen(files, self._judge)
        return self._last[1]

    def harm(self, mends: list[_Mend]) -> list[_Problem]:
        """Problems that were not there, and those that were to be mended and still are."""
        before, after = self._before, self.after(mends)
        more = {text for text, n in after.by_text.items() if n > before.by_text[text]}
        still = {own for one in mends for own in one.told}
        return [
            one
            for one in after.problems
            if one in still
            or (
                (one.rule, one.message) in more
                and (one.rule, one.pointer) not in before.places
            )
        ]


def _places(problems: Iterable[_Problem]) -> frozenset[str]:
    """Where problems are, and what holds these places."""
    pointers = {one.pointer for one in problems}
    return frozenset(pointers | {_parent(pointer) for pointer in pointers})


def _is_near(mend: _Mend, places: frozenset[str]) -> bool:
    """Whether a mend is at, or beside, one of the places: it may have done that harm."""
    return any(_parent(one.pointer) in places for one in mend.told)


def _parent(pointer: str) -> str:
    return pointer.rpartition("/")[0]


def _largest(
    parts: Sequence[list[_Mend]], good: Callable[[list[_Mend]], bool]
) -> list[_Mend]:
    """As many mends as are good together, as far as halving finds them."""
    chosen: list[_Mend] = []
    stack = [part for part in reversed(parts) if part]
    for _ in range(_MOST_TRIES):
        if not stack:
            break
        part = stack.pop()
        if good(chosen + part):
            chosen += part
        elif len(part) > 1:
            half = len(part) // 2
            stack += part[half:], part[:half]
    return chosen


def _mends(seen: _Seen) -> list[_Mend]:
    """The edit of every fix that can be one, each once however many places it concerns."""
    editors: dict[str, Editor] = {}
    found: dict[tuple[str, Edit], _Mend] = {}
    taken: dict[tuple[str, tuple[Token, ...]], Edit] = {}
    for told in seen.told:
        file = _file_of(seen.files, told)
        if told.fix is None or not file:
            continue
        editor = editors.get(file) or editors.setdefault(file, _editor(told.document))
        try:
            edit = editor.edit(told.tokens, told.fix)
        except CannotEditError:
            continue
        if editor.text[edit.start : edit.end] == edit.text:
            continue
        if taken.setdefault((file, told.tokens), edit) != edit:
            continue  # two rules want different things: one after the other
        mend = found.setdefault((file, edit), _Mend(file, edit, [], []))
        mend.places.append((told.tokens, told.fix))
        mend.told.append(_Problem(told.rule, told.message, _pointer(seen.files, told)))
    return list(found.values())


def _editor(document: Document) -> Editor:
    if _suffix(document) == ".json":
        from connectorsmith.lint.fixes.json_text import JsonText

        return JsonText(document)
    from connectorsmith.lint.fixes.yaml_text import YamlText

    return YamlText(document)


def _suffix(document: Document) -> str:
    return PurePath(document.source.name).suffix.lower()


def _apart(mends: list[_Mend]) -> list[_Mend]:
    """Less those that overlap another: their turn comes in the next round."""
    kept: list[_Mend] = []
    for mend in sorted(mends, key=lambda one: (one.file, one.edit.start, one.edit.end)):
        last = kept[-1] if kept else mend
        if last is mend or last.file != mend.file or not overlap(last.edit, mend.edit):
            kept.append(mend)
    return kept


def _applied(files: Files, mends: Sequence[_Mend]) -> Files | None:
    """The documents with edits made; None where they do not hold what they should."""
    after: dict[str, Document] = {}
    for file in _EDITED:
        own = [mend for mend in mends if mend.file == file]
        if own:
            document = _reread(getattr(files, file), own)
            if document is None:
                return None
            after[file] = document
    return replace(
        files,
        definition=after.get("definition", files.definition),
        properties=after.get("properties", files.properties),
        settings=after.get("settings", files.settings),
    )


def _reread(document: Document, mends: Sequence[_Mend]) -> Document | None:
    text = edited(document.source.text, (mend.edit for mend in mends))
    expected = mended(
        document.value, (place for mend in mends for place in mend.places)
    )
    try:
        after = load_bytes(text.encode(), document.source.name, _suffix(document))
    except UnreadableError:
        return None
    return after if same(_in_use(after.value), _in_use(expected)) else None


def _in_use(value: Json) -> Json:
    """A document less its own extensions: where YAML keeps what its aliases repeat."""
    if not isinstance(value, Mapping):
        return value
    return {
        key: member
        for key, member in value.items()
        if not key.startswith("x-") or key.startswith("x-ms-")
    }
