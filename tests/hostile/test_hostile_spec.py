"""Text of a spec never becomes code, markup, a path or a template."""

from __future__ import annotations

import ast
import io
import json
import tokenize
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectorsmith.cli import main

CODE = "__import__('os').system('touch owned')"
ATTACKS = [
    f'"""\n{CODE}\n"""',
    f'\\"""; {CODE}; """',
    f'"\n{CODE}\n"',
    f"'\n{CODE}\n'",
    f"\\\n{CODE}",
    "x\\",
    f"{{{{ {CODE} }}}}{{% for x in y %}}",
    f"\r{CODE}\u2028{CODE}\x0c{CODE}\x85{CODE}",
    f"\ufeff\u202e{CODE}",
    f"]\n{CODE}\n[",
    f"}}\n{CODE}",
    f"# type: ignore\n{CODE}",
    f"${{{CODE}}}`{CODE}`",
    "../../../owned",
    "/owned",
    "C:\\owned",
    "con",
    f"<script>{CODE}</script>",
    f"](javascript:{CODE})",
    f"a: Any = {CODE}",
    "class_ = None; import os",
    "\x00\x1b[31m",
    "\udcff",
]
TEXT = st.sampled_from(ATTACKS)


def hostile(dice: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A definition and properties that have an attack in every place of text."""

    def text() -> str:
        return dice(TEXT)

    def schema(depth: int = 2) -> dict[str, Any]:
        leaf: dict[str, Any] = {
            "type": "string",
            "description": text(),
            "x-ms-summary": text(),
            "title": text(),
            "enum": [text(), text()],
            "default": text(),
            "format": text(),
            "pattern": text(),
        }
        if not depth:
            return leaf
        return {
            "type": "object",
            "description": text(),
            "title": text(),
            "required": [text()],
            "properties": {
                text(): leaf,
                text(): schema(depth - 1),
                text(): {"type": "array", "items": schema(depth - 1)},
                text(): {
                    "type": "string",
                    "x-ms-visibility": "internal",
                    "default": text(),
                },
            },
            "additionalProperties": leaf,
        }

    name = text()
    definition = {
        "swagger": "2.0",
        "info": {
            "title": text(),
            "description": text(),
            "version": text(),
            "contact": {"name": text(), "url": text(), "email": text()},
        },
        "host": text(),
        "basePath": text(),
        "schemes": ["https"],
        "consumes": [text(), "application/json"],
        "securityDefinitions": {
            text(): {"type": "apiKey", "in": "header", "name": text()}
        },
        "x-ms-connector-metadata": [{"propertyName": text(), "propertyValue": text()}],
        "definitions": {text(): schema(), "Plain": schema()},
        "paths": {
            f"/{text()}/{{{name}}}": {
                "post": {
                    "operationId": text(),
                    "summary": text(),
                    "description": text(),
                    "parameters": [
                        {
                            "name": name,
                            "in": "path",
                            "required": True,
                            "type": "string",
                        },
                        {
                            "name": text(),
                            "in": "query",
                            "type": "string",
                            "description": text(),
                        },
                        {
                            "name": text(),
                            "in": "header",
                            "type": "string",
                            "default": text(),
                        },
                        {"name": text(), "in": "body", "schema": schema()},
                    ],
                    "responses": {
                        "200": {"description": text(), "schema": schema()},
                        "201": {
                            "description": text(),
                            "schema": {"$ref": "#/definitions/Plain"},
                        },
                        text(): {"description": text(), "schema": schema()},
                    },
                }
            }
        },
    }
    properties = {
        "properties": {
            "publisher": text(),
            "stackOwner": text(),
            "iconBrandColor": text(),
            "connectionParameters": {
                text(): {
                    "type": "securestring",
                    "uiDefinition": {"displayName": text(), "description": text()},
                }
            },
        }
    }
    return definition, properties


def code_of(source: str) -> str:
    """The tokens of a file that are no text: names, operators and numbers."""
    skipped = (tokenize.STRING, tokenize.COMMENT)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return " ".join(token.string for token in tokens if token.type not in skipped)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
    ],
)
@given(data=st.data())
def test_an_attack_stays_text(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    work = tmp_path_factory.mktemp("hostile")
    folder = work / "spec"
    folder.mkdir()
    definition, properties = hostile(data.draw)
    for name, document in (
        ("apiDefinition.swagger.json", definition),
        ("apiProperties.json", properties),
    ):
        # A lone surrogate is no text that a file can hold; an escape of one is refused.
        text = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
        (folder / name).write_bytes(text)
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(folder), "-o", str(work / "out"), "-q"])
    assert stopped.value.code in (0, 1)
    assert not Path("owned").exists()
    inside = {path for path in work.rglob("*") if path.is_file()}
    assert all(
        (work / "out") in path.parents or folder in path.parents for path in inside
    )
    sources = [path for path in inside if path.suffix == ".py"]
    assert sources or stopped.value.code == 1
    for path in sources:
        source = path.read_text("utf-8")
        ast.parse(source)
        if "_runtime" in path.parts:
            continue
        code = code_of(source)
        for word in ("__import__", "system", "javascript"):
            assert f" {word} (" not in code, path
        assert "import os ;" not in code
    for path in inside:
        if path.name == "pyproject.toml":
            project = tomllib.loads(path.read_text("utf-8"))
            assert set(project) <= {"build-system", "project", "tool"}
            assert set(project["tool"]) == {"hatch"}
