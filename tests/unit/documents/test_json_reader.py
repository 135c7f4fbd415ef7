"""JSON: the values, where they stand, and what is said where a text is no JSON."""

from __future__ import annotations

import json

import pytest

from connectorsmith.diagnostics.findings import Finding, Severity, UnreadableError
from connectorsmith.documents.document import Document
from connectorsmith.documents.load import load_bytes


def read(text: str | bytes) -> Document:
    data = text.encode() if isinstance(text, str) else text
    return load_bytes(data, "spec/a.json", ".json")


def refused(text: str | bytes) -> Finding:
    with pytest.raises(UnreadableError) as caught:
        read(text)
    (finding,) = caught.value.findings
    assert finding.severity is Severity.BLOCKING
    assert finding.location.file == "spec/a.json"
    return finding


def at(document: Document, pointer: str, *, key: bool = False) -> tuple[int, int]:
    location = document.locate(pointer, key=key)
    return location.line, location.column


def test_values_are_those_of_json() -> None:
    text = (
        '{"a": [1, -2.5, 1e3, true, false, null, "x\\n\\u00e9\\ud83d\\ude00"], "b": {}}'
    )
    assert read(text).value == {
        "a": [1, -2.5, 1000.0, True, False, None, "x\né😀"],
        "b": {},
    }


def test_whole_numbers_stay_whole() -> None:
    value = read("[1, 1.0, 12345678901234567890]").value
    assert repr(value) == "[1, 1.0, 12345678901234567890]"


def test_places_of_keys_values_and_items() -> None:
    document = read(
        '\n{\n  "paths": {\n    "/é/{id}": [10,\n      {"x": "y"}]\n  }\n}\n'
    )
    assert at(document, "") == (2, 1)
    assert at(document, "/paths") == (3, 12)
    assert at(document, "/paths", key=True) == (3, 3)
    assert at(document, "/paths/~1é~1{id}", key=True) == (4, 5)
    assert at(document, "/paths/~1é~1{id}/0") == (4, 17)
    assert at(document, "/paths/~1é~1{id}/1") == (5, 7)
    assert at(document, "/paths/~1é~1{id}/1/x") == (5, 13)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_once(end: str) -> None:
    document = read(end.join(["{", '"a": 1,', "", ' "b": 2', "}"]))
    assert at(document, "/a", key=True) == (2, 1)
    assert at(document, "/b", key=True) == (4, 2)


def test_unicode_line_separators_end_no_line() -> None:
    document = read('{"a": "x\u2028y\x85z", "b": 1}')
    assert at(document, "/b") == (1, 21)


def test_a_pointer_that_leads_nowhere_gives_the_deepest_place_on_its_way() -> None:
    document = read('{"a":\n  {"b": [1]}}')
    assert at(document, "/a/missing/deeper") == (2, 3)
    assert at(document, "/a/b/9") == (2, 9)
    assert at(document, "/a/b/" + "9" * 5000) == (2, 9)
    assert at(document, "/nothing") == (1, 1)


def test_a_duplicate_key_is_a_warning_and_the_last_wins() -> None:
    document = read('{"o": [{"d": {"x": 1},\n "e": 2,\n "d": [3]}]}')
    assert document.value == {"o": [{"d": [3], "e": 2}]}
    (finding,) = document.findings
    assert (finding.rule, finding.severity) == ("CS002", Severity.WARNING)
    assert (finding.location.line, finding.location.column) == (3, 2)
    assert finding.message == (
        "The key 'd' is already at line 1, column 9; this later one overrides it."
    )
    assert finding.pointer == "/o/0/d"
    assert at(document, "/o/0/d") == (3, 7)
    assert at(document, "/o/0/d/0") == (3, 8)


def test_the_first_of_two_equal_keys_stays_alive_so_no_mark_is_mistaken() -> None:
    document = read('{"d": {"x": 1}, "d": 2}')
    assert document.kept == ({"x": 1},)


def test_a_thousand_duplicates_do_not_make_a_thousand_findings() -> None:
    document = read("{" + '"a": 1, ' * 1000 + '"a": 2}')
    assert document.value == {"a": 2}
    assert len(document.findings) == 100


