"""Targets: kinds of output, each a pure function from a request to files.

A target is a package here whose module `target` has a function `generate`; its name is
in `DEFAULT` or in `ON_REQUEST`. Its modules are imported only if it is requested.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from pathlib import Path

    from connectorsmith.diagnostics.findings import Finding
    from connectorsmith.inputs.reading import Inputs
    from connectorsmith.ir.connector import Connector
    from connectorsmith.naming.names import Names
    from connectorsmith.sdk.model import SdkModel

DEFAULT = ("python", "connector", "docs")
"""The targets of a build that names none, in their order."""
ON_REQUEST = ("json",)
"""The targets that are built only by name."""
TARGETS = DEFAULT + ON_REQUEST


@dataclass(frozen=True)
class Request:
    """The input of all targets. A class without slots, so that `sdk` can be cached."""

    inputs: Inputs
    """The documents, connector.toml, and the other files of the connector."""
    connector: Connector
    """The IR after the passes."""
    names: Names
    overrides: Path | None = None
    """A folder of templates that override the built-in ones."""

    @cached_property
    def sdk(self) -> SdkModel:
        """The surface of the SDK: groups, methods, arguments and types."""
        from connectorsmith.sdk.model import SdkModel

        return SdkModel(self.connector, self.names, self.inputs.config.sdk)


@dataclass(frozen=True, slots=True)
class TargetFiles:
    """The output of a target."""

    files: Mapping[str, bytes]
    """By path below the connector's output folder, with `/` between parts."""
    findings: tuple[Finding, ...] = ()
    """Findings about the output."""


Target: TypeAlias = Callable[[Request], TargetFiles]


def load(name: str) -> Target:
    """Return the target with a name, after importing its package."""
    module = import_module(f"{__name__}.{name}.target")
    return cast("Target", module.generate)
