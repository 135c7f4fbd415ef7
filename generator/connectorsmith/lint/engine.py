"""Runs rules over a connector and tells every problem once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from connectorsmith.diagnostics.findings import Finding, Place, Severity
from connectorsmith.documents.data import mapping
from connectorsmith.documents.document import Document, Json, Token, join_pointer
from connectorsmith.inputs.files import Files
from connectorsmith.lint.fix import Fix
from connectorsmith.lint.nodes.node import Connector, Kind, Node
from connectorsmith.lint.nodes.walk import walk_files
from connectorsmith.lint.registry import registry
from connectorsmith.lint.rule import Problem, Rule
from connectorsmith.lint.selection import Selection
from connectorsmith.lint.standard.conformance import conformance
from connectorsmith.lint.standard.faults import Fault
from connectorsmith.lint.standard.formats import (
    API_PROPERTIES,
    SETTINGS_JSON,
    Format,
    departures,
)
from connectorsmith.settings.profile import Profile

_TOLD_ONE_BY_ONE = 3
"""The same message in more places than this is told once, with the other places."""


def lint(
    files: Files, *, profile: Profile | None = None, selection: Selection | None = None
) -> list[Finding]:
    """All findings about a connector: by the schemas of its files and by every rule.

    The rules are those that concern who publishes it; without a profile, that is guessed.
    With a selection, findings that it does not keep are left out.
    Blocking findings come first, then those of each file, in the order of the file. Where
    one is decisive, it stands alone. Never raises for what is in a file.
    """
    connector = Connector(files, profile)
    told = _problems(connector)
    if selection is not None:
        told = [
            one for one in told if selection.keeps(one.rule, one.severity, one.pointer)
        ]
    return _findings(told, connector)


def problems(files: Files, *, profile: Profile | None = None) -> list[Told]:
    """What `lint` finds, one by one: equal ones too, and those at each use of an alias."""
    return _problems(Connector(files, profile))


def _problems(connector: Connector) -> list[Told]:
    told = list(_run(registry().values(), connector))
    return _decisive(told) or _without_echoes(told, _by_schema(connector.files))


def lint_package(package: Document) -> list[Finding]:
    """All findings about the archive of a certification, by its `package_facts`."""
    # It has no definition that is read: what is found stands in the archive itself.
    connector = Connector(Files(package))
    node = Node(Kind.PACKAGE, mapping(package.value), connector)
    rules = [rule for rule in registry().values() if Kind.PACKAGE in rule.on]
    return _findings(list(_check(node, rules, package)), connector)


def run_rules(
    rules: Iterable[Rule], files: Files, *, profile: Profile | None = None
) -> list[Finding]:
    """As `lint`, with these rules and without schemas."""
    connector = Connector(files, profile)
    return _findings(list(_run(rules, connector)), connector)


@dataclass(frozen=True, slots=True)
class Told:
    """A problem, or a fault by a schema, with its place in a whole document."""

    rule: str
    severity: Severity
    message: str
    hint: str | None
    document: Document
    tokens: tuple[Token, ...]
    key: bool
    echoes: tuple[Token, ...] = ()
    fix: Fix | None = None
    decisive: bool = False
    code: str | None = None
    """Microsoft's."""

    @property
    def pointer(self) -> str:
        """The JSON pointer of the place in its document."""
        return join_pointer("", *self.tokens)

    @property
    def place(self) -> tuple[int, str]:
        """The same for all that is told of one place of one file."""
        return id(self.document), self.pointer

    @property
    def places(self) -> Iterator[tuple[int, str]]:
        """Where a fault of the standard is the same mistake."""
        yield self.place
        for echo in self.echoes:
            yield id(self.document), join_pointer("", *self.tokens[:-1], echo)


def _run(rules: Iterable[Rule], connector: Connector) -> Iterator[Told]:
    by_kind: defaultdict[Kind, list[Rule]] = defaultdict(list)
    for rule in rules:
        if connector.profile in rule.profiles:
            for kind in rule.on:
                by_kind[kind].append(rule)
    for document, node in walk_files(connector):
        yield from _check(node, by_kind[node.kind], document)


def _check(node: Node, rules: list[Rule], document: Document) -> Iterator[Told]:
    for rule in rules:
        for problem in rule.check(node) if rule.check else ():
            yield _told(rule, problem, node, document)


