"""The files of a connector, as lint rules see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectorsmith.documents.document import Document, Source


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a connector that were read; None for a missing file.

    The text files and the icon are documents of facts, see `inputs.facts`.
    """

    definition: Document
    properties: Document | None = None
    settings: Document | None = None
    readme: Document | None = None
    icon: Document | None = None
    script: Document | None = None
    names: Sequence[str] | None = None
    """The names of all files in the connector's folder; None if it is a lone
    definition."""
    is_source: bool = False
    """True if the folder is a source to build from, and not a published folder. In a
    source, the readme is generated from parts, and the documents may be YAML."""

    @property
    def package(self) -> Document | None:
        """The file names of a published folder, as a document; else None."""
        if self.names is None or self.is_source:
            return None
        # Without the definition's text, no irrelevant line is shown beside a finding.
        source = Source(self.definition.source.name, "")
        return Document(source, {"files": list(self.names)}, {})
