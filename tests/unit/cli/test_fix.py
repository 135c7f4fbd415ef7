"""`validate --fix` and `--diff`: which files are written, how, and what is reported."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from connectorsmith.cli import main
from connectorsmith.commands import fix as fixing
from connectorsmith.commands.validate import ValidateOptions
from connectorsmith.diagnostics.findings import UnreadableError
from connectorsmith.inputs.files import Files
from connectorsmith.lint.fixes.rounds import Judge, Result, fix

TEXT = (
    "swagger: '2.0'\n"
    "info: {title: Shelf, version: '1.0'}\n"
    "host: https://api.shelf.example # here\n"
    "paths: {}\n"
)
FIXED = TEXT.replace("https://", "")
BOM = b"\xef\xbb\xbf"


def folder(tmp_path: Path, content: bytes, suffix: str = "yaml") -> Path:
    path = tmp_path / f"apiDefinition.swagger.{suffix}"
    path.write_bytes(content)
    return path


def run(
    capsys: pytest.CaptureFixture[str], *arguments: str | Path
) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["validate", *map(str, arguments)])
    out, err = capsys.readouterr()
    return stopped.value.code, out, err


def test_fixes_the_file_and_reports_what_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder(tmp_path, TEXT.encode())
    code, out, err = run(capsys, tmp_path, "--fix")
    assert path.read_bytes() == FIXED.encode()
    assert (code, err) == (1, "1 problem fixed in 1 file.\n")
    assert "PP007" not in out
    assert "PP031" in out
    modified = path.stat().st_mtime_ns
    assert run(capsys, tmp_path, "--fix")[2] == "0 problems fixed in 0 files.\n"
    assert path.stat().st_mtime_ns == modified


@pytest.mark.parametrize("options", [["--diff"], ["--fix", "--diff"]])
def test_diff_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    path = folder(tmp_path, TEXT.encode())
    code, out, err = run(capsys, path, *options)
    assert path.read_bytes() == TEXT.encode()
    assert (code, err) == (1, "1 problem can be fixed in 1 file.\n")
    assert "PP" not in out
    assert "-host: https://api.shelf.example # here\n" in out
    assert "+host: api.shelf.example # here\n" in out


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_diff_can_be_applied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = TEXT.replace("paths: {}\n", "paths: {}").replace("\n", "\r\n")
    folder(tmp_path, content.encode())
    monkeypatch.chdir(tmp_path)
    _, out, _ = run(capsys, "apiDefinition.swagger.yaml", "--diff")
    done = subprocess.run(
        ["git", "apply", "-p1", "-"],
        input=out.encode(),
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "GIT_DIR": str(tmp_path / "none")},
    )
    assert done.returncode == 0, done.stderr
    after = (tmp_path / "apiDefinition.swagger.yaml").read_bytes()
    assert after == content.replace("https://", "").encode()


def test_keeps_mark_line_ends_and_permissions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = TEXT.replace("\n", "\r\n").removesuffix("\r\n").encode()
    path = folder(tmp_path, BOM + content)
    path.chmod(0o640)
    run(capsys, path, "--fix")
    assert path.read_bytes() == BOM + content.replace(b"https://", b"")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_writes_through_a_link(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real = tmp_path / "shelf.yaml"
    real.write_text(TEXT)
    path = tmp_path / "apiDefinition.swagger.yaml"
    path.symlink_to(real.name)
    run(capsys, tmp_path, "--fix")
    assert path.is_symlink()
    assert real.read_text() == FIXED


def test_a_file_that_changed_meanwhile_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder(tmp_path, TEXT.encode())

    def slow(files: Files, judge: Judge) -> Result:
        path.write_text("other: 1\n")
        return fix(files, judge)

    monkeypatch.setattr(fixing, "fix_documents", slow)
    with pytest.raises(UnreadableError, match="has changed since it was read"):
        fixing.fix([tmp_path], ValidateOptions(), write=True, terminal=False)
    assert path.read_text() == "other: 1\n"


JSON = '{"swagger": "2.0", "info": {"title": "Caf\u00e9", "version": "1"}, "paths": {}}'


@pytest.mark.parametrize(
    (("content", "fixed")),
    [
        (BOM + JSON.encode(), JSON),
        (JSON.encode("cp1252"), JSON),
        (JSON.replace('"1"}', '"1",}').encode(), JSON),
        (JSON.replace("{}}", "{\r\n}\r\n,\r\n}").encode(), "{\r\n}\r\n\r\n}"),
        (JSON.replace('"2.0",', '"2.0", "swagger": "2.0",').encode(), JSON),
        (JSON.replace("Caf", "A\tcaf").encode(), JSON.replace("Caf", "A\\tcaf")),
        (BOM + JSON.replace('"1"}', '"1" , }').encode("cp1252"), '"1"  }'),
    ],
)
def test_the_syntax_of_json_is_fixed_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, fixed: str
) -> None:
    path = folder(tmp_path, content, "json")
    code, _, _ = run(capsys, path, "--fix")
    assert code == 1
    after = path.read_bytes()
    assert fixed.encode() in after
    assert not after.startswith(BOM)
    assert run(capsys, path, "--fix")[2] == "0 problems fixed in 0 files.\n"


@pytest.mark.parametrize(
    "content",
    [
        JSON.replace("{}}", "{,}}"),
        JSON.replace('"2.0",', '"2.0",,'),
        JSON.replace('"2.0",', '"2.0", "swagger": "3.0",'),
        JSON.replace("{}}", "{"),
        JSON.replace('"1"}', '"1",}') + "}",
        "[1, 2,]",
        "",
    ],
)
def test_what_has_no_one_reading_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    path = folder(tmp_path, content.encode(), "json")
    code, out, err = run(capsys, path, "--diff")
    if content != "[1, 2,]":
        assert out == ""
    if code == 2:
        assert "CS001" in err
    assert path.read_bytes() == content.encode()


def test_a_diff_on_a_terminal_shows_every_character(tmp_path: Path) -> None:
    text = TEXT.replace("Shelf", '"Shelf \u202e"')
    folder(tmp_path, text.encode())
    plain = fixing.fix([tmp_path], ValidateOptions(), write=False, terminal=False).diff
    shown = fixing.fix([tmp_path], ValidateOptions(), write=False, terminal=True).diff
    assert "\u202e" in plain
    assert "<U+202E>" in shown


def test_only_findings_that_are_wanted_are_fixed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder(tmp_path, TEXT.encode())
    for options in (["--ignore", "PP007"], ["--select", "PP063"]):
        _, _, err = run(capsys, path, "--fix", *options)
        assert err == "0 problems fixed in 0 files.\n"
    (tmp_path / "connector.toml").write_text('[lint.ignore]\nPP007 = "It is so."\n')
    assert run(capsys, path, "--fix")[2] == "0 problems fixed in 0 files.\n"
    code, _, err = run(capsys, path, "--fix", "--select", "PP999")
    assert code == 2
    assert "there is no rule" in err
    assert path.read_text() == TEXT
    (tmp_path / "connector.toml").unlink()
    assert run(capsys, path, "--fix", "--select", "PP00")[2].startswith("1 problem ")


def test_without_a_connector_nothing_is_fixed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, tmp_path / "none", "--fix")
    assert (code, out) == (2, "")
    assert "The path does not exist" in err
