"""The client of each example has the credentials that the call in it requires, and no others."""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import textwrap
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.readme_runner import python_blocks

from connectorsmith.cli import main

SCHEMES: Mapping[str, Mapping[str, Any]] = {
    "keeper": {"type": "basic"},
    "gate": {"type": "apiKey", "in": "header", "name": "X-Gate"},
    "pass": {"type": "apiKey", "in": "query", "name": "pass"},
    "coast": {
        "type": "oauth2",
        "flow": "application",
        "tokenUrl": "https://pier.example/token",
        "scopes": {},
    },
}
Requirement = dict[str, list[str]]
KEEPER, GATE, PASS, COAST = (Requirement({name: []}) for name in SCHEMES)
OWN = object()
"""The operation has no security of its own."""

VARIANTS: Mapping[str, tuple[Any, Any, list[str]]] = {
    "pier_single": ([GATE], OWN, ["api_key"]),
    "pier_choice": ([KEEPER, GATE, COAST], OWN, ["username", "password"]),
    "pier_basic": ([KEEPER], OWN, ["username", "password"]),
    "pier_together": (
        [{**KEEPER, **GATE}, PASS],
        OWN,
        ["username", "password", "gate"],
    ),
    "pier_optional": ([GATE, {}], OWN, []),
    "pier_none": ([GATE], [], []),
    "pier_other": ([GATE], [COAST], ["access_token"]),
    "pier_own": ([], [{**GATE, **PASS}], ["gate", "pass_"]),
    "pier_own_choice": ([KEEPER], [PASS, GATE], ["pass_"]),
    "pier_own_optional": ([KEEPER], [{}, GATE], []),
}


def definition(name: str) -> dict[str, Any]:
    """Return a definition whose only read has the security of a variant."""
    general, own, _ = VARIANTS[name]
    lamp: dict[str, Any] = {
        "operationId": "GetBoats",
        "responses": {"200": {"description": "Boats.", "schema": {"type": "object"}}},
    }
    if own is not OWN:
        lamp["security"] = own
    gone = {"operationId": "SinkBoats", "responses": {"204": {"description": "Gone."}}}
    return {
        "swagger": "2.0",
        "info": {"title": name, "version": "1", "description": "Boats."},
        "host": "pier.example",
        "schemes": ["https"],
        "securityDefinitions": SCHEMES,
        "security": general,
        "paths": {"/boats": {"get": lamp, "delete": gone}},
    }


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Path]]:
    work = tmp_path_factory.mktemp("piers")
    specs: list[str] = []
    for name in VARIANTS:
        specs.append(str(work / f"{name}.json"))
        Path(specs[-1]).write_text(json.dumps(definition(name)), "utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["build", *specs, "-o", str(work), "--target", "python", "-q"])
    assert stopped.value.code == 0
    found = {name: work / name / "python" for name in VARIANTS}
    sys.path[:0] = [str(folder) for folder in found.values()]
    yield found
    del sys.path[: len(found)]
    for name in [one for one in sys.modules if one.startswith("pier_")]:
        del sys.modules[name]


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in os.environ if one.startswith("PIER_")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize("name", VARIANTS)
def test_the_test_that_is_shown_runs(folders: Mapping[str, Path], name: str) -> None:
    assert folders
    module = importlib.import_module(f"{name}.testing")
    script = (module.__doc__ or "").partition("\n\n")[2].partition("\n\nIt works")[0]
    assert re.findall(r"(\w+)=\"test\"", script) == VARIANTS[name][2]
    found: dict[str, Any] = {}
    exec(textwrap.dedent(script), found)
    found["test_something"]()


@pytest.mark.parametrize("name", VARIANTS)
def test_the_variables_that_are_named_are_enough(
    folders: Mapping[str, Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    quick_start, *more = python_blocks((folders[name] / "README.md").read_text("utf-8"))
    variables = re.findall(rf"{name.upper()}_\w+", quick_start)
    expected = [f"{name}_{one.rstrip('_')}".upper() for one in VARIANTS[name][2]]
    assert [one.rstrip("_") for one in variables] == expected
    for variable in variables:
        monkeypatch.setenv(variable, "test")
    package = importlib.import_module(name)
    fake = importlib.import_module(f"{name}.testing").FakeServer()
    fake.on(package.operations.get_boats)
    for kind in ("Client", "AsyncClient"):
        client = partial(getattr(package, kind), transport=fake)
        monkeypatch.setattr(package, kind, client)
    calls = [block for block in (quick_start, *more) if "get_boats" in block]
    assert len(calls) > 2
    for block in calls:
        exec(compile(block, "README.md", "exec"), {"__name__": "__main__"})
    assert len(fake.calls) >= len(calls) - 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "pier_choice",
            (
                "username and password, or gate, or access_token must be given: pass username=... "
                "and password=... or set PIER_CHOICE_USERNAME and PIER_CHOICE_PASSWORD; or pass "
                "gate=... or set PIER_CHOICE_GATE; or pass access_token=... or set "
                "PIER_CHOICE_ACCESS_TOKEN"
            ),
        ),
        (
            "pier_basic",
            (
                "username and password must be given: pass username=... and password=... or set "
                "PIER_BASIC_USERNAME and PIER_BASIC_PASSWORD"
            ),
        ),
    ],
)
def test_every_alternative_that_is_missing_is_named(
    folders: Mapping[str, Path], name: str, message: str
) -> None:
    assert folders
    package = importlib.import_module(name)
    with pytest.raises(package.errors.MissingCredentialError) as caught:
        package.Client()
    assert str(caught.value) == message
    with pytest.raises(package.errors.MissingCredentialError) as caught:
        package.Client(username="ada")
    assert str(caught.value).startswith("password must be given: pass password=... or")
