"""Whatever is wrong with a person's files: where and what, an exit status, and no traceback.

Every case starts from the same good connector. What it breaks must leave the output of an
earlier build, and the files themselves, exactly as they were.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mistakes import (
    CONFIG,
    CONTENT,
    DEFINITION,
    LOCK,
    NAME,
    READING,
    TOML,
    USAGE,
    YAML,
    Case,
    cases,
    replace,
    write,
)
from support.trees import assert_same, tree

from connectorsmith.cli import main


def files(folder: Path) -> dict[str, bytes]:
    return {
        path: content
        for path, content in tree(folder).items()
        if "cache" not in path.split("/")
    }


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a connector that was built once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    (tmp_path / "spec" / NAME).mkdir(parents=True)
    write(tmp_path / DEFINITION, YAML)
    write(tmp_path / CONFIG, TOML)
    assert run("build") == 0
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([*arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


@pytest.mark.parametrize("case", cases(*READING, *CONTENT, *USAGE))
def test_bad_input(case: Case, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case.spoil(work)
    before = files(work)
    capsys.readouterr()
    assert run(*case.arguments) == case.status
    said = capsys.readouterr()
    assert case.said in said.err
    assert case.what in said.err
    assert "Traceback" not in said.err + said.out
    assert_same(before, files(work))


@pytest.mark.parametrize("case", cases(*READING, *CONTENT))
def test_validate_says_it_on_stdout(
    case: Case, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Findings are the result of `validate`; a path that is no connector is not."""
    case.spoil(work)
    capsys.readouterr()
    assert run("validate", *(case.arguments[1:] or ["spec"])) == case.status
    said = capsys.readouterr()
    assert case.said in said.out + said.err
    assert "Traceback" not in said.err + said.out


def test_a_bad_connector_stops_no_other(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(work / "spec" / "broken" / "apiDefinition.swagger.yaml", "- a list\n")
    write(work / "spec" / "zebra" / "apiDefinition.swagger.yaml", YAML)
    assert run("build", "--jobs", "2") == 2
    said = capsys.readouterr()
    assert "spec/broken/apiDefinition.swagger.yaml:1:1: blocking CS001" in said.err
    assert (work / "generated" / "zebra" / "python" / "README.md").is_file()
    assert not (work / "generated" / "broken").exists()


def test_a_folder_called_icon_is_no_icon(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "spec" / NAME / "icon.png").mkdir()
    before = files(work)
    assert run("build") == 0
    assert_same(before, files(work))


def test_a_file_that_may_not_be_read(
    work: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a person meets it; root may read everything, so the refusal is played."""
    icon = work / "spec" / NAME / "icon.png"
    icon.write_bytes(b"")
    before = files(work)
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "icon.png":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refuse)
        assert run("build") == 2
    assert "spec/parcels/icon.png:1:1: blocking CS006" in capsys.readouterr().err
    assert_same(before, files(work))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"ListParcels" = "list_parcels"', '"ListParcels" = "import os; x"'),
        ('"ListParcels" = "list_parcels"', '"ListParcels" = "class"'),
        ("Parcel = [", '"import os; x" = ['),
    ],
)
def test_a_name_in_the_lock_that_is_none(
    work: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    """A merge can leave anything in names.lock; it never becomes code."""
    replace(LOCK, old, new)(work)
    lines = (work / LOCK).read_text("utf-8").splitlines()
    [number] = [n for n, line in enumerate(lines, start=1) if line.startswith(new)]
    before = files(work)
    assert run("build") == 2
    assert f"{LOCK}:{number}:1: blocking CS001" in capsys.readouterr().err
    assert_same(before, files(work))


@pytest.mark.parametrize("damage", ["", "[]", '{"tool": "other"}', "<<<<<<< HEAD"])
def test_a_damaged_manifest(
    work: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    manifest = work / "generated" / NAME / ".connectorsmith.json"
    whole = manifest.read_text("utf-8")
    write(manifest, damage)
    before = files(work)
    assert run("build") == 2
    assert ".connectorsmith.json is damaged" in capsys.readouterr().err
    assert_same(before, files(work))
    assert run("build", "--force") == 0
    assert manifest.read_text("utf-8") == whole


def test_json_findings_of_what_cannot_be_read(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(work / DEFINITION, "- a list\n")
    capsys.readouterr()
    assert run("validate", "spec", "--format", "json") == 2
    report: Any = json.loads(capsys.readouterr().out)
    assert "The definition must be an object." in json.dumps(report)


READER = """
import subprocess, sys
command = [sys.executable, "-m", "connectorsmith", *sys.argv[1:]]
one = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
one.stdout.close()
print(one.wait(), one.stderr.read().decode())
"""


@pytest.mark.parametrize(("command", "status"), [("ir", 0), ("validate", 1)])
def test_a_reader_that_goes_away(work: Path, command: str, status: int) -> None:
    """`connectorsmith ... | head -1` ends without a word, and with its own status."""
    done = subprocess.run(
        [sys.executable, "-c", READER, command, "spec"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == f"{status} \n"
