"""Writing to disk: applies a plan file by file, each of them atomically."""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING

from connectorsmith.output import manifest
from connectorsmith.output.errors import EditedError, OutputError
from connectorsmith.output.paths import Inside

if TYPE_CHECKING:
    from pathlib import Path

    from connectorsmith.output.plan import Plan


def apply(plan: Plan) -> None:
    """Apply a plan to its folder; unchanged files are not written.

    Removes files first, so that a name that changed only in case, or from a file to a
    folder, is free; writes the manifest last. If writing fails midway, the manifest
    records what was done, so that the next build does not take these files for edited
    ones.

    Raises EditedError before any change, if files were edited and the plan is not
    forced; UnsafePathError if a link now leads outside; OutputError if the system
    refuses.
    """
    if plan.edited and not plan.force:
        raise EditedError(plan.edited)
    inside = Inside(plan.root)
    done = dict(plan.before)
    try:
        for path in plan.removed:
            _remove(inside.check(path))
            done.pop(path, None)
        _remove_empty_folders(plan)
        for path in (*plan.created, *plan.changed):
            write_file(inside.check(path), plan.contents[path])
            done[path] = plan.after[path]
    except BaseException:
        if done != plan.before:
            with contextlib.suppress(OutputError):  # the first error is reported
                write_file(
                    inside.check(manifest.NAME), manifest.dump(done, plan.connector)
                )
        raise
    if not plan.manifest_current:
        write_file(
            inside.check(manifest.NAME), manifest.dump(plan.after, plan.connector)
        )


def write_file(full: Path, content: bytes, mode: int | None = None) -> None:
    """Write a file atomically: readers see its old or its new content.

    `mode` is its permissions, if they differ from those of a new file.
    """
    temporary = full.with_name(f".connectorsmith-{secrets.token_hex(8)}.tmp")
    try:
        full.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                file.write(content)
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
    """Remove the folders that removing files has emptied, the deepest first."""
    folders = {
        parent
        for path in plan.removed
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
