"""An SDK has the modules that its connector needs: none is missing, and none is left over."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from connectorsmith.cli import main
from tools.reach import Package

CALLBACK = {
    "type": "object",
    "required": ["place"],
    "properties": {
        "place": {
            "type": "object",
            "required": ["url"],
            "properties": {
                "url": {
                    "type": "string",
                    "x-ms-notification-url": True,
                    "x-ms-visibility": "internal",
                },
            },
        },
    },
}
PATHS = {
    "callback": {
        "/hooks": {
            "post": {
                "operationId": "Subscribe",
                "parameters": [
                    {"name": "body", "in": "body", "schema": CALLBACK, "required": True}
                ],
                "responses": {"200": {"description": "Subscribed."}},
            }
        }
    },
}


def built(tmp_path: Path, paths: object) -> Package:
    folder = tmp_path / "small"
    folder.mkdir()
    definition = {
        "swagger": "2.0",
        "info": {"title": "Small", "version": "1.0.0", "description": "Small."},
        "host": "small.example",
        "paths": paths,
    }
    text = yaml.safe_dump(definition, sort_keys=False)
    (folder / "apiDefinition.swagger.yaml").write_text(text, "utf-8")
    out = tmp_path / "out"
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(folder), "--target", "python", "-o", str(out), "-q"])
    assert stopped.value.code == 0
    return Package(out / "small" / "python" / "small")


@pytest.mark.xfail(strict=True, reason="modules are chosen by a list, not by imports")
@pytest.mark.parametrize("feature", PATHS)
def test_one_feature_alone(feature: str, tmp_path: Path) -> None:
    package = built(tmp_path, PATHS[feature])
    assert not package.missing()
    assert not package.unreachable()
