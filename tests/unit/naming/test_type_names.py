"""Class names of shapes, from small definitions."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.documents.toml_reader import read_toml
from connectorsmith.lower import lower
from connectorsmith.naming.lock import write_lock
from connectorsmith.naming.names import Names, derive_names
from connectorsmith.naming.nouns import noun_words
from connectorsmith.naming.types import name_types
from connectorsmith.passes import apply_passes
from connectorsmith.settings.lock import Lock, read_lock


def shape(*names: str, **children: Any) -> dict[str, Any]:
    properties: dict[str, Any] = {name: {"type": "string"} for name in names}
    return {"type": "object", "properties": properties | children}


def array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def definition(**answers: dict[str, Any]) -> dict[str, Any]:
    """A definition with an operation for each answer schema."""
    return {
        "swagger": "2.0",
        "paths": {
            f"/{name}": {
                "get": {"operationId": name, "responses": {"200": {"schema": schema}}}
            }
            for name, schema in answers.items()
        },
    }


def names_of(document: dict[str, Any], **pinned: str) -> set[str]:
    return set(types_of(document, pinned).values())


def types_of(
    document: dict[str, Any],
    pinned: dict[str, str] | None = None,
    lock: Lock | None = None,
) -> dict[str, str]:
    connector = apply_passes(lower("x", document), {})
    return name_types(connector, pinned or {}, lock.types if lock else {})


@pytest.mark.parametrize(
    ("operation", "noun"),
    [
        ("GetASingleThread", "Thread"),
        ("SendAMessageToAThread", "Message"),
        ("GetTheOriginalContentOfASingleMessage", "OriginalContent"),
        ("listAllInboxes", "Inboxes"),
        ("create_invoice", "invoice"),
        ("Search", "Search"),
        ("GetUserV2", "UserV2"),
        ("WhenAnOrderIsCreated", "Order"),
        ("GetItemsForUser_V2", "ItemsV2"),
    ],
)
def test_what_an_operation_is_about(operation: str, noun: str) -> None:
    assert "".join(noun_words(operation)) == noun


def test_one_shape_in_many_places_has_one_name() -> None:
    thread = shape("id", "status")
    made = names_of(
        definition(
            GetThreads=shape(results=array(thread)),
            GetASingleThread=thread,
            UpdateAThread=thread,
        )
    )
    assert made == {"Thread", "ThreadsResponse"}


def test_descriptions_are_no_part_of_a_shape() -> None:
    first = shape(name={"type": "string", "description": "One text."})
    second = shape(name={"type": "string", "description": "Another."})
    assert names_of(definition(GetCat=first, FindCat=second)) == {"Cat"}


def test_colliding_names_move_on_together_before_they_are_numbered() -> None:
    document = definition(
        GetOrders=shape(results=array(shape("id", status=shape("code")))),
        GetBills=shape(results=array(shape("no", status=shape("paid")))),
    )
    assert names_of(document) == {
        "OrdersResponse",
        "Order",
        "OrderStatus",
        "BillsResponse",
        "Bill",
        "BillStatus",
    }


def test_definitions_keep_their_names_and_are_never_merged() -> None:
    document = definition(GetCat={"$ref": "#/definitions/Cat"}, GetDog=shape("name"))
    document["definitions"] = {"Cat": shape("name"), "Tiger": shape("name")}
    assert types_of(document) == {
        "#/definitions/Cat": "Cat",
        "#/definitions/Tiger": "Tiger",
        "GetDog/200": "Dog",
    }


def test_a_pinned_name_wins_over_a_definition() -> None:
    document = definition(GetDog=shape("name"))
    document["definitions"] = {"Cat": shape("name")}
    made = types_of(document, {"GetDog/200": "Cat"})
    assert made["GetDog/200"] == "Cat"
    assert made["#/definitions/Cat"] == "Cat2"


def test_names_do_not_differ_in_case_alone() -> None:
    document = definition(GetX=shape(Data=shape("a"), DATA=shape("b")))
    names = [name.lower() for name in types_of(document).values()]
    assert len(set(names)) == len(names)


SCHEMAS = st.recursive(
    st.sampled_from([{"type": "string"}, {"type": "integer"}, {}]),
    lambda inner: st.one_of(
        st.builds(array, inner),
        st.dictionaries(
            st.sampled_from(["id", "status", "items", "data", "Data", "a b", "ü"]),
            inner,
            max_size=3,
        ).map(lambda members: {"type": "object", "properties": members}),
    ),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(
    st.sampled_from(["GetCats", "GetACat", "getCat", "ListDogs", "AddDog", "Do", "1"]),
    SCHEMAS,
    max_size=5,
).map(lambda answers: definition(**answers))


@given(DOCUMENTS, st.randoms())
def test_names_do_not_depend_on_the_order_of_the_document(
    document: dict[str, Any], shuffle: random.Random
) -> None:
    paths = list(document["paths"].items())
    shuffle.shuffle(paths)
    other = document | {"paths": dict(paths)}
    assert types_of(other) == types_of(document)


def all_names(document: dict[str, Any], lock: Lock) -> tuple[Names, str]:
    connector = apply_passes(lower("x", document), {})
    names = derive_names(connector, {}, lock)
    return names, write_lock(connector, names.operations, names.types, names.lookups)


@given(DOCUMENTS, DOCUMENTS)
def test_with_a_lock_adding_operations_renames_nothing(
    document: dict[str, Any], added: dict[str, Any]
) -> None:
    before, text = all_names(document, Lock())
    grown = document | {"paths": added["paths"] | document["paths"]}
    lock = read_lock(read_toml(text, "names.lock").value)
    after, _ = all_names(grown, lock)
    for operation, name in before.operations.items():
        assert after.operations[operation] == name
    places_before = places(document, before)
    places_after = places(grown, after)
    assert {place: places_after[place] for place in places_before} == places_before


def places(document: dict[str, Any], names: Names) -> dict[str, str]:
    connector = apply_passes(lower("x", document), {})
    return {
        str(use): names.types[one.id] for one in connector.types for use in one.uses
    }
