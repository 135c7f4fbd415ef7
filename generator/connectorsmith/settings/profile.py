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


TEMPLATE_COLOR = "#007ee5"
"""The brand color in the template for custom connectors."""


def guess_profile(brand_color: str, *, names_publisher: bool = True) -> Profile:
    """Guess the profile of a connector from its `iconBrandColor`.

    One with the color of the template that names neither a publisher nor the owner of the
    service is not meant to be published.
    """
    color = brand_color.casefold()
    if color == INDEPENDENT_COLOR:
        return Profile.INDEPENDENT_PUBLISHER
    if color == TEMPLATE_COLOR and not names_publisher:
        return Profile.CUSTOM
    return Profile.VERIFIED_PUBLISHER
