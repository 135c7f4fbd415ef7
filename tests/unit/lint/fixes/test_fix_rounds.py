"""Rounds of fixes: none that changes other places, does harm, or does not fix."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.growth import assert_linear
from support.lint import read

from connectorsmith.diagnostics.findings import Finding, Location, Severity
from connectorsmith.documents.document import Json, Token
from connectorsmith.inputs.files import Files
from connectorsmith.lint.engine import Report, problems
from connectorsmith.lint.fix import Drop, Fix, Put, Rename
from connectorsmith.lint.fixes.data import fixed as fixed_data
from connectorsmith.lint.fixes.data import same
from connectorsmith.lint.fixes.rounds import Judge, fix


def nothing(_: Files) -> list[Finding]:
    return []


Checks = Callable[[Json], Iterator[tuple[str, tuple[Token, ...], Fix | None]]]


def judge(checks: Checks) -> Judge:
    """Return a judge whose one rule finds what `checks` yields: a message, a place, a fix."""

    def lint(files: Files) -> list[Report]:
        document = files.definition
        return [
            Report("R", Severity.INFO, message, None, document, at, False, fix=fix)
            for message, at, fix in checks(document.value)
        ]

    return Judge(lint, nothing)


def judged(*rules: str) -> Judge:
    """Return a judge that knows these rules alone."""
    return Judge(lambda files: [t for t in problems(files) if t.rule in rules], nothing)


def fixed(text: str, checks: Checks) -> str:
    return fix(Files(read(text)), judge(checks)).files.definition.source.text


def member(value: Json, *keys: str) -> Json:
    for key in keys:
        assert isinstance(value, dict)
        value = value.get(key)
    return value


def lower(*keys: str) -> Checks:
    """The values of these members of the root are in lower case."""

    def check(value: Json) -> Iterator[tuple[str, tuple[Token, ...], Fix | None]]:
        for key in keys:
            text = member(value, key)
            if isinstance(text, str) and text != text.lower():
                yield f"{key} has capitals.", (key,), Put(text.lower())

    return check


def test_a_value_behind_an_alias_is_edited_once_at_its_anchor() -> None:
    text = "a: &x Text # here\nb: *x\nc: 1\n"
    result = fix(Files(read(text)), judge(lower("a", "b")))
    assert result.files.definition.source.text == "a: &x text # here\nb: *x\nc: 1\n"
    assert result.fixed == 1


def test_a_value_that_is_right_elsewhere_is_left() -> None:
    text = "a: &x Text\nb: *x\n"
    assert fixed(text, lower("b")) == text


def test_anchors_may_be_kept_in_an_own_extension() -> None:
    text = "x-texts: [&x Text]\nb: *x\n"
    assert fixed(text, lower("b")) == "x-texts: [&x text]\nb: *x\n"


def test_a_merged_value_is_edited_where_it_is_written() -> None:
    text = "x-base: &x\n  k: Text\nb:\n  <<: *x\nc: {<<: *x}\n"

    def both(value: Json) -> Iterator[tuple[str, tuple[Token, ...], Fix | None]]:
        for key in ("b", "c"):
            if member(value, key, "k") == "Text":
                yield "Capitals.", (key, "k"), Put("text")

    assert fixed(text, both) == text.replace("Text", "text")

    def one(value: Json) -> Iterator[tuple[str, tuple[Token, ...], Fix | None]]:
        return (found for found in both(value) if found[1][0] == "b")

    assert fixed(text, one) == text


def test_a_fix_that_does_not_help_is_not_made() -> None:
    def never(value: Json) -> Iterator[tuple[str, tuple[Token, ...], Fix | None]]:
        yield "Wrong.", ("a",), Put("x" if member(value, "a") != "x" else "y")

    assert fixed("a: 1\n", never) == "a: 1\n"


def test_the_guilty_alone_are_left_out() -> None:
    text = "".join(f"k{number}: Text\n" for number in range(40))

    def check(value: Json) -> Iterator[tuple[str, tuple[Token, ...], Fix | None]]:
        yield from lower(*(f"k{number}" for number in range(40)))(value)
        if member(value, "k7") == "text":
            yield "k3 and k7 differ in a way that only this says.", (), None

    after = text.lower().replace("k7: text", "k7: Text")
    assert fixed(text, check) == after


def test_a_fix_is_made_once_another_has_made_room() -> None:
    def check(value: Json) -> Iterator[tuple[str, tuple[Token, ...], Fix | None]]:
        assert isinstance(value, dict)
        if "old" in value:
            yield "Old.", ("old",), Rename("New")
        if "New" in value:
            yield "Capital.", ("New",), Rename("new")
        if "x" in value:
            yield "x is there.", ("x",), Drop()

    # The first alone would cause the second finding, so only the last is made.
    assert fixed("old: 1\nx: 2\n", check) == "old: 1\n"


def test_two_fixes_of_one_place_come_one_after_the_other() -> None:
    def check(value: Json) -> Iterator[tuple[str, tuple[Token, ...], Fix | None]]:
        text = member(value, "a")
        assert isinstance(text, str)
        if text != text.lower():
            yield "Capitals.", ("a",), Put(text.lower())
        if not text.endswith("."):
            yield "No stop.", ("a",), Put(f"{text}.")

    result = fix(Files(read("a: Text # c\n")), judge(check))
    assert result.files.definition.source.text == "a: text. # c\n"
    assert result.fixed == 2


def test_what_others_find_counts() -> None:
    def further(files: Files) -> list[Finding]:
        if member(files.definition.value, "a") == "text":
            return [Finding("X", Severity.WARNING, "No.", Location("f", 1, 1))]
        return []

    files = Files(read("a: Text\nb: Text\n"))
    result = fix(files, judge(lower("a", "b"))._replace(further=further))
    assert result.files.definition.source.text == "a: Text\nb: text\n"


def test_what_others_find_behind_something_blocking_is_no_harm() -> None:
    def lint(files: Files) -> list[Report]:
        one = judge(lower("a")).lint(files)
        return [
            Report(
                "B",
                Severity.BLOCKING,
                "No.",
                None,
                t.document,
                t.tokens,
                False,
                fix=t.fix,
            )
            for t in one
        ]

    def further(_: Files) -> list[Finding]:
        return [Finding("X", Severity.WARNING, "Now seen.", Location("f", 1, 1))]

    result = fix(Files(read("a: Text\n")), Judge(lint, further))
    assert result.files.definition.source.text == "a: text\n"


def test_both_documents_are_fixed_together() -> None:
    text = '{"schemes": ["https"], "host": "https://api.shelf.example"}'
    listed = "properties:\n  policyTemplateInstances:\n  - templateId: SetHeader # x\n"
    properties = read(listed, "properties.yml")
    files = Files(read(text, "api.json"), properties)
    result = fix(files, judged("PP007", "PP203"))
    assert result.files.definition.source.text == text.replace("https://", "")
    assert result.files.properties is not None
    assert result.files.properties.source.text == listed.replace("SetH", "seth")
    assert result.fixed == 2


TREES: st.SearchStrategy[Json] = st.recursive(
    st.sampled_from(["a", "it's: b", "c # d", "", 5, True, None]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["k", "l", "m n"]), inner, max_size=3)
    ),
    max_leaves=12,
)


def leaves(value: Json, at: tuple[Token, ...] = ()) -> Iterator[tuple[Token, ...]]:
    """The places of all scalars."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, (*at, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from leaves(one, (*at, index))
    else:
        yield at


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from("xyz"), TREES, min_size=1), st.data())
@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_many_edits_at_once_change_what_they_say_and_nothing_else(
    suffix: str, root: dict[str, Json], data: st.DataObject
) -> None:
    text = json.dumps(root, indent=data.draw(st.sampled_from([None, 1, 3])))
    every = list(leaves(root))
    wanted = data.draw(st.lists(st.sampled_from(every), unique=True)) if every else []

    def check(value: Json) -> Iterator[tuple[str, tuple[Token, ...], Fix | None]]:
        for at in wanted:
            node = value
            for token in at:
                assert isinstance(node, (dict, list))
                node = node[token]  # type: ignore[index]  # is a place
            if node != "FIXED":
                yield f"{at} is not fixed.", at, Put("FIXED")

    result = fix(Files(read(text, f"api{suffix}")), judge(check))
    after = result.files.definition
    assert result.fixed == len(wanted)
    assert same(after.value, fixed_data(root, [(at, Put("FIXED")) for at in wanted]))
    # Between the fixed strings, every piece is one of the old text, in its order.
    offset = 0
    for piece in after.source.text.split('"FIXED"'):
        offset = text.index(piece, offset) + len(piece)


