"""Rules on the archive that is submitted for certification: its files, folders and archives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping, sequence, texts
from connectorsmith.documents.document import Json
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show

_SOLUTION_FILES = ("[Content_Types].xml", "customizations.xml", "solution.xml")
_FOLDERS: Mapping[str, tuple[str, ...]] = {
    "Connector": ("Connector",),
    "Workflows": ("Connector", "Workflows"),
    "aicopilot_aiplugin": ("Connector", "aiplugins", "aipluginoperations"),
}
"""The folders that a solution must have for each component in its customizations.xml."""


def _package(outer: Node) -> Mapping[str, Json]:
    return outer.mapping("package")


def _assets(outer: Node) -> Mapping[str, Json]:
    return mapping(_package(outer).get("assets"))


def _solutions(outer: Node) -> Iterator[Mapping[str, Json]]:
    """Yield the solutions that can be read."""
    for solution in sequence(_assets(outer).get("solutions")):
        if "problem" not in mapping(solution):
            yield mapping(solution)


def _components(solution: Mapping[str, Json]) -> tuple[str, ...]:
    return texts(solution.get("holds"))


def _count_files(level: Mapping[str, Json], suffix: str) -> int:
    """Return the number of files with a suffix in an archive or a folder."""
    names = texts(level.get("files"))
    return sum(name.casefold().endswith(suffix) for name in names)


@rule(
    "MS301",
    "archive-is-safe",
    Severity.ERROR,
    on=Kind.PACKAGE,
    bad="""
    {name: shelf.zip, problem: is no zip archive}  # <- here
    """,
    good="""
    {name: shelf.zip, files: [intro.md], folders: [], unsafe: []}
    """,
)
def archive_is_safe(outer: Node) -> Problems:
    """Each archive of a package can be read, and no file name in it points outside of it.

    Why: an unreadable archive cannot be checked, and a name such as ../x overwrites files
        outside of the folder into which the archive is unpacked.
    Fix: Create the archive again, with the zip tool of the system.
    See: certification-submission
    """
    package, assets = _package(outer), _assets(outer)
    solutions = map(mapping, sequence(assets.get("solutions")))
    for archive in (outer.value, package, *solutions):
        name = show(archive.get("name"))
        if "problem" in archive:
            yield Problem(f"The archive {name} {archive['problem']}.")
        for entry in texts(archive.get("unsafe"))[:3]:
            yield Problem(
                f"The name {show(entry)} must not point outside of the archive {name}."
            )


@rule(
    "PP240",
    "archive-has-intro-and-package",
    Severity.ERROR,
    on=Kind.PACKAGE,
    bad="""
    {name: shelf.zip, files: [intro.md, a.zip, b.zip], folders: []}  # <- here
    """,
    good="""
    {name: shelf.zip, files: [intro.md, package.zip], folders: []}
    """,
)
def archive_has_intro_and_package(outer: Node) -> Problems:
    """The submitted archive holds one .md, one .zip and no folder.

    Why: the first is the introduction, the second the package; anything else is refused.
    Fix: Put intro.md and the package's archive at the top of the archive, and nothing else.
    See: certification-submission
    """
    if "problem" in outer.value:
        return
    for suffix, what in ((".md", "introduction"), (".zip", "package")):
        count = _count_files(outer.value, suffix)
        if count != 1:
            yield Problem(
                f"The archive must hold one {suffix} file, the {what}, not {count}."
            )
    for folder in texts(outer.get("folders"))[:3]:
        yield Problem(f"The archive must not hold the folder {show(folder)}.")


@rule(
    "PP241",
    "package-has-one-folder",
    Severity.ERROR,
    on=Kind.PACKAGE,
    bad="""
    package: {name: package.zip, files: [ConnectorSolution.zip], folders: []}  # <- here
    """,
    good="""
    package: {name: package.zip, files: [], folders: [PkgAssets]}
    """,
)
def package_has_one_folder(outer: Node) -> Problems:
    """The package holds one folder, PkgAssets.

    Why: the solutions are expected in it.
    Fix: Put the solutions into one folder, preferably called PkgAssets.
    See: certification-submission
    """
    package = _package(outer)
    count = len(texts(package.get("folders")))
    if package and "problem" not in package and count != 1:
        name = show(package.get("name"))
        yield Problem(f"The package {name} must hold one folder, not {count}.")


@rule(
    "PP242",
    "package-has-two-solutions",
    Severity.ERROR,
    on=Kind.PACKAGE,
    microsoft="5000.1.1.13",
    bad="""
    package:  # <- here
      assets: {name: PkgAssets, files: [ConnectorSolution.zip], folders: []}
    """,
    good="""
    package:
      assets: {name: PkgAssets, files: [Connector.zip, Flow.zip], folders: []}
    """,
)
def package_has_two_solutions(outer: Node) -> Problems:
    """The folder of the package holds two solutions and no folder.

    Why: one is the connector, the other a flow that uses it; with an AI plugin there is a
        third.
    Fix: Export both solutions and put their archives into this folder.
    See: certification-submission
    """
    assets = _assets(outer)
    if not assets:
        return
    has_plugin = any(
        "aicopilot_aiplugin" in _components(solution) for solution in _solutions(outer)
    )
    wanted, count = 2 + has_plugin, _count_files(assets, ".zip")
    name = show(assets.get("name"))
    if count != wanted:
        yield Problem(f"The folder {name} must hold {wanted} solutions, not {count}.")
    for folder in texts(assets.get("folders"))[:3]:
        yield Problem(f"The folder {name} must not hold the folder {show(folder)}.")


@rule(
    "PP243",
    "solution-has-required-files",
    Severity.ERROR,
    on=Kind.PACKAGE,
    bad="""
    package:  # <- here
      assets:
        solutions:
          - {name: a.zip, files: [customizations.xml, solution.xml], folders: []}
    """,
    good="""
    package:
      assets:
        solutions:
          - name: a.zip
            files: ["[Content_Types].xml", customizations.xml, solution.xml]
    """,
)
def solution_has_required_files(outer: Node) -> Problems:
    """A solution has [Content_Types].xml, customizations.xml and solution.xml.

    Why: without one of them it cannot be imported.
    Fix: Export the solution again, and do not change the archive.
    See: certification-submission
    """
    for solution in _solutions(outer):
        files = texts(solution.get("files"))
        for name in _SOLUTION_FILES:
            if name not in files:
                yield Problem(
                    f"The solution {show(solution.get('name'))} must have {name}."
                )


@rule(
    "PP244",
    "solutions-are-connector-and-flow",
    Severity.ERROR,
    on=Kind.PACKAGE,
    microsoft="5000.1.1.6, 5000.1.1.7, 5000.1.1.8, 5000.1.1.14, 5000.1.1.15",
    bad="""
    package:  # <- here
      assets:
        solutions:
          - {name: a.zip, holds: [Connector], folders: [Connector]}
          - {name: b.zip, holds: [Connector, Workflows], folders: [Connector]}
    """,
    good="""
    package:
      assets:
        solutions:
          - {name: a.zip, holds: [Connector], folders: [Connector]}
          - {name: b.zip, holds: [Connector, Workflows], folders: [Connector, Workflows]}
    """,
)
def solutions_are_connector_and_flow(outer: Node) -> Problems:
    """One solution has only the connector, another the connector and a flow.

    Why: certification tries the connector with the flow; a solution must have the folders
        of what its customizations.xml lists.
    Fix: Export one solution with the connector, and one with the flow and the connector.
    See: certification-submission
    """
    solutions = [solution for solution in _solutions(outer) if "holds" in solution]
    for solution in solutions:
        wanted = [
            folder
            for kind in _components(solution)
            for folder in _FOLDERS.get(kind, ())
        ]
        for folder in dict.fromkeys(wanted):
            if folder not in texts(solution.get("folders")):
                name = show(solution.get("name"))
                yield Problem(f"The solution {name} must have the folder {folder}.")
    if len(solutions) < 2 or len(solutions) != len(
        sequence(_assets(outer).get("solutions"))
    ):
        return  # reported by PP242, PP243 and MS301
    if not any(_components(solution) == ("Connector",) for solution in solutions):
        yield Problem("One solution must have only the connector.")
    if not any("Workflows" in _components(solution) for solution in solutions):
        yield Problem("One solution must have a flow.")
