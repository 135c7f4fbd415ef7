"""Builds that were killed: the next one takes nothing for an edit, and leaves nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import trees

from connectorsmith.output.errors import EditedError, OutputError
from connectorsmith.output.folder_lock import locked
from connectorsmith.output.plan import Drift, DriftKind, drift, plan
from connectorsmith.output.writer import apply

MANIFEST = ".connectorsmith.json"
JOURNAL = ".connectorsmith.journal"
LOCK = ".connectorsmith.lock"
Files = dict[str, bytes]


class KilledError(BaseException):
    """The end of a process."""


def build(root: Path, files: Files) -> None:
    apply(plan(root, files))


def build_and_die(root: Path, files: Files, steps: int) -> None:
    """Build, but end as a killed process does: after some steps, without cleaning up."""
    left = steps
    real = {name: getattr(os, name) for name in ("replace", "unlink", "rmdir")}

    def limited(name: str) -> None:
        def step(*arguments: object, **options: object) -> object:
            nonlocal left
            if left == 0:
                raise KilledError
            left -= 1
            return real[name](*arguments, **options)

        patch.setattr(os, name, step)

    with pytest.MonkeyPatch.context() as patch:
        for name in real:
            limited(name)
        try:
            build(root, files)
        except KilledError:
            return


def tree(root: Path) -> Files:
    return {
        path: content for path, content in trees.tree(root).items() if path != MANIFEST
    }


NAMES = st.sampled_from(["a", "b/c", "b/d", "e/f/g", "e"])


@st.composite
def targets(draw: st.DrawFn) -> Files:
    files = draw(st.dictionaries(NAMES, st.binary(min_size=1, max_size=3), max_size=4))
    if "e" in files:
        files.pop("e/f/g", None)
    return files


@settings(deadline=None, max_examples=80)
@given(
    targets(), st.lists(st.tuples(targets(), st.integers(0, 14)), max_size=3), targets()
)
def test_after_builds_that_died_at_any_step_the_next_is_whole(
    tmp_path_factory: pytest.TempPathFactory,
    first: Files,
    killed: list[tuple[Files, int]],
    last: Files,
) -> None:
    root = tmp_path_factory.mktemp("root")
    build(root, first)
    for files, steps in killed:
        build_and_die(root, files, steps)
    build(root, last)
    expected = tmp_path_factory.mktemp("expected")
    build(expected, last)
    trees.assert_same(trees.tree(expected), trees.tree(root))
    assert drift(plan(root, last)) == []
    folders = {path for path in root.rglob("*") if path.is_dir()}
    assert all(any(folder.iterdir()) for folder in folders)


def test_a_hand_edit_after_a_killed_build_is_still_one(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1\n", "b": b"1\n"})
    build_and_die(tmp_path, {"a": b"2\n", "b": b"2\n"}, steps=2)
    assert (tmp_path / JOURNAL).exists()
    (tmp_path / "b").write_bytes(b"mine\n")
    with pytest.raises(EditedError) as caught:
        build(tmp_path, {"a": b"3\n", "b": b"3\n"})
    assert caught.value.paths == ("b",)
    assert (tmp_path / "b").read_bytes() == b"mine\n"


def test_a_file_of_a_killed_build_that_someone_replaced_is_left(tmp_path: Path) -> None:
    build_and_die(tmp_path, {"a": b"1\n", "b": b"1\n"}, steps=2)
    (tmp_path / "a").write_bytes(b"mine\n")
    build(tmp_path, {"c": b"1\n"})
    assert tree(tmp_path) == {"a": b"mine\n", "c": b"1\n"}


def test_check_names_what_a_killed_build_left(tmp_path: Path) -> None:
    files = {"docs/a": b"1\n"}
    build(tmp_path, files)
    left = ["docs/.connectorsmith-0123456789abcdef.tmp", JOURNAL, LOCK]
    for path in left:
        (tmp_path / path).write_bytes(b"{")
    found = drift(plan(tmp_path, files))
    assert found == [Drift(path, DriftKind.EXTRA) for path in sorted(left)]
    with locked(tmp_path):
        build(tmp_path, files)
    assert tree(tmp_path) == files


@pytest.mark.parametrize("content", [b"", b"\0\0\0\0"])
def test_what_a_crash_of_the_machine_leaves_is_no_edit(
    tmp_path: Path, content: bytes
) -> None:
    build(tmp_path, {"a": b"1\n"})
    (tmp_path / "a").write_bytes(content)
    build(tmp_path, {"a": b"2\n"})
    assert tree(tmp_path) == {"a": b"2\n"}
    (tmp_path / "mine").write_bytes(content)
    with pytest.raises(EditedError):
        build(tmp_path, {"a": b"2\n", "mine": b"1\n"})


@pytest.mark.parametrize("content", [b"<<<<", b"[]", b'{"changes": {"../x": [1, 2]}}'])
def test_a_damaged_journal_stops_nothing(tmp_path: Path, content: bytes) -> None:
    build(tmp_path, {"a": b"1\n"})
    (tmp_path / JOURNAL).write_bytes(content)
    build(tmp_path, {"a": b"2\n"})
    assert tree(tmp_path) == {"a": b"2\n"}


@pytest.fixture(params=["pipe", "device", "dangling link", "folder"])
def special(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """What is no file, and may block or never end."""
    path = tmp_path / "special"
    match request.param:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "dangling link":
            path.symlink_to(tmp_path / "nowhere")
        case _:
            path.mkdir()
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("name", [MANIFEST, JOURNAL, "a", LOCK])
def test_what_is_no_file_is_named(special: Path, tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    special.rename(root / name)
    with (
        pytest.raises(OutputError, match=rf"{name} must be a file|leads outside"),
        locked(root),
    ):
        build(root, {"a": b"1\n"})
    assert [path.name for path in root.iterdir()] == [name]


HOLD = """
import sys, time
from pathlib import Path
from connectorsmith.output.folder_lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process, which holds the lock of the folder."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        yield process
        process.kill()


def test_who_holds_the_lock_is_named(
    tmp_path: Path, holder: subprocess.Popen[bytes]
) -> None:
    with (
        pytest.raises(OutputError, match=f"written by process {holder.pid} on "),
        locked(tmp_path, patience=0),
    ):
        pass


def test_a_waiting_build_says_so_and_goes_on_when_the_holder_is_killed(
    tmp_path: Path, holder: subprocess.Popen[bytes]
) -> None:
    messages: list[str] = []

    def report(message: str) -> None:
        messages.append(message)
        holder.kill()

    with locked(tmp_path, report):
        assert (tmp_path / LOCK).exists()
    assert f"waiting for process {holder.pid}" in messages[0]
    assert list(tmp_path.iterdir()) == []


def test_a_check_writes_nothing_for_the_lock(tmp_path: Path) -> None:
    with locked(tmp_path / "root", create=False):
        assert list(tmp_path.iterdir()) == []


def test_a_folder_that_stays_empty_is_not_left(tmp_path: Path) -> None:
    with locked(tmp_path / "generated" / "x"):
        assert (tmp_path / "generated" / "x" / LOCK).exists()
    assert list(tmp_path.iterdir()) == []
