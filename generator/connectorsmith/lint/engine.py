"""The engine of lint: runs rules on a connector and reports each problem once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from connectorsmith.diagnostics.findings import Finding, Place, Severity
from connectorsmith.documents.data import mapping
from connectorsmith.documents.document import Document, Json, Token, join_pointer
from connectorsmith.inputs.files import Files
from connectorsmith.lint.effects import with_effect
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

_MAX_SEPARATE = 3
"""Places with the same message that are reported separately; with
more, one finding lists them all.
"""


def lint(
    files: Files, *, profile: Profile | None = None, selection: Selection | None = None
) -> list[Finding]:
    """Return all findings about a connector, by every rule and by the schemas of its files.

    Only rules for the profile run; without a profile, it is guessed. Findings that the
    selection does not keep are left out. Blocking findings come first, then those of each
    file, in the order of the file. If a problem is decisive, only those of its rule are
    reported. Never raises, whatever a file contains.
    """
    connector = Connector(files, profile)
    reports = _problems(connector)
    if selection is not None:
        reports = [
            report
            for report in reports
            if selection.keeps(report.rule, report.severity, report.pointer)
        ]
    return _findings(reports, connector)


def problems(files: Files, *, profile: Profile | None = None) -> list[Report]:
    """Return the reports of `lint` before grouping: equal ones, too,
    and one for each use of an alias.
    """
    return _problems(Connector(files, profile))


def _problems(connector: Connector) -> list[Report]:
    reports = list(_run(registry().values(), connector))
    return _decisive(reports) or _without_echoes(reports, _by_schema(connector))


def lint_package(package: Document) -> list[Finding]:
    """Return all findings about a certification package, by its `package_facts`."""
    # No definition in the package is read: findings are about the package itself.
    connector = Connector(Files(package))
    node = Node(Kind.PACKAGE, mapping(package.value), connector)
    rules = [rule for rule in registry().values() if Kind.PACKAGE in rule.on]
    return _findings(list(_check(node, rules, package)), connector)


def run_rules(
    rules: Iterable[Rule], files: Files, *, profile: Profile | None = None
) -> list[Finding]:
    """Return the findings of the given rules only, without those of schemas."""
    connector = Connector(files, profile)
    return _findings(list(_run(rules, connector)), connector)


@dataclass(frozen=True, slots=True)
class Report:
    """A problem of a rule or a fault by a schema, with its place in a document."""

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
    """The code under which Microsoft's validation reports the same."""
    is_fault: bool = False
    """See `Finding`."""

    @property
    def pointer(self) -> str:
        """The JSON pointer of the place in its document."""
        return join_pointer("", *self.tokens)

    @property
    def file(self) -> str:
        """The name of the file that has the place."""
        return self.document.locate(self.pointer, key=self.key).file

    @property
    def is_own(self) -> bool:
        """True if the place is in the document's own file."""
        is_whole = self.document.complete is None
        return is_whole or self.file == self.document.source.name

    @property
    def place(self) -> tuple[int, str]:
        """The document and pointer of the place: equal for all reports about it."""
        return id(self.document), self.pointer

    @property
    def places(self) -> Iterator[tuple[int, str]]:
        """The places at which a fault by a schema is the same mistake."""
        yield self.place
        for echo in self.echoes:
            yield id(self.document), join_pointer("", *self.tokens[:-1], echo)


def _run(rules: Iterable[Rule], connector: Connector) -> Iterator[Report]:
    by_kind: defaultdict[Kind, list[Rule]] = defaultdict(list)
    for rule in rules:
        if connector.profile in rule.profiles:
            for kind in rule.on:
                by_kind[kind].append(rule)
    for document, node in walk_files(connector):
        yield from _check(node, by_kind[node.kind], document)


def _check(node: Node, rules: list[Rule], document: Document) -> Iterator[Report]:
    for rule in rules:
        for problem in rule.check(node) if rule.check else ():
            yield _report(rule, problem, node, document)


def _report(rule: Rule, problem: Problem, node: Node, document: Document) -> Report:
    tokens, definition = node.tokens + problem.at, node.connector.definition
    return Report(
        rule=rule.id,
        severity=problem.severity or rule.severity,
        message=with_effect(problem.message, problem.effect, definition, tokens),
        hint=problem.hint or rule.documentation.remedy or None,
        document=document,
        tokens=tokens,
        key=problem.key,
        echoes=problem.echoes,
        fix=problem.fix,
        decisive=problem.decisive,
        code=problem.code or rule.code,
        is_fault=bool(problem.effect),
    )


