"""The table of the runtime's names, against the runtime."""

from __future__ import annotations

import importlib

import pytest

from connectorsmith.naming.runtime_names import MODULES, VARIANTS
from connectorsmith.render.code import Need
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.targets.python.code.imports import import_lines


@pytest.mark.parametrize("module", sorted(set(MODULES.values())))
def test_each_name_is_in_its_module(module: str) -> None:
    home = importlib.import_module(f"runtime.{module}")
    names = [name for name, found in MODULES.items() if found == module]
    assert [name for name in names if not hasattr(home, name)] == []


@pytest.mark.parametrize("module", sorted(VARIANTS))
def test_a_variant_has_the_names_of_the_core(module: str) -> None:
    home = importlib.import_module(f"runtime.{module}")
    for name in VARIANTS[module].split():
        core = importlib.import_module(f"runtime.{MODULES[name]}")
        assert issubclass(getattr(home, name), getattr(core, name))


def test_statements() -> None:
    needs = {
        Need("builtins"),
        Need("typing", "Any"),
        Need("datetime", "date"),
        Need("datetime", "datetime"),
        Need(".", "models", typing=True),
        *runtime("path", alias="url_path").needs,
        *runtime("listed").needs,
        *runtime("Multi").needs,
        *runtime("File", typing=True).needs,
        *runtime("Json").needs,
    }
    assert import_lines(needs, "..") == [
        "import builtins",
        "from .. import models",
        "from .._runtime.bodies.files import File",
        "from .._runtime.bodies.json import Json",
        "from .._runtime.encode.listed import listed",
        "from .._runtime.encode.lists import Multi",
        "from .._runtime.encode.path import path as url_path",
        "from datetime import date, datetime",
        "from typing import Any",
    ]
    own = {need for need in needs if need.is_own}
    assert import_lines(own, "acme")[0] == "from acme import models"
