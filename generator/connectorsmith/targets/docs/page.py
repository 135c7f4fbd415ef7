"""The view of the reference page, complete and in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, sequence, text
from connectorsmith.documents.document import Json
from connectorsmith.openapi.api_properties import ApiProperties
from connectorsmith.openapi.definition import Definition
from connectorsmith.openapi.extensions import METADATA, NOTIFICATION_CONTENT
from connectorsmith.openapi.shown import ShownOperation, visible_operations
from connectorsmith.render.code import Code, authored_markdown
from connectorsmith.settings.listing import Listing, Product, Throttle
from connectorsmith.targets.docs.anchors import anchors
from connectorsmith.targets.docs.connection import Connection, connections
from connectorsmith.targets.docs.families import replacements
from connectorsmith.targets.docs.inputs import input_places
from connectorsmith.targets.docs.outputs import (
    DefinitionSection,
    Returns,
    basic_types,
    definitions,
    returns,
)
from connectorsmith.targets.docs.schemas import PageSchemas
from connectorsmith.targets.docs.tables import Allowance, InputRow, Table

_PUBLISHERS = {"independent": " (Independent Publisher)"}
_STATES = {"preview": " (Preview)", "deprecated": " [DEPRECATED]"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of Contact or Connector Metadata."""

    name: str
    value: str
    target: str = ""
    """The target of the value's link; empty for plain text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One action or trigger."""

    operation: ShownOperation
    parameters: Table[InputRow]
    returns: Returns | None
    replacement: str | None
    """The key of the entry to use instead; None unless it is deprecated."""
    key: str
    """The key of its title and anchor in `Page.links`."""


@dataclass(frozen=True, slots=True)
class Section:
    """The section of all actions, or of all triggers."""

    title: str
    noun: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A heading that the page links to."""

    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Page:
    """The reference page of one connector."""

    title: str
    description: str
    products: tuple[Product, ...]
    contact: tuple[Fact, ...]
    metadata: tuple[Fact, ...]
    intro: Code
    connections: tuple[Connection, ...]
    throttling: tuple[Throttle, ...]
    operation_ids: bool
    sections: tuple[Section, ...]
    definitions: tuple[DefinitionSection, ...]
    basic_types: tuple[str, ...]
    links: Mapping[str, Link]
    """Links by the key of an entry, and by `definition:` or `basic:` with a name."""


def page(definition: Json, properties: Json, listing: Listing) -> Page:
    """Return the view of a connector's page. Total: any JSON values are accepted."""
    raw, raw_properties = Definition(definition), ApiProperties(properties)
    info = mapping(raw.root.get("info"))
    schemas, allowance = PageSchemas(raw), Allowance()
    sections = _sections(schemas, allowance)
    shown = [
        entry.returns
        for section in sections
        for entry in section.entries
        if entry.returns is not None
    ]
    named = definitions(schemas, shown, allowance)
    basic = basic_types(shown)
    title = _title(text(info.get("title")) or "Untitled connector", listing)
    ways = connections(raw_properties, listing)
    return Page(
        title=title,
        description=text(info.get("description")) or "",
        products=listing.products,
        contact=tuple(_contact(mapping(info.get("contact")))),
        metadata=tuple(_metadata(raw, raw_properties)),
        intro=authored_markdown(listing.intro),
        connections=ways,
        throttling=_throttling(listing, sections),
        operation_ids=listing.operation_ids,
        sections=sections,
        definitions=named,
        basic_types=basic,
        links=_links(_headings(title, ways, sections, named, basic)),
    )


def _title(title: str, listing: Listing) -> str:
    for suffix in (
        _PUBLISHERS.get(listing.publisher, ""),
        _STATES.get(listing.status, ""),
    ):
        # Some titles already contain the suffix that the platform adds.
        if not title.casefold().endswith(suffix.casefold()):
            title += suffix
    return title


def _contact(contact: Mapping[str, Json]) -> Iterator[Fact]:
    if name := text(contact.get("name")):
        yield Fact("Name", name)
    if url := text(contact.get("url")):
        yield Fact("URL", url, url)
    if email := text(contact.get("email")):
        yield Fact("Email", email, f"mailto:{email}")


def _metadata(definition: Definition, properties: ApiProperties) -> Iterator[Fact]:
    if publisher := text(properties.properties.get("publisher")):
        yield Fact("Publisher", publisher)
    for entry in sequence(definition.root.get(METADATA)):
        name = text(mapping(entry).get("propertyName"))
        value = text(mapping(entry).get("propertyValue"))
        if name and value:
            yield Fact(name, value, value)


def _throttling(listing: Listing, sections: Sequence[Section]) -> tuple[Throttle, ...]:
    polls = any(
        entry.operation.raw.is_trigger
        and NOTIFICATION_CONTENT not in entry.operation.raw.item
        for section in sections
        for entry in section.entries
    )
    seconds = listing.trigger_poll_seconds
    if not polls or seconds is None:
        return listing.throttling
    return (*listing.throttling, Throttle("Frequency of trigger polls", 1, seconds))


def _sections(schemas: PageSchemas, allowance: Allowance) -> tuple[Section, ...]:
    operations = sorted(
        visible_operations(schemas.definition),
        key=lambda operation: operation.title.casefold(),
    )
    keys = {id(operation): f"operation:{n}" for n, operation in enumerate(operations)}
    entries = [
        Entry(
            operation=operation,
            parameters=allowance.table(input_places(schemas, operation.raw)),
            returns=returns(schemas, operation.raw, allowance),
            replacement=keys[id(instead)] if instead is not None else None,
            key=keys[id(operation)],
        )
        for operation, instead in zip(operations, replacements(operations), strict=True)
    ]
    sections = (
        Section("Actions", "action", _of_kind(entries, trigger=False)),
        Section("Triggers", "trigger", _of_kind(entries, trigger=True)),
    )
    return tuple(section for section in sections if section.entries)


def _of_kind(entries: Sequence[Entry], *, trigger: bool) -> tuple[Entry, ...]:
    return tuple(
        entry for entry in entries if entry.operation.raw.is_trigger is trigger
    )


def _headings(
    title: str,
    ways: Sequence[Connection],
    sections: Sequence[Section],
    named: Sequence[DefinitionSection],
    basic: Sequence[str],
) -> Iterator[tuple[str, str]]:
    """Yield every heading of the template in order, with its key; empty if nothing
    links to it."""
    yield "", title
    if ways:
        yield "", "Creating a connection"
        yield from (("", connection.title) for connection in ways)
    yield "", "Throttling Limits"
    for section in sections:
        yield "", section.title
        for entry in section.entries:
            yield entry.key, entry.operation.title
            if entry.parameters.rows or entry.parameters.cut:
                yield "", "Parameters"
            if entry.returns is not None:
                yield "", "Returns"
    if named or basic:
        yield "", "Definitions"
    for definition in named:
        yield f"definition:{definition.name}", definition.name
    for name in basic:
        yield f"basic:{name}", name


def _links(headings: Iterator[tuple[str, str]]) -> dict[str, Link]:
    pairs = list(headings)
    targets = anchors(title for _, title in pairs)
    return {
        key: Link(title, anchor)
        for (key, title), anchor in zip(pairs, targets, strict=True)
        if key
    }
