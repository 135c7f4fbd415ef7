from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.text.plurals import singular
from connectorsmith.text.words import (
    pascal_case,
    shortened,
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
        ("XQuery", ["XQuery"]),
        ("runXQueries", ["run", "X", "Queries"]),
        ("xPathExpression", ["xPath", "Expression"]),
        ("XAxis", ["X", "Axis"]),
        ("getOAuthToken", ["get", "Oauth", "Token"]),
        ("oAuth2", ["Oauth2"]),
        ("oAuthorized", ["o", "Authorized"]),
        ("iOSVersion", ["iOS", "Version"]),
        ("IOSTREAM", ["IOSTREAM"]),
        ("Office365Users", ["Office365", "Users"]),
        ("365Training", ["365", "Training"]),
        ("connect2all", ["connect2all"]),
        ("Convert2aspx", ["Convert2aspx"]),
        ("text2speech_v2", ["text2speech", "v2"]),
        ("occupants2to5", ["occupants2", "to5"]),
        ("address2city", ["address2", "city"]),
        ("Md5Hash", ["Md5", "Hash"]),
        ("IPv4Address", ["IPv4", "Address"]),
        ("ipv6", ["ipv6"]),
        ("GitHubUsers", ["GitHub", "Users"]),
        ("gitHubId", ["gitHub", "Id"]),
        ("digitHubs", ["digit", "Hubs"]),
        ("iPhones", ["iPhones"]),
        ("HTTPServer", ["HTTP", "Server"]),
        ("myURLs", ["my", "Urls"]),
        ("eTag", ["eTag"]),
        ("2fa", ["2fa"]),
        ("MP3Player", ["MP3", "Player"]),
        ("SHA256", ["SHA256"]),
        ("v2API", ["v2", "API"]),
        ("APIv2", ["API", "v2"]),
        ("GETSmap", ["GET", "Smap"]),
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
        ("aliases", "alias"),
        ("alias", "alias"),
        ("heroes", "hero"),
        ("Shoes", "Shoe"),
        ("knives", "knife"),
        ("drives", "drive"),
        ("archives", "archive"),
        ("quizzes", "quiz"),
        ("buzzes", "buzz"),
        ("leaves", "leaf"),
        ("HEROES", "HERO"),
        ("CATEGORIES", "CATEGORY"),
        ("Caches", "Cache"),
        ("Branches", "Branch"),
        ("viruses", "virus"),
        ("warehouses", "warehouse"),
        ("causes", "cause"),
        ("uses", "use"),
        ("biases", "bias"),
        ("purchases", "purchase"),
        ("exercises", "exercise"),
        ("doses", "dose"),
        ("crises", "crisis"),
        ("hypotheses", "hypothesis"),
        ("lenses", "lens"),
        ("licenses", "license"),
        ("courses", "course"),
        ("boxes", "box"),
        ("prizes", "prize"),
        ("waltzes", "waltz"),
        ("Apis", "Api"),
        ("menus", "menu"),
        ("Salespeople", "Salesperson"),
        ("ties", "tie"),
        ("matrices", "matrix"),
        ("criteria", "criterion"),
        ("Women", "Woman"),
        ("gas", "gas"),
        ("ids", "id"),
        ("is", "is"),
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
