"""Text in the places that policies, OAuth, triggers, choices and examples have: nothing but text."""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from connectorsmith.cli import main

CODE = "__import__('os').system('touch owned')"
ATTACKS = {
    "triple": f'"""\n{CODE}\n"""',
    "quotes": f"\"'\n{CODE}\n'\"",
    "escape": f'\\"; {CODE} #',
    "lines": f"\r\n{CODE}\u2028{CODE}\x0b{CODE}\x85{CODE}",
    "braces": f"{{{CODE}}} {{{{{CODE}}}}} {{% set a = 1 %}}",
    "fence": f"\n```\n<script>{CODE}</script>\n```python\n{CODE}\n",
    "tildes": f"\n~~~\n<img src=x onerror=alert(1)>\n{CODE}",
    "cell": "`|<script>alert(1)</script>|` | a |\n| b |",
    "comment": f"<!-- {CODE} --> --><b>",
    "link": "[a](javascript:alert(1)) ![b](https://evil.example/b.png) <https://evil.example>",
    "reference": "\n[a]: https://evil.example\n\n[a]",
    "heading": "\n# Heading\n\nSetext\n===",
    "entity": "&lt;script&gt;&#60;b&#62;&#x3c;i&#x3e;",
    "policy": "@{connectionParameters('api_key')}\"; x=1",
    "expression": "@connectionParameters('api_key','\\\");import os#')",
    "toml": 'a"\n[tool.hatch.build.hooks.custom]\npath = "evil.py"\n#',
    "path": "../../../../tmp/owned",
    "dunder": "__class__",
    "annotation": f"Any], x: list[{CODE}",
}


def told(attack: str) -> dict[str, Any]:
    return {
        "type": "string",
        "title": attack,
        "x-ms-summary": attack,
        "description": attack,
        "default": attack,
        "example": attack,
        "x-example": attack,
        "enum": [attack, "plain"],
        "x-ms-enum": {"name": attack, "values": [{"value": attack, "name": attack}]},
        "x-ms-enum-values": [{"value": attack, "displayName": attack}],
    }


def held(attack: str) -> dict[str, Any]:
    properties: dict[str, Any] = {
        attack: told(attack),
        "value": {
            "type": "array",
            "items": {"type": "object", "properties": {attack: told(attack)}},
        },
        "constant": {**told(attack), "x-ms-visibility": "internal"},
        "open": {
            "type": "object",
            "x-ms-dynamic-schema": dynamic(attack),
            "x-ms-dynamic-properties": dynamic(attack),
        },
        "nextLink": {"type": "string"},
    }
    return {
        "type": "object",
        "title": attack,
        "description": attack,
        "required": ["constant"],
        "properties": properties,
    }


def dynamic(attack: str) -> dict[str, Any]:
    return {
        "operationId": "List",
        "value-collection": f"value/{attack}",
        "value-path": attack,
        "value-title": attack,
        "itemsPath": "value",
        "itemValuePath": attack,
        "itemTitlePath": attack,
        "parameters": {attack: attack, "q": {"value": attack}},
    }


