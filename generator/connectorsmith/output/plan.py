"""Plans: the changes that writing a target would make to a folder.

A target is `{relative posix path: bytes}`. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from connectorsmith.output import journal, manifest
from connectorsmith.output.errors import ManifestError, OutputError
from connectorsmith.output.journal import Change, Journal, is_hollow, settle
from connectorsmith.output.leftovers import has_files, leftovers
from connectorsmith.output.paths import Inside, check_paths, fold
from connectorsmith.output.regular import read_regular

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes that `apply` will make; paths are sorted and relative to `root`.

    A path is in exactly one of `created`, `changed`, `unchanged` and `removed`. If one
    is also in `edited`, `apply` refuses the plan unless it is forced.
    """

    root: Path
    contents: Mapping[str, bytes] = field(repr=False)
    """All files of the target; text has LF line ends."""
    created: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    """Files whose content is the same, apart from line ends; they are not written."""
    removed: tuple[str, ...]
    """Files on disk that the manifest lists and the target no longer has."""
    edited: tuple[str, ...]
    """Files to change or remove that were edited, or that connectorsmith did not write."""
    before: Mapping[str, str] = field(repr=False)
    """The manifest on disk: paths and digests, with the changes of a killed build."""
    after: Mapping[str, str] = field(repr=False)
    """The manifest to write."""
    manifest_current: bool
    """True if the manifest on disk is up to date, apart from line ends."""
    force: bool = False
    connector: str = ""
    """The connector of these files, as the manifest names it."""
    journal: Journal = field(default=Journal({}), repr=False)
    """What `apply` will change, or a killed build has changed and not listed."""
    interrupted: tuple[str, ...] = ()
    """The files that a killed build was about to change."""
    leftovers: tuple[str, ...] = ()
    """The journal, the lock and the temporary files that a killed build left."""


class DriftKind(StrEnum):
    """The kinds of difference between a file on disk and the target."""

    MISSING = "missing"
    CHANGED = "changed"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True, order=True)
class Drift:
    """A difference between the disk and the target; `path` is relative to the root."""

    path: str
    kind: DriftKind


def plan(
    root: Path,
    files: Mapping[str, bytes],
    *,
    force: bool = False,
    within: Collection[str] | None = None,
    connector: str = "",
) -> Plan:
    """Compare a target with a folder and its manifest; the folder need not exist.

    `within` names the top-level folders that the target covers (`python`, `docs`):
    files elsewhere in the manifest are neither compared nor removed. If omitted, the
    target covers everything. `connector` names the connector of the files: a folder
    that holds another connector's output is refused. `force` lets `apply` overwrite
    edited files and another connector's output, and ignores a damaged manifest.

    Raises UnsafePathError for a path that must not be written, ManifestError for a
    damaged manifest, and OutputError for the output of another connector and for a file
    that cannot be read or replaced.
    """
    check_paths([manifest.NAME, *files])
    unfinished = journal.read(root)
    other = manifest.owner(root) or unfinished.connector
    if connector and other and other != connector and not force:
        raise OutputError(
            f"{root} holds the output of {other!r}, and {connector!r} would take its place; "
            "build one of them with another -o, or overwrite it with --force"
        )
    inside = Inside(root)
    listed = _manifest(root, force=force)
    emptied = _folders(unfinished.changes)
    before = settle(
        listed,
        unfinished,
        # A file that was removed may have become a folder.
        lambda path: None if (root / path).is_dir() else _on_disk(inside, path),
    )
    stale = {path for path in before.keys() - files.keys() if _covers(within, path)}
    present = {path: _on_disk(inside, path, emptied) for path in sorted(stale)}
    removed = tuple(path for path, content in present.items() if content is not None)
    _check_folders(root, files.keys(), removed)

    emptied |= _folders(removed)
    gone = {fold(path) for path in removed}
    contents = {path: manifest.normalised(files[path]) for path in sorted(files)}
    created: list[str] = []
    changed: list[str] = []
    unchanged: list[str] = []
    for path, content in contents.items():
        # A file whose name changes only in case is the same file on some systems. It is
        # removed under its old name first, so that this path is free.
        old = None if fold(path) in gone else _on_disk(inside, path, emptied, removed)
        if old is None:
            created.append(path)
        elif manifest.normalised(old) == content:
            unchanged.append(path)
        else:
            changed.append(path)
            present[path] = old

    after = {path: value for path, value in before.items() if path not in stale}
    after |= {path: manifest.digest(content) for path, content in contents.items()}
    current = _on_disk(inside, manifest.NAME)
    touched = {*removed, *created, *changed}
    touched |= {path for path in before if before[path] != listed.get(path)}
    touched |= listed.keys() - before.keys()
    changes = {
        path: Change(
            (
                before.get(path)
                if (old := present.get(path)) is None
                else manifest.digest(old)
            ),
            after.get(path),
        )
        for path in touched
    }
    return Plan(
        root,
        contents,
        tuple(created),
        tuple(changed),
        tuple(unchanged),
        removed,
        tuple(
            path
            for path, old in sorted(present.items())
            if old is not None and _is_edit(before.get(path), old)
        ),
        before,
        after,
        current is not None
        and manifest.normalised(current) == manifest.dump(after, connector),
        force,
        connector,
        Journal(changes, connector),
        tuple(sorted(unfinished.changes)),
        _leftovers(root, {*before, *contents, *unfinished.changes}),
    )


