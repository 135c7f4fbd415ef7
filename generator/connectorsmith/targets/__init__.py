"""What can be made of a connector; each target is a pure function from a request to files.

A target is a package here whose module `target` has a function `generate`, and its name in
`DEFAULT` or in `ON_REQUEST`. Nothing of a target is imported before it is asked for.
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
"""The targets that are only made by name."""
TARGETS = DEFAULT + ON_REQUEST


@dataclass(frozen=True)
class Request:
    """All that a target can need. Without slots, so that `sdk` is made once."""

    inputs: Inputs
    """What was read: the documents, connector.toml, and the other files."""
    connector: Connector
    """The IR behind the passes."""
    names: Names
    overrides: Path | None = None
    """A folder of templates that win over ours."""

    @cached_property
    def sdk(self) -> SdkModel:
        """The surface of the SDK: groups, methods, arguments and types."""
        from connectorsmith.sdk.model import SdkModel

        return SdkModel(self.connector, self.names, self.inputs.config.sdk)


@dataclass(frozen=True, slots=True)
class TargetFiles:
    """What a target makes."""

    files: Mapping[str, bytes]
    """By path below the connector's output folder, with `/` between parts."""
    findings: tuple[Finding, ...] = ()
    """What the user should know about them."""


Target: TypeAlias = Callable[[Request], TargetFiles]


def load(name: str) -> Target:
    """Return the target with this name; its package is imported now."""
    module = import_module(f"{__name__}.{name}.target")
    return cast("Target", module.generate)
