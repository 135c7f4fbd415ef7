"""The `build` command: builds all targets of connectors, or reports drift."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from connectorsmith.commands.packages import refuse_equal_packages
from connectorsmith.commands.stamp import Stamp, stamp
from connectorsmith.diagnostics.findings import Finding, Severity, UnreadableError
from connectorsmith.inputs.folders import ConnectorFolder, find_connectors
from connectorsmith.output import manifest
from connectorsmith.output.errors import EditedError, OutputError
from connectorsmith.output.folder_lock import locked
from connectorsmith.output.leftovers import leftovers

OK, FINDINGS, UNREADABLE = 0, 1, 2
"""Exit statuses."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Options of a build, the same for every connector of a run."""

    out: Path
    targets: tuple[str, ...]
    templates: Path | None = None
    check: bool = False
    force: bool = False
    root: Path | None = None
    """The folder of the files that a definition can refer to."""
    strict: bool = False
    """True if a fault of the definition stops its build."""
    color: bool = False
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of building one connector."""

    key: str
    status: int
    report: str = ""
    """Findings and errors, for stderr."""
    summary: str = ""
    """One line about the written files, for stdout."""


def build_all(
    specs: Sequence[Path], options: BuildOptions, jobs: int
) -> Iterator[Outcome]:
    """Build the connectors of all paths; yield outcomes in the order of the connectors.

    Raises UnreadableError if a path is not a connector, and if two connectors have the same
    output folder or package. A connector that fails does not
    stop the others.
    """
    connectors = find_connectors(specs)
    if "python" in options.targets:
        refuse_equal_packages(connectors)
    if jobs <= 1 or len(connectors) <= 1:
        yield from (build_one(connector, options) for connector in connectors)
    else:
        from concurrent.futures import ProcessPoolExecutor

        workers = min(jobs, len(connectors))
        with ProcessPoolExecutor(workers, initializer=_end_with_parent) as pool:
            yield from pool.map(build_one, connectors, [options] * len(connectors))
    yield from _orphans(specs, connectors, options)


def _end_with_parent() -> None:
    """Exit when the process that started this worker is killed."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(UNREADABLE)

    Thread(target=watch, daemon=True).start()


def _orphans(
    specs: Sequence[Path], connectors: Sequence[ConnectorFolder], options: BuildOptions
) -> Iterator[Outcome]:
    """Yield an outcome for each output folder whose connector no longer exists.

    That is drift, for `--check`. Runs only if a whole folder of connectors is built, and
    removes nothing.
    """
    homes = {connector.definition.parent for connector in connectors}
    if not any(spec.is_dir() and spec not in homes for spec in specs):
        return
    built = {connector.key for connector in connectors}
    for root in sorted(path for path in options.out.glob("*") if path.is_dir()):
        if root.name not in built and manifest.owner(root) is not None:
            report = f"{root}: its connector does not exist; remove the folder or restore the connector\n"
            yield Outcome(root.name, FINDINGS if options.check else OK, report)


def build_one(folder: ConnectorFolder, options: BuildOptions) -> Outcome:
    """Build one connector, or compare it with the disk."""
    root = options.out / folder.key
    try:
        _refuse_own_folder(folder, root)
        current = _stamp(folder, options)
        if not options.force and not _leftovers(folder, root):
            recalled = current.recall(root)
            if recalled is not None and not _is_refused(recalled, options):
                report = format_report(recalled, {}, options)
                return Outcome(folder.key, OK, report, f"{folder.key}: up to date")
        with locked(root, _report_wait, create=not options.check):
            return _build(folder, root, current, options)
    except UnreadableError as error:
        from connectorsmith.inputs.reading import sources_of

        report = format_report(error.findings, sources_of(error.findings), options)
        return Outcome(folder.key, UNREADABLE, report, f"{folder.key}: not built")
    except EditedError as error:
        return Outcome(folder.key, FINDINGS, _edited(root, error))
    except OutputError as error:
        return Outcome(folder.key, UNREADABLE, f"{folder.key}: {error}\n")


def _stamp(folder: ConnectorFolder, options: BuildOptions) -> Stamp:
    return stamp(
        options.out / folder.key,
        folder.files,
        options.targets,
        options.templates,
        options.root,
    )


def _leftovers(folder: ConnectorFolder, root: Path) -> tuple[Path, ...]:
    """Return what another build left in the output folder and beside names.lock."""
    beside = () if folder.lock is None else leftovers(folder.lock.parent)
    return (*leftovers(root), *beside)


