"""The docs target: the connector's reference page."""

from __future__ import annotations

from connectorsmith.targets import Request, TargetFiles
from connectorsmith.targets.docs.reference_page import reference_page


def generate(request: Request) -> TargetFiles:
    """Return the reference page in `docs/`."""
    page = reference_page(
        request.inputs.definition.value,
        request.inputs.properties_value,
        request.inputs.config.listing,
        overrides=request.overrides,
    )
    return TargetFiles({"docs/reference.md": page})
