"""Findings as text, JSON, GitHub commands and SARIF."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema.validators import validator_for

from connectorsmith.diagnostics.arrange import arrange
from connectorsmith.diagnostics.findings import Finding, Location, Place, Severity
from connectorsmith.diagnostics.github_format import format_github
from connectorsmith.diagnostics.json_format import format_json
from connectorsmith.diagnostics.microsoft_format import format_microsoft
from connectorsmith.diagnostics.sarif_format import RuleText, format_sarif, uri_of
from connectorsmith.diagnostics.text_format import count_line, format_text

SOURCE = 'swagger: "2.0"\nhost: a b\npaths: {}\n'
FILE = "spec/x/apiDefinition.swagger.yaml"


def make(
    severity: Severity = Severity.ERROR,
    *,
    rule: str = "CS101",
    message: str = "The host has a space.",
    file: str = FILE,
    line: int = 2,
    column: int = 7,
    pointer: str = "/host",
    hint: str | None = "Write the host alone.",
) -> Finding:
    place = Location(file, line, column)
    return Finding(rule, severity, message, place, pointer, hint)


def test_text_is_place_severity_rule_message_frame_and_hint() -> None:
    assert format_text([make()], {FILE: SOURCE}) == (
        "spec/x/apiDefinition.swagger.yaml:2:7: error CS101 The host has a space.\n"
        ' 1 | swagger: "2.0"\n'
        " 2 | host: a b\n"
        "   |       ^\n"
        " 3 | paths: {}\n"
        "  hint: Write the host alone.\n"
        "\n"
        "1 error in 1 file.\n"
    )


def test_text_without_source_or_hint_is_one_line() -> None:
    assert format_text([make(hint=None)], {}) == (
        "spec/x/apiDefinition.swagger.yaml:2:7: error CS101 The host has a space.\n"
        "\n"
        "1 error in 1 file.\n"
    )


def test_text_without_findings_says_so() -> None:
    assert format_text([], {FILE: SOURCE}) == "No findings.\n"


def test_colour_is_only_there_when_asked_for() -> None:
    plain = format_text([make()], {FILE: SOURCE})
    painted = format_text([make()], {FILE: SOURCE}, color=True)
    assert "\x1b" not in plain
    assert "\x1b[31merror\x1b[0m CS101" in painted


def test_blocking_comes_first_then_file_line_and_column() -> None:
    blocking = make(Severity.BLOCKING, file="z", line=9)
    second = make(Severity.INFO, file="a", line=2, column=10)
    first = make(Severity.WARNING, file="a", line=2, column=9)
    last = make(Severity.ERROR, file="b", line=1)
    assert arrange([last, second, blocking, first]) == [blocking, first, second, last]


def test_identical_findings_are_told_once_as_the_worst() -> None:
    twice = [
        make(Severity.WARNING, pointer="/b"),
        make(Severity.ERROR, pointer="/a"),
        make(Severity.ERROR, message="Another."),
    ]
    assert [each.severity for each in arrange(twice)] == [
        Severity.ERROR,
        Severity.ERROR,
    ]
    assert len(arrange([make(), make(line=3)])) == 2


def test_the_count_line_names_each_severity() -> None:
    findings = [
        make(Severity.WARNING),
        make(Severity.WARNING, file="b"),
        make(Severity.BLOCKING),
        make(Severity.INFO),
        make(Severity.INFO),
    ]
    assert count_line(findings) == "1 blocking, 2 warnings, 2 info in 2 files."


def test_no_terminal_escape_passes_through_text() -> None:
    bad = "\x1b[2J\n::error::\u202e"
    finding = make(message=bad, hint=bad, rule=f"X{bad}", file=f"f{bad}", column=1)
    text = format_text([finding], {finding.location.file: f"a\n{bad}\n"})
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert not any(line.startswith("::") for line in text.splitlines())


def test_json_is_versioned() -> None:
    assert json.loads(format_json([make(hint=None)], {})) == {
        "version": 1,
        "findings": [
            {
                "rule": "CS101",
                "severity": "error",
                "message": "The host has a space.",
                "file": FILE,
                "line": 2,
                "column": 7,
                "pointer": "/host",
                "hint": None,
            }
        ],
    }
    assert json.loads(format_json([], {})) == {"version": 1, "findings": []}


def test_json_is_ascii() -> None:
    assert format_json([make(message="é\u202e\x9b")], {}).isascii()


def test_github_commands_escape_what_github_would_read() -> None:
    finding = make(message="50%: a, b", hint=None, file="a,b:c%.yaml")
    assert format_github([finding], {}) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=2,col=7,title=CS101::50%25: a, b\n"
    )


def test_github_puts_the_hint_on_its_own_line() -> None:
    assert format_github([make(Severity.WARNING)], {}) == (
        f"::warning file={FILE},line=2,col=7,title=CS101::"
        "The host has a space.%0Ahint: Write the host alone.\n"
    )


@pytest.mark.parametrize(
    ("severity", "command"),
    [
        (Severity.BLOCKING, "error"),
        (Severity.ERROR, "error"),
        (Severity.WARNING, "warning"),
        (Severity.INFO, "notice"),
    ],
)
def test_github_knows_three_levels(severity: Severity, command: str) -> None:
    assert format_github([make(severity)], {}).startswith(f"::{command} file=")


@given(st.text(st.characters(), max_size=40))
def test_github_is_one_line_per_finding_whatever_is_in_it(text: str) -> None:
    out = format_github([make(message=text, hint=text, file=text, rule=text)], {})
    assert len(out.splitlines()) == 1


def sarif(*findings: Finding, **rules: RuleText) -> Any:
    (run,) = json.loads(format_sarif(findings, {}, rules=rules, version="1.2.3"))[
        "runs"
    ]
    return run


def test_sarif_has_what_code_scanning_reads() -> None:
    rule = RuleText(
        "host-form", "A form.", "A host is a name.", "https://example.org/CS101"
    )
    run = sarif(make(), CS101=rule)
    assert run["tool"]["driver"] == {
        "name": "connectorsmith",
        "version": "1.2.3",
        "rules": [
            {
                "id": "CS101",
                "name": "host-form",
                "shortDescription": {"text": "A form."},
                "help": {"text": "A host is a name."},
                "helpUri": "https://example.org/CS101",
            }
        ],
    }
    (result,) = run["results"]
    fingerprint = result.pop("partialFingerprints")["connectorsmith/v1"]
    assert len(fingerprint) == 32
    assert result == {
        "ruleId": "CS101",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "The host has a space.\nWrite the host alone."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": FILE},
                    "region": {"startLine": 2, "startColumn": 7},
                },
                "logicalLocations": [{"fullyQualifiedName": "/host"}],
            }
        ],
    }


def test_sarif_lists_a_rule_that_nobody_described() -> None:
    run = sarif(make(rule="CS999", pointer=""), CS101=RuleText("n", "t", "h"))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["CS101", "CS999"]
    assert "helpUri" not in run["tool"]["driver"]["rules"][0]
    assert run["results"][0]["ruleIndex"] == 1
    assert "logicalLocations" not in run["results"][0]["locations"][0]


def test_sarif_without_findings_has_an_empty_run() -> None:
    run = sarif()
    assert run["results"] == []
    assert run["columnKind"] == "unicodeCodePoints"


def test_a_finding_that_moves_keeps_its_fingerprint() -> None:
    def print_of(finding: Finding) -> str:
        (result,) = sarif(finding)["results"]
        return str(result["partialFingerprints"]["connectorsmith/v1"])

    assert print_of(make(line=2)) == print_of(make(line=40, column=1))
    assert print_of(make()) != print_of(make(pointer="/paths"))


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("spec/a b/é#1?.yaml", "spec/a%20b/%C3%A9%231%3F.yaml"),
        ("../spec/100%.yaml", "../spec/100%25.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("/srv/x y.yaml", "file:///srv/x%20y.yaml"),
        ("C:/x y.yaml", "file:///C:/x%20y.yaml"),
    ],
)
def test_files_are_percent_encoded_uris(file: str, uri: str) -> None:
    assert uri_of(file) == uri


SCHEMAS = Path(__file__).parents[3] / "docs"
OFFICIAL = Path(__file__).with_name("sarif-schema-2.1.0.json")


def in_six_places() -> Finding:
    others = [Place(Location(FILE, line, 3), f"/hosts/{line}") for line in range(4, 9)]
    return replace(make(), also=tuple(others))


def test_text_names_the_first_of_the_other_places() -> None:
    assert format_text([in_six_places()], {}) == (
        "spec/x/apiDefinition.swagger.yaml:2:7: error CS101 "
        "The host has a space (and 5 more places).\n"
        "  hint: Write the host alone.\n"
        "  also at 4:3, 5:3, 6:3, 7:3 and 1 more\n"
        "\n"
        "1 error in 1 file.\n"
    )


def test_github_names_the_first_of_the_other_places() -> None:
    assert "%0Aalso at 4:3, 5:3, 6:3, 7:3 and 1 more\n" in format_github(
        [in_six_places()], {}
    )


def test_json_and_sarif_have_every_place() -> None:
    (told,) = json.loads(format_json([in_six_places()], {}))["findings"]
    assert [(one["line"], one["column"], one["pointer"]) for one in told["also"]] == [
        (line, 3, f"/hosts/{line}") for line in range(4, 9)
    ]
    log = json.loads(format_sarif([in_six_places()], {}, rules={}, version="1"))
    (result,) = log["runs"][0]["results"]
    lines = [
        one["physicalLocation"]["region"]["startLine"]
        for one in result["relatedLocations"]
    ]
    assert lines == [4, 5, 6, 7, 8]


def test_microsofts_layout_has_its_code_and_a_line_for_each_place() -> None:
    other = make(rule="CS999", message="Our own.", pointer="", line=1, column=1)
    places = (Place(Location(FILE, 4, 3), "/hosts/4"),)
    two = replace(make(), also=places, code="HostNameNotValid")
    assert format_microsoft([two, other], {}) == (
        "CS999: Our own. ValuePath: ''\n"
        "HostNameNotValid: The host has a space. ValuePath: '/host'\n"
        "HostNameNotValid: The host has a space. ValuePath: '/hosts/4'\n"
    )


EVERYTHING = [
    make(severity, line=line, pointer=pointer, hint=hint, file=file)
    for line, severity in enumerate(Severity, 1)
    for pointer in ("", "/paths/~1a b/get")
    for hint in (None, "Do this.")
    for file in (FILE, "/tmp/a b/x.yaml", "C:/x.yaml")
] + [in_six_places(), replace(make(rule="CS012"), lines=("[sdk]", "x = 1"), code="A")]


def test_sarif_keeps_the_official_schema() -> None:
    schema = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    rules = {"CS101": RuleText("host", "A host.", "Why.", "https://example.com/host")}
    validator = validator_for(schema)(schema)
    for findings in ([], EVERYTHING):
        log = json.loads(format_sarif(findings, {}, rules=rules, version="1.2"))
        assert [error.message for error in validator.iter_errors(log)] == []


def test_json_says_what_a_rule_is_called() -> None:
    (told,) = json.loads(format_json([make()], {}, names={"CS101": "host"}))["findings"]
    assert (told["rule"], told["name"]) == ("CS101", "host")


def test_json_keeps_the_schema_in_the_documentation() -> None:
    schema = json.loads((SCHEMAS / "findings.schema.json").read_text(encoding="utf-8"))
    validator_for(schema).check_schema(schema)
    validator = validator_for(schema)(schema)
    for findings in ([], EVERYTHING):
        told = json.loads(format_json(findings, {}, names={"CS101": "host"}))
        assert [error.message for error in validator.iter_errors(told)] == []
    assert not validator.is_valid({"version": 2, "findings": []})
