"""Folders as values, and the command line as a process of its own."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec"
GENERATED = ROOT / "generated"
CACHES = {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, hidden ones too, without tools' caches."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not CACHES & set(path.parts)
    }


def differences(expected: dict[str, bytes], found: dict[str, bytes]) -> str:
    """How two trees differ, in both directions; empty where they do not."""
    lines = [f"missing: {path}" for path in sorted(expected.keys() - found.keys())]
    lines += [f"extra: {path}" for path in sorted(found.keys() - expected.keys())]
    for path in sorted(expected.keys() & found.keys()):
        if expected[path] != found[path]:
            before, after = (
                content.decode("utf-8", "replace").splitlines()
                for content in (expected[path], found[path])
            )
            difference = difflib.unified_diff(before, after, path, path, lineterm="")
            lines += [f"changed: {path}", *list(difference)[:20]]
    return "\n".join(lines)


def environment(cache: Path, **more: str) -> dict[str, str]:
    """An environment with a cache of its own: no build may remember another one."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "LC_", "PIP_"))
        and name not in ("LANG", "LANGUAGE")
    }
    isolated = {"XDG_CACHE_HOME": str(cache), "PIP_CONFIG_FILE": os.devnull}
    return kept | isolated | more


def connectorsmith(
    *arguments: str, cwd: Path, env: dict[str, str], python: str = sys.executable
) -> subprocess.CompletedProcess[str]:
    """`python -m connectorsmith arguments`."""
    return subprocess.run(
        [python, "-m", "connectorsmith", *arguments],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
