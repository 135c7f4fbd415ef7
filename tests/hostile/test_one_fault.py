"""One fault does not stop the whole: whatever part is broken, every target is built."""

from __future__ import annotations

import importlib
import json
import sys
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from connectorsmith.cli import main
from connectorsmith.output.writer import write_file
from tools.fuzz.documents import SKELETON, definitions
from tools.fuzz.judge import build

_NUMBERS = count()


def with_change(pointer: str, value: Any) -> dict[str, Any]:
    """The skeleton of the fuzzer with another value at one place."""
    document: dict[str, Any] = json.loads(json.dumps(SKELETON))
    node: Any = document
    *steps, last = [step.replace("~1", "/") for step in pointer[1:].split("/")]
    for step in steps:
        node = node[int(step) if step.isdecimal() and step != "200" else step]
    node[int(last) if last == "0" else last] = value
    return document


OPERATION = "/paths/~1books~1{id}/get"


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@example(with_change(f"{OPERATION}/parameters", "none"))
@example(with_change(f"{OPERATION}/parameters/0", None))
@example(with_change(f"{OPERATION}/parameters/0/type", ["string", "null"]))
@example(with_change(f"{OPERATION}/responses", [1]))
@example(with_change(f"{OPERATION}/responses/200", "text"))
@example(
    with_change(
        f"{OPERATION}/responses/200/schema/$ref", "#/definitions/Book/properties/more"
    )
)
@example(with_change("/definitions/Book/properties", []))
@example(with_change("/definitions/Book/properties/part", "text"))
@example(with_change("/definitions/Book/properties/name/type", "strng"))
@example(with_change("/definitions/Book/properties/more/allOf", {"a": 1}))
@example(
    with_change(
        "/definitions/Book/properties/more/allOf",
        [{"allOf": [{"type": "array"}]}, {"type": "string"}],
    )
)
@example(with_change("/definitions/Book/required", "id"))
@example(with_change("/securityDefinitions/key", "text"))
@example(with_change("/properties/policyTemplateInstances/0", "text"))
@example(with_change("/properties/policyTemplateInstances/0/parameters", "text"))
@given(definitions())
def test_a_package_with_any_broken_part_is_imported(
    tmp_path: Path, document: dict[str, Any]
) -> None:
    name = f"broken{next(_NUMBERS)}"
    spec = tmp_path / name
    spec.mkdir()
    text = json.dumps(document)
    for stem in ("apiDefinition.swagger", "apiProperties"):
        write_file(spec / f"{stem}.json", text.encode())
    files = build(spec)
    home = tmp_path / "out" / name
    for path, content in files.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(content)
    sys.path.insert(0, str(home / "python"))
    try:
        for package in {path.split("/")[1] for path in files if path[-3:] == ".py"}:
            for module in ("client", "models", "operations"):
                if f"python/{package}/{module}.py" in files:
                    importlib.import_module(f"{package}.{module}")
    finally:
        sys.path.remove(str(home / "python"))


BROKEN = """\
swagger: "2.0"
info: {title: Shelves, version: "1.0"}
host: shelves.example
paths:
  /shelves:
    get:
      operationId: ListShelves
      responses: {"200": {description: OK, schema: {$ref: "#/definitions/Shelf"}}}
"""


def test_strict_builds_nothing_of_a_broken_definition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shelves.yaml").write_text(BROKEN, "utf-8")
    with pytest.raises(SystemExit, match="1"):
        main(["build", "shelves.yaml", "--strict"])
    assert not Path("generated").exists()
    with pytest.raises(SystemExit, match="0"):
        main(["build", "shelves.yaml"])
    assert Path("generated/shelves/python/shelves/client.py").is_file()
    # The stamp of that build must not let a strict one pass.
    with pytest.raises(SystemExit, match="1"):
        main(["build", "shelves.yaml", "--strict"])
    Path("shelves.yaml").write_text(
        f"{BROKEN}definitions: {{Shelf: {{type: object}}}}\n", "utf-8"
    )
    with pytest.raises(SystemExit, match="0"):
        main(["build", "shelves.yaml", "--strict"])