def _by_schema(connector: Connector) -> Iterator[Report]:
    """Yield the faults that the schemas of the file formats find."""
    files = connector.files
    for fault in conformance(files.definition.value):
        message = with_effect(
            fault.message, fault.effect, connector.definition, fault.tokens
        )
        fault = replace(fault, message=message)
        yield from _departed("OAS2", files.definition, (fault,))
    for kind, format_, document in (
        (API_PROPERTIES, Format.API_PROPERTIES, files.properties),
        (SETTINGS_JSON, Format.SETTINGS, files.settings),
    ):
        if document is not None:
            faults = departures(format_, document.value)
            yield from _departed(kind.id, document, faults)


def _departed(
    rule: str, document: Document, faults: Iterable[Fault]
) -> Iterator[Report]:
    for fault in faults:
        yield Report(
            rule,
            fault.severity,
            fault.message,
            fault.hint,
            document,
            fault.tokens,
            fault.key,
            code=fault.code,
            is_fault=rule == "OAS2" and fault.severity is Severity.ERROR,
        )


def _decisive(reports: list[Report]) -> list[Report]:
    """Return the decisive reports, of one rule only: they suppress all others."""
    decisive = [report for report in reports if report.decisive]
    return [report for report in decisive if report.rule == decisive[0].rule]


def _without_echoes(reports: list[Report], faults: Iterable[Report]) -> list[Report]:
    """Return all reports, and the faults by a schema that no rule reports at the same place."""
    worst: dict[tuple[int, str], int] = {}
    for report in reports:
        rank = report.severity.rank
        for place in report.places:
            worst[place] = min(rank, worst.get(place, rank))
    return reports + [
        fault
        for fault in faults
        if worst.get(fault.place, len(Severity)) > fault.severity.rank
    ]


_Identity: TypeAlias = tuple[str, str, int, tuple[Token, ...]]


def _identity(report: Report) -> _Identity:
    """Return a key that is equal for a node in all places where YAML aliases put it."""
    node: Json = report.document.value
    tokens = report.tokens
    holder, path = id(node), tokens
    for depth, token in enumerate(tokens):
        holder, path = id(node), tokens[depth:]
        if isinstance(node, Mapping):
            node = node.get(str(token))
        elif isinstance(node, Sequence) and not isinstance(node, str):
            is_there = isinstance(token, int) and token < len(node)
            node = node[int(token)] if is_there else None
        if node is None:
            break
    return report.rule, report.message, holder, path


def _findings(reports: list[Report], connector: Connector) -> list[Finding]:
    places: defaultdict[_Identity, int] = defaultdict(int)
    first: dict[_Identity, Report] = {}
    for report in reports:
        identity = _identity(report)
        places[identity] += 1
        first.setdefault(identity, report)
    groups: defaultdict[tuple[object, ...], list[tuple[Report, int]]]
    groups = defaultdict(list)
    for identity, report in first.items():
        same = (
            id(report.document),
            report.is_own or report.file,
            report.rule,
            report.severity,
            report.message,
            report.code,
        )
        groups[same].append((report, places[identity]))
    located = [pair for group in groups.values() for pair in _group(group)]
    order = {
        id(document): index for index, (_, document) in enumerate(connector.documents)
    }
    located.sort(
        key=lambda pair: (
            pair[1].severity is not Severity.BLOCKING,
            order[id(pair[0])],
            pair[1].location.line,
            pair[1].location.column,
        )
    )
    return [finding for _, finding in located]


def _group(group: list[tuple[Report, int]]) -> Iterator[tuple[Document, Finding]]:
    """Yield a finding for each report of one message, or a single one for many."""
    located = [(_finding(report), report, places) for report, places in group]
    if len(located) > _MAX_SEPARATE:
        located.sort(key=lambda entry: entry[0].location)
        (first, report, _), *others = located
        # A flow mapping of YAML has several places in one line and column.
        places_by_location = {
            finding.location: Place(finding.location, finding.pointer)
            for finding, _, _ in reversed(others)
            if finding.location != first.location
        }
        also = tuple(reversed(places_by_location.values()))
        yield report.document, replace(first, also=also)
        return
    for finding, report, places in located:
        note = f"in {places} places" if places > 1 else ""
        yield report.document, _noting(finding, note)


def _finding(report: Report) -> Finding:
    pointer = report.pointer
    return Finding(
        report.rule,
        report.severity,
        report.message,
        report.document.locate(pointer, key=report.key),
        pointer,
        report.hint,
        code=report.code,
        is_fault=report.is_fault,
    )


def _noting(finding: Finding, note: str) -> Finding:
    if not note:
        return finding
    return replace(finding, message=f"{finding.message.removesuffix('.')} ({note}).")
