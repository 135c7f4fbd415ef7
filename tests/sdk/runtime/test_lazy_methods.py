"""Methods that are imported when the first one is asked for."""

from __future__ import annotations

import inspect
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runtime.lazy_methods import lazy_methods


class Base:
    """What every client has."""

    def send(self) -> str:
        return "sent"


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    package = tmp_path / "shop_of_tests"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "_methods.py").write_text(
        "class Methods:\n"
        "    def list_books(self, limit=1):\n"
        "        return self.send(), limit\n"
        "    def _hidden(self):\n"
        "        pass\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield type("Client", (lazy_methods("shop_of_tests", "Methods", Base),), {})
    for name in [name for name in sys.modules if name.startswith("shop_of_tests")]:
        del sys.modules[name]


def loaded() -> bool:
    return "shop_of_tests._methods" in sys.modules


def test_nothing_is_imported_before_a_method_is_asked_for(client: Any) -> None:
    made = client()
    assert made.send() == "sent"
    assert not loaded()
    assert made.list_books(limit=2) == ("sent", 2)
    assert loaded()


def test_the_class_shows_its_methods(client: Any) -> None:
    assert str(inspect.signature(client.list_books)) == "(self, limit=1)"
    assert "list_books" in dir(client)
    assert "list_books" in dir(client())
    assert {"list_books", "send"} <= {name for name, _ in inspect.getmembers(client)}


def test_what_is_not_there_is_not_there(client: Any) -> None:
    with pytest.raises(AttributeError, match="'Client' object has no attribute 'x'"):
        client().x  # noqa: B018
    with pytest.raises(AttributeError, match="'Client' has no attribute 'x'"):
        client.x  # noqa: B018
    assert not hasattr(client(), "_private")


def test_private_look_ups_import_nothing(client: Any) -> None:
    # Copying, pickling and debuggers ask for many of them.
    with pytest.raises((AttributeError, pickle.PicklingError, TypeError)):
        pickle.dumps(client)
    assert not hasattr(client(), "__wrapped__")
    assert not loaded()
