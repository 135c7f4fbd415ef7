"""The packages of the connectors of one build, which are installed side by side."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

from connectorsmith.diagnostics.findings import Location, UnreadableError
from connectorsmith.documents.load import read_bytes
from connectorsmith.documents.problems import NO_FILE
from connectorsmith.inputs.folders import ConnectorFolder, shown
from connectorsmith.naming.modules import package_name


def refuse_equal_packages(connectors: Sequence[ConnectorFolder]) -> None:
    """Raise UnreadableError if two connectors have the same import package.

    Connectors whose connector.toml declares it may share one, as two versions do.
    """
    if len(connectors) < 2:
        return
    by_package: dict[str, tuple[ConnectorFolder, bool]] = {}
    for connector in connectors:
        declared = _declared(connector)
        package = declared or package_name(connector.key)
        is_declared = declared is not None
        other, other_is_declared = by_package.setdefault(
            package, (connector, is_declared)
        )
        if other is not connector and not (other_is_declared and is_declared):
            folders = (shown(one.definition.parent) for one in (connector, other))
            raise NO_FILE.refuse(
                Location(shown(connector.definition), 1, 1),
                f"{' and '.join(folders)} must not both have the package {package!r}.",
                "Set `package` of [sdk] in the connector.toml of one of them.",
            )


def _declared(connector: ConnectorFolder) -> str | None:
    """Return the package of connector.toml; None if it has none, or if it is not valid."""
    if connector.config is None:
        return None
    try:
        content = read_bytes(connector.config, shown(connector.config))
        package = tomllib.loads(content.decode("utf-8-sig"))["sdk"]["package"]
    except (UnreadableError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return package if isinstance(package, str) else None
