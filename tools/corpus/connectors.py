"""The connectors of a folder, at any depth."""

from __future__ import annotations

import fnmatch
import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Connector:
    """A connector's folder, with a name that is unique in a run."""

    name: str
    """The path below the corpus: `certified-connectors/Book Shop`."""
    folder: Path

    @property
    def slug(self) -> str:
        """A folder name for its output, unique to the connector."""
        short = "".join(c if c.isalnum() and c.isascii() else "-" for c in self.name)
        return f"{short[:60]}-{hashlib.sha256(self.name.encode()).hexdigest()[:6]}"

    def digest(self) -> str:
        """Return a hash of its files."""
        digest = hashlib.sha256()
        for path in sorted(self.folder.iterdir()):
            if path.is_file():
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()


def find(
    root: Path, *, only: Sequence[str] = (), sample: int = 0, seed: int = 0
) -> list[Connector]:
    """Return every folder that has a definition, sorted by name; `only` are globs for the name."""
    folders = {
        path.parent
        for path in root.rglob("*")
        if path.name.lower()
        in ("apidefinition.swagger.json", "apidefinition.swagger.yaml")
    }
    connectors = [
        Connector(folder.relative_to(root).as_posix() or folder.name, folder)
        for folder in sorted(folders)
    ]
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