def _told(rule: Rule, problem: Problem, node: Node, document: Document) -> Told:
    return Told(
        rule=rule.id,
        severity=problem.severity or rule.severity,
        message=problem.message,
        hint=problem.hint or rule.documentation.remedy or None,
        document=document,
        tokens=node.tokens + problem.at,
        key=problem.key,
        echoes=problem.echoes,
        fix=problem.fix,
        decisive=problem.decisive,
        code=problem.code or rule.code,
    )


def _by_schema(files: Files) -> Iterator[Told]:
    """What the schemas of the formats have to say."""
    yield from _departed("OAS2", files.definition, conformance(files.definition.value))
    for kind, format_, document in (
        (API_PROPERTIES, Format.API_PROPERTIES, files.properties),
        (SETTINGS_JSON, Format.SETTINGS, files.settings),
    ):
        if document is not None:
            faults = departures(format_, document.value)
            yield from _departed(kind.id, document, faults)


def _departed(rule: str, document: Document, faults: Iterable[Fault]) -> Iterator[Told]:
    for fault in faults:
        yield Told(
            rule,
            fault.severity,
            fault.message,
            fault.hint,
            document,
            fault.tokens,
            fault.key,
            code=fault.code,
        )


def _decisive(told: list[Told]) -> list[Told]:
    """What has to be mended before the rest means anything: of the first rule that says so."""
    decisive = [one for one in told if one.decisive]
    return [one for one in decisive if one.rule == decisive[0].rule]


def _without_echoes(told: list[Told], faults: Iterable[Told]) -> list[Told]:
    """All of both, less the faults by a schema that a rule tells at the same place."""
    worst: dict[tuple[int, str], int] = {}
    for one in told:
        rank = one.severity.rank
        for place in one.places:
            worst[place] = min(rank, worst.get(place, rank))
    return told + [
        fault
        for fault in faults
        if worst.get(fault.place, len(Severity)) > fault.severity.rank
    ]


_Identity: TypeAlias = tuple[str, str, int, tuple[Token, ...]]


def _identity(told: Told) -> _Identity:
    """The same for one node that YAML aliases put in several places."""
    node: Json = told.document.value
    tokens = told.tokens
    holder, rest = id(node), tokens
    for depth, token in enumerate(tokens):
        holder, rest = id(node), tokens[depth:]
        if isinstance(node, Mapping):
            node = node.get(str(token))
        elif isinstance(node, Sequence) and not isinstance(node, str):
            is_there = isinstance(token, int) and token < len(node)
            node = node[int(token)] if is_there else None
        if node is None:
            break
    return told.rule, told.message, holder, rest


def _findings(told: list[Told], connector: Connector) -> list[Finding]:
    places: defaultdict[_Identity, int] = defaultdict(int)
    first: dict[_Identity, Told] = {}
    for one in told:
        identity = _identity(one)
        places[identity] += 1
        first.setdefault(identity, one)
    groups: defaultdict[tuple[object, ...], list[tuple[Told, int]]]
    groups = defaultdict(list)
    for identity, one in first.items():
        same = (id(one.document), one.rule, one.severity, one.message, one.code)
        groups[same].append((one, places[identity]))
    found = [pair for group in groups.values() for pair in _tell(group)]
    order = {id(one): place for place, (_, one) in enumerate(connector.documents)}
    found.sort(
        key=lambda pair: (
            pair[1].severity is not Severity.BLOCKING,
            order[id(pair[0])],
            pair[1].location.line,
            pair[1].location.column,
        )
    )
    return [finding for _, finding in found]


def _tell(group: list[tuple[Told, int]]) -> Iterator[tuple[Document, Finding]]:
    """The findings of one message: each, or many as one."""
    located = [(_finding(told), told, places) for told, places in group]
    if len(located) > _TOLD_ONE_BY_ONE:
        located.sort(key=lambda one: one[0].location)
        (first, told, _), *others = located
        also = tuple(Place(one.location, one.pointer) for one, _, _ in others)
        yield told.document, replace(first, also=also)
        return
    for finding, told, places in located:
        note = f"in {places} places" if places > 1 else ""
        yield told.document, _noting(finding, note)


def _finding(told: Told) -> Finding:
    pointer = told.pointer
    return Finding(
        told.rule,
        told.severity,
        told.message,
        told.document.locate(pointer, key=told.key),
        pointer,
        told.hint,
        code=told.code,
    )


def _noting(finding: Finding, note: str) -> Finding:
    if not note:
        return finding
    return replace(finding, message=f"{finding.message.removesuffix('.')} ({note}).")
