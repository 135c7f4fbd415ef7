"""The files of one connector, as rules see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectorsmith.documents.document import Document, Source


@dataclass(frozen=True, slots=True)
class Files:
    """What was read of a connector. A file that is not there is None.

    The text files and the icon are documents of facts: see `spec.facts`.
    """

    definition: Document
    properties: Document | None = None
    settings: Document | None = None
    readme: Document | None = None
    icon: Document | None = None
    script: Document | None = None
    names: Sequence[str] | None = None
    """The names of all files in its folder; None for a definition without a folder."""
    is_source: bool = False
    """Whether its folder is what is published from, and not what is published: there
    the readme is generated from parts, and the documents may be YAML."""

    @property
    def package(self) -> Document | None:
        """The folder, where it is one that is published as it is.

        What there is to say about a folder stands at the start of its definition.
        """
        if self.names is None or self.is_source:
            return None
        # Not the definition's text: a line in it would explain nothing.
        source = Source(self.definition.source.name, "")
        return Document(source, {"files": list(self.names)}, {})
