"""Reading of files that only lint rules use; their errors do not stop a build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from connectorsmith.diagnostics.findings import Finding, Severity, UnreadableError
from connectorsmith.documents.document import Document
from connectorsmith.documents.load import load, read_bytes
from connectorsmith.inputs.facts import icon_facts, text_facts
from connectorsmith.inputs.files import Files
from connectorsmith.inputs.folders import ConnectorFolder, shown

_Reader: TypeAlias = Callable[[Path], Document]


def lint_files(
    folder: ConnectorFolder, definition: Document, properties: Document | None
) -> tuple[Files, tuple[Finding, ...]]:
    """Return all files of a connector, and the findings from reading them.

    A file that cannot be read is left out, and reported as an error.
    """
    findings: list[Finding] = []

    def read(path: Path | None, reader: _Reader) -> Document | None:
        if path is None:
            return None
        try:
            document = reader(path)
        except UnreadableError as error:
            findings.extend(
                replace(finding, severity=Severity.ERROR) for finding in error.findings
            )
            return None
        findings.extend(document.findings)
        return document

    files = Files(
        definition=definition,
        properties=properties,
        settings=read(folder.settings, lambda path: load(path, shown(path))),
        readme=read(folder.readme, _text),
        script=read(folder.script, _text),
        icon=read(folder.icon, _icon),
        names=folder.names,
        is_source=folder.is_source,
    )
    return files, tuple(findings)


def _text(path: Path) -> Document:
    return text_facts(read_bytes(path, shown(path)), shown(path))


def _icon(path: Path) -> Document:
    return icon_facts(read_bytes(path, shown(path)), shown(path))
