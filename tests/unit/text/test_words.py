from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.text.words import (
    pascal_case,
    shortened,
    singular,
    snake_case,
    split_words,
)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("GetHTTPItems_v2", ["Get", "HTTP", "Items", "v2"]),
        ("createdAt", ["created", "At"]),
        ("@odata.id", ["odata", "id"]),
        ("UserIDs", ["User", "Ids"]),
        ("getURLs", ["get", "Urls"]),
        ("IDs", ["Ids"]),
        ("OAuth2Token", ["Oauth2", "Token"]),
        ("x-api-key", ["x", "api", "key"]),
        ("API-Schlüssel", ["API", "Schlüssel"]),
        ("filter[x]", ["filter", "x"]),
        ("1st place", ["1st", "place"]),
        ("日本", ["日本"]),
        ("!?", []),
        ("", []),
    ],
)
def test_names_are_split_into_words(name: str, words: list[str]) -> None:
    assert split_words(name) == words


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("Inboxes", "Inbox"),
        ("Threads", "Thread"),
        ("Entries", "Entry"),
        ("Addresses", "Address"),
        ("Statuses", "Status"),
        ("Status", "Status"),
        ("Houses", "House"),
        ("Analyses", "Analysis"),
        ("Children", "Child"),
        ("people", "person"),
        ("Movies", "Movie"),
        ("Databases", "Database"),
        ("News", "News"),
        ("Bus", "Bus"),
        ("class", "class"),
    ],
)
def test_nouns_in_the_singular(many: str, one: str) -> None:
    assert singular(many) == one


@given(st.text())
def test_a_snake_case_name_is_an_identifier_behind_a_letter(name: str) -> None:
    snake = snake_case(name)
    assert f"x{snake}".isidentifier()
    assert snake == snake.lower()
    assert snake_case(snake) == snake


@given(st.lists(st.text(alphabet="abcXYZ", min_size=1), min_size=1), st.integers(1, 60))
def test_shortened_names_keep_to_the_limit(words: list[str], limit: int) -> None:
    short = shortened(words, limit)
    assert len(pascal_case(short)) <= limit
    assert short[0] == words[0][:limit]
