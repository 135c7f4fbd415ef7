"""The listing's facts as a plain mapping."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from connectorsmith.settings.listing import Listing, ListingError, Product, Throttle


def test_nothing_gives_the_defaults():
    assert Listing.from_mapping({}) == Listing()
    assert Listing().throttling == (Throttle("API calls per connection", 100, 60),)
    assert [product.service for product in Listing().products] == [
        "Logic Apps",
        "Power Automate",
        "Power Apps",
    ]


def test_everything_from_toml():
    text = """
        publisher = "verified"
        status = "ga"
        shareable = true
        sharing = "Share it."
        trigger_poll_seconds = 360
        operation_ids = true
        intro = "Hello."
        throttling = [{ name = "Calls", calls = 500, seconds = 60 }]

        [[products]]
        service = "Kiln Apps"
        class = "Premium"
        except = ["Moon"]

        [[products]]
        service = "Kiln Logic"
        class = "Standard"
        regions = "Everywhere"
    """
    assert Listing.from_mapping(tomllib.loads(text)) == Listing(
        publisher="verified",
        status="ga",
        products=(
            Product("Kiln Apps", "Premium", exceptions=("Moon",)),
            Product("Kiln Logic", "Standard", regions="Everywhere"),
        ),
        shareable=True,
        sharing="Share it.",
        throttling=(Throttle("Calls", 500, 60),),
        trigger_poll_seconds=360,
        operation_ids=True,
        intro="Hello.",
    )


def test_empty_lists_are_no_defaults():
    listing = Listing.from_mapping({"products": [], "throttling": []})
    assert (listing.products, listing.throttling) == ((), ())


PRODUCT = {"service": "Kiln Apps", "class": "Premium"}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"statos": "ga"}, "statos: unknown key; known are intro, operation_ids, "),
        ({"status": "GA"}, "status: must be one of preview, ga, deprecated"),
        (
            {"publisher": 1},
            "publisher: must be one of independent, verified, microsoft",
        ),
        ({"shareable": "yes"}, "shareable: must be true or false"),
        ({"sharing": None}, "sharing: must be text"),
        ({"intro": ["a"]}, "intro: must be text"),
        ({"trigger_poll_seconds": -1}, "trigger_poll_seconds: must be a whole number"),
        (
            {"trigger_poll_seconds": True},
            "trigger_poll_seconds: must be a whole number",
        ),
        ({"products": PRODUCT}, "products: must be a list of tables"),
        ({"products": [PRODUCT, 5]}, "products[1]: must be a table"),
        (
            {"products": [{"service": "a"}]},
            "products[0].class: is missing: it must be ",
        ),
        (
            {"products": [{**PRODUCT, "region": "a"}]},
            "products[0].region: unknown key; known are class, except, regions, service",
        ),
        (
            {"products": [{**PRODUCT, "except": "Moon"}]},
            "products[0].except: must be a list of texts",
        ),
        (
            {"products": [PRODUCT, {**PRODUCT, "except": ["Moon", 1]}]},
            "products[1].except[1]: must be text",
        ),
        (
            {"throttling": [{"name": "a", "calls": 1.5, "seconds": 1}]},
            "throttling[0].calls: must be a whole number",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_path(values: dict[str, Any], message: str):
    with pytest.raises(ListingError, match="^" + re.escape(message)):
        Listing.from_mapping(values)
