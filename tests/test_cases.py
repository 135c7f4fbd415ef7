"""Runs every folder of tests/cases: inputs, a command, and what has to come of it.

    input/       copied to a working directory
    command      the arguments of connectorsmith, one line
    status       the exit status
    stdout, stderr
    expected/    the files that the command has to leave behind, beside the inputs

`make golden` rewrites what is expected; read that diff as a reviewer would. The runtime of
an SDK is copied as it stands, so it is left out of the comparison.
"""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

import pytest

from connectorsmith.cli import main

CASES = Path(__file__).parent / "cases"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "_runtime" not in path.parts
    }


def checked(text: str, path: Path) -> None:
    """Compare a stream with its file; a file that is not there means an empty stream."""
    if UPDATE:
        path.unlink(missing_ok=True)
        if text:
            path.write_text(text, "utf-8", newline="\n")
    assert text == (path.read_text("utf-8") if path.exists() else "")


@pytest.mark.parametrize("case", sorted(one.name for one in CASES.iterdir()))
def test_case(
    case: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = CASES / case
    work = tmp_path / "work"
    shutil.copytree(folder / "input", work)
    monkeypatch.chdir(work)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    before = files(work)
    with pytest.raises(SystemExit) as stopped:
        main(shlex.split((folder / "command").read_text("utf-8")))
    out, err = capsys.readouterr()
    after = files(work)
    made = {
        path: content for path, content in after.items() if before.get(path) != content
    }
    made = {
        path: content
        for path, content in made.items()
        if not path.endswith(".connectorsmith.json")
    }
    assert not set(before) - set(after), "an input was removed"
    expected = folder / "expected"
    if UPDATE:
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in made.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(content)
    checked(f"{stopped.value.code}\n", folder / "status")
    checked(out, folder / "stdout")
    checked(err, folder / "stderr")
    assert made == (files(expected) if expected.is_dir() else {})
