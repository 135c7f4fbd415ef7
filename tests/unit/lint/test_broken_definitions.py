"""Real definitions that were really broken: each gets its cause first, and no cascade.

They lie beside the connectors that CONNECTOR_CORPUS names, with an index of what was wrong.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from support.lint import lint_path

from connectorsmith.diagnostics.findings import Finding, Severity

FOLDER = Path(os.environ.get("CONNECTOR_CORPUS", "/none")).parent / "corpus-negative"

CAUSES: dict[str, set[str]] = {
    "unresolvable $ref": {"PP016", "PP017"},
    "dynamic extension names an unknown operationId": {"PP150"},
    # These are OpenAPI 3, or half of it.
    "deep $ref": {"PP003", "PP017"},
    "duplicate operationId": {"PP051"},
    "path template without declared parameter": {"PP071", "PP017"},
    "collectionFormat not csv": {"PP100"},
    "internal required parameter without default": {"PP095"},
    "path parameter not in path": {"PP072"},
    "missing operationId": {"PP050"},
    "? in path key": {"PP070"},
    "two body parameters": {"PP068"},
    "same name in different in": {"MS105"},
    "path parameter not required:true": {"PP085"},
}
CAUSING = {rule for rules in CAUSES.values() for rule in rules}
OTHERS: dict[str, set[str]] = {
    # What else is wrong with a file and stands further up, or blocks.
    "03.swagger.json": {"PP017"},
    "14.swagger.json": {"PP067"},
    "19.swagger.json": {"OAS2"},
    "15.swagger.json": {"PP090", "PP103", "PP108"},
}


def index() -> list[dict[str, Any]]:
    file = FOLDER / "index.json"
    return json.loads(file.read_text("utf-8")) if file.is_file() else []


def errors(file: str) -> list[Finding]:
    found = lint_path(FOLDER / file)
    return [one for one in found if one.severity in (Severity.BLOCKING, Severity.ERROR)]


@pytest.mark.skipif(not index(), reason="CONNECTOR_CORPUS has no broken ones beside it")
def test_each_has_its_cause_as_first_error() -> None:
    first: dict[str, str] = {}
    wanted: dict[str, set[str]] = {}
    for entry in index():
        file = entry["file"]
        other = OTHERS.get(file, set())
        told = [one for one in errors(file) if one.rule not in other]
        # What changes the output is told before what the platform refuses.
        told.sort(key=lambda one: not (one.is_fault or one.rule in CAUSING))
        first[file] = told[0].rule if told else ""
        wanted[file] = CAUSES[entry["what_is_wrong"]]
    assert {
        file: rule for file, rule in first.items() if rule not in wanted[file]
    } == {}


@pytest.mark.skipif(not index(), reason="CONNECTOR_CORPUS has no broken ones beside it")
def test_what_is_openapi_3_has_one_finding() -> None:
    threes = [one["file"] for one in index() if one["what_is_wrong"] == "deep $ref"]
    assert {file: len(errors(file)) for file in threes} == dict.fromkeys(threes, 1)
