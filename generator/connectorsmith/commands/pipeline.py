"""The pipeline: builds the files of all targets from one connector's inputs, in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from connectorsmith.checks.config import check_config, paging_hints
from connectorsmith.checks.dynamic import check_dynamic
from connectorsmith.checks.groups import check_groups
from connectorsmith.checks.paging import suggest_paging
from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.documents.document import Json
from connectorsmith.inputs.reading import Inputs
from connectorsmith.ir.connector import Connector
from connectorsmith.lower import lower
from connectorsmith.naming.groups import derived
from connectorsmith.naming.lock import write_lock
from connectorsmith.naming.names import Names, derive_names
from connectorsmith.openapi.definition import Definition
from connectorsmith.passes import apply_passes
from connectorsmith.settings.profile import Profile
from connectorsmith.targets import DEFAULT, TARGETS, Request, load

if TYPE_CHECKING:
    from connectorsmith.lint.selection import Selection


@dataclass(frozen=True, slots=True)
class Built:
    """The result of building one connector in memory."""

    findings: tuple[Finding, ...]
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes], repr=False)
    """Contents by path below the connector's output folder; empty if a finding is blocking."""
    lock: str | None = None
    """The content of names.lock; None if the connector has none."""

    @property
    def blocked(self) -> bool:
        """True if a finding prevents correct output."""
        return any(one.severity is Severity.BLOCKING for one in self.findings)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A connector after the passes, with its names, and the findings so far."""

    connector: Connector
    names: Names
    findings: tuple[Finding, ...]


def prepare(inputs: Inputs) -> Prepared:
    """Lower a connector, apply the passes, derive the names, and
    check connector.toml against them.
    """
    config = inputs.config
    lowered = lower(
        inputs.folder.key,
        inputs.definition.value,
        inputs.properties_value,
        script=inputs.script is not None,
        decimals=config.sdk.decimals,
    )
    named = {**inputs.lock.types, **config.sdk.models}
    connector = apply_passes(lowered, paging_hints(config), named)
    names = derive_names(connector, config.sdk.models, inputs.lock, config.sdk.groups)
    taken = {hint.place[-1] for hint in config.sdk.paging}
    findings = (
        *config.findings,
        *check_config(config, lowered, connector, names),
        *suggest_paging(connector, inputs.definition, taken),
        *check_groups(connector, names, inputs.lock, inputs.definition),
    )
    return Prepared(connector, names, findings)


def further_findings(
    prepared: Prepared, inputs: Inputs, reported: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """Return the findings that need more than the documents.
    `reported` are those of the rules.
    """
    connector, names = prepared.connector, prepared.names
    dynamic = check_dynamic(connector, names, inputs.definition, reported)
    return (*prepared.findings, *dynamic)


def check(
    inputs: Inputs, selection: Selection, profile: Profile | None = None
) -> tuple[Finding, ...]:
    """Return every selected finding about a connector, without repeating a mistake."""
    lint_findings = lint_inputs(inputs, selection, profile)
    if Built(lint_findings).blocked:
        return lint_findings
    findings = (
        *lint_findings,
        *further_findings(prepare(inputs), inputs, lint_findings),
    )
    return (*selection.filter(findings), *selection.unused())


def selection_of(
    inputs: Inputs, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Selection:
    """Return the selection of findings: as chosen, without those
    that connector.toml accepts.
    """
    from connectorsmith.lint.selection import Selection

    accepted = inputs.config.lint.ignores
    # Most connectors accept no finding; then the operations' places are not needed.
    operations = _operations(inputs.definition.value) if accepted else None
    return Selection(select, ignore, accepted, operations)


def _operations(definition: Json) -> Mapping[str, str]:
    """Return the JSON pointer of each operation by its operationId."""
    by_id = Definition(definition).by_id
    return {id_: operation.pointer for id_, operation in by_id.items()}


def lint_inputs(
    inputs: Inputs, selection: Selection, profile: Profile | None = None
) -> tuple[Finding, ...]:
    """Return the findings of reading the files and of the rules."""
    from connectorsmith.lint.engine import lint

    lint_findings = lint(
        inputs.files,
        profile=profile or inputs.config.lint.profile,
        selection=selection,
    )
    return (*selection.filter(inputs.findings), *lint_findings)


def make(
    inputs: Inputs,
    targets: Collection[str] = DEFAULT,
    *,
    overrides: Path | None = None,
) -> Built:
    """Build the files of the targets; whatever can fail fails before anything is written."""
    selection = selection_of(inputs)
    lint_findings = lint_inputs(inputs, selection)
    if Built(lint_findings).blocked:
        return Built(lint_findings)
    prepared = prepare(inputs)
    all_findings = (*lint_findings, *further_findings(prepared, inputs, lint_findings))
    findings = (*selection.filter(all_findings), *selection.unused())
    if Built(findings).blocked:
        return Built(findings)
    request = Request(inputs, prepared.connector, prepared.names, overrides)
    files: dict[str, bytes] = {}
    for name in TARGETS:
        if name in targets:
            output = load(name)(request)
            files |= output.files
            new = _not_among(findings, output.findings)
            findings = (*findings, *selection.filter(new))
    lock = None
    if inputs.folder.lock is not None:
        names = prepared.names
        declared = inputs.config.sdk.groups or {}
        lock = write_lock(
            prepared.connector,
            names.operations,
            names.types,
            names.lookups,
            derived(names.groups, declared),
        )
    return Built(findings, files, lock)


def _not_among(
    reported: Iterable[Finding], findings: Iterable[Finding]
) -> list[Finding]:
    """Return the findings about places where `reported` has none of the same rule."""
    places = {
        (finding.rule, pointer)
        for finding in reported
        for pointer in (finding.pointer, *(place.pointer for place in finding.also))
    }
    return [
        finding for finding in findings if (finding.rule, finding.pointer) not in places
    ]