def drift(plan: Plan) -> list[Drift]:
    """Return the differences between disk and target, sorted by path."""
    drifts = [
        *(Drift(path, DriftKind.MISSING) for path in plan.created),
        *(Drift(path, DriftKind.CHANGED) for path in plan.changed),
        *(Drift(path, DriftKind.EXTRA) for path in plan.removed),
    ]
    if not plan.manifest_current:
        missing = not (plan.root / manifest.NAME).exists()
        kind = DriftKind.MISSING if missing else DriftKind.CHANGED
        drifts.append(Drift(manifest.NAME, kind))
    drifts += (Drift(path, DriftKind.EXTRA) for path in plan.leftovers)
    return sorted(drifts)


def _is_edit(listed: str | None, content: bytes) -> bool:
    """Return True if a file's content is not as listed, and not what a crash left of it."""
    if listed is None:
        return True
    return listed != manifest.digest(content) and not is_hollow(content)


def _leftovers(root: Path, paths: Collection[str]) -> tuple[str, ...]:
    """Return what a killed build left in the folders of the paths."""
    return tuple(
        each.relative_to(root).as_posix()
        for folder in sorted({".", *_folders(paths)})
        for each in leftovers(root / folder)
    )


def _manifest(root: Path, *, force: bool) -> dict[str, str]:
    try:
        return manifest.read(root)
    except ManifestError:
        if force:
            return {}
        raise


def _covers(within: Collection[str] | None, path: str) -> bool:
    return within is None or path.partition("/")[0] in within


def _on_disk(
    inside: Inside,
    path: str,
    emptied: Collection[str] = (),
    removed: Collection[str] = (),
) -> bytes | None:
    """Return a file's content; None if there is nothing.

    A folder of `emptied` is nothing, if it has no files but those of `removed`: both go
    before files are written.
    """
    full = inside.check(path)
    if path in emptied and full.is_dir():
        gone = {inside.check(each) for each in removed}
        if not has_files(full, gone):
            return None
    return read_regular(full)


def _folders(paths: Iterable[str]) -> set[str]:
    """Return the folders of paths, with all their parents."""
    return {str(parent) for path in paths for parent in PurePosixPath(path).parents}


def _check_folders(
    root: Path, files: Collection[str], removed: Collection[str]
) -> None:
    """Raise OutputError if a file that stays is in place of a folder to create."""
    gone = {fold(path) for path in removed}
    for folder in sorted(_folders(files)):
        full = root / folder
        if fold(folder) not in gone and _is_no_folder(full):
            raise OutputError(f"{full} must be a folder; move it away")


def _is_no_folder(full: Path) -> bool:
    try:
        return full.exists() and not full.is_dir()
    except OSError as error:
        raise OutputError(f"{full} cannot be read: {error.strerror}") from None
