"""Writing to disk: applies a plan file by file, each of them atomically."""

from __future__ import annotations

import contextlib
import os
from types import MappingProxyType
from typing import TYPE_CHECKING

from connectorsmith.output import journal, manifest
from connectorsmith.output.errors import EditedError, OutputError
from connectorsmith.output.folder_lock import locked
from connectorsmith.output.leftovers import JOURNAL, sweep, temporary_name
from connectorsmith.output.paths import Inside

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from connectorsmith.output.plan import Plan


def apply(plan: Plan, beside: Mapping[Path, bytes] = MappingProxyType({})) -> None:
    """Apply a plan to its folder, whose lock is held; unchanged files are not written.

    Removes files first, so that a name that changed only in case, or from a file to a
    folder, is free; writes the manifest last. A journal of all changes exists from before
    the first until the manifest is written, so that whatever ends the process, the next
    build does not take these files for edited ones.

    `beside` are files outside of the folder that belong to the same build; they are written
    before its own files, which depend on them.

    Raises EditedError before any change, if files were edited and the plan is not
    forced; UnsafePathError if a link now leads outside; OutputError if the system
    refuses.
    """
    if plan.edited and not plan.force:
        raise EditedError(plan.edited)
    inside = Inside(plan.root)
    done = dict(plan.before)
    if plan.created or plan.changed or plan.removed:
        write_file(plan.root / JOURNAL, journal.dump(plan.journal), durable=True)
    try:
        for full, content in beside.items():
            write_locked(full, content)
        sweep({(plan.root / path).parent for path in plan.leftovers})
        for path in plan.removed:
            _remove(inside.check(path))
            done.pop(path, None)
        _remove_empty_folders(plan)
        for path in (*plan.created, *plan.changed):
            write_file(inside.check(path), plan.contents[path])
            done[path] = plan.after[path]
    except BaseException:
        with contextlib.suppress(OutputError):  # the first error is reported
            if done or (plan.root / manifest.NAME).exists():
                _finish(plan, done, inside)
            else:
                _remove(plan.root / JOURNAL)
        raise
    if not plan.manifest_current:
        _finish(plan, plan.after, inside)
    elif (plan.root / JOURNAL).exists():
        _remove(plan.root / JOURNAL)


def _finish(plan: Plan, files: Mapping[str, str], inside: Inside) -> None:
    """Write the manifest, and remove the journal, which it makes needless."""
    content = manifest.dump(files, plan.connector)
    write_file(inside.check(manifest.NAME), content, durable=True)
    _remove(plan.root / JOURNAL)


def sweep_locked(folder: Path) -> None:
    """Remove what a killed process left in a folder outside of the output."""
    with locked(folder):
        sweep([folder])


def write_locked(full: Path, content: bytes, mode: int | None = None) -> None:
    """Write a file outside of the output folder, under the lock of its own folder."""
    with locked(full.parent):
        sweep([full.parent])
        write_file(full, content, mode, durable=True)


def write_file(
    full: Path, content: bytes, mode: int | None = None, *, durable: bool = False
) -> None:
    """Write a file atomically: readers see its old or its new content.

    `mode` is its permissions, if they differ from those of a new file. A durable file has
    one of the two after a crash of the machine, too. File systems with a journal of their
    own keep the order of renames, so that nothing else needs to be synchronised.
    """
    temporary = full.with_name(temporary_name())
    try:
        full.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                file.write(content)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            if mode is not None:
                temporary.chmod(mode)
            os.replace(temporary, full)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _refused("written", full, error) from error


def _remove(full: Path) -> None:
    try:
        full.unlink(missing_ok=True)
    except OSError as error:
        raise _refused("removed", full, error) from error


def _remove_empty_folders(plan: Plan) -> None:
    """Remove the folders without a file any more, the deepest first."""
    folders = {
        parent
        for path in (*plan.removed, *plan.interrupted)
        for parent in (plan.root / path).parents
        if parent != plan.root and parent.is_relative_to(plan.root)
    }
    for folder in sorted(folders, key=lambda each: len(each.parts), reverse=True):
        try:
            folder.rmdir()
        except OSError:
            continue  # not empty, or in use; an empty folder is harmless


def _refused(what: str, full: Path, error: OSError) -> OutputError:
    reason = error.strerror or type(error).__name__
    hint = ""
    if isinstance(error, PermissionError):
        hint = "; is it read-only, or open in another program?"
    return OutputError(f"{full} cannot be {what}: {reason}{hint}")
