"""From the inputs of one connector to the files of its targets, in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from connectorsmith.checks.config import check_config, paging_hints
from connectorsmith.checks.dynamic import check_dynamic
from connectorsmith.checks.paging import suggest_paging
from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.documents.document import Json
from connectorsmith.inputs.reading import Inputs
from connectorsmith.ir.connector import Connector
from connectorsmith.lower import lower
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
    """What one connector makes."""

    findings: tuple[Finding, ...]
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes], repr=False)
    """By path below the connector's output folder; empty where something blocks."""
    lock: str | None = None
    """What names.lock has to hold; None where the connector keeps none."""

    @property
    def blocked(self) -> bool:
        """Whether no correct output can be made."""
        return any(one.severity is Severity.BLOCKING for one in self.findings)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A connector behind the passes, with its names, and what was found on the way."""

    connector: Connector
    names: Names
    findings: tuple[Finding, ...]


def prepare(inputs: Inputs) -> Prepared:
    """Lower, apply the passes, resolve the names, and check connector.toml against them."""
    config = inputs.config
    lowered = lower(
        inputs.folder.key,
        inputs.definition.value,
        inputs.properties_value,
        script=inputs.script is not None,
    )
    connector = apply_passes(lowered, paging_hints(config))
    names = derive_names(connector, config.sdk.models, inputs.lock)
    taken = {hint.place[-1] for hint in config.sdk.paging}
    findings = (
        *config.findings,
        *check_config(config, lowered, connector, names),
        *suggest_paging(connector, inputs.definition, taken),
    )
    return Prepared(connector, names, findings)


def further_findings(
    prepared: Prepared, inputs: Inputs, reported: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """Return what is found behind the rules; `reported` are their findings."""
    connector, names = prepared.connector, prepared.names
    dynamic = check_dynamic(connector, names, inputs.definition, reported)
    return (*prepared.findings, *dynamic)


def check(
    inputs: Inputs, selection: Selection, profile: Profile | None = None
) -> tuple[Finding, ...]:
    """Every finding about a connector that is wanted, each mistake once."""
    found = lint_inputs(inputs, selection, profile)
    if Built(found).blocked:
        return found
    told = (*found, *further_findings(prepare(inputs), inputs, found))
    return (*selection.filter(told), *selection.unused())


def selection_of(
    inputs: Inputs, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Selection:
    """The findings that are wanted: as chosen, without those that connector.toml accepts."""
    from connectorsmith.lint.selection import Selection

    accepted = inputs.config.lint.ignores
    # Most connectors accept nothing, and then nobody asks where an operation stands.
    operations = _operations(inputs.definition.value) if accepted else None
    return Selection(select, ignore, accepted, operations)


def _operations(definition: Json) -> Mapping[str, str]:
    """From operationId to the pointer of the operation."""
    by_id = Definition(definition).by_id
    return {id_: operation.pointer for id_, operation in by_id.items()}


def lint_inputs(
    inputs: Inputs, selection: Selection, profile: Profile | None = None
) -> tuple[Finding, ...]:
    """What reading and the rules have to say of a connector's files."""
    from connectorsmith.lint.engine import lint

    told = lint(
        inputs.files,
        profile=profile or inputs.config.lint.profile,
        selection=selection,
    )
    return (*selection.filter(inputs.findings), *told)


def make(
    inputs: Inputs,
    targets: Collection[str] = DEFAULT,
    *,
    overrides: Path | None = None,
) -> Built:
    """Everything that can fail, done before anything is written."""
    selection = selection_of(inputs)
    found = lint_inputs(inputs, selection)
    if Built(found).blocked:
        return Built(found)
    prepared = prepare(inputs)
    told = (*found, *further_findings(prepared, inputs, found))
    findings = (*selection.filter(told), *selection.unused())
    if Built(findings).blocked:
        return Built(findings)
    request = Request(inputs, prepared.connector, prepared.names, overrides)
    files: dict[str, bytes] = {}
    for name in TARGETS:
        if name in targets:
            made = load(name)(request)
            files |= made.files
            new = _not_among(findings, made.findings)
            findings = (*findings, *selection.filter(new))
    lock = None
    if inputs.folder.lock is not None:
        names = prepared.names
        lock = write_lock(
            prepared.connector, names.operations, names.types, names.lookups
        )
    return Built(findings, files, lock)


def _not_among(told: Iterable[Finding], findings: Iterable[Finding]) -> list[Finding]:
    """The findings about places where nothing of their rule is among others."""
    places = {
        (one.rule, pointer)
        for one in told
        for pointer in (one.pointer, *(place.pointer for place in one.also))
    }
    return [one for one in findings if (one.rule, one.pointer) not in places]
