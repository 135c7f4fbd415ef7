"""Stamps of earlier builds: show within milliseconds that nothing needs to be built.

A stamp is a file in the user's cache folder with the hashes of everything that a build read
and wrote. If any hash differs, everything is built. A stamp that cannot be read or written
is not an error.
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
from connectorsmith.documents.limits import MAX_BYTES
from connectorsmith.output import manifest
from connectorsmith.output.errors import OutputError
from connectorsmith.output.regular import read_regular
from connectorsmith.render.environment import templates_folder

_DISTRIBUTIONS = (
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
    """The stamp of one output folder: its file, and the hash that it must match."""

    path: Path
    inputs: str

    def recall(self, root: Path) -> tuple[Finding, ...] | None:
        """Return the findings of the build that wrote the current
        output; None if it is outdated.
        """
        try:
            content = read_regular(self.path)
            if content is None:
                return None
            written, _, body = content.partition(b"\n")
            if written.decode() != hashlib.sha256(body).hexdigest():
                return None  # it is damaged
            stored = json.loads(body)
            if stored["inputs"] != self.inputs or stored["outputs"] != _outputs(root):
                return None
            if stored["external"] != _digests(map(Path, stored["external"])):
                return None
            return tuple(_finding(each) for each in stored["findings"])
        except (OSError, OutputError, ValueError, LookupError, TypeError):
            # A damaged manifest is reported when it is used.
            return None

    def remember(
        self, root: Path, findings: Sequence[Finding], external: Iterable[Path]
    ) -> None:
        """Write the stamp of a build; errors of the file system are ignored.

        `external` are the other files that the definition refers to.
        """
        with contextlib.suppress(OSError, OutputError):
            # A file of a target that was not built may be missing: then there is no stamp.
            body = {
                "inputs": self.inputs,
                "outputs": _outputs(root),
                "external": _digests(external),
                "findings": [asdict(one) for one in findings],
            }
            text = json.dumps(body).encode()
            content = hashlib.sha256(text).hexdigest().encode() + b"\n" + text
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Only the holder of the output folder's lock writes its stamp.
            temporary = self.path.with_suffix(".tmp")
            temporary.unlink(missing_ok=True)
            try:
                with temporary.open("xb") as file:
                    file.write(content)
                os.replace(temporary, self.path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise


def stamp(
    root: Path,
    files: Iterable[Path],
    targets: Sequence[str],
    overrides: Path | None,
    references: Path | None = None,
) -> Stamp:
    """Return the stamp of a build of `files` into `root`.

    `references` is the folder of the files that the definition can refer to.
    """
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
        repr(
            (
                tuple(targets),
                [_version(name) for name in _DISTRIBUTIONS],
                None if references is None else os.path.realpath(references),
            )
        ).encode()
    )
    for path in (*sources, *files):
        # Findings contain the path as the user gave it.
        content = _content(path)
        digest.update(os.fsencode(f"{path.as_posix()}\0{len(content)}\0"))
        digest.update(content)
    place = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:32]
    return Stamp(_cache() / f"{place}.json", digest.hexdigest())


def _content(path: Path) -> bytes:
    """Return a file's content, but not much beyond the limit; empty if it cannot be read,
    which is reported when it is used.
    """
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
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
    """Return the hash of the manifest and of each file that it lists, as they are on disk.

    Raises OSError if one is missing.
    """
    hashes: dict[str, str] = {}
    for path in (manifest.NAME, *manifest.read(root)):
        content = read_regular(root / path)
        if content is None:
            raise FileNotFoundError(path)
        hashes[path] = hashlib.sha256(content).hexdigest()
    return hashes


def _digests(paths: Iterable[Path]) -> dict[str, str]:
    return {str(path): hashlib.sha256(_content(path)).hexdigest() for path in paths}


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
        is_fault=value["is_fault"],
    )
