"""What a build server, a code scanning page or a terminal makes of text of a spec."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith import cli
from connectorsmith.diagnostics.findings import Finding, Location, Severity
from connectorsmith.diagnostics.github_format import format_github
from connectorsmith.diagnostics.microsoft_format import format_microsoft
from connectorsmith.diagnostics.sarif_format import format_sarif
from connectorsmith.diagnostics.text_format import format_text
from connectorsmith.diagnostics.visible import visible

# These are read wherever they stand in a line: runner, ActionCommand.TryParse, and the agent of
# Azure Pipelines, Command.TryParse.
COMMANDS = [
    "##vso[task.setvariable variable=PATH]/evil",
    "##[stop-commands]x",
    "##[error]x",
    "###vso[task.prependpath]/evil",
    "##VSO[task.logissue type=error]x",
]


def finding(text: str) -> Finding:
    place = Location(f"spec/{text}/a.yaml", 1, 1)
    return Finding(
        "CS101", Severity.ERROR, text, place, f"/{text}", text, lines=(text,)
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_no_text_of_a_spec_commands_a_build_server(command: str) -> None:
    said = [finding(f"a {command}")]
    source = {said[0].location.file: f"x: {command}\ny: {command}\n"}
    for shown in (
        format_text(said, source),
        format_github(said, source),
        format_microsoft(said, source),
    ):
        assert "##vso[" not in shown.lower()
        assert "##[" not in shown
        assert "#<U+0023>" in shown


def test_a_heading_and_a_colour_are_no_command() -> None:
    assert visible("## Known issues [1], ##, #[a] and #ff00ff") == (
        "## Known issues [1], ##, #[a] and #ff00ff"
    )


@given(st.text("#vso[] a", max_size=12))
def test_no_combination_is_a_command(text: str) -> None:
    assert "##[" not in visible(text)
    assert "##vso[" not in visible(text)


def test_no_text_of_a_spec_is_a_link_in_code_scanning() -> None:
    log: Any = json.loads(
        format_sarif(
            [finding("[Mend this](https://evil.example)")], {}, rules={}, version="1"
        )
    )
    assert "](" not in log["runs"][0]["results"][0]["message"]["text"]


def test_a_fault_of_ours_shows_no_control_character(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise AssertionError("no such thing: '\x1b[2J\u202e' ##vso[task.complete]")

    monkeypatch.delenv("CONNECTORSMITH_DEBUG", raising=False)
    monkeypatch.setattr(cli.cli, "main", fail)
    with pytest.raises(SystemExit) as stopped:
        cli.main(["build"])
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "AssertionError: no such thing" in said
    assert not {"\x1b", "\u202e"} & set(said)
    assert "##vso[" not in said