def test_a_byte_order_mark_is_a_warning_and_shifts_no_column() -> None:
    document = read(b'\xef\xbb\xbf{"a": 1}')
    assert [(f.rule, f.severity) for f in document.findings] == [
        ("CS003", Severity.WARNING)
    ]
    assert document.source.text == '{"a": 1}'
    assert at(document, "/a") == (1, 7)


def test_other_bytes_are_cp1252_and_good_utf8_beside_them_stays() -> None:
    document = read('{\n "é": "'.encode() + b'Br\xf8nn \x80 \x81"}')
    assert document.value == {"é": "Brønn € \x81"}
    (finding,) = document.findings
    assert (finding.rule, finding.severity) == ("CS004", Severity.WARNING)
    assert (finding.location.line, finding.location.column) == (2, 10)
    assert "0xF8" in finding.message


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-32"])
def test_utf16_is_refused_by_name(codec: str) -> None:
    bom = b"\xfe\xff" if codec == "utf-16-be" else b""
    finding = refused(bom + '{"a": 1}'.encode(codec))
    assert finding.rule == "CS004"
    assert "UTF-16" in finding.message


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", (1, 1), "The file is empty."),
        (" \n\t\n", (1, 1), "The file is empty."),
        ('{"a": 1,}', (1, 8), "A `,` is not allowed before the closing `}`."),
        ('["a",\n]', (1, 5), "A `,` is not allowed before the closing `]`."),
        ('{"a": 1\n "b": 2}', (1, 8), "A `,` is missing."),
        ("[1 2]", (1, 3), "A `,` is missing."),
        ("[,1]", (1, 2), "This `,` must follow a value."),
        ('{,"a": 1}', (1, 2), "This `,` must follow a value."),
        ("[1,,2]", (1, 4), "This `,` must follow a value."),
        ('{"a" 1}', (1, 5), "A `:` must follow the key."),
        ('{"a"}', (1, 5), "A `:` must follow the key."),
        ('{"a": }', (1, 7), "A value is missing before this `}`."),
        ('{"a": ,"b": 1}', (1, 7), "A value is missing before this `,`."),
        ("{a: 1}", (1, 2), "The key 'a' must be in double quotes."),
        ("{'a': 1}", (1, 2), "`'` is not a quote in JSON."),
        ("['a']", (1, 2), "`'` is not a quote in JSON."),
        ("[“a”]", (1, 2), "`“` is not a quote in JSON."),
        ('{"a": 1} // x', (1, 10), "Comments are not allowed in JSON."),
        ('{// x\n"a": 1}', (1, 2), "Comments are not allowed in JSON."),
        ("[/* x */ 1]", (1, 2), "Comments are not allowed in JSON."),
        ("[NaN]", (1, 2), "NaN is not a JSON number."),
        ("[Infinity]", (1, 2), "Infinity is not a JSON number."),
        ("[-Infinity]", (1, 2), "-Infinity is not a JSON number."),
        ("[True]", (1, 2), "True is not a JSON value."),
        ("[TRUE]", (1, 2), "TRUE is not a JSON value."),
        ("[None]", (1, 2), "None is not a JSON value."),
        ("[yes]", (1, 2), "The text 'yes' must be in double quotes."),
        ("[truex]", (1, 2), "The text 'truex' must be in double quotes."),
        ("[01]", (1, 2), "01 is not a JSON number."),
        ("[+1]", (1, 2), "+1 is not a JSON number."),
        ("[.5]", (1, 2), ".5 is not a JSON number."),
        ("[5.]", (1, 2), "5. is not a JSON number."),
        ("[1e]", (1, 2), "1e is not a JSON number."),
        ("[0x1F]", (1, 2), "0x1F is not a JSON number."),
        ("[1e999]", (1, 2), "The number is too large."),
        ("[" + "9" * 5000 + "]", (1, 2), "The number is too large."),
        ('["a\tb"]', (1, 4), "A tab must be escaped in a string."),
        (
            '["a\x01b"]',
            (1, 4),
            "U+0001 (a control character) must be escaped in a string.",
        ),
        (
            '{"a": "x\n}',
            (1, 9),
            "The string that begins at line 1, column 7 must end on its line.",
        ),
        ('["abc', (1, 2), "The string that begins here is not closed."),
        ('["a\\', (1, 4), "A backslash must not come before the end of the file."),
        (r'["a\qb"]', (1, 4), "A backslash must not come before `q`."),
        (r'["\r\u"b"]', (1, 5), "`\\u` must be followed by four hexadecimal digits."),
        (r'["a\u12"]', (1, 4), "`\\u` must be followed by four hexadecimal digits."),
        (r'["\n\ud800x"]', (1, 5), "`\\ud800` is only half of a surrogate pair."),
        (
            r'["\ud83d\ude00\udc00"]',
            (1, 15),
            "`\\udc00` is only half of a surrogate pair.",
        ),
        (r'{"\ud800": 1}', (1, 3), "`\\ud800` is only half of a surrogate pair."),
        (
            '{"a": "b"c"}',
            (1, 9),
            "Text is not allowed after the closing quote of a string.",
        ),
        ('["a": 1]', (1, 5), "A `:` is not allowed here."),
        (
            '{"a": [1}',
            (1, 9),
            "`}` must not close the `[` at line 1, column 7.",
        ),
        (
            '{"a": {\n "b": 1}',
            (2, 9),
            "The `{` at line 1, column 1 is not closed.",
        ),
        (
            '{"a": ',
            (1, 7),
            "The `{` at line 1, column 1 is not closed.",
        ),
        (
            "{} {}",
            (1, 4),
            "No text must follow the document, which ends at line 1, column 2.",
        ),
        (
            "{\u00a0}",
            (1, 2),
            "U+00A0 (no-break space) is not allowed outside a string.",
        ),
        (
            "\x00",
            (1, 1),
            "U+0000 (a control character) is not allowed outside a string.",
        ),
        ("{1: 2}", (1, 2), "The key '1' must be in double quotes."),
        ("{[1]: 2}", (1, 2), 'A key must begin with `"`, not with `[`.'),
        ("@", (1, 1), "A value must not begin with `@`."),
        ("}", (1, 1), "A value is missing before this `}`."),
    ],
)
def test_a_syntax_error_is_located_and_named(
    text: str, place: tuple[int, int], message: str
) -> None:
    finding = refused(text)
    assert finding.rule == "CS001"
    assert finding.message == message
    assert (finding.location.line, finding.location.column) == place


