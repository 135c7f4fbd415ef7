"""What README.md and docs/ say, held to the program."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import click
import pytest
import yaml
from markdown_it import MarkdownIt
from support.trees import assert_same

from connectorsmith import __version__
from connectorsmith.cli import cli
from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.toml_reader import read_toml
from connectorsmith.lint.explain import rules_page
from connectorsmith.settings.config import read_config
from connectorsmith.settings.listing import Listing, ListingError

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
SETTINGS = (ROOT / "docs" / "connector-toml.md").read_text("utf-8")
UNKNOWN = "nobody_calls_a_setting_so"


def blocks(page: Path, language: str) -> list[str]:
    return [
        token.content
        for token in MarkdownIt("commonmark").parse(page.read_text("utf-8"))
        if token.type == "fence" and token.info == language
    ]


def commands(page: Path) -> list[str]:
    """Each line of a block of shell or of a `run` in YAML, and each command in the text."""
    lines = [line for text in blocks(page, "sh") for line in text.splitlines()]
    for text in blocks(page, "yaml"):
        lines += re.findall(r"run: (connectorsmith .*)", text)
    lines += re.findall(
        r"`((?:\.venv/bin/)?connectorsmith [^`]*)`", page.read_text("utf-8")
    )
    return [line.partition("#")[0].strip() for line in lines]


def known_in_table(toml: str) -> list[str]:
    """The settings that the reader knows beside an unknown one."""
    findings = read_config(read_toml(toml, "connector.toml")).findings
    (hint,) = (one.hint for one in findings if UNKNOWN in one.message)
    assert hint is not None
    return hint.removeprefix("known: ").split(", ")


def known_in_listing(values: dict[str, object]) -> list[str]:
    with pytest.raises(ListingError, match="known are") as raised:
        Listing.from_mapping(values)
    return str(raised.value).partition("known are ")[2].split(", ")


def settings() -> list[str]:
    """Every setting that the readers know, as the page writes it."""
    found = [
        f"{page}.{key}"
        for table, page in (
            ("sdk", "sdk"),
            ("sdk.auth.key", "sdk.auth.<parameter>"),
            ("sdk.throttle", "sdk.throttle"),
            ("sdk.paging.cursor", "sdk.paging.<name>"),
            ("lint", "lint"),
            ("references", "references"),
        )
        for key in known_in_table(f"[{table}]\n{UNKNOWN} = 1\n")
    ]
    for key, page in (
        ("", "listing"),
        ("products", "listing.products"),
        ("throttling", "listing.throttling"),
    ):
        wrong = {UNKNOWN: 1}
        found += [
            f"{page}.{one}"
            for one in known_in_listing({key: [wrong]} if key else {**wrong})
        ]
    return found


def test_the_readers_tell_their_settings() -> None:
    assert {"sdk.package", "sdk.paging.<name>.next", "listing.products.except"} <= set(
        settings()
    )


@pytest.mark.parametrize("key", settings())
def test_a_setting_is_in_the_page(key: str) -> None:
    # A table of tables is there by its members: `sdk.groups.<group>.<method>`.
    assert re.search(rf"^\| `{re.escape(key)}[.`]", SETTINGS, re.MULTILINE)


def test_the_tables_are_all_that_there_are() -> None:
    assert known_in_table(f"[{UNKNOWN}]\n") == ["sdk", "listing", "lint", "references"]


def test_every_row_of_the_page_is_a_setting() -> None:
    rows = re.findall(r"^\| `([^`]+)`", SETTINGS, re.MULTILINE)
    known = tuple(settings())
    free = (
        "sdk.groups.<group>.<method>",
        "sdk.models.<Class>",
        "lint.ignore.<RULE>",
    )
    assert [row for row in rows if row not in (*known, *free)] == []


def test_every_setting_is_in_the_example() -> None:
    (example,) = blocks(ROOT / "docs" / "connector-toml.md", "toml")
    config = read_config(read_toml(example, "connector.toml"))
    assert config.findings == ()
    assert config.sdk.package == "acme_weather"
    assert config.listing.trigger_poll_seconds == 180
    for key in settings():
        name = key.rpartition(".")[2]
        assert re.search(rf"^(\[+[\w.]*\b{name}\b|{name} =)", example, re.MULTILINE)


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    page = ROOT / "docs" / "rules.md"
    if os.environ.get("UPDATE_GOLDEN"):
        page.write_text(rules_page(), "utf-8")
    made = {page.name: rules_page().encode()}
    assert_same({page.name: page.read_bytes()}, made)


def test_the_readme_shows_a_connector_toml() -> None:
    (example,) = blocks(ROOT / "README.md", "toml")
    config = read_config(read_toml(example, "connector.toml"))
    assert config.findings == ()
    assert config.sdk.groups == {"weather": {"get": "GetWeather"}}
    assert config.sdk.models == {"GetWeather/200": "Weather"}


@pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_links_lead_to_files(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    own = [one for one in targets if not one.startswith(("https://", "#"))]
    assert [one for one in own if not (page.parent / one).exists()] == []


@pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_commands_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for line in commands(page):
        words = shlex.split(line.partition(" > ")[0])
        if words[0] == "make":
            assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE), line
        elif words[0].rpartition("/")[2] == "connectorsmith" and words[1][0] != "-":
            command = cli.commands[words[1]]
            known = {name for one in command.params for name in one.opts}
            assert {word for word in words if word[0] == "-"} <= known, line


def test_every_command_and_option_is_described() -> None:
    text = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    assert set(cli.commands) <= set(sections)
    for name, command in cli.commands.items():
        for option in command.params:
            if not isinstance(option, click.Option):
                continue
            assert all(f"`{one}" in sections[name] for one in option.opts), option.name
            if isinstance(option.type, click.Choice):
                choices = r"\|".join(option.type.choices)
                assert f"{option.opts[-1]} {choices}" in sections[name]


def test_every_severity_is_described() -> None:
    text = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert [one for one in Severity if f"\n| `{one}` |" not in text] == []


def test_the_workflow_for_others_is_whole() -> None:
    (text,) = blocks(ROOT / "docs" / "ci.md", "yaml")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    steps = workflow["jobs"]["connectors"]["steps"]
    assert all(("run" in step) != ("uses" in step) for step in steps)
    assert f"connectorsmith=={__version__} " in text


def test_readme_and_makefile_name_the_two_commands() -> None:
    made = [line for line in commands(ROOT / "README.md") if line.startswith("make ")]
    assert made[:2] == ["make generate", "make test"]


def test_the_readmes_script_is_python() -> None:
    (script,) = blocks(ROOT / "README.md", "python")
    compile(script, "README.md", "exec")
