"""The python target: a typed SDK."""

from __future__ import annotations

from connectorsmith.targets import Request, TargetFiles
from connectorsmith.targets.python.package import python_files


def generate(request: Request) -> TargetFiles:
    """Make the SDK in `python/`."""
    return TargetFiles(python_files(request.sdk, overrides=request.overrides))
