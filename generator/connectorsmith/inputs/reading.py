"""Reading of all files of one connector."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from connectorsmith.diagnostics.catalogue import FindingKind
from connectorsmith.diagnostics.findings import (
    Finding,
    Location,
    Severity,
    UnreadableError,
)
from connectorsmith.documents.document import Document, Json
from connectorsmith.documents.limits import MAX_BYTES
from connectorsmith.documents.load import load
from connectorsmith.documents.problems import NO_FILE, SYNTAX
from connectorsmith.documents.toml_reader import TomlDocument, read_toml
from connectorsmith.inputs.bundle import bundle
from connectorsmith.inputs.external import ExternalFiles
from connectorsmith.inputs.files import Files
from connectorsmith.inputs.folders import README_PARTS, ConnectorFolder, shown
from connectorsmith.inputs.other_files import lint_files
from connectorsmith.settings.config import Config, read_config
from connectorsmith.settings.lock import Lock, read_lock

NO_PART: Final = FindingKind(
    "CS011",
    "markdown-file-is-readme-part",
    Severity.WARNING,
    """
    Each Markdown file of a connector is a part of its readme.

    Why: other files are left out of everything that is generated.
    Fix: Give the file the name of a part, or move it out of the folder.
    See: certification-submission
    """,
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The content of a connector's files."""

    folder: ConnectorFolder
    definition: Document
    properties: Document | None
    config: Config
    lock: Lock
    lock_text: str | None
    """The text of names.lock; None if there is no such file."""
    parts: Mapping[str, str]
    icon: bytes | None
    script: bytes | None
    files: Files
    """The files that lint rules see."""
    findings: tuple[Finding, ...]
    """Findings from reading the files."""
    sources: Mapping[str, str] = field(repr=False)
    """The text of each file, by its name in findings."""
    external: tuple[Path, ...] = ()
    """The other files that the definition refers to."""
    is_complete: bool = True
    """False if one of them was not read."""

    @property
    def properties_value(self) -> Json:
        """The apiProperties; an empty mapping if there is no such file."""
        return {} if self.properties is None else self.properties.value


def read_inputs(
    folder: ConnectorFolder,
    load: Callable[[Path, str], Document] = load,
    *,
    root: Path | None = None,
) -> Inputs:
    """Read a connector's files; `load` reads the definition, the files that it refers to,
    and the apiProperties.

    `root` is the folder of all files that the definition can refer to; if None, that of
    connector.toml, else the definition's own folder.

    Raises UnreadableError, with its findings, for a file that cannot be read.
    """
    definition = load(folder.definition, shown(folder.definition))
    if not isinstance(definition.value, Mapping):
        raise SYNTAX.refuse(
            Location(definition.source.name, 1, 1),
            "The definition must be an object.",
            'Begin the definition with swagger: "2.0".',
        )
    properties = (
        None
        if folder.properties is None
        else load(folder.properties, shown(folder.properties))
    )
    sources = {definition.source.name: definition.source.text}
    findings = [*definition.findings]
    if properties is not None:
        sources[properties.source.name] = properties.source.text
        findings += properties.findings
    config = Config()
    if folder.config is not None:
        text = _text(folder.config)
        sources[shown(folder.config)] = text
        config = read_config(read_toml(text, shown(folder.config)))
    root = root or _root(folder, config)
    definition, external = _complete(folder.definition, definition, root, load)
    sources |= {
        file.document.source.name: file.document.source.text for file in external.others
    }
    findings += external.findings
    lock_text = None
    lock = Lock()
    if folder.lock is not None and folder.lock.is_file():
        lock_text = _text(folder.lock)
        lock = _lock(read_toml(lock_text, shown(folder.lock)))
    files, noticed = lint_files(folder, definition, properties)
    sources |= sources_of(noticed)
    for document in (files.settings, files.readme, files.script):
        if document is not None:
            sources[document.source.name] = document.source.text
    return Inputs(
        folder=folder,
        definition=definition,
        properties=properties,
        config=config,
        lock=lock,
        lock_text=lock_text,
        parts={
            path.stem.lower(): _text(path) for path in folder.parts if _is_part(path)
        },
        icon=None if folder.icon is None else _bytes(folder.icon),
        script=None if folder.script is None else _bytes(folder.script),
        files=files,
        findings=(*findings, *noticed, *_other_markdown(folder)),
        sources=sources,
        external=tuple(file.path for file in external.others),
        is_complete=external.is_complete,
    )


def _root(folder: ConnectorFolder, config: Config) -> Path:
    """Return the folder of connector.toml for referenced files, else the definition's own."""
    home = folder.definition.parent
    return home if config.references_root is None else home / config.references_root


def _complete(
    path: Path, definition: Document, root: Path, load: Callable[[Path, str], Document]
) -> tuple[Document, ExternalFiles]:
    """Return the definition with the parts of other files that it refers to, and the files."""
    files = ExternalFiles(path, definition, root, load)
    bundled = bundle(files)
    if bundled is definition:
        return definition, files

    def complete(document: Document) -> Document:
        return _complete(path, document, root, load)[0]

    return replace(bundled, complete=complete), files


def _is_part(markdown: Path) -> bool:
    return markdown.stem.lower() in README_PARTS


def _other_markdown(folder: ConnectorFolder) -> Iterator[Finding]:
    for path in folder.parts:
        if not _is_part(path):
            yield NO_PART.finding(
                Location(shown(path), 1, 1),
                f"{path.name} is no part of the readme and is left out",
                f"the parts are {', '.join(f'{part}.md' for part in README_PARTS)}",
            )


def _lock(document: TomlDocument) -> Lock:
    """Return the names in names.lock; raise UnreadableError for an invalid one.

    A bad merge can leave any text there, and names become code.
    """
    lock = read_lock(document.value)
    named = [
        *((("operations", id_), name) for id_, name in lock.operations.items()),
        *((("models", name), name) for name in dict.fromkeys(lock.types.values())),
    ]
    wrong = [
        SYNTAX.finding(
            document.locate(*at),
            f"{name!r} is not a Python name.",
            "Restore names.lock from version control.",
        )
        for at, name in named
        if not name.isidentifier() or keyword.iskeyword(name)
    ]
    if wrong:
        raise UnreadableError(*wrong)
    return lock


def _text(path: Path) -> str:
    """Return the text of a UTF-8 file, with LF line ends."""
    try:
        text = _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(path, "it is not UTF-8") from None
    return text.replace("\r\n", "\n")


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise _unreadable(path, "it is not a regular file of at most 16 MB")
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error.strerror or "the system refuses") from None


def _unreadable(path: Path, reason: str) -> UnreadableError:
    return NO_FILE.refuse(
        Location(shown(path), 1, 1),
        f"The file cannot be read: {reason}.",
        "Make it a readable file, and save text as UTF-8.",
    )


def sources_of(findings: Iterable[Finding]) -> dict[str, str]:
    """Return the text of each file that a finding is about, if the file can be read."""
    sources: dict[str, str] = {}
    for finding in findings:
        try:
            data = _bytes(Path(finding.location.file))
        except UnreadableError:
            continue
        sources[finding.location.file] = data.decode("utf-8-sig", "replace")
    return sources
