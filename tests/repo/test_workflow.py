"""The workflow: what it promises, and its shell steps as they stand.

The steps of the Linux jobs run in a copy of the working tree that is a repository of its
own, so that they see what would be committed. The copy borrows the tools of the running
environment, with stamps of its own beside them: otherwise each would install everything
anew. What installs (the jobs without make) and what runs this very suite (`make test`) is
not run here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"
TEXT = WORKFLOW.read_text("utf-8")
DOCUMENT: dict[Any, Any] = yaml.safe_load(TEXT)
JOBS: dict[str, dict[str, Any]] = DOCUMENT["jobs"]


def script(job: str, name: str) -> str:
    (found,) = (step["run"] for step in JOBS[job]["steps"] if step.get("name") == name)
    assert isinstance(found, str)
    return found


def scripts() -> list[str]:
    return [
        step["run"] for job in JOBS.values() for step in job["steps"] if "run" in step
    ]


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
    done = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The working tree, committed, with the tools of this environment."""
    folder = tmp_path / "checkout"
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "As it is")
    tools = folder / ".venv"
    tools.mkdir()
    for entry in ("bin", "lib", "pyvenv.cfg"):
        (tools / entry).symlink_to(Path(sys.prefix) / entry)
    for stamp in (".generate", ".ready"):
        (tools / stamp).touch()
    return folder


def run(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A step as the runner starts it; `connectorsmith` is that of the folder."""
    environment = os.environ | {
        "PYTHONPATH": str(folder / "generator"),
        "XDG_CACHE_HOME": str(folder.parent / "cache"),
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_it_may_only_read() -> None:
    assert DOCUMENT["permissions"] == {"contents": "read"}
    assert not [name for name, job in JOBS.items() if "permissions" in job]
    assert "secrets." not in TEXT
    checkouts = [
        step
        for job in JOBS.values()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert len(checkouts) == len(JOBS)
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_a_newer_push_stops_an_older_run() -> None:
    assert DOCUMENT["concurrency"]["cancel-in-progress"] is True
    assert "github.ref" in DOCUMENT["concurrency"]["group"]


def test_every_action_is_github_s_own_and_of_one_major_version() -> None:
    used = re.findall(r"uses: (.+)", TEXT)
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@v\d+", action), action


def test_scripts_hold_no_expressions() -> None:
    # An expression is pasted into the script before the shell reads it.
    assert not [text for text in scripts() if "${{" in text]


def test_every_declared_python_is_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [
        one.rpartition(" ")[2]
        for one in project["classifiers"]
        if re.fullmatch(r"Programming Language :: Python :: 3\.\d+", one)
    ]
    assert JOBS["linux"]["strategy"]["matrix"]["python"] == declared


def test_both_other_systems_are_tried() -> None:
    matrix = JOBS["elsewhere"]["strategy"]["matrix"]
    assert matrix["os"] == ["windows-latest", "macos-latest"]


def test_the_two_commands_of_the_readme_are_run() -> None:
    assert script("linux", "Generate") == "make generate"
    assert script("linux", "Test") == "make test"


def test_every_make_target_exists() -> None:
    called = {name for text in scripts() for name in re.findall(r"\bmake (\S+)", text)}
    assert called
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert called <= targets


def test_every_path_that_is_tested_exists() -> None:
    paths = script("elsewhere", "Test").removeprefix("python -m pytest ").split()
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_generating_leaves_no_drift(checkout: Path) -> None:
    generated = run(script("linux", "Generate"), checkout)
    assert generated.returncode == 0, generated.stderr
    drift = run(script("linux", "Fail on drift"), checkout)
    assert drift.returncode == 0, drift.stdout


def test_a_changed_definition_is_drift(checkout: Path) -> None:
    definition = next((checkout / "spec").glob("*/apiDefinition.swagger.yaml"))
    text = definition.read_text("utf-8")
    assert "title: " in text
    definition.write_text(text.replace("title: ", "title: New ", 1), "utf-8")
    git(checkout, "commit", "--quiet", "--all", "--message", "Change the definition")
    assert run(script("linux", "Generate"), checkout).returncode == 0
    drift = run(script("linux", "Fail on drift"), checkout)
    assert drift.returncode != 0
    assert "reference.md" in drift.stdout


def test_a_file_that_is_not_committed_is_drift(checkout: Path) -> None:
    (checkout / "generated" / "new.md").write_text("new\n", "utf-8")
    assert run(script("linux", "Fail on drift"), checkout).returncode != 0


def test_packages_are_built_for_all(checkout: Path) -> None:
    built = run(script("packages", "Build"), checkout)
    assert built.returncode == 0, built.stdout + built.stderr
    projects = [checkout, *(checkout / "generated").glob("*/python")]
    wheels = list((checkout / "dist").glob("*.whl"))
    sources = list((checkout / "dist").glob("*.tar.gz"))
    assert len(wheels) == len(sources) == len(projects) > 1
    (own,) = (checkout / "dist").glob("connectorsmith-*.whl")
    with zipfile.ZipFile(own) as wheel:
        assert "connectorsmith/_templates/python/client.py.jinja" in wheel.namelist()
    (sdk,) = (checkout / "dist").glob("hubspot_conversations-*.tar.gz")
    with tarfile.open(sdk) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    assert {"pyproject.toml", "hubspot_conversations/py.typed"} <= names
    assert git(checkout, "status", "--porcelain") == ""
