"""A model's docstring names the calls that return it or take it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

GENERATED = Path(__file__).parents[3] / "generated/hubspot-conversations-v2"
CASES = Path(__file__).parents[2] / "cases"
HUBSPOT = GENERATED / "python/hubspot_conversations/models.py"
TIDES = CASES / "dynamic-values/expected/generated/tide-tables/python/tide_tables"


@pytest.mark.parametrize(
    ("path", "model", "expected"),
    [
        (HUBSPOT, "Actor", "Returned by `client.actors.get`."),
        (HUBSPOT, "Thread", "Returned by `client.threads.list` and 2 more."),
        (HUBSPOT, "ThreadsPage", "A page of `client.threads.list`."),
        (HUBSPOT, "ActorRequest", "The body of `client.actors.get_many`."),
        (HUBSPOT, "Paging", "Used in `ChannelAccountsPage.paging` and 4 more fields."),
        (HUBSPOT, "TokenError", "The 500 response of `client.visitor_tokens.create`."),
        (TIDES / "models.py", "Region", "Returned by `operations.list_regions`."),
    ],
)
def test_of_a_model(path: Path, model: str, expected: str) -> None:
    (class_,) = [
        node
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name == model
    ]
    assert ast.get_docstring(class_) == expected