PARAMETERS = st.fixed_dictionaries(
    {"name": st.sampled_from(["id", "q", "shelf"])},
    optional={
        "in": st.sampled_from(["path", "query", "header", "body", 5]),
        "required": st.sampled_from([True, False, "true"]),
        "type": st.sampled_from(["string", "integer", "number", "boolean", "array"]),
        "default": st.sampled_from(["10", "true", 5, True, "x", "1.5", [], None]),
        "x-ms-summary": st.sampled_from(["Id", "the id", "iPhone id", 5, ""]),
        "x-ms-sumary": st.sampled_from(["Id", "the id"]),
        "X-MS-Visibility": st.sampled_from(["internal", "important"]),
        "x-ms-url-encoding": st.sampled_from(["single", "double", "no"]),
        "description": st.sampled_from(
            ["The id", "The id.", "See https://x.example/y"]
        ),
        "enum": st.sampled_from([["10"], [10], ["x", "x"], []]),
    },
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(PARAMETERS, max_size=4),
    st.sampled_from([None, 2, "\t"]),
    st.sampled_from([".json", ".yaml"]),
)
def test_fixing_twice_changes_nothing_and_no_rule_says_more(
    parameters: list[dict[str, Json]], indent: int | str | None, suffix: str
) -> None:
    operation: Json = {"operationId": "Get", "parameters": parameters, "responses": {}}
    root: Json = {"swagger": "2.0", "paths": {"/books/{id}": {"get": operation}}}
    if indent == "\t" and suffix == ".yaml":
        indent = 4
    files = Files(read(json.dumps(root, indent=indent), f"api{suffix}"))
    once = fix(files, Judge(problems, nothing))
    before = sorted({one.rule for one in problems(files)})
    after = problems(once.files)
    assert {one.rule for one in after} <= set(before)
    assert len(after) <= len(problems(files))
    twice = fix(once.files, Judge(problems, nothing))
    assert twice.fixed == 0
    assert twice.files is once.files


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_the_cost_is_linear(suffix: str) -> None:
    parameter = '{"name": "q%s", "in": "query", "x-ms-url-encoding": "single"}'

    def prepare(count: int) -> Callable[[], object]:
        listed = ", ".join(parameter % number for number in range(count))
        text = '{"swagger": "2.0", "parameters": {"p": {}}, "paths": {"/a": {"get": '
        text += f'{{"parameters": [{listed}]}}}}}}}}'

        def work() -> None:
            result = fix(Files(read(text, f"api{suffix}")), judged("PP098"))
            assert result.fixed == count
            assert "url-encoding" not in result.files.definition.source.text

        return work

    assert_linear(prepare, 1_500)
