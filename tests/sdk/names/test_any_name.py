"""A definition can use any name: what is generated imports, type-checks and calls."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectorsmith.cli import main
from tests.sdk.names.definitions import POOL, TAKEN, groups, properties, write


@contextmanager
def built(names: Sequence[str]) -> Iterator[Path]:
    """Build a connector of these names; yield the folder that its package is in."""
    with TemporaryDirectory() as folder:
        home = write(Path(folder), names)
        with pytest.raises(SystemExit) as stopped:
            main(
                ["build", str(home), "--target", "python", "-o", f"{folder}/out", "-q"]
            )
        assert stopped.value.code == 0
        [python] = Path(folder).glob("out/*/python")
        yield python


@contextmanager
def imported(python: Path) -> Iterator[Any]:
    """Import a built package, for as long as the block lasts."""
    [package] = [one.parent.name for one in python.glob("*/__init__.py")]
    sys.path.insert(0, str(python))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module(package)
    finally:
        sys.path.remove(str(python))
        for name in [one for one in sys.modules if one.partition(".")[0] == package]:
            del sys.modules[name]


def call_all(package: Any, names: Sequence[str]) -> int:
    """Call every method with every argument, over a fake server; return their number."""
    fake = importlib.import_module(f"{package.__name__}.testing").FakeServer()
    [lock] = Path(package.__file__).parents[4].glob("*/names.lock")
    derived = tomllib.loads(lock.read_text("utf-8")).get("groups", {})
    methods = {
        operation: f"{group}.{method}"
        for members_of in (groups(names), derived)
        for group, members in members_of.items()
        for method, operation in members.items()
    }
    connection = [
        "api_key",
        *list(properties(names)["properties"]["connectionParameters"])[1:],
    ]
    arguments = inspect.signature(package.Client).parameters
    given_ = dict.fromkeys(list(arguments)[: len(connection)], "secret")
    functions: dict[str, Any] = {
        name: function
        for name, function in vars(package.operations).items()
        if inspect.isfunction(function)
        and function.__module__ == f"{package.__name__}.operations"
    }
    importlib.import_module(f"{package.__name__}.models")
    with package.Client(**given_, transport=fake) as client:
        for name, function in functions.items():
            fake.on(function)
            parameters = inspect.signature(function).parameters.values()
            _, *others = [one for one in parameters if one.name != "body"]
            keywords = {one.name: _value(str(one.annotation)) for one in others}
            method: str = methods.get(function("x").id, name)
            attrgetter(method)(client)("x", **keywords)
            assert fake.calls[-1].path.endswith("/x")
    fake.assert_all_called()
    return len(functions)


def _value(annotation: str) -> object:
    if annotation.startswith(("Sequence", "_Sequence")):
        return ["a"]
    if "models." in annotation or "Mapping" in annotation:
        return {}
    if "date" in annotation:
        return "2024-05-06T07:08:09Z" if "datetime" in annotation else "2024-05-06"
    if annotation.startswith(("bool", "builtins.bool")):
        return True
    if annotation.startswith(("int", "builtins.int", "float", "builtins.float")):
        return 1
    return "a"


@given(st.lists(st.sampled_from(POOL), min_size=9, max_size=14, unique=True))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_some_names_import_and_call(names: list[str]) -> None:
    with built(names) as python, imported(python) as package:
        assert call_all(package, names) >= len({name for name in names if name.strip()})


def test_all_names_of_generated_modules_import_type_check_and_call() -> None:
    names = TAKEN
    with built(names) as python:
        with imported(python) as package:
            assert call_all(package, names) == sum(bool(name.strip()) for name in names)
        checked = subprocess.run(
            [
                sys.executable,
                "-m",
                "mypy",
                "--strict",
                "--no-incremental",
                package.__name__,
            ],
            cwd=python,
            capture_output=True,
            text=True,
            check=False,
        )
    assert checked.returncode == 0, checked.stdout[-4000:] + checked.stderr
