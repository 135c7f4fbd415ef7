"""Who publishes a connector: what is asked of it differs."""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """A way to publish, as connector.toml and the command line call it."""

    INDEPENDENT_PUBLISHER = "independent-publisher"
    """Certified, published by somebody who does not own the API."""
    VERIFIED_PUBLISHER = "verified-publisher"
    """Certified, published by the owner of the API."""
    CUSTOM = "custom"
    """Not published: used inside one organisation."""


CERTIFIED = (Profile.INDEPENDENT_PUBLISHER, Profile.VERIFIED_PUBLISHER)
"""The profiles whose connectors Microsoft reviews."""

INDEPENDENT_COLOR = "#da3b01"
"""The brand color of every connector of an independent publisher."""


def guess_profile(brand_color: str) -> Profile:
    """Who probably publishes a connector with this `iconBrandColor`."""
    if brand_color.casefold() == INDEPENDENT_COLOR:
        return Profile.INDEPENDENT_PUBLISHER
    return Profile.VERIFIED_PUBLISHER
