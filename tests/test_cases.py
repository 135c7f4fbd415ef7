"""Runs every folder of tests/cases: inputs, a command, and what has to come of it.

    input/       copied to a working directory
    command      the arguments of connectorsmith, one line
    freezes      which of the written files have to be as they are, a glob a line; all if absent.
                 `GLOB ## Heading` freezes one section of a Markdown file.
    status       the exit status
    stdout, stderr
    files        the names of all written files, beside `freezes`
    expected/    the frozen files that the command has to leave behind, beside the inputs

`make golden` rewrites what is expected; read that diff as a reviewer would. The runtime of
an SDK is copied as it stands, so it is left out of the comparison.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from support.trees import assert_same, tree

from connectorsmith.cli import main

CASES = Path(__file__).parent / "cases"
GIVEN = ("input", "command", "freezes")
"""What a person writes of a case."""
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))


def frozen(freezes: str, written: Mapping[str, bytes]) -> dict[str, bytes]:
    """Keep what the lines of `freezes` name of the written files."""
    kept: dict[str, bytes] = {}
    for line in freezes.splitlines():
        if not line or line.startswith("#"):
            continue
        glob, _, heading = line.partition(" ## ")
        matching = [path for path in sorted(written) if fnmatchcase(path, glob)]
        assert matching, f"freezes: no written file matches {glob}"
        for path in matching:
            content = written[path]
            if heading:
                content = kept.get(path, b"") + section(content.decode(), heading)
            kept[path] = content
    return kept


def section(markdown: str, heading: str) -> bytes:
    """Cut the section under a heading of the second level."""
    found = re.search(
        rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", markdown, re.MULTILINE | re.DOTALL
    )
    assert found, f"freezes: there is no section {heading}"
    return found[0].encode()


def written_since(before: Mapping[str, bytes], work: Path) -> dict[str, bytes]:
    """Read the files that the command wrote, but for copies and the manifest."""
    after = tree(work)
    assert not set(before) - set(after), "an input was removed"
    return {
        path: content
        for path, content in after.items()
        if before.get(path) != content
        and "/_runtime/" not in path
        and not path.endswith(".connectorsmith.json")
    }


def results(
    case: Path, streams: Mapping[str, str], written: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yield what a case expects, by its place in the folder of the case."""
    for name, text in streams.items():
        if text:
            yield name, text.encode()
    freezes = case / "freezes"
    if freezes.is_file():
        yield "files", "".join(f"{path}\n" for path in sorted(written)).encode()
        written = frozen(freezes.read_text("utf-8"), written)
    for path, content in written.items():
        yield f"expected/{path}", content


def expected(case: Path) -> dict[str, bytes]:
    """Read what a case expects now."""
    return {
        path: content
        for path, content in tree(case).items()
        if path.partition("/")[0] not in GIVEN
    }


def update(case: Path, found: Mapping[str, bytes]) -> None:
    """Write what a case is to expect."""
    for path in expected(case).keys() - found.keys():
        (case / path).unlink()
    for path, content in found.items():
        (case / path).parent.mkdir(parents=True, exist_ok=True)
        (case / path).write_bytes(content)


@pytest.mark.parametrize("name", sorted(one.name for one in CASES.iterdir()))
def test_case(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = CASES / name
    work = tmp_path / "work"
    shutil.copytree(case / "input", work)
    monkeypatch.chdir(work)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    before = tree(work)
    with pytest.raises(SystemExit) as stopped:
        main(shlex.split((case / "command").read_text("utf-8")))
    out, err = capsys.readouterr()
    written = written_since(before, work)
    for path, content in written.items():
        if path.endswith(".py"):
            compile(content, path, "exec")
    streams = {"status": f"{stopped.value.code}\n", "stdout": out, "stderr": err}
    found = dict(results(case, streams, written))
    if UPDATE:
        update(case, found)
    assert_same(expected(case), found)
