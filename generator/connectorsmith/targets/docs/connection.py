"""The authentication types of a connection, as the reference page lists them."""

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
    """One authentication type: a parameter set, or the parameters without a set."""

    title: str
    auth_id: str
    """The name of its parameter set; empty for parameters without a set."""
    description: str
    shareable: bool
    sharing: str
    parameters: tuple[RawConnectionParameter, ...]


def connections(properties: ApiProperties, listing: Listing) -> tuple[Connection, ...]:
    """Return the parameter sets and the older default type, or the default type alone.

    Empty if the connection has no parameters.
    """
    sets = properties.sets
    if not (sets or properties.single.parameters):
        return ()
    result = [
        Connection(
            title=raw.title,
            auth_id=raw.name,
            description=raw.description,
            shareable=(shareable := _either(raw.shareable, listing.shareable)),
            sharing=_sharing(shareable, listing),
            parameters=raw.typed,
        )
        for raw in sets
    ]
    result.append(
        Connection(
            title="Default [DEPRECATED]" if sets else "Default",
            auth_id="",
            description=_OLD_WAY if sets else _ONLY_WAY,
            shareable=listing.shareable,
            sharing=_sharing(listing.shareable, listing),
            parameters=properties.single.typed,
        )
    )
    return tuple(result)


def _either(own: bool | None, general: bool) -> bool:
    return general if own is None else own


def _sharing(shareable: bool, listing: Listing) -> str:
    if listing.sharing and shareable == listing.shareable:
        return listing.sharing
    return SHAREABLE if shareable else NOT_SHAREABLE
