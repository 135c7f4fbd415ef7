"""What `python -m build` makes of the generated project."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from pathlib import Path

import pytest
from installed import clean_environment

PACKAGE = "hubspot_conversations"


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [
            *(sys.executable, "-m", "build", "--no-isolation"),
            *("--outdir", str(folder), str(source)),
        ],
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=120,
    )
    return folder


def modules(source: Path) -> set[str]:
    """All that is in the package's folder, by its path."""
    return {
        path.relative_to(source).as_posix()
        for path in (source / PACKAGE).rglob("*")
        if path.is_file()
    }


def test_the_wheel_holds_the_package_and_nothing_else(
    built: Path, source: Path
) -> None:
    [wheel] = built.glob("*.whl")
    assert wheel.name == "hubspot_conversations-1.0.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        info = "hubspot_conversations-1.0.0.dist-info"
        metadata = message_from_string(archive.read(f"{info}/METADATA").decode())
    assert f"{PACKAGE}/py.typed" in names
    assert {name for name in names if not name.startswith(info)} == modules(source)
    assert {name for name in names if name.startswith(info)} == {
        f"{info}/{name}" for name in ("METADATA", "RECORD", "WHEEL")
    }
    assert metadata["Name"] == "hubspot-conversations"
    assert metadata["Version"] == "1.0.0"
    assert metadata["Requires-Python"] == ">=3.11"
    requires = [
        one.partition("<")[0].partition(">")[0]
        for one in metadata.get_all("Requires-Dist", [])
    ]
    assert requires == ["httpx2", "pydantic"]
    readme = (source / "README.md").read_text("utf-8")
    assert metadata.get_payload() == readme


def test_the_source_distribution_is_the_project(built: Path, source: Path) -> None:
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    project = {"README.md", "pyproject.toml"}
    assert names == modules(source) | project | {"PKG-INFO"}
