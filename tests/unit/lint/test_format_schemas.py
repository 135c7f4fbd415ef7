"""apiProperties.json and settings.json against their schemas: one finding per mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.growth import assert_linear
from support.lint import document, lint_files

from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.documents.document import Json
from connectorsmith.inputs.files import Files
from connectorsmith.lint.standard.formats import Format, departures
from connectorsmith.settings.profile import Profile

PARAMETER = "/properties/connectionParameters/key"


def findings(properties: Json = None, settings: Json = None) -> list[Finding]:
    files = Files(
        document({}, "definition"),
        document(properties, "properties"),
        settings=document(settings, "settings"),
    )
    found = lint_files(files, profile=Profile.CUSTOM)
    return [one for one in found if one.location.file != "definition"]


def of_properties(**inside: Any) -> list[Finding]:
    whole = {"iconBrandColor": "#123456", "connectionParameters": {}, **inside}
    return findings({"properties": whole}, {})


def with_parameter(**parameter: Any) -> list[Finding]:
    texts = {"displayName": "Key", "description": "The key."}
    whole = {"type": "securestring", "uiDefinition": texts, **parameter}
    return of_properties(connectionParameters={"key": whole})


def test_nothing_is_wrong_with_a_good_connection() -> None:
    constraints = {"required": "true", "tabIndex": 2, "clearText": False}
    told = with_parameter(
        **{"x-connectorsmith-note": "ours"},
        uiDefinition={
            "displayName": "Key",
            "description": "The key.",
            "tooltip": "Ask an administrator.",
            "constraints": {**constraints, "allowedValues": [{"value": "a"}]},
        },
    )
    assert [one for one in told if one.rule == "MS300"] == []


@pytest.mark.parametrize(
    ("inside", "pointer", "message", "severity"),
    [
        (
            {"uiDefinition": {"displayname": "Key"}},
            f"{PARAMETER}/uiDefinition/displayname",
            "The key 'displayname' is unknown in 'uiDefinition'.",
            Severity.WARNING,
        ),
        (
            {"uiDefinition": {"displayName": "Key", "description": ["The key."]}},
            f"{PARAMETER}/uiDefinition/description",
            "'description' must be text, not a list.",
            Severity.ERROR,
        ),
        (
            {"oAuthSettings": {"redirectUrl": 4}},
            f"{PARAMETER}/oAuthSettings/redirectUrl",
            "'redirectUrl' must be text, not a number.",
            Severity.ERROR,
        ),
        (
            {"allowedValues": [{"text": "Europe"}]},
            f"{PARAMETER}/allowedValues/0/value",
            "The required 'value' is missing in Item 1 of 'allowedValues'.",
            Severity.ERROR,
        ),
    ],
)
def test_a_departure_is_told_where_it_is(
    inside: dict[str, Any], pointer: str, message: str, severity: Severity
) -> None:
    told = [one for one in with_parameter(**inside) if one.rule == "MS300"]
    assert [(one.pointer, one.message, one.severity) for one in told] == [
        (pointer, message, severity)
    ]


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        ({"capabilities": "actions"}, "PP195"),
        ({"iconBrandColor": 7}, "PP173"),
        ({"stackowner": "Shelf"}, "PP171"),
    ],
)
def test_what_a_rule_tells_is_told_once(inside: dict[str, Any], rule: str) -> None:
    assert [one.rule for one in of_properties(**inside)] == [rule]


def test_a_boolean_constraint_is_told_once() -> None:
    texts = {"displayName": "Key", "description": "The key."}
    told = with_parameter(uiDefinition={**texts, "constraints": {"required": True}})
    assert [one.rule for one in told if "constraints" in one.pointer] == ["PP184"]


def test_what_is_no_mapping_is_told_once() -> None:
    told = [(one.rule, one.message, one.severity) for one in findings([], [])]
    assert told == [
        ("MS300", "The file must be a mapping, not a list.", Severity.ERROR),
        ("PP238", "The file must be a mapping, not a list.", Severity.WARNING),
    ]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"connectorID": None}, "The key 'connectorID' is unknown."),
        (
            {"environment": "production"},
            "'environment' is 'production', which does not match its pattern.",
        ),
        ({"icon": 1}, "'icon' must be text, not a number."),
        (
            {"powerAppsUrl": "api"},
            "'powerAppsUrl' is 'api', which does not match its pattern.",
        ),
    ],
)
def test_settings_are_checked(settings: Json, message: str) -> None:
    (fault,) = departures(Format.SETTINGS, settings)
    assert (fault.message, fault.severity) == (message, Severity.WARNING)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"environment": None, "connectorId": None, "icon": None, "script": None},
        {"environment": "Default-1f0c7a52-7c5b-4e0e-9f0a-0123456789ab"},
        {"environment": "1F0C7A52-7C5B-4E0E-9F0A-0123456789AB", "script": "a.csx"},
        {"powerAppsUrl": "https://api.powerapps.com"},
        {"powerAppsApiVersion": "2016-11-01", "apiProperties": "apiProperties.json"},
    ],
)
def test_good_settings_are_silent(settings: Json) -> None:
    assert list(departures(Format.SETTINGS, settings)) == []


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "properties",
                    "connectionParameters",
                    "connectionParameterSets",
                    "values",
                    "uiDefinition",
                    "constraints",
                    "oAuthSettings",
                    "policyTemplateInstances",
                ]
            )
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
)


@given(JSON)
def test_anything_can_stand_anywhere(value: Any) -> None:
    for format_ in Format:
        for fault in departures(format_, value):
            assert fault.message.isprintable()
            assert len(fault.message) < 300


def test_many_departures_do_not_cost_a_square() -> None:
    def prepare(count: int) -> Callable[[], object]:
        parameters = {f"key{index}": {"typ": 1} for index in range(count)}
        value: Json = {"properties": {"connectionParameters": parameters}}

        def work() -> None:
            assert len(list(departures(Format.API_PROPERTIES, value))) == count

        return work

    assert_linear(prepare, 10_000)
