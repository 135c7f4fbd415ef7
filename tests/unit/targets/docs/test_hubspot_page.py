"""The first connector's page against the text of its published page."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest
from support.plain_page import Cell, plain_page

from connectorsmith.documents.load import load
from connectorsmith.targets.docs.reference_page import reference_page

ROOT = Path(__file__).parents[4]
SPEC = ROOT / "spec" / "hubspot-conversations-v2"

# What the published page has and its collected text does not: the extractor takes a cell
# that reads "email" for a share button.
LOST = (
    Cell("Contact", "Email"),
    Cell("Generate a token / Parameters", "email"),
    Cell("Get a single actor / Returns", "email"),
)


@pytest.fixture(scope="module")
def page() -> str:
    definition = load(SPEC / "apiDefinition.swagger.yaml")
    properties = load(SPEC / "apiProperties.yaml")
    return reference_page(definition.value, properties.value).decode()


@pytest.fixture(scope="module")
def published() -> list[str]:
    path = Path(__file__).parent / "hubspot_reference_page.txt"
    return path.read_text(encoding="utf-8").splitlines()


def test_page_is_the_published_page_line_by_line(page: str, published: list[str]):
    assert len(published) == 1060
    assert plain_page(page, LOST) == published


def test_page_has_the_cells_that_the_collected_text_lost(page: str):
    address = "ttaylor@hitachisolutions.com"
    assert f"| Email | [{address}](mailto:{address}) |\n" in page
    assert "| Email | email |  | string | The email address. |\n" in page
    assert "| Email | email | string | The email address. |\n" in page


def test_nothing_else_was_lost(page: str, published: list[str]):
    complete = plain_page(page)
    differing = [
        (complete[a:b], published[c:d])
        for tag, a, b, c, d in SequenceMatcher(
            None, complete, published, autojunk=False
        ).get_opcodes()
        if tag != "equal"
    ]
    assert differing == [
        (
            ["Email | ttaylor@hitachisolutions.com |"],
            ["ttaylor@hitachisolutions.com |"],
        ),
        (["email | string |"], ["string |"]),
        (["|"], ["||"]),  # the row's second empty cell
        (["email | string |"], ["string |"]),
        ([], ["|"]),
    ]
