"""Profiles: how a connector is published, which determines the rules that apply."""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """A kind of publication, by its name in connector.toml and on the command line."""

    INDEPENDENT_PUBLISHER = "independent-publisher"
    """Certified; the publisher does not own the API."""
    VERIFIED_PUBLISHER = "verified-publisher"
    """Certified; the publisher owns the API."""
    CUSTOM = "custom"
    """Not published; used within one organization."""


CERTIFIED = (Profile.INDEPENDENT_PUBLISHER, Profile.VERIFIED_PUBLISHER)
"""The profiles of connectors that Microsoft reviews."""

INDEPENDENT_COLOR = "#da3b01"
"""The brand color of all connectors by independent publishers."""


def guess_profile(brand_color: str) -> Profile:
    """Guess the profile of a published connector from its `iconBrandColor`."""
    if brand_color.casefold() == INDEPENDENT_COLOR:
        return Profile.INDEPENDENT_PUBLISHER
    return Profile.VERIFIED_PUBLISHER
