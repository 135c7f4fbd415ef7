"""The published documents: the same data, without what is ours and without secrets."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.targets.connector.published import (
    published_definition,
    published_properties,
)

OURS = "x-connectorsmith-note"


def test_our_extensions_are_left_out_at_any_level():
    made = {
        "x-connectorsmith-shapes": {"a": 1},
        "swagger": "2.0",
        "x-ms-capabilities": {OURS: 1, "testConnection": {}},
        "paths": {
            OURS: "gone",
            "/a": {
                OURS: "gone",
                "get": {
                    OURS: "gone",
                    "parameters": [{OURS: "gone", "name": OURS, "in": "header"}],
                    "responses": {
                        OURS: "gone",
                        "default": {OURS: "gone", "description": "Error"},
                    },
                },
            },
        },
    }
    assert published_definition(made) == {
        "swagger": "2.0",
        "x-ms-capabilities": {"testConnection": {}},
        "paths": {
            "/a": {
                "get": {
                    "parameters": [{"name": OURS, "in": "header"}],
                    "responses": {"default": {"description": "Error"}},
                }
            }
        },
    }


def test_names_and_values_of_the_api_are_no_extensions():
    schema = {
        "properties": {OURS: {"type": "string"}, "default": {"type": "string"}},
        "default": {OURS: 1},
        "enum": [{OURS: 2}],
        "example": {"properties": {OURS: 3}},
    }
    made = {
        "definitions": {OURS: schema},
        "parameters": {OURS: {"name": "a", "in": "query"}},
        "responses": {
            OURS: {
                "headers": {OURS: {"type": "string"}},
                "examples": {"application/json": {OURS: 4}},
                "schema": {"x-ms-dynamic-values": {"parameters": {OURS: "v"}}},
            }
        },
        "securityDefinitions": {OURS: {"type": "basic"}},
    }
    assert published_definition(made) == made


def test_a_named_schema_loses_its_own_extensions():
    made = {"definitions": {"properties": {OURS: 1, "properties": {"enum": {OURS: 1}}}}}
    assert published_definition(made) == {
        "definitions": {"properties": {"properties": {"enum": {}}}}
    }


def test_key_order_is_kept():
    made = {"b": {"z": 1, "y": 2}, OURS: 1, "a": [{"d": 1, "c": 2}]}
    assert json.dumps(published_definition(made)) == (
        '{"b": {"z": 1, "y": 2}, "a": [{"d": 1, "c": 2}]}'
    )


def test_properties_lose_our_extensions_and_keep_names():
    made = {
        "properties": {
            OURS: "gone",
            "connectionParameters": {OURS: {"type": "string", OURS: "gone"}},
            "policyTemplateInstances": [{OURS: "gone", "parameters": {OURS: "kept"}}],
        }
    }
    published = published_properties(made)
    assert published.dropped_secrets == ()
    assert published.document == {
        "properties": {
            "connectionParameters": {OURS: {"type": "string"}},
            "policyTemplateInstances": [{"parameters": {OURS: "kept"}}],
        }
    }


def test_client_secrets_are_dropped_and_told():
    def sign_in(**more: str) -> dict[str, Any]:
        settings = {"identityProvider": "oauth2", "clientId": "kiln", **more}
        return {"type": "oauthSetting", "oAuthSettings": settings}

    made = {
        "properties": {
            "connectionParameters": {
                "token": sign_in(clientSecret="hush"),
                "clientSecret": {"type": "securestring"},
            },
            "connectionParameterSets": {
                "values": [
                    {"name": "key", "parameters": {"key": {"type": "securestring"}}},
                    {"name": "in", "parameters": {"a/b": sign_in(ClientSecret="hush")}},
                ]
            },
        }
    }
    second = "/properties/connectionParameterSets/values/1/parameters"
    before = copy.deepcopy(made)
    published = published_properties(made)
    assert made == before
    assert published.dropped_secrets == (
        "/properties/connectionParameters/token/oAuthSettings/clientSecret",
        f"{second}/a~1b/oAuthSettings/ClientSecret",
    )
    assert "hush" not in json.dumps(published.document)
    assert published.document == {
        "properties": {
            "connectionParameters": {
                "token": sign_in(),
                "clientSecret": {"type": "securestring"},
            },
            "connectionParameterSets": {
                "values": [
                    {"name": "key", "parameters": {"key": {"type": "securestring"}}},
                    {"name": "in", "parameters": {"a/b": sign_in()}},
                ]
            },
        }
    }


def test_a_client_secret_among_the_parameters_of_a_sign_in_is_dropped():
    fixed = {"tokenUrl": {"value": "https://kiln.example/token"}}
    secret = {"clientSecret": {"value": "hush"}}

    def made(parameters: dict[str, Any]) -> dict[str, Any]:
        settings = {"identityProvider": "oauth2", "customParameters": parameters}
        token = {"type": "oauthSetting", "oAuthSettings": settings}
        return {"properties": {"connectionParameters": {"token": token}}}

    published = published_properties(made({**fixed, **secret}))
    assert published.dropped_secrets == (
        "/properties/connectionParameters/token/oAuthSettings/customParameters/clientSecret",
    )
    assert published.document == made(fixed)


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(
        st.lists(inner),
        st.dictionaries(
            st.one_of(
                st.text(),
                st.sampled_from(["properties", "default", "responses", "parameters"]),
            ),
            inner,
        ),
    ),
)


@given(values)
def test_without_anything_of_ours_nothing_changes(value: Any):
    assert json.dumps(published_definition(value)) == json.dumps(value)
    assert json.dumps(published_properties(value).document) == json.dumps(value)
