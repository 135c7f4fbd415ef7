"""docs/reference.md."""

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
    """The reference page of a connector, in GitHub-flavoured Markdown, UTF-8, LF.

    Any JSON values give a page. Templates in `overrides` win over ours; one that is wrong
    raises as `connectorsmith.render.environment.render` does.
    """
    view = page(definition, properties, listing)
    return render("docs/reference.md.jinja", view, overrides=overrides).encode()
