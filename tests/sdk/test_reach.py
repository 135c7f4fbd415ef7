"""An SDK has the modules that its connector needs: none is missing, and none is left over."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.cli import main
from tools.reach import Package

RUNTIME = Path(__file__).parents[2] / "templates" / "python" / "runtime"
DATED = {"type": "object", "properties": {"at": {"type": "string", "format": "date"}}}
ITEMS = {"type": "array", "items": {"type": "object", "properties": {}}}
HOOK = {"type": "string", "x-ms-notification-url": True, "x-ms-visibility": "internal"}
KEY = {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}


def objects(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
    }


def get(answer: Any = None, *parameters: Any, path: str = "/a", **more: Any) -> Any:
    success: dict[str, Any] = {"description": "Done."}
    if answer is not None:
        success["schema"] = answer
    operation = {
        "operationId": "Call",
        "parameters": list(parameters),
        "responses": {"200": success},
        **more,
    }
    return {"paths": {path: {more.pop("method", "get"): operation}}}


def post(schema: Any, *, consumes: str = "application/json", **more: Any) -> Any:
    body = {"name": "body", "in": "body", "schema": schema, "required": True}
    operation = {
        "operationId": "Call",
        "consumes": [consumes],
        "parameters": [body],
        "responses": {"200": {"description": "Done."}},
        **more,
    }
    return {"paths": {"/a": {"post": operation}}}


def argument(**more: Any) -> dict[str, Any]:
    return {"name": "q", "in": "query", "type": "string", **more}


def listing(collection: str) -> dict[str, Any]:
    items = {"type": "string"}
    return argument(type="array", items=items, collectionFormat=collection)


def named(location: str, type_: str) -> dict[str, Any]:
    return {"name": "part", "in": location, "type": type_}


def policy(template: str, **parameters: Any) -> dict[str, Any]:
    prefix = "x-ms-apimTemplateParameter."
    made = {prefix + name: value for name, value in parameters.items()}
    made |= {"x-ms-apimTemplate-operationName": []}
    return {"templateId": template, "title": template, "parameters": made}


def platform(*policies: Any, **more: Any) -> Any:
    properties = {"policyTemplateInstances": list(policies), **more}
    return {**get(), "apiProperties": {"properties": properties}}


def connecting(**parameters: Any) -> Any:
    return {"apiProperties": {"properties": {"connectionParameters": parameters}}}


TEXT = {"type": "string", "uiDefinition": {"constraints": {"required": "true"}}}
SECRET = {"type": "securestring", "uiDefinition": {"displayName": "Key"}}
OAUTH = {
    "type": "oauthSetting",
    "oAuthSettings": {"identityProvider": "oauth2", "clientId": "id", "scopes": []},
}
FEATURES: dict[str, tuple[Any, set[str]]] = {
    "nothing": (get(), set()),
    "a date in a model": (get(DATED), {"dates.model", "dates.forms"}),
    "a date alone": (
        get({"type": "array", "items": {"type": "string", "format": "date-time"}}),
        {"dates.alone", "dates.model", "dates.forms"},
    ),
    "a list in the query": (get(None, listing("csv")), {"encode.listed"}),
    "a list of another format": (get(None, listing("multi")), {"encode.lists"}),
    "JSON": (post(objects(a={"type": "string"})), {"bodies.json"}),
    "a form": (
        post(
            objects(a={"type": "string"}), consumes="application/x-www-form-urlencoded"
        ),
        {"bodies.form"},
    ),
    "files": (
        get(None, named("formData", "file"), consumes=["multipart/form-data"]),
        {"bodies.multipart", "bodies.files"},
    ),
    "bytes": (
        post({"type": "string", "format": "binary"}, consumes="application/pdf"),
        {"bodies.raw", "bodies.files"},
    ),
    "a download": (get({"type": "file"}), {"http.downloads"}),
    "a next link": (
        get(
            objects(value=ITEMS, next={"type": "string"}),
            **{"x-ms-pageable": {"nextLinkName": "next"}},
        ),
        {"paging.pager", "paging.link"},
    ),
    "a deprecated operation": (get(deprecated=True), {"deprecation"}),
    "a callback deep in a body": (
        post(objects(place=objects(url=HOOK))),
        {"triggers.callbacks"},
    ),
    "a webhook": (
        post(objects(url=HOOK), **{"x-ms-trigger": "single"}),
        {"triggers.subscriptions", "triggers.location", "triggers.webhooks"},
    ),
    "a polling trigger": (
        get(ITEMS, **{"x-ms-trigger": "batch"}),
        {"triggers.poller", "triggers.location"},
    ),
    "a key": (
        {**get(), "securityDefinitions": KEY, "security": [{"key": []}]}
        | connecting(key=SECRET),
        {"auth.arguments"},
    ),
    "a name and a password": (
        {**get(), "securityDefinitions": {"b": {"type": "basic"}}}
        | connecting(username=SECRET, password=SECRET),
        {"auth.basic"},
    ),
    "OAuth": (
        {**get(), **connecting(token=OAUTH)},
        {"auth.oauth", "auth.tokens", "auth.token_error", "testing.token_server"},
    ),
    "a policy on headers": (
        platform(policy("setheader", name="X-A", value="a")),
        {"policies.headers", "policies.embedded"},
    ),
    "a policy on the host": (
        platform(
            policy("dynamichosturl", urlTemplate="https://@connectionParameters('h')"),
            connectionParameters={"h": TEXT},
        ),
        {"policies.host"},
    ),
}
OPTIONAL = set[str]().union(*(modules for _, modules in FEATURES.values()))


def built(tmp_path: Path, given: Any) -> Package:
    folder = tmp_path / "small"
    folder.mkdir()
    definition = {
        "swagger": "2.0",
        "info": {"title": "Small", "version": "1.0.0", "description": "Small."},
        "host": "small.example",
        **given,
    }
    properties = definition.pop("apiProperties", None)
    write(folder / "apiDefinition.swagger.yaml", definition)
    if properties is not None:
        write(folder / "apiProperties.json", properties)
    out = tmp_path / "out"
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(folder), "--target", "python", "-o", str(out), "-q"])
    assert stopped.value.code == 0
    return Package(out / "small" / "python" / "small")


def write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value), "utf-8")


def optional(package: Package) -> set[str]:
    modules = {one.removeprefix("_runtime.") for one in package.modules}
    return modules & OPTIONAL


def test_no_feature_at_all(tmp_path: Path) -> None:
    package = built(tmp_path, {"paths": {}})
    assert not package.missing()
    assert not package.unreachable()
    assert not optional(package)


def test_every_feature(tmp_path: Path) -> None:
    paths: dict[str, Any] = {}
    names: dict[str, Any] = {}
    policies: list[Any] = []
    schemes: dict[str, Any] = {}
    for number, (given, _) in enumerate(copy.deepcopy([*FEATURES.values()])):
        for operations in given["paths"].values():
            for operation in operations.values():
                operation["operationId"] = f"Call{number}"
            paths[f"/a{number}"] = operations
        schemes |= given.get("securityDefinitions", {})
        properties = given.get("apiProperties", {}).get("properties", {})
        policies += properties.get("policyTemplateInstances", [])
        names |= properties.get("connectionParameters", {})
    together = {
        "policyTemplateInstances": policies,
        "connectionParameters": {k: v for k, v in names.items() if k != "token"},
    }
    package = built(
        tmp_path,
        {
            "paths": paths,
            "securityDefinitions": schemes,
            "apiProperties": {"properties": together},
        },
    )
    assert not package.missing()
    assert not package.unreachable()
    # A client has one way to prove who calls.
    proofs = {one for one in OPTIONAL if one.startswith("auth.")}
    assert optional(package) >= OPTIONAL - proofs - {"testing.token_server"}


@pytest.mark.parametrize("feature", FEATURES)
def test_one_feature_alone(feature: str, tmp_path: Path) -> None:
    given, modules = FEATURES[feature]
    package = built(tmp_path, given)
    assert not package.missing()
    assert not package.unreachable()
    assert modules <= optional(package)
    rooms = {one.partition(".")[0] for one in modules}
    others = {one.partition(".")[0] for one in optional(package) - modules}
    assert others <= rooms | {"auth", "bodies", "encode"}


def test_a_date_in_no_model_is_read_in_any_form(tmp_path: Path) -> None:
    package = built(tmp_path, FEATURES["a date alone"][0])
    program = """
import sys
sys.path.insert(0, sys.argv[1])
from small import Client, operations
from small.testing import FakeServer
fake = FakeServer()
fake.on(operations.call()).reply(json=["/Date(0)/", 1000000000])
[first, second] = Client(transport=fake).call()
print(first.year, second.year)
"""
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, str(package.folder.parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["1970", "2001"], done.stderr


def test_no_modules_of_the_runtime_import_each_other() -> None:
    runtime = Package(RUNTIME)
    assert runtime.circles() == []
    assert runtime.missing() == []


def test_no_room_of_the_runtime_holds_too_much() -> None:
    rooms = [RUNTIME, *(path for path in RUNTIME.iterdir() if path.is_dir())]
    sizes = {room.name: len(list(room.glob("*.py"))) for room in rooms}
    assert max(sizes.values()) <= 16, sizes
