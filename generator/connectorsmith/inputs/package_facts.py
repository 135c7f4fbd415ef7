"""The package of a certification, as a document of what stands where in it.

The archive that is handed in holds intro.md and one archive, the package; this holds one
folder, and the folder an archive for each solution.
"""

from __future__ import annotations

from xml.parsers import expat

from connectorsmith.documents.document import Document, Json, Source
from connectorsmith.inputs.archive import Archive, Budget, UnreadableArchiveError

_CUSTOMIZATIONS = "customizations.xml"
_TOLD = ("Connector", "Workflows", "aicopilot_aiplugin")
"""Elements of customizations.xml that say what a solution holds."""


def package_facts(data: bytes, name: str) -> Document:
    """What is where in the archive `name`; all of it is located at 1:1.

    An archive is `{"name", "files", "folders", "unsafe"}`, of what stands at its top; or
    with a `problem`, where it cannot be read. The outer one has a `package`, this has
    `assets`, the same for its folder, and the assets have `solutions`, which say in
    `holds` what their customizations.xml has.
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
                _solution(archive, f"{folders[0]}/{one}", budget)
                for one in _archives(archive, folders[0])
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
    """The elements of `_TOLD` that are there and not empty.

    A document type is refused, because entities that hold each other can grow without end.
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
        message = f"has a {_CUSTOMIZATIONS} that is no XML"
        raise UnreadableArchiveError(message) from None
    return tuple(name for name in _TOLD if name in found)
