"""Which findings are told: chosen on the command line, accepted in connector.toml."""

from __future__ import annotations

import pytest

from connectorsmith.diagnostics.errors import UsageError
from connectorsmith.diagnostics.findings import Finding, Location, Severity
from connectorsmith.documents.toml_reader import read_toml
from connectorsmith.lint.selection import Selection, check_rules
from connectorsmith.settings.config import read_config
from connectorsmith.settings.lint import Ignore

HERE = Location("connector.toml", 2, 1)


def accepted(rule: str, place: str = "") -> Ignore:
    return Ignore(rule, place, "it is so", HERE)


def keeps(
    selection: Selection,
    rule: str = "PP093",
    pointer: str = "/paths/~1books/get/summary",
    severity: Severity = Severity.ERROR,
) -> bool:
    return selection.keeps(rule, severity, pointer)


def unused(selection: Selection) -> list[str]:
    return [one.message for one in selection.unused()]


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ((), (), True),
        (("PP093",), (), True),
        (("pp09",), (), True),
        (("PP1", "PP"), (), True),
        (("PP1",), (), False),
        ((), ("PP",), False),
        ((), ("CS",), True),
        (("PP",), ("PP093",), False),
    ],
)
def test_rules_are_chosen_by_what_their_ids_begin_with(
    select: tuple[str, ...], ignore: tuple[str, ...], kept: bool
) -> None:
    assert keeps(Selection(select, ignore)) is kept


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("", False),
        ("/paths", False),
        ("/paths/~1books", False),
        ("/paths/~1books/get/summary", False),
        ("/paths/*/get", False),
        ("/paths/*/post", True),
        ("/paths/~1book", True),
        ("/paths/~1books/get/summary/more", True),
        ("ListBooks", False),
        ("GetBook", True),
        ("NoSuchOperation", True),
    ],
)
def test_a_finding_is_accepted_at_a_place_and_below(place: str, kept: bool) -> None:
    operations = {"ListBooks": "/paths/~1books/get", "GetBook": "/paths/~1book/get"}
    selection = Selection((), (), [accepted("pp093", place)], operations)
    assert keeps(selection) is kept
    assert bool(unused(selection)) is kept


def test_an_ignore_of_another_rule_accepts_nothing() -> None:
    selection = Selection(accepted=[accepted("PP09")])
    assert keeps(selection)
    assert unused(selection) == ["There is no rule 'PP09' to ignore."]


def test_a_rule_has_its_other_ids() -> None:
    check_rules(("PP206",))
    assert keeps(Selection(("PP206",)), rule="CS021")
    assert not keeps(Selection(accepted=[accepted("PP206")]), rule="CS021")


@pytest.mark.parametrize("slug", ["enum-is-not-empty", "Enum-Is-Not-Empty"])
def test_a_slug_is_one_rule(slug: str) -> None:
    check_rules((slug,))
    assert keeps(Selection((slug,)), rule="PP102")
    # An id that begins with the rule's own is another rule.
    assert not keeps(Selection((slug,)), rule="PP102b")
    assert not keeps(Selection(ignore=(slug,)), rule="PP102")
    assert not keeps(Selection(accepted=[accepted(slug)]), rule="PP102")
    assert keeps(Selection(accepted=[accepted(slug)]), rule="PP102b")


def test_what_a_slug_begins_with_is_no_rule() -> None:
    with pytest.raises(UsageError, match=r"did you mean .*enum-is-not-empty"):
        check_rules(("enum-is-not",))


def test_blocking_findings_are_always_told() -> None:
    selection = Selection(("CS",), ("PP",), [accepted("PP093")])
    assert keeps(selection, severity=Severity.BLOCKING)


def test_what_accepts_nothing_is_told_at_its_line() -> None:
    selection = Selection(accepted=[accepted("PP093", "/paths"), accepted("PP063")])
    assert not keeps(selection)
    assert list(selection.unused()) == [
        Finding(
            "CS013",
            Severity.WARNING,
            "There is no finding of PP063 to ignore.",
            HERE,
            hint="Remove the line, or correct its place; blocking findings stay.",
        )
    ]


def test_an_ignore_of_a_rule_that_was_not_asked_for_may_be_unused() -> None:
    assert unused(Selection(("CS",), accepted=[accepted("PP093")])) == []


def test_ids_that_there_are_not_are_refused_with_what_is_near() -> None:
    check_rules(("pp", "CS01", "PP093"))
    with pytest.raises(UsageError, match=r"no rule 'PP0933'; did you mean .*PP093"):
        check_rules(("PP0933",))


def config_findings(text: str) -> list[tuple[str, int]]:
    findings = read_config(read_toml(text, "connector.toml")).findings
    return [(one.message, one.location.line) for one in findings]


def test_connector_toml_has_a_profile_and_reasons() -> None:
    text = """
[lint]
profile = "custom"

[lint.ignore]
PP093 = "the API calls it so"
"PP063 ListBooks" = "as published"
"PP108b /paths/~1a b" = " a path with a space "
"""
    config = read_config(read_toml(text, "connector.toml"))
    assert config.findings == ()
    assert config.lint.profile == "custom"
    assert [(one.rule, one.place, one.reason) for one in config.lint.ignores] == [
        ("PP093", "", "the API calls it so"),
        ("PP063", "ListBooks", "as published"),
        ("PP108b", "/paths/~1a b", "a path with a space"),
    ]
    assert [one.location.line for one in config.lint.ignores] == [6, 7, 8]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[lint]\nprofile = 'me'", "lint.profile has to be one of independent-"),
        (
            "[lint.ignore]\nPP093 = ''",
            "lint.ignore.PP093 has to be the reason, as text",
        ),
        ("[lint.ignore]\nPP093 = true", "lint.ignore.PP093 has to be the reason"),
        ("[lint.ignore]\n'PP093 A B' = 'x'", "lint.ignore.PP093 A B has to be"),
        ("[lint.ignore]\n' PP093' = 'x'", "lint.ignore. PP093 has to be"),
        ("[lint]\nignores = 1", "lint.ignores is not a setting"),
    ],
)
def test_mistakes_in_connector_toml_stop_at_their_line(text: str, message: str) -> None:
    ((told, line),) = config_findings(text)
    assert told.startswith(message)
    assert line == 2
