"""The archive of a certification: its layout, and that no archive does harm."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.commands.validate import ValidateOptions, validate
from connectorsmith.inputs.package_facts import package_facts
from connectorsmith.lint.engine import lint_package

SOLUTION = {"[Content_Types].xml": "<Types/>", "solution.xml": "<ImportExportXml/>"}
CONNECTOR = "<Connectors><Connector><name>shelf</name></Connector></Connectors>"
FLOW = "<Workflows><Workflow Name='Try it'/></Workflows>"


def archive(files: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def solution(customizations: str, *folders: str) -> bytes:
    xml = f"<ImportExportXml>{customizations}</ImportExportXml>"
    inside = {f"{folder}/shelf.json": "{}" for folder in folders}
    return archive({**SOLUTION, "customizations.xml": xml, **inside})


GOOD: dict[str, str | bytes] = {
    "PkgAssets/ConnectorSolution.zip": solution(
        CONNECTOR + "<Workflows/>", "Connector"
    ),
    "PkgAssets/FlowSolution.zip": solution(CONNECTOR + FLOW, "Connector", "Workflows"),
}


def outer(package: dict[str, str | bytes] | bytes, **more: str) -> bytes:
    inner = package if isinstance(package, bytes) else archive(package)
    return archive({"intro.md": "# Shelf", "package.zip": inner, **more})


def told(data: bytes) -> list[tuple[str, str]]:
    facts = package_facts(data, "shelf.zip")
    return [(one.rule, one.message) for one in lint_package(facts)]


def test_a_package_as_it_has_to_be() -> None:
    assert told(outer(GOOD)) == []


def test_a_third_solution_is_that_of_a_plugin() -> None:
    folders = ("Connector", "aiplugins", "aipluginoperations")
    plugin = solution("<aicopilot_aiplugin>x</aicopilot_aiplugin>", *folders)
    assert told(outer({**GOOD, "PkgAssets/PluginSolution.zip": plugin})) == []
    other = solution(CONNECTOR, "Connector")
    assert told(outer({**GOOD, "PkgAssets/Other.zip": other})) == [
        ("PP242", "The folder 'PkgAssets' must hold 2 solutions, not 3.")
    ]


def test_backslashes_are_folders() -> None:
    assert (
        told(outer({name.replace("/", "\\"): data for name, data in GOOD.items()}))
        == []
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [("MS301", "The archive 'shelf.zip' is not a zip archive.")]),
        (b"PK\x05\x06" + b"\xff" * 18, None),
        (
            archive({"docs/intro.md": ""}),
            [
                (
                    "PP240",
                    "The archive must hold one .md file, the introduction, not 0.",
                ),
                ("PP240", "The archive must hold one .zip file, the package, not 0."),
                ("PP240", "The archive must not hold the folder 'docs'."),
            ],
        ),
        (
            outer(b"text"),
            [("MS301", "The archive 'package.zip' is not a zip archive.")],
        ),
        (
            outer({"a.zip": b"", "b.zip": b""}),
            [("PP241", "The package 'package.zip' must hold one folder, not 0.")],
        ),
        (
            outer({"PkgAssets/readme.txt": ""}),
            [("PP242", "The folder 'PkgAssets' must hold 2 solutions, not 0.")],
        ),
        (
            outer({**GOOD, "PkgAssets/more/x.txt": ""}),
            [("PP242", "The folder 'PkgAssets' must not hold the folder 'more'.")],
        ),
        (
            outer({**GOOD, "PkgAssets/FlowSolution.zip": archive(dict(SOLUTION))}),
            [
                (
                    "PP243",
                    "The solution 'FlowSolution.zip' must have customizations.xml.",
                )
            ],
        ),
        (
            outer({**GOOD, "PkgAssets/FlowSolution.zip": solution(FLOW, "Workflows")}),
            [
                (
                    "PP244",
                    "The solution 'FlowSolution.zip' must have the folder Connector.",
                )
            ],
        ),
        (
            outer(
                {**GOOD, "PkgAssets/FlowSolution.zip": solution(CONNECTOR, "Connector")}
            ),
            [("PP244", "One solution must have a flow.")],
        ),
        (
            outer({**GOOD, "../../evil.txt": ""}),
            [
                (
                    "MS301",
                    "The name '../../evil.txt' must not point outside of the archive 'package.zip'.",
                )
            ],
        ),
    ],
)
def test_one_mistake_is_told_once(
    data: bytes, expected: list[tuple[str, str]] | None
) -> None:
    found = told(data)
    if expected is None:
        assert [rule for rule, _ in found] == ["MS301"]
    else:
        assert sorted(found) == expected


@pytest.mark.parametrize(
    ("xml", "problem"),
    [
        ("<a>", "has a customizations.xml that is not XML"),
        ("<?xml version='1.0' encoding='made-up'?><a/>", "that is not XML"),
        (
            "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a>&c;</a>",
            "has a document type in its customizations.xml",
        ),
    ],
)
def test_xml_is_read_without_entities(xml: str, problem: str) -> None:
    bad = archive({**SOLUTION, "customizations.xml": xml})
    ((rule, message),) = told(outer({**GOOD, "PkgAssets/FlowSolution.zip": bad}))
    assert rule == "MS301"
    assert problem in message


def test_a_bomb_is_counted_as_it_is_read() -> None:
    bomb = archive({"x.zip": b"\0" * (40 * 2**20)})
    assert len(bomb) < 100_000
    messages = [message for _, message in told(archive({"a.md": "", "b.zip": bomb}))]
    assert messages == ["The package 'b.zip' must hold one folder, not 0."]
    huge = archive({"intro.md": "", "package.zip": b"\0" * (40 * 2**20)})
    assert told(huge) == [
        ("MS301", "The archive 'package.zip' unpacks to more than 16 MB.")
    ]


def test_a_size_that_lies_does_not_help() -> None:
    data = bytearray(archive({"intro.md": "", "package.zip": b"\0" * (40 * 2**20)}))
    stated = struct.pack("<I", 40 * 2**20)
    while (place := data.find(stated)) >= 0:
        data[place : place + 4] = struct.pack("<I", 10)
    assert [rule for rule, _ in told(bytes(data))] == ["MS301"]


@given(st.data())
def test_damage_never_raises(data: st.DataObject) -> None:
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(
            st.integers(0, 255)
        )
    cut = data.draw(st.integers(0, len(whole)))
    told(bytes(whole[:cut]))
    told(bytes(whole))


WHOLE = outer(GOOD)


def test_validate_takes_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "shelf.zip"
    path.write_bytes(outer(GOOD))
    assert validate([path], ValidateOptions(strict=True))[1] == 0
    path.write_bytes(archive({"intro.md": ""}))
    text, status = validate([path], ValidateOptions())
    assert status == 1
    assert f"{path.as_posix()}:1:1: error PP240" in text
    text, status = validate([tmp_path / "none.zip"], ValidateOptions())
    assert status == 2
    assert "The file does not exist." in text
