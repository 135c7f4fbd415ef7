"""Folders as values, and what differs between two of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

CACHES = {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
MOST_LINES = 80
"""Of a difference, as many lines as a person reads."""


def tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder by its path, hidden ones too, without tools' caches."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not CACHES & set(path.parts)
    }


def assert_same(expected: Mapping[str, bytes], found: Mapping[str, bytes]) -> None:
    """Fail with the names that differ and the difference of the first changed file."""
    lines = list(_differences(expected, found))
    if lines:
        raise AssertionError("\n".join(lines))


def _differences(
    expected: Mapping[str, bytes], found: Mapping[str, bytes]
) -> Iterator[str]:
    yield from (f"missing: {path}" for path in sorted(expected.keys() - found.keys()))
    yield from (
        f"unexpected: {path}" for path in sorted(found.keys() - expected.keys())
    )
    common = sorted(expected.keys() & found.keys())
    changed = [path for path in common if expected[path] != found[path]]
    yield from (f"changed: {path}" for path in changed)
    for path in changed[:1]:
        before, after = (
            content.decode("utf-8", "backslashreplace").splitlines(keepends=True)
            for content in (expected[path], found[path])
        )
        lines = list(
            difflib.unified_diff(before, after, f"expected/{path}", f"found/{path}")
        )
        # A line end that differs shows in what stands before it.
        yield from (
            line.removesuffix("\n").replace("\r", "\\r") for line in lines[:MOST_LINES]
        )
        if len(lines) > MOST_LINES:
            yield f"... and {len(lines) - MOST_LINES} more lines"
