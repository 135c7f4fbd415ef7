"""Knowing in a few milliseconds that there is nothing to do.

A stamp remembers what a build read and what it wrote, by hash, in the user's cache folder;
it never decides what is right: where it does not fit to the byte, everything is built. A
stamp that cannot be read or written is no error.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, cast

from connectorsmith.diagnostics.findings import Finding, Location, Severity
from connectorsmith.output import manifest
from connectorsmith.render.environment import templates_folder

_DECIDING = (
    "black",
    "datamodel-code-generator",
    "jinja2",
    "openapi-spec-validator",
    "packaging",
    "pyyaml",
)
"""The distributions whose version can change output or findings."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where the memory of one output folder is, and what it has to match."""

    path: Path
    inputs: str

    def recall(self, root: Path) -> tuple[Finding, ...] | None:
        """The findings of the build that wrote what is there now; None to build again."""
        try:
            known = json.loads(self.path.read_text("utf-8"))
            if known["inputs"] != self.inputs or known["outputs"] != _outputs(root):
                return None
            return tuple(_finding(one) for one in known["findings"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, root: Path, findings: Sequence[Finding]) -> None:
        """Keep what was built; best effort."""
        with contextlib.suppress(OSError):
            # A file of a target that was not asked for may be missing.
            body = {
                "inputs": self.inputs,
                "outputs": _outputs(root),
                "findings": [asdict(one) for one in findings],
            }
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self.path.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_text(json.dumps(body), "utf-8")
            os.replace(temporary, self.path)


def stamp(
    root: Path,
    files: Iterable[Path],
    targets: Sequence[str],
    overrides: Path | None,
) -> Stamp:
    """The stamp of a build of `files` into `root`."""
    own = Path(__file__).resolve().parents[1]
    folders = [own, templates_folder(), *([overrides] if overrides else [])]
    sources = sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in (".py", ".jinja", ".jinja2", ".json")
    )
    digest = hashlib.sha256()
    digest.update(
        repr((tuple(targets), [_version(name) for name in _DECIDING])).encode()
    )
    for path in (*sources, *files):
        # The name as given is part of every finding.
        content = _content(path)
        digest.update(f"{path.as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    place = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:32]
    return Stamp(_cache() / f"{place}.json", digest.hexdigest())


def _content(path: Path) -> bytes:
    """A file's content; nothing where it cannot be read: whoever needs it will say so."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("connectorsmith", appauthor=False) / "builds"


def _outputs(root: Path) -> dict[str, str]:
    """A hash of each file that the manifest lists, as it is on disk, and of the manifest."""
    listed = manifest.read(root)
    return {
        path: hashlib.sha256((root / path).read_bytes()).hexdigest()
        for path in (manifest.NAME, *listed)
    }


def _finding(value: dict[str, Any]) -> Finding:
    location = cast("dict[str, Any]", value["location"])
    return Finding(
        rule=value["rule"],
        severity=Severity(value["severity"]),
        message=value["message"],
        location=Location(**location),
        pointer=value["pointer"],
        hint=value["hint"],
        lines=tuple(value["lines"]),
    )