def _report_wait(message: str) -> None:
    """Write that the build waits, while it does."""
    sys.stderr.write(message)
    sys.stderr.flush()


def _refuse_own_folder(folder: ConnectorFolder, root: Path) -> None:
    """Raise OutputError if the output folder is the connector's own folder."""
    if root.resolve() == folder.definition.resolve().parent:
        raise OutputError(f"{root} is the connector's own folder; choose another -o")


def _build(
    folder: ConnectorFolder, root: Path, current: Stamp, options: BuildOptions
) -> Outcome:
    from connectorsmith.commands.pipeline import make
    from connectorsmith.inputs.reading import read_inputs
    from connectorsmith.output.plan import DriftKind, drift, plan
    from connectorsmith.output.writer import apply, sweep_locked

    inputs = read_inputs(folder, root=options.root)
    built = make(inputs, options.targets, overrides=options.templates)
    report = format_report(built.findings, inputs.sources, options)
    if built.blocked or _is_refused(built.findings, options):
        summary = f"{folder.key}: not built; the output is unchanged"
        return Outcome(folder.key, FINDINGS, report, summary)
    within = {top for path in built.files for top in [path.partition("/")[0]]}
    planned = plan(
        root, built.files, force=options.force, within=within, connector=folder.name
    )
    lock_changes = built.lock is not None and built.lock != inputs.lock_text
    beside = () if folder.lock is None else leftovers(folder.lock.parent)
    if options.check:
        lines = [f"{root / one.path}: {one.kind}" for one in drift(planned)]
        if lock_changes:
            lines.append(f"{folder.lock}: changed")
        lines += (f"{path}: {DriftKind.EXTRA}" for path in beside)
        summary = f"{folder.key}: " + (
            f"out of date: {len(lines)}" if lines else "up to date"
        )
        drifted = "".join(f"{line}\n" for line in lines)
        return Outcome(folder.key, FINDINGS if lines else OK, report + drifted, summary)
    if lock_changes and folder.lock is not None and built.lock is not None:
        apply(planned, {folder.lock: built.lock.encode()})
    else:
        apply(planned)
    if beside:
        sweep_locked(beside[0].parent)
    if not lock_changes and inputs.is_complete and _stamp(folder, options) == current:
        # The stamp covers the inputs. A changed lock is one of them, and so is a file
        # that was missing and may come to exist. They may have changed meanwhile.
        current.remember(root, built.findings, inputs.external)
    changes = len(planned.created) + len(planned.changed)
    summary = f"{folder.key}: {len(planned.contents)} files, {changes} written"
    if lock_changes:
        summary += ", names.lock updated"
    if planned.removed:
        summary += f", {len(planned.removed)} removed"
    return Outcome(folder.key, OK, report, summary)


def _is_refused(findings: Iterable[Finding], options: BuildOptions) -> bool:
    """Return True if the options are strict and a finding is a fault."""
    return options.strict and any(finding.is_fault for finding in findings)


def _edited(root: Path, error: EditedError) -> str:
    lines = [
        f"{root / path}: changed by hand since it was generated" for path in error.paths
    ]
    lines.append(
        "Nothing was written. Move the change into the definition or a template, "
        "or overwrite it with --force."
    )
    return "".join(f"{line}\n" for line in lines)


def format_report(
    findings: Iterable[Finding], sources: Mapping[str, str], options: BuildOptions
) -> str:
    """Return findings as `build` shows them: blocking ones with
    their frame, others on one line.

    Style findings are only counted unless `verbose` is set or they propose lines for
    connector.toml.
    """
    from connectorsmith.diagnostics.text_format import format_text

    all_findings = list(findings)
    if not all_findings:
        return ""
    shown = [
        finding
        for finding in all_findings
        if options.verbose or finding.severity is not Severity.INFO or finding.lines
    ]
    explained = set(Severity) if options.verbose else {Severity.BLOCKING}
    report = ""
    if shown:
        report = format_text(shown, sources, color=options.color, explained=explained)
    hidden = Counter(
        finding.severity for finding in all_findings if finding not in shown
    )[Severity.INFO]
    if hidden:
        style = f"{hidden} style finding{' is' if hidden == 1 else 's are'} not shown"
        report += f"{style}; run `connectorsmith validate`.\n"
    return report
