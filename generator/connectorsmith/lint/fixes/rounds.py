"""Rounds of fixes: applies the fixes that change only what they should and cause no finding."""

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
from connectorsmith.lint.engine import Report
from connectorsmith.lint.fix import Fix
from connectorsmith.lint.fixes.data import fixed, same
from connectorsmith.lint.fixes.edit import (
    CannotEditError,
    Edit,
    Editor,
    edited,
    overlap,
)

_MAX_ROUNDS = 20
"""Rounds of fixes, since a fix may allow another; fixes that need more are not made."""
_MAX_TRIES = 50
"""Sets of candidates that are tried in one round; others wait for the next round."""


_EDITED = ("definition", "properties", "settings")
"""The files that can be fixed: those that are documents."""

Lint: TypeAlias = Callable[[Files], Sequence[Report]]
"""A function that runs the rules and returns their reports, with the fixes to make."""
FurtherFindings: TypeAlias = Callable[[Files], Iterable[Finding]]
"""A function that returns the other findings of a connector without blocking ones."""


class Judge(NamedTuple):
    """The functions that find all problems of a connector, before and after fixes."""

    lint: Lint
    further: FurtherFindings


@dataclass(frozen=True, slots=True)
class Result:
    """The result of fixing a connector."""

    files: Files
    fixed: int
    """The number of edits, each of which fixes one problem."""


def fix(files: Files, judge: Judge) -> Result:
    """Apply every harmless fix, until none is left.

    A fix is harmful if it changes another place of the document, such as one behind an
    alias, or causes a new finding.
    """
    state, count = _seen(files, judge), 0
    for _ in range(_MAX_ROUNDS):
        # Findings that appear only because no finding blocks any more are not harm of a fix.
        round_judge = judge._replace(further=_nothing) if state.blocked else judge
        after, applied = _round(state, round_judge)
        if not applied:
            break
        count += applied
        state = _seen(after.files, judge) if state.blocked else after
    return Result(state.files, count)


def _nothing(_: Files) -> Iterable[Finding]:
    return ()


class _Problem(NamedTuple):
    """The text and place of a finding, to recognise it after an edit."""

    rule: str
    message: str
    pointer: str


@dataclass(slots=True)
class _Seen:
    """A connector's files with all their problems."""

    files: Files
    reports: Sequence[Report]
    problems: Sequence[_Problem]
    by_text: Counter[tuple[str, str]] = field(init=False)
    places: frozenset[tuple[str, str]] = field(init=False)

    @property
    def blocked(self) -> bool:
        """True if a finding is blocking, so that only the rules have run."""
        return any(one.severity is Severity.BLOCKING for one in self.reports)

    def __post_init__(self) -> None:
        self.by_text = Counter((one.rule, one.message) for one in self.problems)
        self.places = frozenset((one.rule, one.pointer) for one in self.problems)


@dataclass(slots=True, eq=False)
class _Candidate:
    """A candidate: an edit, the places of the data that it should
    change, and the fixed problems.
    """

    file: str
    edit: Edit
    places: list[tuple[tuple[Token, ...], Fix]]
    problems: list[_Problem]


def _seen(files: Files, judge: Judge) -> _Seen:
    reports = judge.lint(files)
    problems = [
        _Problem(report.rule, report.message, _pointer(files, report))
        for report in reports
    ]
    if not any(one.severity is Severity.BLOCKING for one in reports):
        problems += [
            _Problem(finding.rule, finding.message, finding.pointer)
            for finding in judge.further(files)
        ]
    return _Seen(files, reports, problems)


def _pointer(files: Files, report: Report) -> str:
    """Return the pointer of a problem, with the file as its first step."""
    return f"/{_file_of(files, report)}{report.pointer}"


def _file_of(files: Files, report: Report) -> str:
    """Return the name of the document that a report is about; empty if it cannot be fixed."""
    return next((one for one in _EDITED if getattr(files, one) is report.document), "")


def _round(before: _Seen, judge: Judge) -> tuple[_Seen, int]:
    candidates = _largest(
        [_apart(_candidates(before))],
        lambda chosen: _applied(before.files, chosen) is not None,
    )
    trial = _Trial(before, judge)
    harmed = _places(trial.harm(candidates))
    suspects = [candidate for candidate in candidates if _is_near(candidate, harmed)]
    others = [candidate for candidate in candidates if not _is_near(candidate, harmed)]
    applied = _largest([others, suspects], lambda chosen: not trial.harm(chosen))
    return trial.after(applied), len(applied)


