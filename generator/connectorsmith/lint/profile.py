"""Which profile a connector has, and what is asked of whom."""

from __future__ import annotations

from connectorsmith.spec.profile import Profile

__all__ = ["CERTIFIED", "INDEPENDENT_COLOR", "Profile", "guess_profile"]

CERTIFIED = (Profile.INDEPENDENT_PUBLISHER, Profile.VERIFIED_PUBLISHER)
"""The profiles whose connectors Microsoft reviews."""

INDEPENDENT_COLOR = "#da3b01"
"""The brand color of every connector of an independent publisher."""


def guess_profile(brand_color: str) -> Profile:
    """Who probably publishes a connector with this `iconBrandColor`."""
    if brand_color.casefold() == INDEPENDENT_COLOR:
        return Profile.INDEPENDENT_PUBLISHER
    return Profile.VERIFIED_PUBLISHER
