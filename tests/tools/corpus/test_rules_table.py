"""What is counted, and the table that it makes."""

from __future__ import annotations

import json
from pathlib import Path

from connectorsmith.diagnostics.findings import Finding, Location, Severity
from connectorsmith.settings.profile import Profile
from tools.corpus.connectors import Connector
from tools.corpus.measured import Measured, measure
from tools.corpus.rules import page, read_reference, rows, summary, table

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def measured(
    *found: tuple[str, Severity],
    profile: Profile | None = Profile.VERIFIED_PUBLISHER,
    processor: float = 0.5,
) -> Measured:
    place = Location("a.json", 1, 1)
    findings = tuple(Finding(rule, severity, "No.", place) for rule, severity in found)
    return Measured("certified/Books", profile, findings, processor)


ALL = [
    measured(("PP031", ERROR), ("PP097", WARNING), ("PP097", WARNING)),
    measured(("PP101", WARNING), ("PP101", ERROR), processor=2.0),
    measured(("PP101", WARNING), profile=Profile.INDEPENDENT_PUBLISHER),
    measured(("CS001", Severity.BLOCKING), profile=None),
]


def test_a_connector_counts_once_with_its_worst_finding() -> None:
    assert list(table(rows(ALL), 4, None)) == [
        "| Rule | Severity | Connectors | Rate in % |",
        "| --- | --- | ---: | ---: |",
        "| CS001 | blocking | 1 | 25.0 |",
        "| PP101 | error (warning 1) | 2 | 50.0 |",
        "| PP031 | error | 1 | 25.0 |",
        "| PP097 | warning | 1 | 25.0 |",
    ]


def test_a_reference_stands_beside_and_adds_what_only_it_has(tmp_path: Path) -> None:
    counted = [
        {"id": "PP097", "certified": 100, "independent": 3},
        {"id": "PP040", "certified": 203, "independent": 0},
        {"id": "PP041", "certified": 0, "independent": 0},
    ]
    file = tmp_path / "counted.json"
    file.write_text(json.dumps(counted))
    lines = list(table(rows(ALL[:1]), 1, read_reference(file)))
    assert lines[2:] == [
        "| PP031 | error | 1 | 100.0 |  |",
        "| PP040 | error | 0 | 0.0 | 20.0 |",
        "| PP097 | warning | 1 | 100.0 | 10.1 |",
    ]


def test_who_has_no_error() -> None:
    assert list(summary(ALL, 3.2)) == [
        "independent-publisher: 1 of 1 have no error (100 %)",
        "verified-publisher: 0 of 2 have no error (0 %)",
        "certified: 1 of 4 have no error (25 %)",
        "1 cannot be read",
        "4 connectors: 3 s, 4 s of the processor; median 500 ms, slowest 2.0 s",
    ]


def test_the_page_names_no_connector() -> None:
    made = page(rows(ALL), ALL, ["a fact"])
    assert "Books" not in made
    assert "- a fact\n\n| Rule |" in made
    assert "PP032" in made.splitlines()[-1]


def test_a_folder_is_validated_as_the_command_does(tmp_path: Path) -> None:
    (tmp_path / "apiDefinition.swagger.json").write_text('{"swagger": "2.0"}')
    (tmp_path / "apiProperties.json").write_text(
        '{"properties": {"iconBrandColor": "#da3b01"}}'
    )
    found = measure(Connector("Books", tmp_path))
    assert found.profile is Profile.INDEPENDENT_PUBLISHER
    assert found.fails
    assert found.severities["PP040"] is ERROR


def test_what_cannot_be_read_is_a_result_too(tmp_path: Path) -> None:
    (tmp_path / "apiDefinition.swagger.json").write_text("{")
    found = measure(Connector("Books", tmp_path))
    assert (found.profile, set(found.severities)) == (None, {"CS001"})
