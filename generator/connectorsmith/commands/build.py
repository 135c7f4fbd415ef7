"""`build`: every artefact of every connector, or what has drifted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from connectorsmith.commands.stamp import Stamp, stamp
from connectorsmith.diagnostics.findings import Finding, Severity, UnreadableError
from connectorsmith.inputs.folders import ConnectorFolder, find_connectors
from connectorsmith.output import manifest
from connectorsmith.output.errors import EditedError, OutputError

OK, FINDINGS, UNREADABLE = 0, 1, 2
"""Exit statuses."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build; the same for every connector of a run."""

    out: Path
    targets: tuple[str, ...]
    templates: Path | None = None
    check: bool = False
    force: bool = False
    color: bool = False
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one connector, ready to be told."""

    key: str
    status: int
    told: str = ""
    """Findings and refusals, for stderr."""
    summary: str = ""
    """One line on what was written."""


def build_all(
    specs: Sequence[Path], options: BuildOptions, jobs: int
) -> Iterator[Outcome]:
    """Build the connectors of all paths; outcomes come in their order.

    Raises UnreadableError where a path is no connector. One connector that fails stops
    no other.
    """
    connectors = find_connectors(specs)
    if jobs <= 1 or len(connectors) <= 1:
        yield from (build_one(one, options) for one in connectors)
    else:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(min(jobs, len(connectors))) as pool:
            yield from pool.map(build_one, connectors, [options] * len(connectors))
    yield from _orphans(specs, connectors, options)


def _orphans(
    specs: Sequence[Path], connectors: Sequence[ConnectorFolder], options: BuildOptions
) -> Iterator[Outcome]:
    """What an earlier build made of a connector that is gone: drift, for `--check`.

    Only a whole folder of connectors says that one is gone; nothing is removed here.
    """
    homes = {one.definition.parent for one in connectors}
    if not any(spec.is_dir() and spec not in homes for spec in specs):
        return
    built = {one.key for one in connectors}
    for path in sorted(options.out.glob(f"*/{manifest.NAME}")):
        root = path.parent
        if root.name not in built and manifest.owner(root) is not None:
            told = (
                f"{root}: its connector is gone; remove the folder, or bring it back\n"
            )
            yield Outcome(root.name, FINDINGS if options.check else OK, told)


def build_one(folder: ConnectorFolder, options: BuildOptions) -> Outcome:
    """Build one connector, or compare it with the disk."""
    root = options.out / folder.key
    try:
        _refuse_own_folder(folder, root)
        known = stamp(root, folder.files, options.targets, options.templates)
        recalled = None if options.force else known.recall(root)
        if recalled is not None:
            told = tell(recalled, {}, options)
            return Outcome(folder.key, OK, told, f"{folder.key}: up to date")
        return _build(folder, root, known, options)
    except UnreadableError as error:
        from connectorsmith.inputs.reading import sources_of

        told = tell(error.findings, sources_of(error.findings), options)
        return Outcome(folder.key, UNREADABLE, told, f"{folder.key}: not built")
    except EditedError as error:
        return Outcome(folder.key, FINDINGS, _edited(root, error))
    except OutputError as error:
        return Outcome(folder.key, UNREADABLE, f"{folder.key}: {error}\n")


def _refuse_own_folder(folder: ConnectorFolder, root: Path) -> None:
    """Raise OutputError where the output would lie among the connector's own files."""
    if root.resolve() == folder.definition.resolve().parent:
        raise OutputError(f"{root} is the connector's own folder; choose another -o")


def _build(
    folder: ConnectorFolder, root: Path, known: Stamp, options: BuildOptions
) -> Outcome:
    from connectorsmith.commands.pipeline import make
    from connectorsmith.inputs.reading import read_inputs
    from connectorsmith.output.plan import drift, plan
    from connectorsmith.output.writer import apply, write_file

    inputs = read_inputs(folder)
    built = make(inputs, options.targets, overrides=options.templates)
    told = tell(built.findings, inputs.sources, options)
    if built.blocked:
        summary = f"{folder.key}: not built; the output is as it was"
        return Outcome(folder.key, FINDINGS, told, summary)
    within = {top for path in built.files for top in [path.partition("/")[0]]}
    planned = plan(
        root, built.files, force=options.force, within=within, connector=folder.name
    )
    lock_changes = built.lock is not None and built.lock != inputs.lock_text
    if options.check:
        lines = [f"{root / one.path}: {one.kind}" for one in drift(planned)]
        if lock_changes:
            lines.append(f"{folder.lock}: changed")
        summary = f"{folder.key}: " + (
            f"other than the spec gives: {len(lines)}" if lines else "up to date"
        )
        drifted = "".join(f"{line}\n" for line in lines)
        return Outcome(folder.key, FINDINGS if lines else OK, told + drifted, summary)
    apply(planned)
    if lock_changes and folder.lock is not None and built.lock is not None:
        write_file(folder.lock, built.lock.encode())
    if not lock_changes:
        # What was read is part of a stamp, and the lock is new where it changed.
        known.remember(root, built.findings)
    changes = len(planned.created) + len(planned.changed)
    summary = f"{folder.key}: {len(planned.contents)} files, {changes} written"
    if lock_changes:
        summary += ", names.lock renewed"
    if planned.removed:
        summary += f", {len(planned.removed)} removed"
    return Outcome(folder.key, OK, told, summary)


def _edited(root: Path, error: EditedError) -> str:
    lines = [
        f"{root / path}: changed by hand since it was generated" for path in error.paths
    ]
    lines.append(
        "Nothing was written. Move the change into the spec or a template; "
        "--force overwrites it."
    )
    return "".join(f"{line}\n" for line in lines)


def tell(
    findings: Iterable[Finding], sources: Mapping[str, str], options: BuildOptions
) -> str:
    """Findings as `build` shows them: what blocks with its frame, the rest a line each.

    Style is only counted, unless everything is wanted; lines that are proposed for
    connector.toml are told in any case.
    """
    from connectorsmith.diagnostics.text_format import format_text

    listed = list(findings)
    if not listed:
        return ""
    shown = [
        one
        for one in listed
        if options.verbose or one.severity is not Severity.INFO or one.lines
    ]
    explained = set(Severity) if options.verbose else {Severity.BLOCKING}
    told = ""
    if shown:
        told = format_text(shown, sources, color=options.color, explained=explained)
    hidden = Counter(one.severity for one in listed if one not in shown)[Severity.INFO]
    if hidden:
        told += f"{hidden} of style, which `connectorsmith validate` shows.\n"
    return told
