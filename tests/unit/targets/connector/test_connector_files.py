"""The connector target: which files there are, and what they hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.documents.load import load
from connectorsmith.targets.connector.package import connector_files

DEFINITION: dict[str, Any] = {
    "swagger": "2.0",
    "info": {"title": "Kiln", "description": "Fires <pots>.", "version": "1"},
    "x-connectorsmith-shapes": {},
    "paths": {
        "/fire": {
            "post": {"summary": "Fire a pot", "description": "Fires *one* pot."},
            "get": {"operationId": "List"},
            "delete": {"summary": "Hidden", "x-ms-visibility": "internal"},
        }
    },
    "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
    "x-ms-connector-metadata": [
        {"propertyName": "Website", "propertyValue": "https://kiln.example/docs"}
    ],
}
PROPERTIES: dict[str, Any] = {
    "properties": {
        "publisher": "Ada Ofen",
        "connectionParameters": {
            "key": {
                "type": "securestring",
                "uiDefinition": {
                    "displayName": "Kiln key",
                    "description": "From the settings",
                    "constraints": {"required": "true"},
                },
            },
            "host": {"type": "string"},
        },
    }
}


def readme(
    definition: Any = DEFINITION, properties: Any = PROPERTIES, **parts: str
) -> str:
    made = connector_files(
        definition,
        properties,
        parts={name.replace("_", "-"): text for name, text in parts.items()},
    )
    return made.files["connector/readme.md"].decode()


def section(text: str, heading: str) -> str:
    rest = text[text.index(f"\n## {heading}\n") + len(heading) + 5 :]
    return rest.split("\n## ")[0].strip("\n")


def test_which_files_there_are():
    documents = [
        "connector/apiDefinition.swagger.json",
        "connector/apiProperties.json",
        "connector/readme.md",
        "paconn/settings.json",
    ]
    assert sorted(connector_files({}, {}).files) == documents
    made = connector_files({}, {}, icon=b"\x89PNG\r\n", script=b"// c#\r\n")
    assert sorted(made.files) == sorted(
        [*documents, "connector/script.csx", "paconn/icon.png"]
    )
    assert made.files["connector/script.csx"] == b"// c#\r\n"
    assert made.files["paconn/icon.png"] == b"\x89PNG\r\n"


def test_documents_are_json_as_it_is_published():
    made = connector_files(
        {"info": {"title": "Öfen & <Töpfe>"}, "paths": {}, "x-connectorsmith-a": 1},
        {"properties": {"iconBrandColor": "#da3b01", "capabilities": []}},
    )
    assert made.files["connector/apiDefinition.swagger.json"].decode() == (
        "{\n"
        '  "info": {\n'
        '    "title": "Öfen & <Töpfe>"\n'
        "  },\n"
        '  "paths": {}\n'
        "}\n"
    )
    assert made.files["connector/apiProperties.json"].decode() == (
        "{\n"
        '  "properties": {\n'
        '    "iconBrandColor": "#da3b01",\n'
        '    "capabilities": []\n'
        "  }\n"
        "}\n"
    )


def test_dropped_secrets_are_told():
    settings = {"clientSecret": "hush"}
    token = {"type": "oauthSetting", "oAuthSettings": settings}
    made = connector_files(
        {}, {"properties": {"connectionParameters": {"token": token}}}
    )
    assert made.dropped_secrets == (
        "/properties/connectionParameters/token/oAuthSettings/clientSecret",
    )
    assert not any(b"hush" in data for data in made.files.values())


def test_paconn_settings_lead_to_the_files():
    made = connector_files({}, {}, icon=b"i", script=b"s")
    assert made.files["paconn/settings.json"].decode() == (
        "{\n"
        '  "connectorId": null,\n'
        '  "environment": null,\n'
        '  "apiProperties": "../connector/apiProperties.json",\n'
        '  "apiDefinition": "../connector/apiDefinition.swagger.json",\n'
        '  "icon": "icon.png",\n'
        '  "script": "../connector/script.csx",\n'
        '  "powerAppsUrl": "https://api.powerapps.com",\n'
        '  "powerAppsApiVersion": "2016-11-01"\n'
        "}\n"
    )
    bare = json.loads(connector_files({}, {}).files["paconn/settings.json"])
    assert "icon" not in bare
    assert "script" not in bare


def test_readme_derived_from_the_definition():
    assert readme() == (
        "# Kiln\n"
        "\n"
        "Fires \\<pots\\>.\n"
        "\n"
        "## Publisher: Ada Ofen\n"
        "\n"
        "## Prerequisites\n"
        "\n"
        "A connection needs these values:\n"
        "\n"
        "- Kiln key: From the settings\n"
        "- host (optional)\n"
        "\n"
        "## Supported Operations\n"
        "\n"
        "### Fire a pot\n"
        "\n"
        "Fires \\*one\\* pot.\n"
        "\n"
        "### List\n"
        "\n"
        "## Obtaining Credentials\n"
        "\n"
        "The API expects a key in the header `X-Key`.\n"
        "\n"
        "The provider of the service issues the values that a connection needs: "
        "[https\\://kiln.example/docs](https://kiln.example/docs).\n"
        "\n"
        "## Known Issues and Limitations\n"
        "\n"
        "None are known.\n"
    )


def test_readme_with_hand_written_parts():
    text = readme(
        prerequisites="\r\nA **kiln**.\r\n\r\n- wood\r\n",
        obtaining_credentials="Ask.",
        known_issues="| a |\n| --- |\n| b |",
        getting_started="Light it.\n\n\n",
        faq="### Why?\n\nBecause.",
        deployment_instructions="Carry it.",
    )
    assert text.startswith("# Kiln\n")
    assert text.endswith(
        "\n"
        "## Obtaining Credentials\n"
        "\n"
        "Ask.\n"
        "\n"
        "## Getting Started\n"
        "\n"
        "Light it.\n"
        "\n"
        "## Known Issues and Limitations\n"
        "\n"
        "| a |\n"
        "| --- |\n"
        "| b |\n"
        "\n"
        "## Frequently Asked Questions\n"
        "\n"
        "### Why?\n"
        "\n"
        "Because.\n"
        "\n"
        "## Deployment Instructions\n"
        "\n"
        "Carry it.\n"
    )
    assert section(text, "Prerequisites") == "A **kiln**.\n\n- wood"


def test_blank_part_counts_as_missing():
    text = readme(known_issues=" \n", faq="")
    assert section(text, "Known Issues and Limitations") == "None are known."
    assert "Frequently" not in text


def test_unknown_part_is_left_out():
    assert readme(intro="x") == readme()


def test_readme_of_a_sign_in():
    settings = {"identityProvider": "aad", "scopes": ["read", "write|all"]}
    token = {"type": "oauthSetting", "oAuthSettings": settings}
    properties = {"properties": {"connectionParameters": {"token": token}}}
    text = readme(properties=properties)
    assert section(text, "Prerequisites") == (
        "You need an account that is allowed to sign in to the service."
    )
    assert section(text, "Obtaining Credentials") == (
        "When you create the connection, you sign in with OAuth 2.0 (identity provider "
        "`aad`). Its scopes are `read`, <code>write\\|all</code>."
    )


def test_readme_of_several_ways_to_connect():
    ways = {
        "values": [
            {
                "name": "key",
                "uiDefinition": {"displayName": "Key", "description": "Type."},
            },
            {"name": "in", "parameters": {"token": {"type": "oauthSetting"}}},
        ]
    }
    text = readme({}, {"properties": {"connectionParameterSets": ways}})
    assert section(text, "Prerequisites") == (
        "There are several ways to create a connection:\n\n- Key: Type.\n- in"
    )
    assert section(text, "Obtaining Credentials") == (
        "When you create the connection, you sign in with OAuth 2.0.\n"
        "\n"
        "The provider of the service issues the values that a connection needs."
    )


def test_readme_of_a_connector_without_a_connection():
    text = readme({}, {})
    assert text.startswith("# Untitled connector\n\n## Publisher: Unknown\n")
    assert section(text, "Prerequisites") == "None: a connection needs no values."
    assert section(text, "Obtaining Credentials") == "No credentials are needed."


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                "info title paths get summary properties connectionParameters uiDefinition "
                "connectionParameterSets values parameters oAuthSettings scopes publisher "
                "securityDefinitions x-ms-connector-metadata type".split()
            ),
            inner,
            max_size=4,
        ),
    ),
)


@given(anything, anything)
def test_anything_gives_a_package(definition: Any, properties: Any):
    files = connector_files(definition, properties).files
    assert json.loads(files["connector/apiDefinition.swagger.json"]) == definition
    text = files["connector/readme.md"].decode()
    assert text.endswith("\n")
    assert "\n## Supported Operations\n" in text


def test_the_first_connector_is_published_as_it_is():
    spec = Path(__file__).parents[4] / "spec" / "hubspot-conversations-v2"
    definition: Any = load(spec / "apiDefinition.swagger.yaml").value
    properties = load(spec / "apiProperties.yaml").value
    made = connector_files(definition, properties)
    text = made.files["connector/apiDefinition.swagger.json"].decode()
    assert "x-connectorsmith" not in text
    rest = {
        k: v for k, v in definition.items() if not k.startswith("x-connectorsmith-")
    }
    assert list(json.loads(text)) == list(rest)
    assert json.loads(text) == rest
    assert json.loads(made.files["connector/apiProperties.json"]) == properties
