"""connectorsmith as its users get it: a wheel, in an environment without the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from checkout import GENERATED, ROOT, connectorsmith, environment
from support.trees import assert_same, tree


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, of a copy, so that nothing is left behind in the checkout."""
    work = tmp_path_factory.mktemp("wheel")
    source = work / "source"
    for name in ("generator", "templates"):
        shutil.copytree(
            ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(
        [
            *(sys.executable, "-m", "build", "--no-isolation", "--wheel"),
            *("--outdir", str(work), str(source)),
        ],
        env=environment(work),
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=120,
    )
    [made] = work.glob("*.whl")
    shutil.rmtree(source)
    return made


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the wheel, and the dependencies of the tests instead of a network."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    python = Path(paths["scripts"]) / Path(sys.executable).name
    # A .pth in a folder that a .pth names is not read: the editable install stays out.
    lent = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    pth = Path(paths["purelib"]) / "lent.pth"
    pth.write_text("".join(f"{path}\n" for path in lent), "utf-8")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", str(python)),
            *("install", "--quiet", "--disable-pip-version-check", "--no-index"),
            *("--no-deps", "--ignore-installed", str(wheel)),
        ],
        env=environment(folder),
        check=True,
        timeout=120,
    )
    return python


def test_the_wheel_holds_the_package_and_the_templates(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    package = {
        f"connectorsmith/{path}" for path in tree(ROOT / "generator" / "connectorsmith")
    }
    templates = {
        f"connectorsmith/_templates/{path}" for path in tree(ROOT / "templates")
    }
    assert "connectorsmith/_templates/python/client.py.jinja" in templates
    assert "connectorsmith/_templates/python/runtime/http/flow.py" in templates
    assert "connectorsmith/py.typed" in package
    assert names == package | templates


def test_the_wheel_builds_the_same(python: Path, spec: Path, tmp_path: Path) -> None:
    env = environment(tmp_path / "cache")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    where = subprocess.run(
        [str(python), "-c", "import connectorsmith; print(connectorsmith.__file__)"],
        cwd=elsewhere,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(python.parents[1])

    done = connectorsmith(
        *("build", str(spec), "-o", "made"), cwd=elsewhere, env=env, python=str(python)
    )
    assert done.returncode == 0, done.stderr
    assert_same(tree(GENERATED), tree(elsewhere / "made"))


def test_the_command(python: Path, tmp_path: Path) -> None:
    command = python.with_name("connectorsmith" + python.suffix)
    done = subprocess.run(
        [str(command), "--version"],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("connectorsmith, version ")
