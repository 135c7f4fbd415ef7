"""The SDK of a connector with policies, generated and used over real HTTP."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.loopback import Loopback, reply

from connectorsmith.cli import main

SPEC = (
    Path(__file__).parents[2] / "cases" / "policies" / "input" / "spec" / "lending-desk"
)


def build(spec: Path, out: Path) -> str:
    """Build the SDK of a folder; the name of its output folder is the folder's."""
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(spec), "-o", str(out), "--target", "python"])
    assert stopped.value.code == 0
    return spec.name


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    out = tmp_path_factory.mktemp("generated")
    sys.path.insert(0, str(out / build(SPEC, out) / "python"))
    yield importlib.import_module("lending_desk")
    del sys.path[0]
    for name in [one for one in sys.modules if one.partition(".")[0] == "lending_desk"]:
        del sys.modules[name]


def test_importing_the_client_needs_no_policies(desk: Any) -> None:
    # The fixture's package, in an interpreter of its own.
    root = Path(desk.__file__).parents[1]
    program = (
        f"import sys; sys.path.insert(0, {str(root)!r})\n"
        "from lending_desk import Client\n"
        "print(*[one for one in sys.modules if 'polic' in one or 'encode' in one])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        capture_output=True,
        text=True,
        check=True,
    )
    ours = [one for one in done.stdout.split() if one.startswith("lending_desk")]
    assert ours == [
        "lending_desk._runtime.policies",
        "lending_desk._runtime.policies.settings",
    ]


def test_what_the_server_hears(desk: Any) -> None:
    loans = {"loans": [{"url": "https://library.example/loans/7"}]}
    script = (reply(loans), reply({}, 201), reply(status=204), reply([]))
    with (
        Loopback(*script) as server,
        desk.Client("key-1", base_url=f"{server.url}/v9") as client,
    ):
        found = client.list_loans(branch="north")
        client.lend(book="b1", readers="c1;c2")
        client.end_loan("7/8")
        client.list_members(group="a b")
    assert found.loans[0].id == "7"
    listed, lent, ended, members = server.requests
    assert all(
        one.headers["authorization"] == "Bearer key-1" for one in server.requests
    )
    assert listed.path == "/v9/loans?branch=north&format=full"
    assert "x-team" not in listed.headers
    assert lent.json == {
        "book": "b1",
        "readers": [{"card": "c1"}, {"card": "c2"}],
        "@kind": "loan",
    }
    assert lent.headers["x-team"] == "desk"
    assert (ended.method, ended.path) == ("DELETE", "/v9/loans/7%2F8")
    assert members.path == "/v9/groups/a%20b/members?of=desk&group=a%20b"


def test_the_host_is_that_of_the_connection(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpx2 = importlib.import_module("httpx2")
    seen: list[str] = []

    def answer(request: Any) -> Any:
        seen.append(str(request.url))
        return httpx2.Response(204)

    transport = httpx2.MockTransport(answer)
    with desk.Client("key-1", host="north.example", transport=transport) as client:
        client.end_loan("7")
        assert "key-1" not in repr(client)
    monkeypatch.setenv("LENDING_DESK_BASE_URL", "http://localhost:81")
    with desk.Client("key-1", transport=transport) as client:
        client.end_loan("7")
    assert seen == [
        "https://north.example/lending/v2/loans/7",
        "http://localhost:81/loans/7",
    ]


def test_a_connector_without_policies_has_nothing_of_them(tmp_path: Path) -> None:
    spec = tmp_path / "plain"
    spec.mkdir()
    shutil.copy(SPEC / "apiDefinition.swagger.yaml", spec)
    build(spec, tmp_path / "out")
    package = tmp_path / "out" / "plain" / "python" / "plain"
    names = {path.stem for path in package.rglob("*.py")}
    assert not names & {"_policies", "policies", "draft", "places", "reshaping"}
    assert "POLICIES" not in (package / "client.py").read_text("utf-8")


def test_modules_of_the_runtime_come_as_they_are_needed(tmp_path: Path) -> None:
    spec = tmp_path / "headers"
    spec.mkdir()
    shutil.copy(SPEC / "apiDefinition.swagger.yaml", spec)
    policy = {
        "templateId": "setheader",
        "parameters": {
            "x-ms-apimTemplateParameter.name": "X-A",
            "x-ms-apimTemplateParameter.value": "InBody(\"'Route('",
        },
    }
    properties = {"properties": {"policyTemplateInstances": [policy]}}
    (spec / "apiProperties.json").write_text(json.dumps(properties), "utf-8")
    build(spec, tmp_path / "out")
    package = tmp_path / "out" / "headers" / "python" / "headers"
    names = {path.stem for path in package.rglob("*.py")}
    assert {"_policies", "policies", "draft", "places", "headers"} <= names
    assert not {"reshaping", "host", "route"} & names
    made = (package / "_policies.py").read_text("utf-8")
    assert "from ._runtime.policies.headers import SetHeader\n" in made
    assert "from ._runtime.policies.policies import Policies\n" in made


def test_custom_code_that_names_no_operation_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / "scripted"
    spec.mkdir()
    shutil.copy(SPEC / "apiDefinition.swagger.yaml", spec)
    (spec / "script.csx").write_text("// anything", "utf-8")
    build(spec, tmp_path / "out")
    told = capsys.readouterr().err
    assert (
        "script.csx:1:1: warning CS021 The SDK calls the API itself for every" in told
    )
    package = tmp_path / "out" / "scripted" / "python" / "scripted"
    methods = (package / "_methods.py").read_text("utf-8")
    assert methods.count("(script.csx)") == 8  # four operations, in both worlds
