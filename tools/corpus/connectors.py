"""The connectors of a folder, wherever in it they are."""

from __future__ import annotations

import fnmatch
import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Connector:
    """One connector's folder, with a name that is unique in the run."""

    name: str
    """The path below the corpus: `certified-connectors/Book Shop`."""
    folder: Path

    @property
    def slug(self) -> str:
        """A folder name for its output; different names never share one."""
        short = "".join(c if c.isalnum() and c.isascii() else "-" for c in self.name)
        return f"{short[:60]}-{hashlib.sha256(self.name.encode()).hexdigest()[:6]}"

    def digest(self) -> str:
        """A hash of its files."""
        made = hashlib.sha256()
        for path in sorted(self.folder.iterdir()):
            if path.is_file():
                made.update(path.name.encode() + b"\0" + path.read_bytes())
        return made.hexdigest()


def find(
    root: Path, *, only: Sequence[str] = (), sample: int = 0, seed: int = 0
) -> list[Connector]:
    """Every folder that holds a definition, by name; `only` are globs on the name."""
    folders = {
        path.parent
        for path in root.rglob("*")
        if path.name.lower()
        in ("apidefinition.swagger.json", "apidefinition.swagger.yaml")
    }
    found = [
        Connector(folder.relative_to(root).as_posix() or folder.name, folder)
        for folder in sorted(folders)
    ]
    if only:
        found = [
            one
            for one in found
            if any(
                fnmatch.fnmatch(one.name.lower(), f"*{glob.lower()}*") for glob in only
            )
        ]
    if sample and sample < len(found):
        found = sorted(
            random.Random(seed).sample(found, sample), key=lambda one: one.name
        )
    return found