def definition(attack: str) -> dict[str, Any]:
    def operation(id_: str, **more: Any) -> dict[str, Any]:
        return {
            "operationId": id_,
            "summary": attack,
            "description": attack,
            "tags": [attack],
            "externalDocs": {"url": attack, "description": attack},
            "x-ms-api-annotation": {"family": attack, "replacement": {"api": attack}},
            "parameters": [
                {
                    "name": "q",
                    "in": "query",
                    **told(attack),
                    "x-ms-dynamic-values": dynamic(attack),
                },
                {
                    "name": f"h{attack}",
                    "in": "header",
                    **told(attack),
                    "x-ms-dynamic-list": dynamic(attack),
                },
                {"name": "body", "in": "body", "schema": held(attack)},
            ],
            "responses": {
                "200": {
                    "description": attack,
                    "schema": held(attack),
                    "examples": {"application/json": {attack: attack}},
                    "headers": {attack: {"type": "string", "description": attack}},
                },
                "default": {"description": attack, "schema": held(attack)},
            },
            **more,
        }

    hook = operation(f"When{attack}", **{"x-ms-trigger": "single"})
    hook["parameters"].append(
        {
            "name": f"callback {attack}",
            "in": "query",
            "type": "string",
            "x-ms-notification-url": True,
        }
    )
    polled = operation(
        f"Poll{attack}",
        **{"x-ms-trigger": "batch", "x-ms-trigger-hint": attack},
    )
    listed = operation("List", **{"x-ms-pageable": {"nextLinkName": "nextLink"}})
    return {
        "swagger": "2.0",
        "info": {
            "title": attack,
            "description": attack,
            "version": attack,
            "contact": {"name": attack, "url": f"https://{attack}", "email": attack},
            "license": {"name": attack, "url": attack},
            "termsOfService": attack,
        },
        "host": "api.hostile.example",
        "basePath": f"/{attack}",
        "schemes": ["https"],
        "tags": [{"name": attack, "description": attack}],
        "securityDefinitions": {
            attack: {
                "type": "oauth2",
                "flow": "accessCode",
                "authorizationUrl": f"https://login.example/{attack}",
                "tokenUrl": f"https://login.example/{attack}",
                "scopes": {attack: attack},
            },
            "api_key": {"type": "apiKey", "in": "query", "name": attack},
        },
        "security": [{attack: [attack]}, {"api_key": []}],
        "x-ms-connector-metadata": [
            {"propertyName": "Website", "propertyValue": f"https://a.example/{attack}"},
            {"propertyName": "Categories", "propertyValue": attack},
            {"propertyName": attack, "propertyValue": attack},
        ],
        "definitions": {attack: held(attack), "Plain": held(attack)},
        "paths": {
            "/list": {"post": listed},
            # A placeholder without a parameter would block.
            f"/hooks/{attack.replace('{', '(')}": {
                "x-ms-notification-content": {
                    "description": attack,
                    "schema": held(attack),
                },
                "post": hook,
            },
            "/polls": {"post": polled},
        },
    }


def properties(attack: str) -> dict[str, Any]:
    known = "x-ms-apimTemplateParameter."

    def policy(template: str, **parameters: str) -> dict[str, Any]:
        named = {f"{known}{name}": value for name, value in parameters.items()}
        section = {"x-ms-apimTemplate-policySection": "Request"}
        return {"templateId": template, "title": attack, "parameters": named | section}

    def parameters() -> dict[str, Any]:
        described = {"displayName": attack, "description": attack, "tooltip": attack}
        return {
            "api_key": {"type": "securestring", "uiDefinition": described},
            f"p{attack}": {
                "type": "string",
                "default": attack,
                "uiDefinition": {
                    **described,
                    "constraints": {
                        "required": "true",
                        "allowedValues": [{"text": attack, "value": attack}],
                    },
                },
            },
            "token": {
                "type": "oauthSetting",
                "oAuthSettings": {
                    "identityProvider": "oauth2generic",
                    "clientId": attack,
                    "scopes": [attack],
                    "redirectUrl": attack,
                    "customParameters": {
                        "tokenUrl": {"value": f"https://login.example/{attack}"},
                        "tokenUrlTemplate": {"value": f"https://{attack}/t"},
                        "refreshUrl": {"value": f"https://login.example/{attack}"},
                        "resourceUri": {"value": attack},
                        attack: {"value": attack},
                    },
                },
                "uiDefinition": described,
            },
        }

    return {
        "properties": {
            "publisher": attack,
            "stackOwner": attack,
            "iconBrandColor": attack,
            "capabilities": [attack],
            "scriptOperations": [attack],
            "connectionParameters": parameters(),
            "policyTemplateInstances": [
                policy("setheader", name="X-A", value=f"a {attack}"),
                policy("setheader", name=attack, value="a"),
                policy("setqueryparameter", name=attack, value=attack),
                policy("dynamichosturl", urlTemplate=f"https://a.example/{attack}"),
                policy("routerequesttoendpoint", newPath=f"/x/{attack}"),
                policy(
                    "setproperty",
                    newPropertyParentPathTemplate="@body()",
                    newPropertySubPathTemplate=attack,
                    propertyValuePathTemplate=attack,
                ),
                policy(
                    "stringreplace",
                    propertyParentPath="@body()",
                    propertySubPath=attack,
                    sourceString=attack,
                    replacementString=attack,
                    newPropertyPath="@body().a",
                ),
                policy(attack, **{attack: attack}),
            ],
        }
    }


