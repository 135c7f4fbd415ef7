"""Pipes, devices, links and folders where files are expected: a clear error, and no hang."""

from __future__ import annotations

import contextlib
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mistakes import CONFIG, DEFINITION, LOCK, NAME, TOML, YAML, replace, write
from support.trees import assert_same, tree

from connectorsmith.cli import main

if sys.platform == "win32":
    pytest.skip("Windows has no such files", allow_module_level=True)

GENERATED = f"generated/{NAME}"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a connector that was built once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write(tmp_path / DEFINITION, YAML)
    write(tmp_path / CONFIG, TOML)
    assert run("build") == 0
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([*arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def dangling(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


SPECIAL: list[Callable[[Path], None]] = [os.mkfifo, device, dangling, os.mkdir]


@pytest.mark.parametrize("place", SPECIAL)
@pytest.mark.parametrize("command", ["build", "validate"])
@pytest.mark.parametrize(
    "path", [DEFINITION, CONFIG, LOCK, f"spec/{NAME}/apiProperties.json"]
)
def test_what_is_no_file_of_a_connector_is_named(
    work: Path,
    capsys: pytest.CaptureFixture[str],
    path: str,
    command: str,
    place: Callable[[Path], None],
) -> None:
    (work / path).unlink(missing_ok=True)
    place(work / path)
    before = tree(work / "generated")
    capsys.readouterr()
    assert run(command, f"spec/{NAME}") == 2
    output = capsys.readouterr()
    assert f"{path}:1:1: blocking CS006" in output.out + output.err
    assert_same(before, tree(work / "generated"))
    assert not stat.S_ISREG((work / path).lstat().st_mode)


@pytest.mark.parametrize("place", SPECIAL)
@pytest.mark.parametrize("path", [".connectorsmith.json", "python/README.md"])
@pytest.mark.parametrize("options", [["--check"], ["--force"]])
def test_what_is_no_file_of_the_output_is_named(
    work: Path,
    capsys: pytest.CaptureFixture[str],
    path: str,
    options: list[str],
    place: Callable[[Path], None],
) -> None:
    (work / GENERATED / path).unlink()
    place(work / GENERATED / path)
    capsys.readouterr()
    assert run("build", *options) == 2
    assert path in capsys.readouterr().err


def stamps(work: Path) -> Path:
    [path] = (work / "cache" / "connectorsmith" / "builds").iterdir()
    return path


def huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 2**40)


def damaged(path: Path) -> None:
    path.write_bytes(b'{"inputs": 1, "findings": [{"message": 5}]}')


@pytest.mark.parametrize("place", [*SPECIAL, huge, damaged])
def test_a_stamp_breaks_no_build(work: Path, place: Callable[[Path], None]) -> None:
    assert run("build") == 0
    path = stamps(work)
    expected = tree(work / "generated")
    for edit in ("", "# an edit\n"):
        if path.is_dir():
            path.rmdir()
        path.unlink(missing_ok=True)
        place(path)
        write(work / DEFINITION, YAML + edit)
        assert run("build") == 0
        assert run("build", "--check") == 0
        assert_same(expected, tree(work / "generated"))
        assert len(list(path.parent.iterdir())) == 1


@pytest.mark.parametrize("path", ["cache", "cache/connectorsmith"])
@pytest.mark.parametrize("place", [os.mkfifo, dangling, damaged])
def test_a_cache_that_is_no_folder_breaks_no_build(
    work: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    place: Callable[[Path], None],
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(work / "other" / "cache"))
    (work / "other" / path).parent.mkdir(parents=True)
    place(work / "other" / path)
    assert run("build") == 0
    assert run("build", "--check") == 0


@contextlib.contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Refuse to write more than so many bytes to a file, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [0, 500, 3_000, 8_000])
def test_a_full_disk_is_named_and_the_next_build_is_whole(
    work: Path, capsys: pytest.CaptureFixture[str], size: int
) -> None:
    text = YAML.replace("A page of parcels", "A page with parcels")
    write(work / DEFINITION, text.replace("version: 1.0.0", "version: 1.1.0"))
    capsys.readouterr()
    with largest_file(size):
        assert run("build") == 2
    error = capsys.readouterr().err
    assert "cannot be written: File too large" in error
    assert "Traceback" not in error
    assert not list(work.rglob("*.tmp"))
    assert run("build") == 0
    assert run("build", "--check") == 0
    assert not list(work.rglob(".connectorsmith.[jl]*k"))


def test_a_read_only_folder_is_named(
    work: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a user meets it; root may write everywhere, so the refusal is simulated."""
    real, real_open = os.open, Path.open

    def refuse(path: Path, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT and GENERATED in path.as_posix():
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, *rest)

    def refuse_open(path: Path, mode: str = "r", **options: Any) -> Any:
        if "x" in mode and GENERATED in path.as_posix():
            raise PermissionError(13, "Permission denied", str(path))
        return real_open(path, mode, **options)

    before = tree(work / "generated")
    replace(DEFINITION, "version: 1.0.0", "version: 1.1.0")(work)
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)
        patched.setattr(Path, "open", refuse_open)
        assert run("build", "--check") == 1
        capsys.readouterr()
        assert run("build") == 2
    error = capsys.readouterr().err
    assert "cannot be written: Permission denied; is it read-only" in error
    assert_same(before, tree(work / "generated"))


def test_two_builds_at_once_make_no_mix(work: Path) -> None:
    """The second waits for the first: the output is that of one definition."""
    other = work / "other" / NAME
    write(other / "apiDefinition.swagger.yaml", YAML.replace("1.0.0", "2.0.0"))
    write(other / "connector.toml", TOML)
    command = [sys.executable, "-m", "connectorsmith", "build", "--force"]
    builds = [
        subprocess.Popen([*command, spec], stderr=subprocess.DEVNULL)
        for spec in (f"spec/{NAME}", f"other/{NAME}")
    ]
    assert [build.wait() for build in builds] == [0, 0]
    results = {
        run("build", "--check", "spec"),
        run("build", "--check", f"other/{NAME}"),
    }
    assert results == {0, 1}
