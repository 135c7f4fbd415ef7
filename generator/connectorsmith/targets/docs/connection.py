"""The ways to connect, as the reference page lists them."""

from __future__ import annotations

from dataclasses import dataclass

from connectorsmith.openapi.api_properties import ApiProperties, RawConnectionParameter
from connectorsmith.settings.listing import NOT_SHAREABLE, SHAREABLE, Listing

_ONLY_WAY = "Parameters for creating connection."
_OLD_WAY = (
    "This option is only for older connections without an explicit authentication type, "
    "and is only provided for backward compatibility."
)


@dataclass(frozen=True, slots=True)
class Connection:
    """One way to connect."""

    title: str
    auth_id: str
    """The name of its parameter set; blank for the only way."""
    description: str
    shareable: bool
    sharing: str
    parameters: tuple[RawConnectionParameter, ...]


def connections(properties: ApiProperties, listing: Listing) -> tuple[Connection, ...]:
    """The parameter sets and what was there before them, or the only way; or nothing."""
    sets = properties.sets
    if not (sets or properties.single.parameters):
        return ()
    found = [
        Connection(
            title=one.title,
            auth_id=one.name,
            description=one.description,
            shareable=(shareable := _either(one.shareable, listing.shareable)),
            sharing=_sharing(shareable, listing),
            parameters=one.typed,
        )
        for one in sets
    ]
    found.append(
        Connection(
            title="Default [DEPRECATED]" if sets else "Default",
            auth_id="",
            description=_OLD_WAY if sets else _ONLY_WAY,
            shareable=listing.shareable,
            sharing=_sharing(listing.shareable, listing),
            parameters=properties.single.typed,
        )
    )
    return tuple(found)


def _either(own: bool | None, general: bool) -> bool:
    return general if own is None else own


def _sharing(shareable: bool, listing: Listing) -> str:
    if listing.sharing and shareable == listing.shareable:
        return listing.sharing
    return SHAREABLE if shareable else NOT_SHAREABLE
