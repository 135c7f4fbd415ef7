"""The connectors and plain definitions of a folder, at any depth."""

from __future__ import annotations

import fnmatch
import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

DEFINITIONS = ("apidefinition.swagger.json", "apidefinition.swagger.yaml")
_SWAGGER = re.compile(rb"""(?m)(?:^|[{,])\s*["']?swagger["']?\s*:\s*["']?2\.0""")
_PATHS = re.compile(rb"""(?m)(?:^|[{,])\s*["']?(x-ms-)?paths["']?\s*:(?!\s*\{\s*\})""")


@dataclass(frozen=True, slots=True)
class Connector:
    """A connector's folder or a plain definition, with a name that is unique in a run."""

    name: str
    """The path below the corpus: `certified-connectors/Book Shop`."""
    path: Path
    """The folder, or the file of a plain definition."""
    root: Path | None = None
    """The common folder of the files that a plain definition refers to; None for a connector,
    whose connector.toml names it.
    """

    @property
    def slug(self) -> str:
        """A folder name for its output, unique to the connector."""
        short = "".join(c if c.isalnum() and c.isascii() else "-" for c in self.name)
        return f"{short[:60]}-{hashlib.sha256(self.name.encode()).hexdigest()[:6]}"

    def files(self) -> list[Path]:
        """Return its files; those of the common folder for a plain definition."""
        if self.path.is_dir():
            found = self.path.iterdir()
        elif self.root is None or self.root == self.path.parent:
            return [self.path]
        else:
            found = self.root.rglob("*")
        return sorted(path for path in found if path.is_file())

    def digest(self) -> str:
        """Return a hash of its files."""
        digest = hashlib.sha256()
        for path in self.files():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()


def find(
    roots: Sequence[Path], *, only: Sequence[str] = (), sample: int = 0, seed: int = 0
) -> list[Connector]:
    """Return every connector and plain definition, sorted by name; `only` are globs for the name.

    A plain definition is a file with paths in no connector's folder; the common folder of
    its files is the one directly below its root. The name of the root precedes theirs if
    there are several.
    """
    connectors = sorted(
        (
            (
                replace(found, name=f"{root.name}/{found.name}")
                if len(roots) > 1
                else found
            )
            for root in roots
            for found in _find(root)
        ),
        key=lambda connector: connector.name,
    )
    if only:
        connectors = [
            connector
            for connector in connectors
            if any(
                fnmatch.fnmatch(connector.name.lower(), f"*{glob.lower()}*")
                for glob in only
            )
        ]
    if sample and sample < len(connectors):
        connectors = sorted(
            random.Random(seed).sample(connectors, sample),
            key=lambda connector: connector.name,
        )
    return connectors


def _find(root: Path) -> Iterator[Connector]:
    files = sorted(path for path in root.rglob("*") if path.is_file())
    folders = {path.parent for path in files if path.name.lower() in DEFINITIONS}
    for folder in folders:
        name = folder.relative_to(root).as_posix()
        yield Connector(folder.name if name == "." else name, folder)
    for path in files:
        if folders.isdisjoint(path.parents) and _is_definition(path):
            below = path.relative_to(root)
            yield Connector(
                below.with_suffix("").as_posix(),
                path,
                root / below.parts[0] if len(below.parts) > 1 else root,
            )


def _is_definition(path: Path) -> bool:
    if path.suffix.lower() not in (".json", ".yaml", ".yml"):
        return False
    text = path.read_bytes()
    return bool(_SWAGGER.search(text) and _PATHS.search(text))
