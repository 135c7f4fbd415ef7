"""The file docs/reference.md."""

from __future__ import annotations

from pathlib import Path

from connectorsmith.documents.document import Json
from connectorsmith.render.environment import render
from connectorsmith.settings.listing import Listing
from connectorsmith.targets.docs.page import page

DEFAULT_LISTING = Listing()


def reference_page(
    definition: Json,
    properties: Json,
    listing: Listing = DEFAULT_LISTING,
    *,
    overrides: Path | None = None,
) -> bytes:
    """Return the reference page in GitHub-flavoured Markdown, as UTF-8 with LF.

    Total: any JSON values are accepted. Templates in `overrides` override the built-in
    ones; for a wrong one, raise as `connectorsmith.render.environment.render` does.
    """
    view = page(definition, properties, listing)
    return render("docs/reference.md.jinja", view, overrides=overrides).encode()
