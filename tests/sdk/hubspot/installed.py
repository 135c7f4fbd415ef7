"""An environment of a user of the SDK."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Installed:
    """An environment that has the SDK and what it depends on, and not connectorsmith."""

    home: Path
    python: Path
    site: Path

    @property
    def package(self) -> Path:
        return self.site / "hubspot_conversations"

    def run(self, *arguments: str, cwd: Path, **environment: str) -> tuple[int, str]:
        """The exit status of `python arguments`, and all that it printed."""
        done = subprocess.run(
            [str(self.python), *arguments],
            cwd=cwd,
            env=clean_environment() | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout


def clean_environment() -> dict[str, str]:
    """The environment without what would change what a child does or imports."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HUBSPOT_", "PYTHON", "PIP_", "MYPY", "VIRTUAL_ENV"))
    } | {"PYTHONUTF8": "1", "PIP_CONFIG_FILE": os.devnull}
