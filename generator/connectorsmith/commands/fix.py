"""`validate --fix` and `--diff`: applies the fixes of rules to the files, or shows a diff."""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from connectorsmith.commands.pipeline import further_findings, prepare, selection_of
from connectorsmith.commands.validate import ValidateOptions, is_package
from connectorsmith.diagnostics.findings import (
    Finding,
    Location,
    UnreadableError,
)
from connectorsmith.diagnostics.visible import visible
from connectorsmith.documents.document import Document
from connectorsmith.documents.load import load as read
from connectorsmith.documents.load import load_bytes, read_bytes
from connectorsmith.documents.problems import NO_FILE
from connectorsmith.inputs.files import Files
from connectorsmith.inputs.folders import ConnectorFolder, find_connectors, shown
from connectorsmith.inputs.reading import Inputs, read_inputs
from connectorsmith.lint.engine import Report, problems
from connectorsmith.lint.fixes.rounds import FurtherFindings, Judge, Lint
from connectorsmith.lint.fixes.rounds import fix as fix_documents
from connectorsmith.lint.fixes.syntax import fix_syntax
from connectorsmith.output.errors import OutputError
from connectorsmith.output.writer import write_locked


@dataclass(frozen=True, slots=True)
class FixResult:
    """The result of fixing connectors, or of showing the diff."""

    diff: str
    """A unified diff of all files."""
    summary: str
    """One line for the user."""


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    before: bytes
    after: bytes


def fix(
    specs: Sequence[Path], options: ValidateOptions, *, write: bool, terminal: bool
) -> FixResult:
    """Fix the files of each connector; write them if `write` is set.

    Only findings that the options select are fixed. If `terminal` is set, control
    characters in the diff are made visible. A file that cannot be read even with its syntax
    fixed is not changed.

    Raises UnreadableError if a path is not a connector, and if a file cannot be written or
    has changed since it was read; UsageError for an unknown rule.
    """
    from connectorsmith.lint.selection import check_rules

    check_rules((*options.select, *options.ignore))
    files: list[_File] = []
    problems = 0
    for folder in find_connectors(spec for spec in specs if not is_package(spec)):
        changed, count = _fix_folder(folder, options)
        problems += count
        if write:
            for file in changed:
                _write(file)
        files += changed
    done = "fixed" if write else "can be fixed"
    summary = f"{_count(problems, 'problem')} {done} in {_count(len(files), 'file')}.\n"
    diff = "".join(map(_diff, files))
    if terminal:
        diff = "".join(f"{visible(line)}\n" for line in diff.split("\n")[:-1])
    return FixResult(diff, summary)


def _fix_folder(
    folder: ConnectorFolder, options: ValidateOptions
) -> tuple[list[_File], int]:
    """Return the files of a connector that change, and the number of fixed problems."""
    before = dict(_read(folder))
    after: dict[Path, bytes] = {}
    count = 0
    for path, data in before.items():
        syntax = fix_syntax(data, shown(path), path.suffix)
        after[path] = syntax.data
        count += syntax.fixed

    def load(path: Path, name: str) -> Document:
        return (
            load_bytes(after[path], name, path.suffix)
            if path in after
            else read(path, name)
        )

    try:
        inputs = read_inputs(folder, load, root=options.root)
    except UnreadableError:
        inputs = None
    if inputs is not None:
        files = inputs.files
        if files.settings is not None and folder.settings is not None:
            settings = load(folder.settings, files.settings.source.name)
            files = replace(files, settings=settings)
        result = fix_documents(files, Judge(_lint(inputs, options), _further(inputs)))
        count += result.fixed
        for file_path, old, new in (
            (folder.definition, files.definition, result.files.definition),
            (folder.properties, files.properties, result.files.properties),
            (folder.settings, files.settings, result.files.settings),
        ):
            if file_path is not None and new is not None and new is not old:
                after[file_path] = _bytes(new, after[file_path])
    changed = [
        _File(path, data, after[path])
        for path, data in before.items()
        if after[path] != data
    ]
    return changed, count


def _read(folder: ConnectorFolder) -> Iterator[tuple[Path, bytes]]:
    for path in (folder.definition, folder.properties, folder.settings):
        if path is not None:
            try:
                yield path, read_bytes(path, shown(path))
            except UnreadableError:
                continue  # `validate` reports it


def _lint(inputs: Inputs, options: ValidateOptions) -> Lint:
    """Return a function that runs the rules and drops the fixes of findings not selected."""
    selection = selection_of(inputs, options.select, options.ignore)
    profile = options.profile or inputs.config.lint.profile

    def find(files: Files) -> list[Report]:
        return [
            (
                report
                if selection.chooses(report.rule)
                and selection.keeps(report.rule, report.severity, report.pointer)
                else replace(report, fix=None)
            )
            for report in problems(files, profile=profile)
        ]

    return find


def _further(inputs: Inputs) -> FurtherFindings:
    """Return a function that finds what `validate` reports besides the findings of rules."""

    def find(files: Files) -> Iterable[Finding]:
        edited = replace(
            inputs,
            definition=files.definition,
            properties=files.properties,
            files=files,
        )
        return further_findings(prepare(edited), edited)

    return find


def _bytes(document: Document, before: bytes) -> bytes:
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    return mark + document.source.text.encode()


def _write(file: _File) -> None:
    name = shown(file.path)
    if read_bytes(file.path, name) != file.before:
        raise _refused(
            name, "The file has changed since it was read.", "Run the command again."
        )
    try:
        # Write to the target of a link: writing to the link would replace it.
        full = file.path.resolve()
        write_locked(full, file.after, full.stat().st_mode & 0o7777)
    except (OutputError, OSError) as error:
        raise _refused(
            name, f"The file cannot be written ({error}).", "Make it writable."
        ) from None


def _refused(name: str, message: str, hint: str) -> UnreadableError:
    return NO_FILE.refuse(Location(name, 1, 1), message, hint)


def _diff(file: _File) -> str:
    name = shown(file.path)
    lines = difflib.unified_diff(
        _lines(file.before), _lines(file.after), f"a/{name}", f"b/{name}"
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in lines
    )


def _lines(data: bytes) -> list[str]:
    """Return the lines of a file as `diff` splits them: at LF only.

    Bytes that are not UTF-8 are kept as surrogates, which are printed as `?`.
    """
    text = data.decode("utf-8", "surrogateescape")
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
