"""From the inputs of one connector to the files of its targets, in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from connectorsmith.commands.config_check import check_config, paging_hints
from connectorsmith.commands.dynamic_check import check_dynamic
from connectorsmith.commands.paging_suggestions import suggest_paging
from connectorsmith.diagnostics.findings import Finding, Location, Severity
from connectorsmith.documents.data import mapping, texts
from connectorsmith.documents.document import Json
from connectorsmith.inputs.folders import shown
from connectorsmith.inputs.reading import Inputs
from connectorsmith.ir.connector import Connector
from connectorsmith.lower import lower
from connectorsmith.naming.lock import write_lock
from connectorsmith.naming.names import Names, derive_names
from connectorsmith.openapi.definition import Definition
from connectorsmith.passes import apply_passes
from connectorsmith.settings.profile import Profile
from connectorsmith.settings.reader import RULE
from connectorsmith.targets.docs.listing import Listing

if TYPE_CHECKING:
    from connectorsmith.lint.selection import Selection

TARGETS = ("python", "connector", "docs")


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
    listing: Listing
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
    listing, listing_findings = _listing(inputs)
    findings = (
        *config.findings,
        *listing_findings,
        *check_config(config, lowered, connector, names),
        *_suggested_paging(inputs, connector),
        *_parts(inputs),
        *_script(inputs),
    )
    return Prepared(connector, names, listing, findings)


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
    targets: Collection[str] = TARGETS,
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
    files: dict[str, bytes] = {}
    if "python" in targets:
        from connectorsmith.targets.python.package import python_files

        files |= python_files(
            prepared.connector, prepared.names, inputs.config.sdk, overrides=overrides
        )
    if "connector" in targets:
        from connectorsmith.targets.connector.package import connector_files

        made = connector_files(
            inputs.definition.value,
            inputs.properties_value,
            parts=inputs.parts,
            icon=inputs.icon,
            script=inputs.script,
            overrides=overrides,
        )
        files |= made.files
        dropped = _dropped(inputs, made.dropped_secrets, findings)
        findings = (*findings, *selection.filter(dropped))
    if "docs" in targets:
        from connectorsmith.targets.docs.reference_page import docs_files

        files |= docs_files(
            inputs.definition.value,
            inputs.properties_value,
            prepared.listing,
            overrides=overrides,
        )
    lock = None
    if inputs.folder.lock is not None:
        names = prepared.names
        lock = write_lock(
            prepared.connector, names.operations, names.types, names.lookups
        )
    return Built(findings, files, lock)


def _suggested_paging(inputs: Inputs, connector: Connector) -> Iterator[Finding]:
    taken = {hint.place[-1] for hint in inputs.config.sdk.paging}
    return suggest_paging(connector, inputs.definition, taken)


def _dropped(
    inputs: Inputs, pointers: Iterable[str], told: Iterable[Finding]
) -> Iterator[Finding]:
    """A finding for each secret that is not published and that no rule has told of."""
    known = {one.pointer for one in told if one.rule == "PP192"}
    for pointer in pointers:
        if pointer not in known and inputs.properties is not None:
            yield Finding(
                "PP192",
                Severity.ERROR,
                "the client secret is left out of what is published",
                inputs.properties.locate(pointer, key=True),
                pointer,
                hint="remove it from the file",
            )


def _listing(inputs: Inputs) -> tuple[Listing, list[Finding]]:
    config = inputs.config
    try:
        return Listing.from_mapping(config.listing), []
    except ValueError as error:
        assert config.document is not None
        path = str(error).partition(":")[0].replace("[", ".").split(".")
        location = config.document.locate("listing", *path)
        message = f"listing: {error}"
        return Listing(), [Finding(RULE, Severity.BLOCKING, message, location)]


def _script(inputs: Inputs) -> Iterator[Finding]:
    """A finding for custom code that no rule can see: nothing in the documents tells of it."""
    inside = mapping(mapping(inputs.properties_value).get("properties"))
    path = inputs.folder.script
    if path is not None and not texts(inside.get("scriptOperations")):
        yield Finding(
            "CS021",
            Severity.WARNING,
            "The SDK calls the API itself for every operation, without script.csx.",
            Location(shown(path), 1, 1),
            hint="list the operations that it handles in scriptOperations",
        )


def _parts(inputs: Inputs) -> list[Finding]:
    from connectorsmith.targets.connector.readme import PARTS

    return [
        Finding(
            "CS011",
            Severity.WARNING,
            f"{path.name} is no part of the readme and is left out",
            Location(path.as_posix(), 1, 1),
            hint=f"the parts are {', '.join(f'{part}.md' for part in PARTS)}",
        )
        for path in inputs.folder.parts
        if path.stem.lower() not in PARTS
    ]
