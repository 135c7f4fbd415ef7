"""Which connectors a path on the command line means, and which files each of them has."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from connectorsmith.diagnostics.findings import Location, UnreadableError
from connectorsmith.documents.problems import NO_FILE

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
    """The files of one connector, found but not read."""

    key: str
    """The name of its output folder."""
    name: str
    """What it is called: the folder's own name, or that of the definition's file."""
    definition: Path
    properties: Path | None = None
    config: Path | None = None
    lock: Path | None = None
    """names.lock where there is one, or where one is to be written."""
    icon: Path | None = None
    script: Path | None = None
    parts: tuple[Path, ...] = ()
    """The Markdown files; those of `README_PARTS` are parts of readme.md."""
    readme: Path | None = None
    settings: Path | None = None
    """settings.json of paconn."""
    names: tuple[str, ...] | None = None
    """The names of all files in the folder; None for a lone definition."""

    @property
    def is_source(self) -> bool:
        """Whether the folder is what is published from, not what is published."""
        return self.config is not None or self.definition.suffix.lower() != ".json"

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that is there and has a part in the output or the findings."""
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
    """A path as findings show it: as the person gave it, with `/` between parts."""
    return path.as_posix()


def find_connectors(specs: Iterable[Path]) -> list[ConnectorFolder]:
    """The connectors of all paths, in order, each once.

    A path is a connector's folder, a definition file, or a folder of connectors. Raises
    UnreadableError where it is none of these, and where two connectors would have the
    same output folder.
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
                f"would both be written to {connector.key!r}",
                "rename one of the folders, or build them with different -o",
            )
    return list(found.values())


def _find(spec: Path) -> list[ConnectorFolder]:
    if spec.is_file():
        return [_from_file(spec)]
    if not spec.is_dir():
        raise _unreadable(
            spec, "there is no such file or folder", "name a connector's folder"
        )
    own = _from_folder(spec)
    if own is not None:
        return [own]
    folders = sorted(child for child in _children(spec) if child.is_dir())
    connectors = [
        one for folder in folders if (one := _from_folder(folder)) is not None
    ]
    if not connectors:
        raise _unreadable(
            spec,
            "there is no connector in this folder",
            "a connector's folder holds apiDefinition.swagger.yaml or .json",
        )
    return connectors


def _children(folder: Path) -> list[Path]:
    try:
        return [folder / name for name in sorted(os.listdir(folder))]
    except OSError as error:
        raise _unreadable(
            folder, f"cannot be read: {error.strerror}", "check its permissions"
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
    children = [child for child in _children(folder) if child.is_file()]
    _refuse_links_out(folder, children)
    definition = definition or _one(children, DEFINITION)
    if definition is None:
        return None
    names = {child.name.lower(): child for child in children}
    config = names.get("connector.toml")
    lock = names.get("names.lock")
    if lock is None and config is not None:
        lock = config.with_name("names.lock")
    return ConnectorFolder(
        key=_key(_folder_name(folder)),
        name=_folder_name(folder),
        definition=definition,
        properties=_one(children, PROPERTIES),
        config=config,
        lock=lock,
        icon=names.get("icon.png"),
        script=names.get("script.csx"),
        parts=tuple(
            child
            for child in children
            # readme.md and intro.md are whole documents, as a published folder has them.
            if child.suffix.lower() == ".md"
            and child.stem.lower() not in ("readme", "intro")
        ),
        readme=names.get("readme.md"),
        settings=names.get("settings.json"),
        names=tuple(child.name for child in children),
    )


def _refuse_links_out(folder: Path, children: list[Path]) -> None:
    """A link that leads out of a connector's folder would publish what it leads to."""
    home = folder.resolve()
    for child in children:
        if child.is_symlink() and not child.resolve().is_relative_to(home):
            raise _unreadable(
                child,
                "the link leads out of the connector's folder",
                "put the file itself there",
            )


def _folder_name(folder: Path) -> str:
    return folder.name if folder.name not in ("", "..") else folder.resolve().name


def _key(name: str) -> str:
    """A folder name that every file system takes: `24 Pull Request` is `24-pull-request`."""
    key = _UNSAFE.sub("-", name.strip()).strip("-.").lower()
    return key or "connector"


def _one(children: list[Path], stem: str) -> Path | None:
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
            f"{first} and {second} are the same file in two formats",
            "keep the one that is maintained",
        )
    return found[0] if found else None


def _unreadable(path: Path, message: str, hint: str) -> UnreadableError:
    return NO_FILE.refuse(Location(shown(path), 1, 1), message, hint)
