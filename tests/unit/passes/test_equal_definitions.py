"""Inline objects that are equal to a definition, from small definitions."""

from __future__ import annotations

from typing import Any

from connectorsmith.documents.toml_reader import read_toml
from connectorsmith.lower import lower
from connectorsmith.naming.lock import write_lock
from connectorsmith.naming.names import Names, derive_names
from connectorsmith.passes import apply_passes
from connectorsmith.settings.lock import Lock, read_lock

TEXT = {"type": "string"}
BOAT: dict[str, Any] = {"type": "object", "properties": {"hull": TEXT, "mast": TEXT}}
FLAG: dict[str, Any] = {"type": "object", "properties": {"id": TEXT, "name": TEXT}}


def document(
    definitions: dict[str, Any], **responses: dict[str, Any]
) -> dict[str, Any]:
    return {
        "swagger": "2.0",
        "definitions": definitions,
        "paths": {
            f"/{name}": {
                "get": {"operationId": name, "responses": {"200": {"schema": schema}}}
            }
            for name, schema in responses.items()
        },
    }


def named(
    source: dict[str, Any],
    lock: Lock | None = None,
    pinned: dict[str, str] | None = None,
) -> tuple[dict[str, str], str]:
    """Return the class name of each place, and the text of names.lock."""
    lock, pinned = lock or Lock(), pinned or {}
    connector = apply_passes(lower("x", source), {}, {**lock.types, **pinned})
    names: Names = derive_names(connector, pinned, lock)
    by_place = {
        str(use): names.types[declared.id]
        for declared in connector.types
        for use in (*declared.uses, declared.id)
    }
    text = write_lock(connector, names.operations, names.types, names.lookups)
    return by_place, text


def names(source: dict[str, Any]) -> dict[str, str]:
    return named(source)[0]


def test_an_equal_inline_object_takes_the_definitions_name() -> None:
    found = names(document({"Boat": BOAT}, CancelVoyage=BOAT, GetBoat=BOAT))
    assert found["CancelVoyage/200"] == found["GetBoat/200"] == "Boat"


def test_texts_and_limits_make_no_difference() -> None:
    other = {
        "type": "object",
        "title": "A vessel",
        "properties": {
            "mast": {"type": "string", "x-ms-summary": "Mast", "maxLength": 9},
            "hull": {"type": "string", "description": "Of wood.", "example": "oak"},
        },
    }
    assert names(document({"Boat": BOAT}, GetVessel=other))["GetVessel/200"] == "Boat"


def test_everything_else_makes_a_difference() -> None:
    properties = BOAT["properties"]
    others: list[dict[str, Any]] = [
        {**BOAT, "required": ["hull"]},
        {**BOAT, "properties": {**properties, "keel": TEXT}},
        {**BOAT, "properties": {"hull": TEXT, "mast": {"type": "integer"}}},
        {**BOAT, "properties": {"hull": TEXT, "mast": {**TEXT, "enum": ["a", "b"]}}},
        {**BOAT, "properties": {"hull": TEXT, "mast": {**TEXT, "format": "date"}}},
        {**BOAT, "properties": {"hull": TEXT, "mast": {**TEXT, "x-nullable": True}}},
        {**BOAT, "properties": {"hull": TEXT, "mast": {**TEXT, "readOnly": True}}},
        {**BOAT, "additionalProperties": TEXT},
    ]
    for other in others:
        assert (
            names(document({"Boat": BOAT}, GetVessel=other))["GetVessel/200"] != "Boat"
        )


def test_inner_objects_are_compared_too() -> None:
    crew = {"type": "object", "properties": {"captain": TEXT, "mate": TEXT}}
    with_ref = {
        "type": "object",
        "properties": {"hull": TEXT, "crew": {"$ref": "#/definitions/Crew"}},
    }
    in_full = {"type": "object", "properties": {"hull": TEXT, "crew": crew}}
    fleet = {
        "type": "object",
        "properties": {"port": TEXT, "boats": {"type": "array", "items": in_full}},
    }
    found = names(
        document({"Crew": crew, "Boat": with_ref, "Fleet": fleet}, Call=fleet)
    )
    assert found["Call/200"] == "Fleet"
    assert found["Call/200/boats/[]"] == "Boat"
    assert found["#/definitions/Fleet/boats/[]"] == "Boat"
    assert found["Call/200/boats/[]/crew"] == "Crew"


def test_an_object_that_refers_to_itself_is_compared() -> None:
    node = {
        "type": "object",
        "properties": {"depth": TEXT, "below": {"$ref": "#/definitions/Node"}},
    }
    assert names(document({"Node": node}, GetTree=node))["GetTree/200"] == "Node"


def test_of_several_equal_definitions_the_one_that_the_place_mentions_is_taken() -> (
    None
):
    both = {"Boat": BOAT, "Ship": BOAT}
    assert names(document(both, GetShip=BOAT))["GetShip/200"] == "Ship"
    assert names(document(both, GetVessel=BOAT))["GetVessel/200"] == "Vessel"


def test_few_or_vague_properties_are_equal_by_chance() -> None:
    one = {"type": "object", "properties": {"token": TEXT}}
    found = names(document({"Flag": FLAG, "Login": one}, GetOwner=FLAG, Pay=one))
    assert found["GetOwner/200"] == "Owner"
    assert found["Pay/200"] != "Login"
    found = names(document({"Flag": FLAG, "Login": one}, GetFlags=FLAG, Login=one))
    assert found["GetFlags/200"] == "Flag"
    assert found["Login/200"] == "Login"


def test_names_in_names_lock_stay() -> None:
    old = read_lock(
        read_toml('[models]\nVesselCopy = ["GetVessel/200"]\n', "names.lock").value
    )
    found, _ = named(document({"Boat": BOAT}, GetVessel=BOAT, GetBoat=BOAT), old)
    assert found["GetVessel/200"] == "VesselCopy"
    assert found["#/definitions/Boat"] == "Boat"
    found, _ = named(
        document({"Boat": BOAT}, GetVessel=BOAT), pinned={"GetVessel/200": "Hulk"}
    )
    assert found["GetVessel/200"] == "Hulk"


def test_names_lock_keeps_what_was_equal() -> None:
    first, text = named(document({"Boat": BOAT}, GetVessel=BOAT))
    assert first["GetVessel/200"] == "Boat"
    lock = read_lock(read_toml(text, "names.lock").value)
    # Another equal definition makes it ambiguous, but renames nothing.
    second, again = named(document({"Boat": BOAT, "Ark": BOAT}, GetVessel=BOAT), lock)
    assert second["GetVessel/200"] == second["#/definitions/Boat"] == "Boat"
    assert second["#/definitions/Ark"] == "Ark"
    assert "GetVessel/200" in again
    # If the two are no longer equal, the definition keeps its name.
    wider = {**BOAT, "required": ["hull"]}
    third, _ = named(document({"Boat": wider}, GetVessel=BOAT), lock)
    assert third["#/definitions/Boat"] == "Boat"
    assert third["GetVessel/200"] != "Boat"
