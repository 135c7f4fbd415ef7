"""Facts of a certification package, as a document.

The submitted archive holds intro.md and one archive, the package. The package holds one
folder, the assets, with an archive for each solution.
"""

from __future__ import annotations

from xml.parsers import expat

from connectorsmith.documents.document import Document, Json, Source
from connectorsmith.inputs.archive import Archive, Budget, UnreadableArchiveError

_CUSTOMIZATIONS = "customizations.xml"
_COMPONENTS = ("Connector", "Workflows", "aicopilot_aiplugin")
"""Elements of customizations.xml that show what a solution contains."""


def package_facts(data: bytes, name: str) -> Document:
    """Return the facts of the archive `name`; everything is located at 1:1.

    An archive is `{"name", "files", "folders", "unsafe"}`, for its top level, or has a
    `problem` if it cannot be read. The outer archive has a `package`; that has
    `assets`, the same facts of its folder; and the assets have `solutions`, whose
    `holds` lists the components in their customizations.xml.
    """
    return Document(Source(name, ""), _outer(data, name, Budget()), {})


def _outer(data: bytes, name: str, budget: Budget) -> Json:
    try:
        archive = Archive.open(data, budget)
        facts = _level(archive, name)
        inner = _archives(archive)
        if len(inner) == 1:
            facts["package"] = _package(archive, inner[0], budget)
    except UnreadableArchiveError as error:
        return {"name": name, "problem": str(error)}
    return facts


def _package(outer: Archive, name: str, budget: Budget) -> Json:
    try:
        archive = Archive.open(outer.read(name), budget)
    except UnreadableArchiveError as error:
        return {"name": name, "problem": str(error)}
    facts = _level(archive, name)
    _, folders = archive.within()
    if len(folders) == 1:
        facts["assets"] = {
            **_level(archive, folders[0], folders[0]),
            "solutions": [
                _solution(archive, f"{folders[0]}/{solution}", budget)
                for solution in _archives(archive, folders[0])
            ],
        }
    return facts


def _solution(package: Archive, name: str, budget: Budget) -> Json:
    short = name.rpartition("/")[2]
    try:
        archive = Archive.open(package.read(name), budget)
        facts = _level(archive, short)
        if _CUSTOMIZATIONS in archive.files:
            facts["holds"] = list(_held(archive.read(_CUSTOMIZATIONS)))
    except UnreadableArchiveError as error:
        return {"name": short, "problem": str(error)}
    return facts


def _level(archive: Archive, name: str, folder: str = "") -> dict[str, Json]:
    files, folders = archive.within(folder)
    unsafe = [] if folder else list(archive.unsafe)
    return {"name": name, "files": files, "folders": folders, "unsafe": unsafe}


def _archives(archive: Archive, folder: str = "") -> list[str]:
    files, _ = archive.within(folder)
    return [name for name in files if name.casefold().endswith(".zip")]


def _held(xml: bytes) -> tuple[str, ...]:
    """Return the elements of `_COMPONENTS` that are present and not empty.

    A document type is refused, because nested entities can expand without limit.
    """
    found: set[str] = set()
    path: list[str] = []

    def begin(name: str, _: dict[str, str]) -> None:
        found.update(path[-1:])
        path.append(name)

    def end(_: str) -> None:
        path.pop()

    def text(data: str) -> None:
        if data.strip():
            found.update(path[-1:])

    def refuse(*_: object) -> None:
        raise UnreadableArchiveError(f"has a document type in its {_CUSTOMIZATIONS}")

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError):
        message = f"has a {_CUSTOMIZATIONS} that is not XML"
        raise UnreadableArchiveError(message) from None
    return tuple(name for name in _COMPONENTS if name in found)
