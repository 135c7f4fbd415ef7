"""`validate --fix` and `--diff`: what rules can mend, in the files or as a unified diff."""

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
from connectorsmith.lint.engine import Told, problems
from connectorsmith.lint.fixes.rounds import FurtherFindings, Judge, Lint
from connectorsmith.lint.fixes.rounds import mend as mend_documents
from connectorsmith.lint.fixes.syntax import mend_syntax
from connectorsmith.output.errors import OutputError
from connectorsmith.output.writer import write_file


@dataclass(frozen=True, slots=True)
class Mending:
    """What was mended, or would be."""

    diff: str
    """A unified diff of all files."""
    summary: str
    """One line for a person."""


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    before: bytes
    after: bytes


def mend(
    specs: Sequence[Path], options: ValidateOptions, *, write: bool, terminal: bool
) -> Mending:
    """Mend the definition and the apiProperties of each connector; write them, if asked to.

    Only findings that are wanted are mended. On a terminal, no character of the diff does anything but show itself.
    A file that cannot be read, even with its syntax mended, stays as it is. Raises
    UnreadableError where a path is no connector, and where a file cannot be written or
    has changed since it was read, and UsageError for a rule that there is not.
    """
    from connectorsmith.lint.selection import check_rules

    check_rules((*options.select, *options.ignore))
    files: list[_File] = []
    problems = 0
    for folder in find_connectors(spec for spec in specs if not is_package(spec)):
        changed, count = _mend_folder(folder, options)
        problems += count
        if write:
            for file in changed:
                _write(file)
        files += changed
    done = "mended" if write else "can be mended"
    summary = f"{_count(problems, 'problem')} {done} in {_count(len(files), 'file')}.\n"
    diff = "".join(map(_diff, files))
    if terminal:
        diff = "".join(f"{visible(line)}\n" for line in diff.split("\n")[:-1])
    return Mending(diff, summary)


def _mend_folder(
    folder: ConnectorFolder, options: ValidateOptions
) -> tuple[list[_File], int]:
    """The files of a connector that change, and how many problems that mends."""
    before = dict(_read(folder))
    after: dict[Path, bytes] = {}
    count = 0
    for path, data in before.items():
        syntax = mend_syntax(data, shown(path), path.suffix)
        after[path] = syntax.data
        count += syntax.mended

    def load(path: Path, name: str) -> Document:
        return (
            load_bytes(after[path], name, path.suffix)
            if path in after
            else read(path, name)
        )

    try:
        inputs = read_inputs(folder, load)
    except UnreadableError:
        inputs = None
    if inputs is not None:
        files = inputs.files
        if files.settings is not None and folder.settings is not None:
            settings = load(folder.settings, files.settings.source.name)
            files = replace(files, settings=settings)
        result = mend_documents(files, Judge(_lint(inputs, options), _further(inputs)))
        count += result.mended
        for place, old, new in (
            (folder.definition, files.definition, result.files.definition),
            (folder.properties, files.properties, result.files.properties),
            (folder.settings, files.settings, result.files.settings),
        ):
            if place is not None and new is not None and new is not old:
                after[place] = _bytes(new, after[place])
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
                continue  # validating tells it


def _lint(inputs: Inputs, options: ValidateOptions) -> Lint:
    """What rules find, with a fix only where the finding is wanted."""
    selection = selection_of(inputs, options.select, options.ignore)
    profile = options.profile or inputs.config.lint.profile

    def find(files: Files) -> list[Told]:
        return [
            (
                told
                if selection.chooses(told.rule)
                and selection.keeps(told.rule, told.severity, told.pointer)
                else replace(told, fix=None)
            )
            for told in problems(files, profile=profile)
        ]

    return find


def _further(inputs: Inputs) -> FurtherFindings:
    """What `validate` finds behind the rules."""

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
        raise _refused(name, "has changed since it was read", "run the command again")
    try:
        # Through a link, to the file itself: a link would be replaced.
        full = file.path.resolve()
        write_file(full, file.after, full.stat().st_mode & 0o7777)
    except (OutputError, OSError) as error:
        raise _refused(
            name, f"cannot be written: {error}", "make it writable"
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
    """Lines as diffs know them: only LF ends one. What is no UTF-8 is shown as `?`."""
    text = data.decode("utf-8", "surrogateescape")
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
