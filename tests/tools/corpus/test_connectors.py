"""What is found in a folder of connectors and plain definitions."""

from __future__ import annotations

import json
from pathlib import Path

from tools.corpus.connectors import find
from tools.corpus.exercise.definition import load_definition

PLAIN = '{"swagger": "2.0", "paths": {"/a": {"get": {"responses": {}}}}}'
NO_PATHS = '{"swagger": "2.0", "paths": {}, "definitions": {}}'


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_connectors_and_plain_definitions_are_found(tmp_path: Path) -> None:
    written(
        tmp_path,
        **{
            "certified/Ferry/apiDefinition.swagger.json": PLAIN,
            "certified/Ferry/other.json": PLAIN,
            "harbour.yaml": "swagger: '2.0'\npaths:\n  /a: {}\n",
            "api/v1/quay.json": PLAIN,
            "api/common.json": NO_PATHS,
            "package.json": '{"paths": {"a": 1}}',
        },
    )
    found = {one.name: one for one in find([tmp_path])}
    assert list(found) == ["api/v1/quay", "certified/Ferry", "harbour"]
    assert found["certified/Ferry"].path == tmp_path / "certified" / "Ferry"
    assert found["certified/Ferry"].root is None
    assert found["api/v1/quay"].root == tmp_path / "api"
    assert [path.name for path in found["api/v1/quay"].files()] == [
        "common.json",
        "quay.json",
    ]
    assert [path.name for path in found["harbour"].files()] == ["harbour.yaml"]


def test_the_names_of_several_folders_are_different(tmp_path: Path) -> None:
    for name in ("old", "new"):
        written(tmp_path / name, **{"quay.json": PLAIN})
    found = find([tmp_path / "old", tmp_path / "new"])
    assert [one.name for one in found] == ["new/quay", "old/quay"]


def test_references_to_files_are_read(tmp_path: Path) -> None:
    ship = {"schema": {"$ref": "../common.json#/definitions/Ship"}}
    boat = {"properties": {"quay": {"$ref": "v1/quay.json#/x"}}}
    common = {"Ship": {"$ref": "#/definitions/Boat"}, "Boat": boat}
    paths = {"/a": {"get": {"responses": {"200": ship}}}}
    written(
        tmp_path,
        **{
            "v1/quay.json": json.dumps({"paths": paths}),
            "common.json": json.dumps({"definitions": common}),
        },
    )
    definition = load_definition(tmp_path / "v1" / "quay.json")
    (operation,) = definition.operations()
    schema = definition.schema(operation.responses["200"]["schema"])
    assert schema["properties"]["quay"] == {"$ref": "#/x"}


def test_yaml_is_read_as_json_is(tmp_path: Path) -> None:
    written(
        tmp_path,
        **{
            "quay.yaml": "paths: {/a: {get: {responses: {200: {description: no}}, "
            "x-day: 2026-01-31}}}\n"
        },
    )
    (operation,) = load_definition(tmp_path / "quay.yaml").operations()
    assert operation.responses == {"200": {"description": "no"}}
    assert operation.node["x-day"] == "2026-01-31"
