"""Groups of operations, and the names of their methods."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.documents.toml_reader import read_toml
from connectorsmith.ir.connector import Connector
from connectorsmith.lower import lower
from connectorsmith.naming.groups import derived
from connectorsmith.naming.lock import write_lock
from connectorsmith.naming.names import Names, derive_names
from connectorsmith.passes import apply_passes
from connectorsmith.settings.lock import Lock, read_lock

Row = tuple[str, str, str, tuple[str, ...]]
"""An operation: its HTTP method and path, operationId, and tags."""
LIST = {"type": "array", "items": {"type": "string"}}


def row(request: str, id_: str = "", *tags: str) -> Row:
    method, _, path = request.partition(" ")
    return method, path, id_, tags


def connector_of(*rows: Row, **more: Any) -> Connector:
    paths: dict[str, dict[str, Any]] = {}
    for method, path, id_, tags in rows:
        plural = not path.endswith("}")
        node: dict[str, Any] = {
            "tags": list(tags),
            "responses": {"200": {"schema": LIST if plural else {"type": "string"}}},
            "parameters": [
                {"name": part[1:-1], "in": "path", "type": "string", "required": True}
                for part in path.split("/")
                if part.startswith("{")
            ],
            **more,
        }
        if id_:
            node["operationId"] = id_
        paths.setdefault(path, {})[method.lower()] = node
    return apply_passes(lower("x", {"swagger": "2.0", "paths": paths}), {})


def names_of(
    *rows: Row,
    lock: Lock | None = None,
    declared: dict[str, dict[str, str]] | None = None,
) -> Names:
    return derive_names(connector_of(*rows), {}, lock or Lock(), declared)


def methods(*rows: Row, **given: Any) -> dict[str, str]:
    """Return `group.method` by operationId."""
    groups = names_of(*rows, **given).groups
    return {
        id_: f"{group}.{method}"
        for group, members in groups.items()
        for method, id_ in members.items()
    }


def lock_of(*rows: Row, declared: dict[str, dict[str, str]] | None = None) -> Lock:
    """Return the names.lock of a build."""
    connector = connector_of(*rows)
    names = derive_names(connector, {}, Lock(), declared)
    text = write_lock(
        connector,
        names.operations,
        names.types,
        names.lookups,
        derived(names.groups, declared or {}),
    )
    return read_lock(read_toml(text, "names.lock").value)


BOATS = (row("GET /boats", "Boats_List"), row("GET /boats/{id}", "Boats_Get"))


def test_a_prefix_of_two_operations_is_a_group() -> None:
    assert methods(*BOATS, row("GET /ping", "Ping"), row("GET /a", "Crew_List")) == {
        "Boats_List": "boats.list",
        "Boats_Get": "boats.get",
    }


@pytest.mark.parametrize(
    "ids",
    [
        ("GetBoat_V2", "GetBoat_V3"),
        ("get_boats", "get_crews"),
        ("Create_Boat", "Create_Crew"),
        ("Send_Mail", "Send_Text"),
        ("New_Boat", "New_Crew"),
        ("_boats", "_crews"),
    ],
)
def test_verbs_and_versions_are_no_groups(ids: tuple[str, str]) -> None:
    assert methods(row("GET /a", ids[0]), row("GET /b", ids[1])) == {}


def test_a_verb_is_a_group_if_its_methods_have_verbs() -> None:
    found = methods(row("POST /a", "Search_Run"), row("GET /b", "Search_Get"))
    assert found == {"Search_Run": "search.run", "Search_Get": "search.list"}


def test_tags_are_groups_if_each_operation_has_one() -> None:
    rows = [
        row("GET /boats", "listBoats", "boat"),
        row("POST /crew", "addCrew", "crew"),
    ]
    assert methods(*rows) == {"listBoats": "boat.list", "addCrew": "crew.add"}
    assert methods(*rows, row("GET /ping", "ping")) == {}
    assert methods(rows[0]) == {}
    many = [row(f"GET /t{i}", f"op{i}", f"tag {i}") for i in range(31)]
    assert methods(*many[:30])["op3"] == "tag_3.op3"
    assert methods(*many) == {}


def test_internal_operations_are_no_methods() -> None:
    connector = connector_of(*BOATS, **{"x-ms-visibility": "internal"})
    assert derive_names(connector, {}, Lock()).groups == {}


@pytest.mark.parametrize(
    ("request_", "id_", "group", "method"),
    [
        ("GET /attribute_sets", "attribute_sets_get_get_all", "attribute_sets", "list"),
        ("POST /brands", "brands_post_add", "brands", "add"),
        ("POST /brands/find", "brands_post_search", "brands", "search"),
        ("PUT /docs/{id}", "put_docs_id", "docs", "replace"),
        ("GET /docs/{id}", "get_docs_id", "docs", "get"),
        ("GET /docs", "get_docs", "docs", "list"),
        ("POST /docs", "post_docs", "docs", "create"),
        ("DELETE /docs/{id}", "", "docs", "delete"),
        ("GET /docs/{id}/authors", "", "docs", "list_authors"),
        ("POST /docs/{id}/publish", "", "docs", "publish"),
        ("GET /boats", "getBoats", "boat", "list"),
        ("GET /boats/{id}", "getBoatById", "boat", "get"),
        ("GET /boats", "Boat_GetAll", "boat", "list"),
        ("GET /boats", "listAllBoats", "Boats", "list"),
        ("GET /boats", "BoatController_List", "BoatController", "list"),
        ("GET /boats", "findBoatsUsingGET", "boat-controller", "find"),
        ("GET /boats/x", "findBoatsByColor", "boat", "find_by_color"),
        ("GET /boats/x", "getBoatOfTheDay", "boat", "get_boat_of_the_day"),
        ("GET /boats/x", "getUpdateStatus", "boat", "get_update_status"),
        ("PATCH /boats/{id}", "Boats_PatchBoat", "Boats", "update"),
        ("DELETE /boats/{id}", "Boats_DeleteWriteLock", "Boats", "delete_write_lock"),
        ("GET /boats/{id}/crew", "BoatListCrew", "boat", "list_crew"),
        ("GET /boats", "ping", "boat", "ping"),
        ("GET /boats/close", "boats_close", "boats", "close"),
        ("GET /boats/import", "boats_import", "boats", "import_"),
    ],
)
def test_methods_have_no_group_and_no_http_verb(
    request_: str, id_: str, group: str, method: str
) -> None:
    other = row("GET /else", "else", "else")
    found = methods(row(request_, id_, group), other)
    name = id_ or request_.replace("GET", "get").replace("POST", "post").replace(
        "DELETE", "delete"
    )
    assert found[name].partition(".")[2] == method


def test_most_operations_of_a_group_can_abbreviate_it() -> None:
    rows = [
        row("GET /a", "repoListHooks", "repository"),
        row("GET /b", "repoGet", "repository"),
        row("GET /c", "ping", "other"),
    ]
    assert methods(*rows)["repoListHooks"] == "repository.list_hooks"


def test_names_that_compete_stay_apart() -> None:
    found = methods(
        row("GET /boats", "Boats_GetAll"),
        row("GET /boats/{id}", "Boats_GetById"),
        row("GET /boats/by/{name}", "Boats_GetByName"),
        row("DELETE /boats", "Boats_DeleteBoats"),
        row("DELETE /boats/{id}", "Boats_DeleteBoat"),
        row("PUT /boats/{id}", "Boats_Put"),
        row("POST /boats/{id}", "Boats_Replace"),
    )
    assert found == {
        "Boats_GetAll": "boats.list",
        "Boats_GetById": "boats.get_by_id",
        "Boats_GetByName": "boats.get_by_name",
        "Boats_DeleteBoats": "boats.delete_boats",
        "Boats_DeleteBoat": "boats.delete_boat",
        "Boats_Put": "boats.put",
        "Boats_Replace": "boats.replace",
    }


IDS = st.sampled_from(
    "Boats_Get Boats_GetAll Boats_List Boats_GetById Boats_get getBoats get_boats "
    "Boats Boat_Get Crew_Get Crew_Put crew_add close Close_Get".split()
)
TAGS = st.sampled_from(["boat", "Boats", "crew", "close", "класс", "self", "import"])


@given(
    st.lists(st.tuples(IDS, TAGS), unique_by=lambda pair: pair[0], max_size=10),
    st.randoms(use_true_random=False),
)
def test_every_operation_has_one_method(
    pairs: list[tuple[str, str]], random: Any
) -> None:
    rows = [row(f"GET /p{id_}", id_, tag) for id_, tag in pairs]
    names = names_of(*rows)
    grouped = [id_ for members in names.groups.values() for id_ in members.values()]
    assert len(grouped) == len(set(grouped))
    alone = {name for id_, name in names.operations.items() if id_ not in grouped}
    assert not alone & names.groups.keys()
    random.shuffle(rows)
    assert methods(*rows) == {
        id_: f"{group}.{method}"
        for group, members in names.groups.items()
        for method, id_ in members.items()
    }
    # names.lock keeps all of it, whatever is removed.
    before, after = methods(*rows), methods(*rows[1:], lock=lock_of(*rows))
    assert after == {id_: before[id_] for *_, id_, _ in rows[1:] if id_ in before}


def test_declared_groups_are_the_only_ones() -> None:
    declared = {"fleet": {"all": "Boats_List"}}
    rows = [*BOATS, row("GET /c", "Crew_List"), row("GET /d", "Crew_Get")]
    assert methods(*rows, declared=declared) == {"Boats_List": "fleet.all"}
    assert methods(*rows, declared={}) == {}


def test_a_new_operation_joins_its_group() -> None:
    declared = {"boats": {"all": "Boats_List", "get": "Boats_Get"}}
    new = row("POST /boats", "Boats_Add")
    tagged = row("PUT /boats", "sinkBoat", "Boat")
    lock = lock_of(*BOATS, declared=declared)
    found = methods(*BOATS, new, tagged, lock=lock, declared=declared)
    assert found == {
        "Boats_List": "boats.all",
        "Boats_Get": "boats.get",
        "Boats_Add": "boats.add",
        "sinkBoat": "boats.sink",
    }
    found = methods(*BOATS, new, tagged, lock=lock_of(*BOATS))
    assert found["Boats_Add"] == "boats.add"
    assert found["sinkBoat"] == "boats.sink"


def test_an_operation_in_names_lock_stays_where_it_is() -> None:
    crew = row("GET /crew", "Crew_List")
    lock = lock_of(*BOATS, crew)
    assert "Crew_List" not in methods(
        *BOATS, crew, row("GET /crew/{id}", "Crew_Get"), lock=lock
    )
    # A lock of a time without groups keeps them all out.
    flat = Lock({"Boats_List": "boats_list", "Boats_Get": "boats_get"})
    assert methods(*BOATS, crew, row("GET /e", "Crew_Get"), lock=flat) == {}


def test_a_locked_method_keeps_its_name() -> None:
    lock = lock_of(row("GET /boats/{id}", "Boats_GetById"), row("GET /a", "Boats_Run"))
    found = methods(
        row("GET /boats/{id}", "Boats_GetById"),
        row("GET /a", "Boats_Run"),
        row("GET /b", "Boats_Get"),
        lock=lock,
    )
    assert found["Boats_GetById"] == "boats.get"
    assert found["Boats_Get"] == "boats.list"


@pytest.mark.parametrize(
    ("request_", "id_", "tag", "method"),
    [
        ("POST /auth/disable", "Auth_AuthDisable", "auth", "disable"),
        ("POST /auth/start", "AuthStart_Post", "auth", "start"),
        ("DELETE /boats/lines", "Boats_Lines_Delete", "boats", "delete_lines"),
        ("POST /boats/return", "ReturnBoat", "boats", "return_boat"),
        ("GET /boats/{id}", "BoatById", "boats", "get"),
        ("PATCH /pause", "PauseSubscription", "pause subscription", "pause"),
        ("PUT /boats", "Boats", "boats", "replace"),
    ],
)
def test_methods_say_what_is_done(
    request_: str, id_: str, tag: str, method: str
) -> None:
    found = methods(row(request_, id_, tag), row("GET /other", "GetOther", "other"))
    assert found[id_].rpartition(".")[2] == method


def test_a_participle_is_no_group() -> None:
    assert (
        names_of(
            row("GET /done", "Completed_Task"), row("GET /all", "Completed_Process")
        ).groups
        == {}
    )
