"""A fault of ours is never shown as a wrong command line, nor a wrong command line as a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import pytest

from connectorsmith.cli import main
from connectorsmith.commands import pipeline
from connectorsmith.lint import explain

DEFINITION = """\
swagger: "2.0"
info: {title: Books, version: "1.0", description: All about books.}
host: example.com
paths:
  /books:
    get:
      operationId: ListBooks
      summary: List books
      description: Lists all books.
      responses: {"200": {description: Books., schema: {type: string}}}
"""


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CONNECTORSMITH_DEBUG", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "apiDefinition.swagger.yaml").write_text(DEFINITION, "utf-8")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stopped:
        main([*arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code, capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "validate", "ir"])
@pytest.mark.parametrize("error", [KeyError, LookupError, ValueError])
def test_an_error_in_a_pass_is_a_fault_of_ours(
    spec: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    error: type[Exception],
) -> None:
    def fail(*_: Any) -> NoReturn:
        raise error("#/definitions/Thing")

    monkeypatch.setattr(pipeline, "apply_passes", fail)
    status, told = run(capsys, command, str(spec))
    assert status == 2
    assert told.startswith("Internal error in connectorsmith ")
    assert f"{error.__name__}: " in told
    assert "Usage:" not in told


def test_an_error_in_explain_is_a_fault_of_ours(
    spec: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: Any) -> NoReturn:
        raise KeyError("PP093")

    monkeypatch.setattr(explain, "find", fail)
    status, told = run(capsys, "explain", "PP093")
    assert status == 2
    assert told.startswith("Internal error in connectorsmith ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["validate", "--select", "PP9999"], "there is no rule 'PP9999'"),
        (["validate", "--fix", "--ignore", "no-such-rule"], "there is no rule "),
        (["explain"], "there is no rule "),
        (["ir"], "holds 2 connectors; name one of them"),
    ],
)
def test_what_does_not_exist_is_a_wrong_command_line(
    spec: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    other = spec.with_name("films")
    other.mkdir()
    (other / "apiDefinition.swagger.yaml").write_text(DEFINITION, "utf-8")
    status, told = run(capsys, *arguments, str(spec.parent))
    assert status == 2
    assert told.startswith(f"Usage: connectorsmith {arguments[0]} [OPTIONS]")
    assert message in told


def test_a_stray_markdown_file_is_left_out(
    spec: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (spec / "notes.md").write_text("Remember the milk.", "utf-8")
    out = tmp_path / "out"
    status, told = run(capsys, "build", str(spec), "-o", str(out))
    assert status == 0
    assert "notes.md:1:1: warning CS011 notes.md is no part of the readme" in told
    made = [path.read_bytes() for path in out.rglob("*") if path.is_file()]
    assert made
    assert not any(b"milk" in content for content in made)
