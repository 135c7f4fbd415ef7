"""The connector target: the connector as it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectorsmith.diagnostics.findings import Finding
from connectorsmith.inputs.reading import Inputs
from connectorsmith.lint.registry import registry
from connectorsmith.lint.rules.connection.oauth import LEFT_OUT
from connectorsmith.targets import Request, TargetFiles
from connectorsmith.targets.connector.package import connector_files


def generate(request: Request) -> TargetFiles:
    """Return the folder of a pull request in `connector/`, and paconn's files in `paconn/`."""
    inputs = request.inputs
    package = connector_files(
        inputs.definition.value,
        inputs.properties_value,
        parts=inputs.parts,
        icon=inputs.icon,
        script=inputs.script,
        overrides=request.overrides,
    )
    return TargetFiles(package.files, tuple(_dropped(inputs, package.dropped_secrets)))


def _dropped(inputs: Inputs, pointers: Iterable[str]) -> Iterator[Finding]:
    """Yield the finding of the rule on client secrets for each that is not published."""
    rule = registry()["PP192"]
    for pointer in pointers:
        assert inputs.properties is not None
        location = inputs.properties.locate(pointer, key=True)
        hint = rule.documentation.remedy
        yield Finding(rule.id, rule.severity, LEFT_OUT, location, pointer, hint)
