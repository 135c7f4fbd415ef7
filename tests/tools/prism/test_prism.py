"""The parts of the check against Prism that need no Prism."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx2
import pytest

from tools.corpus.exercise.definition import Definition
from tools.prism.__main__ import show
from tools.prism.calls import Call, violations
from tools.prism.server import HERE, without_examples
from tools.prism.values import Conforming


@pytest.mark.parametrize(
    ("schema", "fits"),
    [
        ({"type": "string", "pattern": "^[a-f]{4}-[0-9]+$"}, r"[a-f]{4}-[0-9]+"),
        ({"type": "string", "pattern": "^[a-f0-9]*$", "minLength": 6}, r"[a-f0-9]{6,}"),
        ({"type": "string", "maxLength": 3}, r".{1,3}"),
        ({"type": "string", "minLength": 80}, r".{80,}"),
        ({"type": "string", "format": "email"}, r"\S+@\S+"),
    ],
)
def test_texts_keep_the_limits(schema: dict[str, object], fits: str) -> None:
    text = Conforming(Definition({}, {})).value(schema, "name")
    assert re.fullmatch(fits, text)


def test_other_values_keep_the_limits() -> None:
    values = Conforming(Definition({}, {}))
    array = {"type": "array", "items": {"type": "string"}, "maxItems": 1}
    assert len(values.value(array, "name")) == 1
    assert values.value({"type": "object", "enum": [{}]}, "name") == {}


def test_members_called_example_stay() -> None:
    example = {"type": "string", "example": 3}
    schema = {"properties": {"example": example, "properties": {"example": 1}}}
    assert without_examples(schema) == {
        "properties": {"example": {"type": "string"}, "properties": {}}
    }


def test_violations_are_those_of_the_request() -> None:
    problem = {"title": "Invalid request", "validation": [{"message": "no"}]}
    refused = httpx2.Response(
        422,
        headers={"content-type": "application/problem+json"},
        content=json.dumps(problem).encode(),
    )
    assert list(violations("GET", refused)) == ["Invalid request: no"]
    noted = [
        {"severity": "Error", "location": ["request", "body"], "message": "bad"},
        {"severity": "Error", "location": ["response", "body"], "message": "own"},
    ]
    served = httpx2.Response(400, headers={"sl-violations": json.dumps(noted)})
    assert list(violations("GET", served)) == ["Invalid request: request.body bad"]


def test_only_a_refusal_without_a_reason_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    known = Call("Draw", "all", ("Cannot find serializer for image/*",))
    unknown = Call("Draw", "all", (*known.refusals, "Invalid request: body no"))
    assert show("quay", [Call("Draw", "required"), known])
    assert not show("quay", [unknown])
    assert "FAILED Draw (all): Invalid request: body no" in capsys.readouterr().out


def test_the_lock_names_no_other_registry() -> None:
    lock = json.loads((HERE / "package-lock.json").read_text("utf-8"))
    for package in lock["packages"].values():
        url = package.get("resolved", "https://registry.npmjs.org/")
        assert url.startswith("https://registry.npmjs.org/")
    assert all("integrity" in one for name, one in lock["packages"].items() if name)
    assert Path(HERE / "package.json").is_file()
