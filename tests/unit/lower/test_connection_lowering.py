"""What the IR says of connection parameters, of their sets, and of where tokens come from."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.ir.connector import ConnectionParameter, TokenEndpoint
from connectorsmith.lower.connection import lower_parameters, lower_sets
from connectorsmith.openapi.api_properties import ApiProperties

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            [
                "type",
                "uiDefinition",
                "constraints",
                "allowedValues",
                "oAuthSettings",
                "customParameters",
                "tokenUrlTemplate",
                "value",
                "values",
                "parameters",
                "connectionParameterSets",
            ]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)


def lowered(parameters: Any) -> tuple[ConnectionParameter, ...]:
    properties = {"properties": {"connectionParameters": parameters}}
    return lower_parameters(ApiProperties(properties).single)


def tokens(
    provider: str, custom: dict[str, Any], *siblings: str, **oauth: Any
) -> TokenEndpoint:
    settings = {
        "identityProvider": provider,
        "customParameters": {name: {"value": value} for name, value in custom.items()},
        **oauth,
    }
    node = {
        "token": {"type": "oauthSetting", "oAuthSettings": settings},
        **{name: {"type": "string"} for name in siblings},
    }
    found = lowered(node)[0].tokens
    assert found is not None
    return found


def test_what_a_person_is_asked_for() -> None:
    node = {
        "token:customHost": {
            "type": "string",
            "defaultValue": "eu",
            "uiDefinition": {
                "displayName": "Host",
                "description": "Where it is.",
                "constraints": {
                    "required": "true",
                    "hidden": "false",
                    "allowedValues": [{"text": "Europe", "value": "eu"}, {"value": 5}],
                },
            },
        },
        "Key": {"type": "SecureString", "uiDefinition": None},
        "old": {
            "allowedValues": [{"value": "a"}],
            "uiDefinition": {"constraints": {"required": True, "default": False}},
        },
    }
    assert lowered(node) == (
        ConnectionParameter(
            "token:customHost",
            "string",
            "Host",
            "Where it is.",
            required=True,
            initial="eu",
            allowed_values=("eu",),
        ),
        ConnectionParameter("Key", "securestring"),
        ConnectionParameter(
            "old", "string", required=True, initial="false", allowed_values=("a",)
        ),
    )


def test_the_sets_of_parameters() -> None:
    properties: dict[str, Any] = {
        "connectionParameterSets": {
            "values": [
                {
                    "name": "key-auth",
                    "uiDefinition": {"displayname": "Key", "description": "A key."},
                    "parameters": {"api_key": {"type": "securestring"}},
                },
                {"uiDefinition": "none"},
            ]
        }
    }
    first, second = lower_sets(ApiProperties({"properties": properties}))
    assert (first.name, first.title, first.description) == ("key-auth", "Key", "A key.")
    assert [one.name for one in first.parameters] == ["api_key"]
    assert (second.name, second.parameters) == ("", ())


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            tokens(
                "oauth2",
                {
                    "TokenUrl": "https://a.example/token",
                    "refreshUrl": "https://a.example/refresh",
                },
                scopes=["read", "write"],
            ),
            TokenEndpoint(
                "https://a.example/token", "https://a.example/refresh", "read write"
            ),
        ),
        (
            # A parameter stands in a template in whatever case.
            tokens(
                "oauth2generic",
                {
                    "tokenUrlTemplate": "https://a{CustomHost}/token",
                    "scopeListDelimiter": ",",
                },
                "token:customHost",
                scopes=["a", "b"],
            ),
            TokenEndpoint("https://a{token:customHost}/token", scope="a,b"),
        ),
        (
            # A parameter replaces the setting of its name.
            tokens("oauth2", {"tokenUrl": "/oauth/token"}, "token:tokenUrl"),
            TokenEndpoint("{token:tokenUrl}"),
        ),
        (
            tokens(
                "oauth2generic",
                {"tokenUrlTemplate": "https://{zone}.example/t", "zone": "eu"},
            ),
            TokenEndpoint("https://eu.example/t"),
        ),
        # What is not known, relative, or left for others to fill in.
        (
            tokens("oauth2generic", {"tokenUrlTemplate": "https://{x}.example"}),
            TokenEndpoint(),
        ),
        (tokens("oauth2", {"tokenUrl": "/oauth/token"}), TokenEndpoint()),
        (tokens("oauth2", {"tokenUrl": "https://<tenant>.example"}), TokenEndpoint()),
        (tokens("oauth2", {"tokenUrl": "https://{{host}}/token"}), TokenEndpoint()),
        (tokens("oauth2generic", {"tokenUrlTemplate": None}), TokenEndpoint()),
        (
            # Which of them applies is known to the platform alone.
            tokens(
                "oauth2generic",
                {"tokenUrlTemplate": "https://{a}{b}/t", "a": "x", "b": "y"},
                additionalParameters={"a": {}, "b": {}},
            ),
            TokenEndpoint(),
        ),
        (
            tokens(
                "aad",
                {
                    "loginUri": "https://login.example/",
                    "tenantId": "common",
                    "resourceUri": "https://graph.example",
                },
                "token:tenantID",
                scopes=["User.Read"],
            ),
            TokenEndpoint(
                "https://login.example/{token:tenantID}/oauth2/token",
                resource="https://graph.example",
                tenant="common",
            ),
        ),
        (
            tokens(
                "aadcertificate",
                {"resourceUri": "@connectionParameters('scope')"},
                "scope",
            ),
            TokenEndpoint(
                "https://login.microsoftonline.com/{token:TenantId}/oauth2/token",
                resource="{scope}",
                tenant="common",
            ),
        ),
        (
            tokens("aad", {"resourceUri": "<<yours>>"}, "token:TenantId", scopes=["a"]),
            TokenEndpoint(
                "https://login.microsoftonline.com/{token:TenantId}/oauth2/token",
                scope="a",
            ),
        ),
        (
            tokens("facebook", {}, scopes=["@connectionParameters('x')"]),
            TokenEndpoint(),
        ),
    ],
)
def test_where_tokens_come_from(found: TokenEndpoint, expected: TokenEndpoint) -> None:
    assert found == expected


@given(JSON)
def test_any_value_can_be_read(node: Any) -> None:
    lowered({"token": node, "x": node})
    lowered(node)
    sets = {"connectionParameterSets": node}
    for properties in (node, sets):
        lower_sets(ApiProperties({"properties": properties}))
