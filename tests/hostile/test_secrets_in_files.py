"""A secret that an author left in the definition is not spread by what is made of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.cli import main

SECRET = "hush-4b1d"


@pytest.mark.parametrize("key", ["default", "defaultValue"])
def test_a_secret_has_no_default(
    key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = {"displayName": "Key", "description": "The key."}
    parameter = {"type": "securestring", key: SECRET, "uiDefinition": shown}
    properties = {"properties": {"connectionParameters": {"api_key": parameter}}}
    operation = {
        "operationId": "Get",
        "responses": {"200": {"description": "It."}},
    }
    definition: dict[str, Any] = {
        "swagger": "2.0",
        "info": {"title": "Kiln", "version": "1"},
        "host": "api.kiln.example",
        "securityDefinitions": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"}
        },
        "security": [{"key": []}],
        "paths": {"/a": {"get": operation}},
    }
    folder = tmp_path / "kiln"
    folder.mkdir()
    (folder / "apiDefinition.swagger.json").write_text(json.dumps(definition), "utf-8")
    (folder / "apiProperties.json").write_text(json.dumps(properties), "utf-8")
    out = tmp_path / "out"
    targets = ["--target", "python", "--target", "docs"]
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(folder), "-o", str(out), *targets, "-q"])
    assert stopped.value.code == 0
    made = [path for path in out.rglob("*") if path.is_file()]
    assert made
    assert not [path for path in made if SECRET in path.read_text("utf-8")]
    assert SECRET not in capsys.readouterr().err
