"""YAML by JSON's rules, with libyaml and without: values, places, errors, limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from connectorsmith.diagnostics.findings import Finding, Severity, UnreadableError
from connectorsmith.documents.load import load_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from connectorsmith.documents.document import Document


@pytest.fixture(params=["libyaml", "pure"], autouse=True)
def parser(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    if request.param == "pure":
        monkeypatch.setattr(yaml, "__with_libyaml__", False)
    elif not yaml.__with_libyaml__:
        pytest.skip("this PyYAML was built without libyaml")
    return request.param


def read(text: str | bytes) -> Document:
    data = text.encode() if isinstance(text, str) else text
    return load_bytes(data, "spec/a.yaml", ".yaml")


def value(text: str) -> Any:
    return read(text).value


def errors(text: str | bytes) -> list[Finding]:
    with pytest.raises(UnreadableError) as caught:
        read(text)
    assert all(each.severity is Severity.BLOCKING for each in caught.value.findings)
    return list(caught.value.findings)


def refused(text: str | bytes) -> Finding:
    (finding,) = errors(text)
    return finding


def at(document: Document, pointer: str, *, key: bool = False) -> tuple[int, int]:
    location = document.locate(pointer, key=key)
    return location.line, location.column


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-0.5", -0.5),
        ("1e3", 1000.0),
        ("1.0", 1.0),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("~", "~"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("+1", "+1"),
        (".5", ".5"),
        (".inf", ".inf"),
        ("2024-01-31", "2024-01-31"),
        ("=", "="),
        ('"12"', "12"),
        ("'true'", "true"),
        ('""', ""),
        ("!!str 5", "5"),
        ("!!str", ""),
        ("! 5", "5"),
        ('!!int "5"', 5),
        ("!!float 5", 5.0),
        ('!!bool "true"', True),
        ("!!null ''", None),
        ("!!map {}", {}),
        ("!!seq []", []),
        ("|\n    a\n    b\n", "a\nb\n"),
        (">-\n    a\n    b\n", "a b"),
    ],
)
def test_a_scalar_is_what_a_person_typed(text: str, expected: object) -> None:
    found = value(f"v: {text}\n")["v"]
    assert found == expected
    assert type(found) is type(expected)


def test_keys_are_always_text() -> None:
    text = '200: a\ntrue: b\nnull: c\n1.50: d\n"": e\n!!str 7: f\n? long\n: g\n'
    expected = {"200": "a", "true": "b", "null": "c", "1.50": "d", "": "e", "7": "f"}
    assert value(text) == expected | {"long": "g"}


def test_a_json_text_is_read_alike() -> None:
    assert value('{"a": [1, "x", null, {"b": true}], "c": {}}') == {
        "a": [1, "x", None, {"b": True}],
        "c": {},
    }


def test_places_in_block_style() -> None:
    document = read(
        "# x\n---\npaths:\n  /a:\n  - x: é\n    y: |\n      t\n  - 2\nend:\n"
    )
    assert at(document, "") == (3, 1)
    assert at(document, "/paths", key=True) == (3, 1)
    assert at(document, "/paths") == (4, 3)
    assert at(document, "/paths/~1a") == (5, 3)
    assert at(document, "/paths/~1a/0") == (5, 5)
    assert at(document, "/paths/~1a/0/x") == (5, 8)
    assert at(document, "/paths/~1a/0/y") == (6, 8)
    assert at(document, "/paths/~1a/1") == (8, 5)
    assert at(document, "/end", key=True) == (9, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_once(end: str) -> None:
    document = read(end.join(["a: 1", "", "b:", "  - 2", ""]))
    assert at(document, "/b/0") == (4, 5)


def test_a_yaml_file_may_begin_with_a_byte_order_mark() -> None:
    document = read(b"\xef\xbb\xbfa: 1\n")
    assert document.findings == ()
    assert at(document, "/a") == (1, 4)


def test_an_alias_is_the_anchored_object_and_leads_to_its_lines() -> None:
    document = read("a: &x\n  k: 1\nb: *x\nc: [*x, &n 5, *n]\n")
    root: Any = document.value
    assert root == {"a": {"k": 1}, "b": {"k": 1}, "c": [{"k": 1}, 5, 5]}
    assert root["a"] is root["b"] is root["c"][0]
    assert at(document, "/b", key=True) == (3, 1)
    assert at(document, "/b") == (1, 4)
    assert at(document, "/b/k") == (2, 6)
    assert at(document, "/c/0", key=True) == (4, 5)
    assert at(document, "/c/2") == (4, 9)


def test_an_anchor_may_be_used_again() -> None:
    assert value("[&x 1, *x, &x 2, *x]") == [1, 1, 2, 2]
    assert value("a: &x [&x 1, *x]\nb: *x\n") == {"a": [1, 1], "b": 1}


def test_an_alias_to_text_may_be_a_key() -> None:
    document = read("a: &k name\n*k : 1\n")
    assert document.value == {"a": "name", "name": 1}
    assert at(document, "/name", key=True) == (2, 1)


def test_merged_keys_come_first_and_an_own_key_overrides_in_their_place() -> None:
    document = read(
        "base: &base\n  a: 1\n  b: 2\nuse:\n  z: 0\n  b: own\n  <<: *base\n"
    )
    use = document.value["use"]  # type: ignore[index, call-overload]  # a mapping, above
    assert list(use.items()) == [("a", 1), ("b", "own"), ("z", 0)]
    assert at(document, "/use/a") == (2, 6)
    assert at(document, "/use/a", key=True) == (2, 3)
    assert at(document, "/use/b") == (6, 6)
    assert at(document, "/use/z") == (5, 6)


def test_the_earlier_of_several_merges_wins() -> None:
    text = "one: &one {a: 1, b: 1}\ntwo: &two {c: 2, b: 2}\nuse: {<<: [*one, *two]}\n"
    assert list(value(text)["use"].items()) == [("a", 1), ("b", 1), ("c", 2)]


def test_a_merge_does_not_touch_what_it_merges() -> None:
    root = value(
        "one: &one {a: 1}\ntwo: &two {<<: *one, b: 2}\nuse: {<<: *two, a: 3}\n"
    )
    assert root == {"one": {"a": 1}, "two": {"a": 1, "b": 2}, "use": {"a": 3, "b": 2}}


def test_an_inline_merge_keeps_its_places() -> None:
    document = read("use:\n  <<: {a: {b: 1}}\n")
    assert document.value == {"use": {"a": {"b": 1}}}
    assert at(document, "/use/a/b") == (2, 15)


def test_a_quoted_merge_key_is_a_key() -> None:
    assert value('"<<": {a: 1}') == {"<<": {"a": 1}}


def test_each_duplicate_key_is_told_with_the_first_place() -> None:
    first, second = errors("a:\n  - b: 1\n    'b': 2\n    b: 3\n")
    assert first.rule == second.rule == "CS002"
    assert first.message == "The key 'b' is already at line 2, column 5."
    assert second.message == first.message
    assert (first.location.line, second.location.line) == (3, 4)
    assert first.pointer == "/a/0/b"


def test_two_merges_in_one_mapping_should_be_a_list() -> None:
    finding = refused("a: &a {x: 1}\nb:\n  <<: *a\n  <<: *a\n")
    assert (finding.rule, finding.location.line) == ("CS002", 4)
    assert finding.hint == "Merge a list: `<<: [*a, *b]`."


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", (1, 1), "The file is empty."),
        ("# only\n", (1, 1), "The file is empty."),
        ("a: 1\n---\nb: 1\n", (2, 1), "A second document is not allowed in a file."),
        ("a: !foo x\n", (1, 4), "The tag !foo is not supported."),
        ("a: !foo {}\n", (1, 4), "The tag !foo is not supported."),
        ("a: !!binary eA==\n", (1, 4), "The tag !!binary is not supported."),
        ("a: !!set {x}\n", (1, 4), "The tag !!set is not supported."),
        (
            "a: !!python/name:os.system ''\n",
            (1, 4),
            "The tag !!python/name:os.system is not supported.",
        ),
        (
            "a: !!int x\n",
            (1, 4),
            "The text must be a whole number, because its tag says so.",
        ),
        (
            "a: !!int true\n",
            (1, 4),
            "The text must be a whole number, because its tag says so.",
        ),
        ("a: *x\n", (1, 4), "The alias *x must come after an anchor &x."),
        (
            "a: &x [1, *x]\n",
            (1, 11),
            (
                "The alias *x must not be inside its own anchor, "
                "which is at line 1, column 4."
            ),
        ),
        (
            "a: &x\n  <<: *x\n",
            (2, 7),
            (
                "The alias *x must not be inside its own anchor, "
                "which is at line 1, column 4."
            ),
        ),
        ("[1]: x\n", (1, 1), "A key must be text, on one line."),
        ("? {a: 1}\n: x\n", (1, 3), "A key must be text, on one line."),
        ("a: &x [1]\n*x : 1\n", (2, 1), "A key must be text, on one line."),
        (
            "<<: 1\n",
            (1, 5),
            "The value of `<<` must be a mapping or a list of mappings.",
        ),
        (
            "<<: [{a: 1}, 2]\n",
            (1, 5),
            "The value of `<<` must be a mapping or a list of mappings.",
        ),
        ("a: 1e999\n", (1, 4), "The number is too large."),
        ("a: " + "9" * 5000, (1, 4), "The number is too large."),
        ("a: x\x07\n", (1, 5), "The invisible character U+0007 is not allowed here."),
        (
            "a:\n \ufeffb: 1",
            (2, 2),
            "The invisible character U+FEFF is not allowed here.",
        ),
        ("a:\n\tb: 1\n", (2, 1), "A tab is not allowed before the text of a line."),
        ("a: b: c\n", (1, 5), "A second `:` is not allowed on this line."),
        ("a\nb: 1\n", (2, 2), "A `key:` is not allowed here."),
        ("a: 1\n  b: 2\n", (2, 4), "A `key:` is not allowed here."),
        (
            "a: 1\nbee 2\nc: 3\n",
            (2, 1),
            "This line must have a `:` after its key.",
        ),
        ("a: 'x\nb: 1\n", (1, 4), "The quote `'` is not closed."),
        ('a: "x\nb: 1\n', (1, 4), 'The quote `"` is not closed.'),
        ('a: "x\n---\nb"\n', (1, 4), 'The quote `"` is not closed.'),
        (
            'a: "\\q"\n',
            (1, 5),
            "A backslash in double quotes must not come before `q`.",
        ),
        ("a: @x\n", (1, 4), "Text must not begin with `@`."),
        ("a: %x\n", (1, 4), "Text must not begin with `%`."),
        ("a: *\n", (1, 4), "A name must follow the `*` of an alias."),
        ("a: & x\n", (1, 4), "A name must follow the `&` of an anchor."),
        ("a: !x!y z\n", (1, 4), "The tag that begins with this `!` is not valid."),
        (
            "a: [1, 2\nb: 3\n",
            (2, 2),
            "A `,` or a closing bracket is missing after the `[` at line 1, column 4.",
        ),
        ("a: ]\n", (1, 4), "A value must not begin with `]`."),
        ("a: [", (1, 5), "A value must come before the end of the file."),
        ("a: - b\n", (1, 4), "A list must not begin on the line of its key."),
        (
            "a: |x\n  b\n",
            (1, 5),
            "Only +, - or a digit may follow `|` or `>` on the line.",
        ),
        ('a: "b" c\n', (1, 8), "Text is not allowed after the end of a value."),
        ("a: 1\n}\n", (2, 1), "This `}` has no opening bracket."),
        (
            "a: 1\n- b\n",
            (2, 1),
            ("A list item is not allowed in the mapping at line 1, column 1."),
        ),
        (
            "a:\n  - b\n c: d\n",
            (3, 2),
            (
                "This line must be indented like the block at line 1, column 1, "
                "or like one around it."
            ),
        ),
        (
            "- a\nb: 1\n",
            (2, 1),
            ("A line of the list at line 1, column 1 must begin with `- `."),
        ),
        ("  a: 1\n b: 2\n", (2, 2), "This text is outside the document."),
        ("%YAML 2.0\n---\na: 1\n", (1, 1), "This `%` line is not supported."),
    ],
)
def test_an_error_is_located_and_named(
    text: str, place: tuple[int, int], message: str
) -> None:
    finding = refused(text)
    assert finding.rule == "CS001"
    assert finding.message == message
    assert (finding.location.line, finding.location.column) == place


@pytest.mark.parametrize("escape", ["\\ud800", "\\ud83d\\ude00"])
def test_half_a_character_is_refused(escape: str) -> None:
    assert refused(f'a: "{escape}"\n').rule == "CS001"


def test_an_invisible_space_inside_a_line_is_text() -> None:
    assert value("a: x\ufeffy\n") == {"a": "x\ufeffy"}


@pytest.mark.parametrize("data", [b"a: \xe9\n", "a: 1\n".encode("utf-16")])
def test_only_utf8_is_read(data: bytes) -> None:
    assert refused(data).rule == "CS004"


def test_the_first_bad_byte_is_located() -> None:
    finding = refused("a: é\nb: é".encode() + b"\xff\n")
    assert (finding.location.line, finding.location.column) == (2, 5)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_hundred_thousand_levels_are_an_error_and_no_crash(opening: str) -> None:
    assert refused(opening * 100_000).rule in ("CS001", "CS005")


def test_a_hundred_levels_are_read_and_one_more_is_refused() -> None:
    assert value("[" * 100 + "]" * 100)
    finding = refused("[" * 101 + "]" * 101)
    assert (finding.rule, finding.location.column) == ("CS005", 101)


def test_aliases_count_as_deep_as_what_they_stand_for() -> None:
    lines = [f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 150)]
    finding = refused("\n".join(["a0: &a0 [x]", *lines]))
    assert (finding.rule, finding.location.line) == ("CS005", 100)


def test_an_alias_bomb_is_counted_before_it_goes_off() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 60)]
    finding = refused("\n".join(lines))
    # a4, on line 5, stands for 66,430 values; nine of those are too many.
    assert (finding.rule, finding.location.line) == ("CS005", 6)


def test_a_merge_bomb_is_counted_too() -> None:
    lines = ["a0: &a0 {k: [x, x, x, x, x, x, x, x, x]}"]
    lines += [
        f"a{i}: &a{i} {{" + ", ".join(f"k{j}: *a{i - 1}" for j in range(9)) + "}"
        for i in range(1, 20)
    ]
    assert refused("\n".join([*lines, "b: {<<: [*a19, *a19]}"])).rule == "CS005"
