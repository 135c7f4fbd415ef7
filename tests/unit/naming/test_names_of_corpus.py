"""Names of real definitions: free of order, and kept by names.lock."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.documents.toml_reader import read_toml
from connectorsmith.lower import lower
from connectorsmith.naming.lock import write_lock
from connectorsmith.naming.names import derive_names
from connectorsmith.naming.types import keys
from connectorsmith.passes import apply_passes
from connectorsmith.settings.lock import Lock, read_lock

CORPUS = os.environ.get("CONNECTOR_CORPUS")
pytestmark = pytest.mark.skipif(
    not CORPUS, reason="CONNECTOR_CORPUS names no folder of real connectors"
)


def documents(count: int) -> list[Any]:
    """Definitions of the corpus, always the same ones."""
    paths = sorted(Path(CORPUS or ".").rglob("apiDefinition.swagger.json"))
    return [
        pytest.param(path, id=path.parent.name)
        for path in sorted(random.Random(7).sample(paths, min(count, len(paths))))
    ]


def read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_bytes().decode("utf-8-sig")))
    except ValueError:
        pytest.skip("it is no JSON")


Named = tuple[dict[str, str], dict[str, str], str]


def named(document: Mapping[str, Any], lock: Lock | None = None) -> Named:
    """Class names by place, function names by operation, and the lock of both."""
    connector = apply_passes(lower("x", document), {})
    names = derive_names(connector, {}, lock or Lock())
    places = {key: names.types[one.id] for one in connector.types for key in keys(one)}
    text = write_lock(connector, names.operations, names.types, names.lookups)
    return places, dict(names.operations), text


def shuffled(mapping: Mapping[str, Any], dice: random.Random) -> dict[str, Any]:
    items = list(mapping.items())
    dice.shuffle(items)
    return dict(items)


@pytest.mark.parametrize("path", documents(120))
def test_names_do_not_depend_on_the_order_of_a_definition(path: Path) -> None:
    document = read(path)
    dice = random.Random(path.parent.name)
    other = shuffled(document, dice)
    for key in ("paths", "definitions", "parameters", "responses"):
        if isinstance(document.get(key), dict):
            other[key] = shuffled(document[key], dice)
    assert named(other)[:2] == named(document)[:2]


@pytest.mark.parametrize("path", documents(120))
def test_a_lock_keeps_names_when_operations_and_definitions_are_added(
    path: Path,
) -> None:
    document = read(path)
    dice = random.Random(path.parent.name)
    paths = document.get("paths", {})
    fewer = document | {
        "paths": {key: item for key, item in paths.items() if dice.random() < 0.6}
    }
    places, operations, text = named(fewer)
    lock = read_lock(read_toml(text, "names.lock").value)
    more_places, more_operations, _ = named(document, lock)
    assert {key: more_operations[key] for key in operations} == operations
    # A place can be gone only where a definition was looked into more deeply.
    kept = {key: more_places[key] for key in places if key in more_places}
    assert kept == {key: name for key, name in places.items() if key in more_places}
    assert len(kept) == len(places)
