"""The SDK of the first connector, installed as its users install it."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from driving import Driver
from installed import Installed, clean_environment
from published import OUTPUT
from support.loopback import Loopback, reply


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated project; a copy, so that builds leave nothing behind in the checkout."""
    folder = tmp_path_factory.mktemp("sdk") / "python"
    shutil.copytree(
        OUTPUT / "python", folder, ignore=shutil.ignore_patterns("__pycache__")
    )
    return folder


@pytest.fixture(scope="session")
def installed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("user")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    python = Path(paths["scripts"]) / Path(sys.executable).name
    site = Path(paths["purelib"])
    # Its dependencies are those of the tests: nothing is fetched.
    lent = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (site / "lent.pth").write_text("".join(f"{path}\n" for path in lent), "utf-8")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", str(python)),
            *("install", "--quiet", "--disable-pip-version-check", "--no-index"),
            *("--no-deps", "--no-build-isolation", "--ignore-installed", str(source)),
        ],
        env=clean_environment(),
        check=True,
        timeout=120,
    )
    return Installed(folder, python, site)


@pytest.fixture(scope="session")
def sdk(installed: Installed) -> Iterator[ModuleType]:
    """The package, imported from where it is installed."""
    sys.path.insert(0, str(installed.site))
    try:
        module = importlib.import_module("hubspot_conversations")
        for name in ("client", "errors", "models", "operations"):
            importlib.import_module(f"hubspot_conversations.{name}")
        assert module.__file__ is not None
        assert Path(module.__file__).is_relative_to(installed.site)
        yield module
    finally:
        sys.path.remove(str(installed.site))


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a developer has in the environment is no part of a test."""
    for name in list(os.environ):
        if name.startswith("HUBSPOT_"):
            monkeypatch.delenv(name)


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest, sdk: ModuleType) -> Driver:
    return Driver(sdk, request.param)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback(otherwise=reply({})) as running:
        yield running
