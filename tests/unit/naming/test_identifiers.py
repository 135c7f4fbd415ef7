from __future__ import annotations

import builtins
import importlib
import keyword
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from connectorsmith.lower import lower
from connectorsmith.naming.identifiers import class_name, member_name, unique_names
from connectorsmith.naming.names import derive_names
from connectorsmith.naming.reserved import BASE_MODEL, CALL_OPTIONS, CLIENT, ERRORS
from connectorsmith.naming.runtime_names import MODULES
from connectorsmith.sdk.model import SdkModel
from connectorsmith.settings.config import SdkConfig
from connectorsmith.settings.lock import Lock
from runtime import errors
from runtime.http.client import AsyncClient, SyncClient
from runtime.http.settings import CallOptions


def test_every_public_attribute_of_a_model_is_reserved() -> None:
    every = {*dir(BaseModel), *dir(type(BaseModel))}
    public = {name for name in every if not name.startswith("_")}
    assert public <= BASE_MODEL


def test_every_public_attribute_of_a_client_is_reserved() -> None:
    public = {
        name
        for client in (SyncClient, AsyncClient)
        for name in dir(client)
        if not name.startswith("_")
    }
    assert public <= CLIENT


def test_the_call_options_are_those_of_the_runtime() -> None:
    assert CallOptions.__annotations__.keys() == CALL_OPTIONS


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("createdAt", "created_at"),
        ("id", "id"),
        ("list", "list"),
        ("class", "class_"),
        ("json", "json_"),
        ("model_dump", "model_dump_"),
        ("2fa", "field_2fa"),
        ("$filter", "filter"),
        ("_id", "id"),
        ("!!", "field"),
    ],
)
def test_field_names(wire: str, name: str) -> None:
    assert member_name(wire, "field", BASE_MODEL) == name


@given(st.sets(st.text(max_size=12), max_size=30), st.randoms())
def test_names_are_valid_different_and_free_of_order(
    wires: set[str], shuffle: random.Random
) -> None:
    ordered = sorted(wires)
    names = unique_names(ordered, "field", BASE_MODEL)
    assert names.keys() == wires
    assert len(set(names.values())) == len(wires)
    for name in names.values():
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert not name.startswith("_")
        assert name not in BASE_MODEL
    shuffle.shuffle(ordered)
    assert unique_names(ordered, "field", BASE_MODEL) == names


@given(
    st.sets(st.text(max_size=6), min_size=1, max_size=10),
    st.sets(st.text(max_size=6), max_size=5),
)
def test_a_locked_name_stays_whatever_is_added(
    wires: set[str], added: set[str]
) -> None:
    before = unique_names(wires, "field")
    after = unique_names(wires | added, "field", locked=before)
    assert {wire: after[wire] for wire in wires} == before


def test_the_wire_name_that_is_spelt_like_it_keeps_the_name() -> None:
    names = unique_names(["foo-bar", "foo_bar", "fooBar"], "field")
    assert names == {
        "foo-bar": "foo_bar_2",
        "foo_bar": "foo_bar",
        "fooBar": "foo_bar_3",
    }


@given(st.text(max_size=10))
def test_class_names_hide_no_keyword(words: str) -> None:
    joined = "".join(c for c in words if f"x{c}".isidentifier() and c != "_")
    name = class_name(joined)
    assert name.isidentifier()
    assert not keyword.iskeyword(name)
    assert not hasattr(builtins, name) or name[0].isupper()


def test_the_errors_of_the_runtime_are_reserved() -> None:
    names = {
        name
        for module in set(MODULES.values())
        for name, kind in vars(importlib.import_module(f"runtime.{module}")).items()
        if isinstance(kind, type) and issubclass(kind, errors.ConnectorError)
    }
    assert names == set(ERRORS)
    assert all(name.endswith("Error") and not hasattr(builtins, name) for name in names)


def test_a_model_has_not_the_name_of_an_error() -> None:
    assert class_name("TokenError") == "TokenErrorModel"


@pytest.mark.parametrize(
    ("package", "error"),
    [
        ("library", "LibraryError"),
        ("server", "ServerConnectorError"),
        ("connection", "ConnectionConnectorError"),
        ("value", "ValueConnectorError"),
    ],
)
def test_the_root_error_shadows_nothing(package: str, error: str) -> None:
    connector = lower("spec", {})
    names = derive_names(connector, {}, Lock())
    model = SdkModel(connector, names, SdkConfig(package=package))
    assert str(model.root_error) == error


@pytest.mark.parametrize(
    ("wires", "nearest"),
    [
        (["Class", "class"], {"class": "class_", "Class": "class_2"}),
        (["__class__", "class"], {"class": "class_", "__class__": "class_2"}),
        (["class", "class_"], {"class_": "class_", "class": "class_2"}),
        (["$1st", "1st"], {"1st": "field_1st", "$1st": "field_1st_2"}),
        (["JSON", "json"], {"json": "json_", "JSON": "json_2"}),
    ],
)
def test_the_exact_name_gets_the_nearest_one(
    wires: list[str], nearest: dict[str, str]
) -> None:
    assert unique_names(wires, "field", BASE_MODEL) == nearest
