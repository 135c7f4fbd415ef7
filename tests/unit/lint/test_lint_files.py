"""Which files of a folder reach the rules, and that nothing in them stops a build."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.lint import document, lint_files, rules_of

from connectorsmith.commands.pipeline import make
from connectorsmith.diagnostics.findings import Location, Severity
from connectorsmith.documents.document import Json
from connectorsmith.inputs.facts import icon_facts, text_facts
from connectorsmith.inputs.files import Files
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import Inputs, read_inputs
from connectorsmith.lint.nodes.node import Connector
from connectorsmith.settings.profile import Profile

DEFINITION = """\
{
  "swagger": "2.0",
  "info": {"title": "Shelf", "version": "1.0", "description": "Keeps books."},
  "host": "api.shelf.example",
  "paths": {"/books": {"get": {"operationId": "ListBooks", "responses": {
    "200": {"description": "The books."}}}}}
}
"""


def png(width: int, height: int) -> bytes:
    header = struct.pack(">II", width, height) + b"\x08\x06\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header


def inputs(folder: Path, **files: str | bytes) -> Inputs:
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("_", ".")).write_bytes(data)
    (one,) = find_connectors([folder])
    return read_inputs(one)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    (tmp_path / "apiDefinition.swagger.json").write_text(DEFINITION)
    return tmp_path


def test_every_file_of_a_folder_is_read(published: Path) -> None:
    read = inputs(
        published,
        apiProperties_json='{"properties": {}}',
        settings_json='{"connectorId": null}',
        readme_md="# Shelf\r\n\r\nBooks.\r\n",
        script_csx="// nothing",
        icon_png=png(160, 120),
    )
    files = read.files
    assert files.properties is read.properties
    assert files.settings is not None
    assert files.settings.value == {"connectorId": None}
    assert files.readme is not None
    assert files.readme.value == {"bytes": 19, "lines": ["# Shelf", "", "Books.", ""]}
    assert files.script is not None
    assert files.icon is not None
    assert files.icon.value == {
        "bytes": 29,
        "format": "PNG",
        "width": 160,
        "height": 120,
    }
    assert files.package is not None
    assert files.package.value == {
        "files": [
            "apiDefinition.swagger.json",
            "apiProperties.json",
            "icon.png",
            "readme.md",
            "script.csx",
            "settings.json",
        ]
    }
    assert files.readme.source.name in read.sources
    assert files.script.source.name in read.sources
    assert files.settings.source.name in read.sources
    assert set(read.folder.files) == set(published.iterdir())


def test_a_folder_that_is_published_from_is_no_package(published: Path) -> None:
    assert inputs(published).files.package is not None
    assert inputs(published, connector_toml="").files.package is None


def test_a_folder_with_yaml_is_published_from(tmp_path: Path) -> None:
    (tmp_path / "apiDefinition.swagger.yaml").write_text(DEFINITION)
    assert inputs(tmp_path).files.package is None


def test_a_lone_definition_has_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "shelf.json"
    path.write_text(DEFINITION)
    (tmp_path / "readme.md").write_text("# Other")
    (one,) = find_connectors([path])
    files = read_inputs(one).files
    assert files == Files(files.definition)
    assert files.package is None


def test_what_is_generated_from_nothing_stops_no_build(published: Path) -> None:
    read = inputs(published, settings_json="{", readme_md=b"\xff\xfe#\x00")
    assert read.files.settings is None
    assert read.files.readme is None
    told = {(one.rule, Path(one.location.file).name) for one in read.findings}
    assert told == {("CS001", "settings.json"), ("CS004", "readme.md")}
    assert {one.severity for one in read.findings} == {Severity.ERROR}
    assert not make(read, ["docs"]).blocked


def test_a_text_is_located_by_line() -> None:
    document = text_facts(b"one\r\ntwo\rthree\n", "readme.md")
    assert document.locate("/lines/2") == Location("readme.md", 3, 1)
    assert document.locate("/lines/99") == Location("readme.md", 1, 1)


@pytest.mark.parametrize(
    ("profile", "told"),
    [(Profile.CUSTOM, False), (Profile.VERIFIED_PUBLISHER, True), (None, True)],
)
def test_a_rule_runs_for_whom_it_concerns(profile: Profile | None, told: bool) -> None:
    files = Files(document({}), document({"properties": {}}, "p.json"))
    rules = rules_of(lint_files(files, profile=profile))
    assert ("PP176" in rules) is told
    assert "PP172" in rules


def test_other_pictures_are_told_apart() -> None:
    formats = {
        b"\xff\xd8\xff\xe0": "JPEG",
        b"GIF89a": "GIF",
        b"RIFF1234WEBP": "WebP",
        b'  <svg xmlns="http://www.w3.org/2000/svg"/>': "SVG",
        b"\x89PNG\r\n\x1a\n": "PNG",
        b"": None,
        b"text": None,
    }
    for data, expected in formats.items():
        value = icon_facts(data, "icon.png").value
        assert value == {"bytes": len(data), "format": expected}


@given(st.binary(max_size=60), st.booleans())
def test_no_picture_is_too_strange(data: bytes, signed: bool) -> None:
    start = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" if signed else b""
    document = icon_facts(start + data, "icon.png")
    assert document.locate("/width") == Location("icon.png", 1, 1)


@pytest.mark.parametrize(
    ("color", "profile"),
    [
        ("#da3b01", Profile.INDEPENDENT_PUBLISHER),
        ("#DA3B01 ", Profile.INDEPENDENT_PUBLISHER),
        ("#123456", Profile.VERIFIED_PUBLISHER),
        (7, Profile.VERIFIED_PUBLISHER),
    ],
)
def test_the_profile_is_guessed_by_the_color(color: Json, profile: Profile) -> None:
    value: Json = {"properties": {"iconBrandColor": color}}
    files = Files(document({}), document(value, "p.json"))
    assert Connector(files).profile is profile
    assert Connector(files, Profile.CUSTOM).profile is Profile.CUSTOM
