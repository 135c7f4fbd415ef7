"""Words of a definition that look like code decide nothing: no import, no secret."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.cli import main


def build(folder: Path, definition: Any, properties: Any) -> Path:
    spec = folder / "spec"
    spec.mkdir()
    (spec / "apiDefinition.swagger.json").write_text(json.dumps(definition), "utf-8")
    (spec / "apiProperties.json").write_text(json.dumps(properties), "utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(
            ["build", str(spec), "-o", str(folder / "out"), "--target", "python", "-q"]
        )
    assert stopped.value.code == 0
    return folder / "out" / "spec" / "python"


def definition(paths: dict[str, Any]) -> dict[str, Any]:
    return {
        "swagger": "2.0",
        "info": {"title": "Words", "description": "Words.", "version": "1.0"},
        "host": "words.example",
        "paths": paths,
    }


def operation(id_: str, **more: Any) -> dict[str, Any]:
    return {"get": {"operationId": id_, "responses": {"200": {"description": "."}}} | more}  # fmt: skip


def imported(file: Path) -> dict[str, set[str]]:
    """The names that a file takes of each module of its package."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            found.setdefault(node.module or "", set()).update(
                n.name for n in node.names
            )
    return found


def test_an_operation_that_is_called_like_the_runtime(tmp_path: Path) -> None:
    paths = {"/Multi(7)/x": operation("Json.UNSET"), "/models.X": operation("Form(")}
    sdk = build(tmp_path, definition(paths), {"properties": {}})
    assert imported(next(sdk.glob("*/operations.py"))) == {
        "": {"models"},
        "_runtime.lazy": {"lazy"},
        "_runtime.operation": {"Operation"},
    }
    assert imported(next(sdk.glob("*/_methods.py"))) == {
        "": {"operations"},
        "_runtime.http.client": {"AsyncClient", "SyncClient"},
        "_runtime.lazy": {"lazy"},
        "_runtime.http.settings": {"CallOptions"},
    }


REGION = {
    "type": "string",
    "uiDefinition": {
        "displayName": "Region",
        "constraints": {
            "allowedValues": [
                {"text": text, "value": text}
                for text in ("Secret Garden", "Token Ring", "Literal[", "find_text(")
            ]
        },
    },
}
HOST = {
    "title": "Host",
    "policyTemplateInstances": [
        {
            "templateId": "setheader",
            "title": "Region",
            "parameters": {
                "x-ms-apimTemplateParameter.name": "X-Region",
                "x-ms-apimTemplateParameter.value": "@connectionParameters('region')",
                "x-ms-apimTemplateParameter.existsAction": "override",
                "x-ms-apimTemplate-policySection": "Request",
            },
        }
    ],
}


def test_a_known_value_that_is_called_a_secret(tmp_path: Path) -> None:
    properties = {"properties": {"connectionParameters": {"region": REGION}} | HOST}
    sdk = build(tmp_path, definition({"/x": operation("GetX")}), properties)
    rows = (sdk / "README.md").read_text("utf-8").splitlines()
    (row,) = [one for one in rows if one.startswith("| `region` |")]
    assert row.split(" | ")[2] == ""
    assert "A secret shows as `***`" not in "\n".join(rows)
    client = next(sdk.glob("*/client.py"))
    assert (
        imported(client)
        .keys()
        .isdisjoint({"_runtime.auth.secret", "_runtime.auth.oauth"})
    )


def test_a_known_value_of_one_of_several_ways_to_connect(tmp_path: Path) -> None:
    values = [
        {"name": name, "uiDefinition": {"displayName": name}, "parameters": {"region": REGION}}
        for name in ("here", "there")
    ]  # fmt: skip
    sets = {"uiDefinition": {"displayName": "How"}, "values": values}
    properties = {"properties": {"connectionParameterSets": sets} | HOST}
    sdk = build(tmp_path, definition({"/x": operation("GetX")}), properties)
    text = next(sdk.glob("*/connections.py")).read_text("utf-8")
    assert "hide" not in text
    assert "_runtime.auth.secret" not in text
