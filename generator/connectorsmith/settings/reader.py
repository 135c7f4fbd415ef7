"""Typed access to connector.toml that collects findings."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Final

from connectorsmith.diagnostics.catalogue import FindingKind
from connectorsmith.diagnostics.findings import Finding, Location, Severity
from connectorsmith.documents.toml_reader import TomlDocument, as_list, as_table

CONFIG: Final = FindingKind(
    "CS010",
    "connector-toml-is-valid",
    Severity.BLOCKING,
    """
    connector.toml says only what is known, of things that the definition has.

    Why: a hint that is misspelt, or that names an operation that is gone, would silently
        do nothing, and a user of the SDK would find out.
    Fix: Correct the key or the name, or remove the hint.
    See: openapi-extensions
    """,
)


class Reader:
    """Typed access to a TOML document; values of the wrong type become findings."""

    def __init__(self, document: TomlDocument) -> None:
        self._document = document
        self.findings: list[Finding] = []

    def complain(
        self, at: tuple[str, ...], message: str, hint: str | None = None
    ) -> None:
        """Add a finding about a key; its message begins with the key."""
        self.note(at, f"{'.'.join(at)} {message}", hint)

    def note(self, at: tuple[str, ...], message: str, hint: str | None = None) -> None:
        """Add a finding about a key."""
        self.findings.append(CONFIG.finding(self._document.locate(*at), message, hint))

    def locate(self, *at: str) -> Location:
        """Return the location of a key."""
        return self._document.locate(*at)

    def value(self, at: tuple[str, ...]) -> object:
        """Return the value at a key, of any type; None if there is none."""
        node: object = self._document.value
        for key in at:
            node = as_table(node).get(key)
        return node

    def table(
        self, at: tuple[str, ...], known: Sequence[str] | None
    ) -> Mapping[str, object]:
        """Return the table at a key, else an empty one; unknown keys become findings."""
        node = self.value(at)
        table = as_table(node)
        if node is not None and not isinstance(node, dict):
            self.complain(at, "has to be a table")
        for key in table:
            if known is not None and key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                hint = (
                    f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
                )
                self.complain((*at, key), "is not a setting", hint)
        return table

    def text(
        self,
        at: tuple[str, ...],
        pattern: re.Pattern[str] | None = None,
        what: str = "text",
    ) -> str | None:
        """Return the text at a key; None if there is none or it does not match."""
        node = self.value(at)
        if node is None:
            return None
        if isinstance(node, str) and (pattern is None or pattern.match(node)):
            return node
        self.complain(at, f"has to be {what}")
        return None

    def boolean(self, at: tuple[str, ...]) -> bool:
        """Return whether the value at a key is true."""
        node = self.value(at)
        if node is not None and not isinstance(node, bool):
            self.complain(at, "has to be true or false")
        return node is True

    def texts(self, at: tuple[str, ...], *, single: bool = False) -> tuple[str, ...]:
        """Return the list of strings at a key; `single` also allows a string alone."""
        node = self.value(at)
        if single and isinstance(node, str):
            return (node,)
        found = as_list(node)
        items = tuple(item for item in found if isinstance(item, str))
        if len(items) != len(found) or not isinstance(node, (list, NoneType)):
            self.complain(at, "has to be a list of strings")
        return items

    def fits(
        self, at: tuple[str, ...], name: str, pattern: re.Pattern[str], what: str
    ) -> bool:
        """Return whether a name that the user chose as a key matches a pattern."""
        if pattern.match(name):
            return True
        self.complain(at, f"has to be {what}")
        return False
