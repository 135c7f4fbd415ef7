"""Discovery of connectors by the paths on the command line, and of their files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from connectorsmith.diagnostics.findings import Location, UnreadableError
from connectorsmith.documents.problems import NO_FILE
from connectorsmith.inputs.special import refuse, refuse_special
from connectorsmith.text.devices import is_device

DEFINITION = "apidefinition.swagger"
PROPERTIES = "apiproperties"
README_PARTS = (
    "prerequisites",
    "obtaining-credentials",
    "known-issues",
    "getting-started",
    "faq",
    "deployment-instructions",
)
"""The Markdown files whose text goes into the readme, without their suffix."""
SUFFIXES = (".yaml", ".yml", ".json")
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class ConnectorFolder:
    """The paths of one connector's files, which are not yet read."""

    key: str
    """The name of its output folder."""
    name: str
    """The name of the folder; for a lone definition, that of its file."""
    definition: Path
    properties: Path | None = None
    config: Path | None = None
    lock: Path | None = None
    """The path of names.lock, if it exists or is to be written."""
    icon: Path | None = None
    script: Path | None = None
    parts: tuple[Path, ...] = ()
    """The Markdown files; those of `README_PARTS` are parts of readme.md."""
    readme: Path | None = None
    settings: Path | None = None
    """paconn's settings.json."""
    names: tuple[str, ...] | None = None
    """The names of all files in the folder; None for a lone definition."""

    @property
    def is_source(self) -> bool:
        """True if the folder is a source to build from, and not a published folder."""
        return self.config is not None or self.definition.suffix.lower() != ".json"

    @property
    def files(self) -> tuple[Path, ...]:
        """The existing files that affect the output or the findings."""
        single = (
            self.definition,
            self.properties,
            self.config,
            self.lock,
            self.icon,
            self.script,
            self.readme,
            self.settings,
        )
        found = (path for path in (*single, *self.parts) if path is not None)
        return tuple(path for path in found if path.is_file())


def shown(path: Path) -> str:
    """Return a path as it is shown in findings, with `/` between parts."""
    return path.as_posix()


def find_connectors(specs: Iterable[Path]) -> list[ConnectorFolder]:
    """Return the connectors at all paths, in order, without repeats.

    A path is a connector's folder, a definition file, or a folder of connectors. Raises
    UnreadableError for any other path, and if two connectors have the same output
    folder.
    """
    found: dict[Path, ConnectorFolder] = {}
    for spec in specs:
        for connector in _find(spec):
            found.setdefault(connector.definition.resolve(), connector)
    by_key: dict[str, ConnectorFolder] = {}
    for connector in found.values():
        other = by_key.setdefault(connector.key.lower(), connector)
        if other is not connector:
            raise _unreadable(
                connector.definition,
                f"{shown(connector.definition.parent)} and {shown(other.definition.parent)} "
                f"must not both be written to {connector.key!r}.",
                "Rename one of the folders, or build them with different -o.",
            )
    return list(found.values())


def _find(spec: Path) -> list[ConnectorFolder]:
    if spec.is_file():
        return [_from_file(spec)]
    if not spec.is_dir():
        if spec.exists() or spec.is_symlink():
            refuse(spec)
        raise _unreadable(
            spec, "The path does not exist.", "Name a connector's folder."
        )
    own = _from_folder(spec)
    if own is not None:
        return [own]
    folders = sorted(child for child in _children(spec) if child.is_dir())
    connectors = [
        connector
        for folder in folders
        if (connector := _from_folder(folder)) is not None
    ]
    if not connectors:
        raise _unreadable(
            spec,
            "The folder must hold a connector.",
            "Add apiDefinition.swagger.yaml or apiDefinition.swagger.json.",
        )
    return connectors


def _children(folder: Path) -> list[Path]:
    try:
        return [folder / name for name in sorted(os.listdir(folder))]
    except OSError as error:
        raise _unreadable(
            folder,
            f"The folder cannot be read: {error.strerror}.",
            "Check its permissions.",
        ) from None


def _from_file(path: Path) -> ConnectorFolder:
    stem = path.name.removesuffix(path.suffix)
    if stem.lower() == DEFINITION:
        folder = _from_folder(path.parent, definition=path)
        assert folder is not None
        return folder
    name = re.sub(r"(?i)\.swagger$", "", stem)
    return ConnectorFolder(_key(name), name, path)


def _from_folder(
    folder: Path, definition: Path | None = None
) -> ConnectorFolder | None:
    present = _children(folder)
    children = [child for child in present if child.is_file()]
    _refuse_links_out(folder, children)
    definition = definition or _only_file(present, DEFINITION)
    if definition is None:
        return None
    refuse_special(present)
    names = {child.name.lower(): child for child in children}
    config = names.get("connector.toml")
    lock = names.get("names.lock")
    if lock is None and config is not None:
        lock = config.with_name("names.lock")
    return ConnectorFolder(
        key=_key(_folder_name(folder)),
        name=_folder_name(folder),
        definition=definition,
        properties=_only_file(children, PROPERTIES),
        config=config,
        lock=lock,
        icon=names.get("icon.png"),
        script=names.get("script.csx"),
        parts=tuple(
            child
            for child in children
            # Published folders have readme.md and intro.md, which are not parts.
            if child.suffix.lower() == ".md"
            and child.stem.lower() not in ("readme", "intro")
        ),
        readme=names.get("readme.md"),
        settings=names.get("settings.json"),
        names=tuple(child.name for child in children),
    )


def _refuse_links_out(folder: Path, children: list[Path]) -> None:
    """Raise UnreadableError for a link that leads out of the connector's folder.

    Its target would be published.
    """
    home = folder.resolve()
    for child in children:
        if child.is_symlink() and not child.resolve().is_relative_to(home):
            raise _unreadable(
                child,
                "The link must not lead out of the connector's folder.",
                "Put the file itself there.",
            )


def _folder_name(folder: Path) -> str:
    return folder.name if folder.name not in ("", "..") else folder.resolve().name


def _key(name: str) -> str:
    """Return a portable folder name: `24 Pull Request` is `24-pull-request`."""
    key = _UNSAFE.sub("-", name.strip()).strip("-.").lower()
    if is_device(key):
        stem, dot, suffix = key.partition(".")
        key = f"{stem}-client{dot}{suffix}"
    return key or "connector"


def _only_file(children: list[Path], stem: str) -> Path | None:
    found = [
        child
        for child in children
        if child.suffix.lower() in SUFFIXES
        and child.name.removesuffix(child.suffix).lower() == stem
    ]
    if len(found) > 1:
        first, second = (shown(child) for child in found[:2])
        raise _unreadable(
            found[1],
            f"{first} and {second} are the same file in two formats.",
            "Keep the one that is maintained.",
        )
    return found[0] if found else None


def _unreadable(path: Path, message: str, hint: str) -> UnreadableError:
    return NO_FILE.refuse(Location(shown(path), 1, 1), message, hint)