def sets_of(attack: str) -> dict[str, Any]:
    """The properties, with the parameters as two ways to connect."""
    made = properties(attack)
    parameters = made["properties"].pop("connectionParameters")
    shown = {"displayName": attack, "description": attack}
    values = [
        {"name": name, "uiDefinition": shown, "parameters": parameters}
        for name in (attack, "other")
    ]
    made["properties"]["connectionParameterSets"] = {
        "uiDefinition": shown,
        "values": values,
    }
    return made


def nodes(source: str) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(source))


def check_python(source: str) -> None:
    for node in nodes(source):
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            assert name not in ("__import__", "system")
        if isinstance(node, ast.Import):
            assert {one.name for one in node.names} <= {
                "asyncio",
                "builtins",
                "httpx2",
                "os",
            }


def check_markdown(text: str) -> None:
    # As GitHub does, without its bare links: those are what a reader sees.
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for block in reader.parse(text):
        if block.type == "fence" and block.info == "python":
            check_python(block.content)
        for token in [block, *(block.children or [])]:
            assert token.type != "image"
            if token.type in ("html_block", "html_inline"):
                # Ours: an anchor, code in a table, a fold.
                assert token.content.startswith(OWN_MARKUP), token.content
            if token.type == "link_open":
                target = str(token.attrs["href"])
                assert target.startswith(
                    ("#", "https://", "http://", "mailto:")
                ), target
                assert not target.startswith("https://evil.example")


OWN_MARKUP = (
    "<code>",
    "</code>",
    "<br>",
    "<a id=",
    "</a>",
    "<details",
    "</details",
    "<summary",
    "</summary",
)


@pytest.mark.parametrize(
    ("kind", "sets"),
    [*((kind, False) for kind in ATTACKS), ("quotes", True), ("policy", True)],
)
def test_an_attack_in_every_feature_stays_text(
    kind: str, sets: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attack = ATTACKS[kind]
    folder = tmp_path / "spec"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    described = definition(attack)
    given = sets_of(attack) if sets else properties(attack)
    (folder / "apiDefinition.swagger.json").write_text(json.dumps(described), "utf-8")
    (folder / "apiProperties.json").write_text(json.dumps(given), "utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(folder), "-o", str(tmp_path / "out"), "-q"])
    assert stopped.value.code == 0
    made = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert not (tmp_path / "owned").exists()
    out = tmp_path / "out"
    assert all(out in path.parents or folder in path.parents for path in made)
    for path in made - set(folder.iterdir()):
        text = path.read_text("utf-8")
        assert not {"\x1b", "\u202e", "\u2028"} & set(text) or path.suffix == ".json"
        if path.suffix == ".py" and "_runtime" not in path.parts:
            check_python(text)
        if path.suffix == ".md":
            check_markdown(text)
        if path.name == "pyproject.toml":
            project = tomllib.loads(text)
            assert set(project) == {"build-system", "project", "tool"}
            assert set(project["tool"]["hatch"]) == {"version", "build"}
            assert set(project["tool"]["hatch"]["build"]) == {"targets"}
