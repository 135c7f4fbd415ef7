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
