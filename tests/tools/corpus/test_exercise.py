"""The checks of an SDK in use: over connectors of this project, and over SDKs with a mistake."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tools.corpus.checks import IN_USE, build, exercise
from tools.corpus.connectors import Connector, find

CASES = Path(__file__).resolve().parents[2] / "cases"


def made(name: str, at: Path) -> tuple[Connector, Path]:
    """Copy a connector, and build it."""
    folder = at / name.partition("/")[2]
    shutil.copytree(CASES / name.replace("/", "/input/spec/"), folder)
    connector = Connector(folder.name, folder)
    assert build(connector, at / "out") == []
    return connector, at / "out" / folder.name


@pytest.mark.parametrize(
    "name",
    [
        "connections/ferry",
        "connections/print-room",
        "policies/lending-desk",
        "request-traps/post-office",
        "triggers/harbour",
    ],
)
def test_nothing_is_wrong_with_what_is_generated(name: str, tmp_path: Path) -> None:
    found = exercise(*made(name, tmp_path))
    assert {check: one.failures for check, one in found.items() if one.failures} == {}
    assert all(found[check].cases for check in IN_USE)


MISTAKES = [
    ("policies/lending-desk", "_policies.py", "Bearer ", "Bear ", "wire"),
    ("policies/lending-desk", "_policies.py", '"full"', '"part"', "wire"),
    ("policies/lending-desk", "operations.py", '"DELETE"', '"PATCH"', "wire"),
    ("policies/lending-desk", "_runtime/http/retry.py", "429", "430", "contract"),
    ("triggers/harbour", "operations.py", '"endpoint"', '"end"', "wire"),
    ("triggers/harbour", "models.py", '"arrivedAt"', '"arrived"', "answer"),
    (
        "triggers/harbour",
        "_methods.py",
        "def when_ships_leave(",
        "def when(",
        "surface",
    ),
]


@pytest.mark.parametrize(("name", "file", "right", "wrong", "check"), MISTAKES)
def test_a_mistake_is_found(
    name: str, file: str, right: str, wrong: str, check: str, tmp_path: Path
) -> None:
    folder, out = made(name, tmp_path)
    (path,) = out.glob(f"python/*/{file}")
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), "utf-8")
    assert exercise(folder, out)[check].failures


def test_files_above_a_plain_definition_are_read(tmp_path: Path) -> None:
    ship = {"type": "object", "properties": {"mast": {"type": "string"}}}
    schema = {"$ref": "../../common.json#/definitions/Ship"}
    responses = {"200": {"description": "OK", "schema": schema}}
    paths = {"/ship": {"get": {"operationId": "GetShip", "responses": responses}}}
    head = {"swagger": "2.0", "info": {"title": "Quay", "version": "1"}}
    quay = {**head, "host": "quay.example", "paths": paths}
    common = {**head, "paths": {}, "definitions": {"Ship": ship}}
    for name, value in {"quays/v1/quay": quay, "common": common}.items():
        path = tmp_path / "api" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value), "utf-8")
    (connector,) = find([tmp_path])
    assert build(connector, tmp_path / "out") == []
    package = tmp_path / "out" / "quay"
    assert "class Ship" in next(package.glob("python/*/models.py")).read_text("utf-8")
    found = exercise(connector, package)
    assert {check: one.failures for check, one in found.items() if one.failures} == {}