def test_every_syntax_error_of_json_is_one_of_ours() -> None:
    """Cut off anywhere, a good document is refused; at its end it is read."""
    text = '{"a": [1.5, true, {"b\\n": "c\\u00e9"}], "d": null, "e": -1}'
    for length in range(len(text)):
        assert refused(text[:length]).rule == "CS001"
    assert read(text).value == json.loads(text)


def test_indentation_tells_where_a_bracket_is_missing() -> None:
    text = '{\n  "a": {\n    "b": {\n      "x": 1\n  },\n  "c": 2\n}\n'
    finding = refused(text)
    assert finding.hint == (
        "Check the `}` at line 5, column 3: it closes the `{` at line 3, column 10, "
        "but is indented differently."
    )


def test_without_such_a_trace_the_hint_says_what_is_missing() -> None:
    assert refused('{"a": [{').hint == "Add `}]}` at the end of the file."


def test_a_raw_tab_is_told_how_to_write_it() -> None:
    assert refused('["\t"]').hint == "Write it as `\\t`."


def test_a_hundred_levels_are_read_and_one_more_is_refused() -> None:
    assert read("[" * 100 + "]" * 100).value
    finding = refused('{"a":' * 100 + "[]")
    assert finding.rule == "CS005"
    assert (finding.location.line, finding.location.column) == (1, 501)


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_a_hundred_thousand_levels_are_an_error_and_no_crash(opening: str) -> None:
    assert refused(opening * 100_000).rule == "CS005"


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectorsmith.documents.json.reader.MAX_NODES", 4)
    assert read("[1, 2, 3]").value == [1, 2, 3]
    finding = refused("[1, 2, 3, 4]")
    assert (finding.rule, finding.location.column) == ("CS005", 11)


@pytest.mark.parametrize("text", ["1", '"x"', "null", "[]"])
def test_what_the_top_is_is_the_business_of_others(text: str) -> None:
    assert read(f" {text} ").value == json.loads(text)


def test_a_message_stays_short_whatever_the_key() -> None:
    key = "k" * 10_000
    (finding,) = read(f'{{"{key}": 1, "{key}": 2}}').findings
    assert len(finding.message) < 150
