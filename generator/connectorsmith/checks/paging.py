"""Suggestions of paging hints for connector.toml."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from connectorsmith.diagnostics.catalogue import FindingKind
from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.documents.document import Document
from connectorsmith.ir.connector import Connector
from connectorsmith.passes.recognise_paging import recognise
from connectorsmith.settings.paging import CURSOR, NEXT_LINK, OFFSET, PagingHint
from connectorsmith.text.toml import key, quoted

UNDECLARED: Final = FindingKind(
    "CS012",
    "paging-is-declared",
    Severity.INFO,
    """
    Paginated operations declare their paging.

    Why: without it the SDK returns only the first page. The definition suggests a kind of
        paging, but names can mislead, so the SDK does not use it unless it is declared.
    Fix: Copy the lines into connector.toml if they are true of the API.
    See: openapi-extensions
    """,
)

_KINDS = {
    CURSOR: "cursor",
    NEXT_LINK: "next link",
    OFFSET: "offset",
}


def suggest_paging(
    connector: Connector, definition: Document, taken: Collection[str]
) -> Iterator[Finding]:
    """Yield a finding for each kind of paging that looks likely and is not declared.

    `taken` are the names under `[sdk.paging]` that connector.toml has already.
    """
    places = {operation.id: operation.at for operation in connector.operations}
    used = set(taken)
    for hint in recognise(connector):
        name = _free(hint.kind, used)
        used.add(name)
        pointer = places[hint.operations[0]]
        yield UNDECLARED.finding(
            definition.locate(pointer, key=True),
            f"{_named(hint.operations)} paginated by "
            f"{_KINDS.get(hint.kind, 'page number')}; the SDK returns only the first page.",
            "If this is true of the API, add these lines to connector.toml.",
            pointer=pointer,
            lines=tuple(toml_lines(name, hint)),
        )


def _free(wanted: str, used: Collection[str]) -> str:
    name, number = wanted, 1
    while name in used:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _named(operations: Sequence[str]) -> str:
    first, others = operations[0], len(operations) - 1
    if not others:
        return f"{first} looks"
    return f"{first} and {others} {'other' if others == 1 else 'others'} look"


def toml_lines(name: str, hint: PagingHint) -> Iterator[str]:
    """Yield the lines of the connector.toml table for a hint."""
    yield f"[sdk.paging.{key(name)}]"
    if hint.kind != CURSOR:
        yield f"kind = {quoted(hint.kind)}"
    for setting, value in (
        ("parameter", hint.parameter),
        ("next", hint.next),
        ("items", hint.items),
        ("size", hint.size),
    ):
        if value:
            yield f"{setting} = {quoted(value)}"
    if hint.first is not None:
        yield f"first = {hint.first}"
    if len(hint.operations) == 1:
        yield f"operations = [{quoted(hint.operations[0])}]"
        return
    yield "operations = ["
    yield from (f"    {quoted(operation)}," for operation in hint.operations)
    yield "]"