class _Trial:
    """A trial of candidates in a round. Caches its last result, which is often needed again."""

    def __init__(self, before: _Seen, judge: Judge) -> None:
        self._before = before
        self._judge = judge
        self._last: tuple[list[_Candidate], _Seen] = [], before

    def after(self, candidates: list[_Candidate]) -> _Seen:
        """Return the files with candidates applied; they must be applicable."""
        if self._last[0] != candidates:
            files = _applied(self._before.files, candidates) or self._before.files
            self._last = list(candidates), _seen(files, self._judge)
        return self._last[1]

    def harm(self, candidates: list[_Candidate]) -> list[_Problem]:
        """Return the problems that are new, and those that the candidates should have fixed."""
        before, after = self._before, self.after(candidates)
        more = {text for text, n in after.by_text.items() if n > before.by_text[text]}
        still = {own for candidate in candidates for own in candidate.problems}
        return [
            problem
            for problem in after.problems
            if problem in still
            or (
                (problem.rule, problem.message) in more
                and (problem.rule, problem.pointer) not in before.places
            )
        ]


def _places(problems: Iterable[_Problem]) -> frozenset[str]:
    """Return the pointers of problems and of their parents."""
    pointers = {one.pointer for one in problems}
    return frozenset(pointers | {_parent(pointer) for pointer in pointers})


def _is_near(candidate: _Candidate, places: frozenset[str]) -> bool:
    """Return whether a candidate is at or beside one of the
    places, and so may have done the harm.
    """
    return any(_parent(one.pointer) in places for one in candidate.problems)


def _parent(pointer: str) -> str:
    return pointer.rpartition("/")[0]


def _largest(
    parts: Sequence[list[_Candidate]], good: Callable[[list[_Candidate]], bool]
) -> list[_Candidate]:
    """Return candidates that are good together: as many as repeated halving finds."""
    chosen: list[_Candidate] = []
    stack = [part for part in reversed(parts) if part]
    for _ in range(_MAX_TRIES):
        if not stack:
            break
        part = stack.pop()
        if good(chosen + part):
            chosen += part
        elif len(part) > 1:
            half = len(part) // 2
            stack += part[half:], part[:half]
    return chosen


def _candidates(seen: _Seen) -> list[_Candidate]:
    """Return the candidates of all fixes; equal edits are one candidate."""
    editors: dict[str, Editor] = {}
    candidates: dict[tuple[str, Edit], _Candidate] = {}
    taken: dict[tuple[str, tuple[Token, ...]], Edit] = {}
    for report in seen.reports:
        file = _file_of(seen.files, report)
        if report.fix is None or not file or not report.is_own:
            continue
        editor = editors.get(file) or editors.setdefault(file, _editor(report.document))
        try:
            edit = editor.edit(report.tokens, report.fix)
        except CannotEditError:
            continue
        if editor.text[edit.start : edit.end] == edit.text:
            continue
        if taken.setdefault((file, report.tokens), edit) != edit:
            continue  # two rules want different changes: the other one in a later round
        candidate = candidates.setdefault((file, edit), _Candidate(file, edit, [], []))
        candidate.places.append((report.tokens, report.fix))
        candidate.problems.append(
            _Problem(report.rule, report.message, _pointer(seen.files, report))
        )
    return list(candidates.values())


def _editor(document: Document) -> Editor:
    if _suffix(document) == ".json":
        from connectorsmith.lint.fixes.json_text import JsonText

        return JsonText(document)
    from connectorsmith.lint.fixes.yaml_text import YamlText

    return YamlText(document)


def _suffix(document: Document) -> str:
    return PurePath(document.source.name).suffix.lower()


def _apart(candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the candidates without those that overlap another,
    which wait for the next round.
    """
    kept: list[_Candidate] = []
    for candidate in sorted(
        candidates, key=lambda each: (each.file, each.edit.start, each.edit.end)
    ):
        last = kept[-1] if kept else candidate
        if (
            last is candidate
            or last.file != candidate.file
            or not overlap(last.edit, candidate.edit)
        ):
            kept.append(candidate)
    return kept


def _applied(files: Files, candidates: Sequence[_Candidate]) -> Files | None:
    """Return the files with candidates applied; None if the result is not as expected."""
    after: dict[str, Document] = {}
    for file in _EDITED:
        own = [candidate for candidate in candidates if candidate.file == file]
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


def _reread(document: Document, candidates: Sequence[_Candidate]) -> Document | None:
    text = edited(document.source.text, (candidate.edit for candidate in candidates))
    expected = fixed(
        document.value,
        (place for candidate in candidates for place in candidate.places),
    )
    try:
        after = load_bytes(text.encode(), document.source.name, _suffix(document))
    except UnreadableError:
        return None
    if document.complete is not None:
        after = replace(document.complete(after), complete=document.complete)
    return after if same(_in_use(after.value), _in_use(expected)) else None


def _in_use(value: Json) -> Json:
    """Return a document without its own extensions, where authors
    keep anchors for YAML aliases.
    """
    if not isinstance(value, Mapping):
        return value
    return {
        key: member
        for key, member in value.items()
        if not key.startswith("x-") or key.startswith("x-ms-")
    }
