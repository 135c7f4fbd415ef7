"""What a client's arguments for a connection are called."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.naming.connection import (
    environment_variable,
    name_connection,
    name_sets,
)
from connectorsmith.naming.reserved import CONNECTION


@pytest.mark.parametrize(
    ("wires", "names"),
    [
        (["token:customHost"], ["custom_host"]),
        (["token:clientId", "clientId"], ["token_client_id", "client_id"]),
        (["baseUrl", "timeout", "from"], ["base_url_", "timeout_", "from_"]),
        (["api-key", "API key"], ["api_key", "api_key_2"]),
        (["present", "auth", "os"], ["present_", "auth_", "os_"]),
        (["1st", "§"], ["connection_1st", "connection"]),
    ],
)
def test_names_of_arguments(wires: list[str], names: list[str]) -> None:
    found = name_connection({wire: wire for wire in wires})
    assert sorted(found.values()) == sorted(names)


def test_the_token_gives_way_to_a_parameter_of_its_name() -> None:
    found = name_connection({"token": "access_token", "access_token": "access_token"})
    assert sorted(found.values()) == ["access_token", "token"]


@given(st.lists(st.text(max_size=12), unique=True, max_size=8))
def test_names_are_valid_and_different(wires: list[str]) -> None:
    found = name_connection({wire: wire for wire in wires})
    names = list(found.values())
    assert len(set(names)) == len(wires)
    assert all(one.isidentifier() and not keyword.iskeyword(one) for one in names)
    assert not set(names) & CONNECTION
    variables = [environment_variable("ferry", name) for name in names]
    assert "FERRY_BASE_URL" not in variables


def test_variables() -> None:
    assert environment_variable("ferry", "api_key") == "FERRY_API_KEY"
    assert environment_variable("ferry", "from_") == "FERRY_FROM"
    assert environment_variable("ferry", "base_url_") == "FERRY_CONNECTION_BASE_URL"


def test_names_of_sets() -> None:
    names = ["key-auth", "KeyAuth", "OAuth", "", "old connection", "1"]
    assert name_sets(names, ["Client"]) == (
        "KeyAuthConnection",
        "KeyAuthConnection2",
        "OauthConnection",
        "Connection",
        "OldConnection",
        "Connection1",
    )
