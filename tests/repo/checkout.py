"""Folders of the checkout, and the command line as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec"
GENERATED = ROOT / "generated"


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
