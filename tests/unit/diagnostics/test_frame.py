"""Lines, visible text and code frames."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.diagnostics.frame import frame
from connectorsmith.diagnostics.lines import Lines
from connectorsmith.diagnostics.visible import cells, cut, visible


def test_lines_end_at_lf_crlf_and_cr_only() -> None:
    lines = Lines("a\nb\r\nc\rd\x0be\u2028f\x85g")
    assert len(lines) == 4
    assert [lines.text_of(n) for n in (1, 2, 3)] == ["a", "b", "c"]
    assert lines.text_of(4) == "d\x0be\u2028f\x85g"
    assert lines.at(0) == (1, 1)
    assert lines.at(3) == (2, 2)
    assert lines.at(5) == (3, 1)


@pytest.mark.parametrize("line", [0, -1, 3])
def test_a_line_that_is_not_there_is_an_index_error(line: int) -> None:
    with pytest.raises(IndexError):
        Lines("a\nb").text_of(line)


def test_an_empty_text_has_one_empty_line() -> None:
    assert len(Lines("")) == 1
    assert Lines("").text_of(1) == ""


def test_a_frame_shows_one_line_each_side_and_a_caret() -> None:
    text = "\n".join(f"line {n}" for n in range(1, 12))
    assert frame(Lines(text), 10, 6) == [
        "  9 | line 9",
        " 10 | line 10",
        "    |      ^",
        " 11 | line 11",
    ]


def test_a_frame_at_the_ends_of_a_file() -> None:
    assert frame(Lines("only"), 1, 1) == [" 1 | only", "   | ^"]
    assert frame(Lines("a\nb\n"), 3, 1) == [" 2 | b", " 3 |", "   | ^"]


def test_a_place_outside_the_text_does_no_harm() -> None:
    assert frame(Lines("a"), 7, 1) == []
    assert frame(Lines("a"), 0, 1) == []
    assert frame(Lines("abc"), 1, 99) == [" 1 | abc", "   |    ^"]


def test_a_long_line_is_cut_around_the_column() -> None:
    text = "x" * 500 + "HERE" + "y" * 500
    rows = frame(Lines(text), 1, 501, width=20)
    assert rows == [
        " 1 | ..." + "x" * 9 + "HERE" + "y" * 7 + "...",
        "   |    " + " " * 9 + "^",
    ]


def test_a_long_line_is_cut_behind_a_column_near_its_start() -> None:
    rows = frame(Lines("ab" + "x" * 500), 1, 2, width=10)
    assert rows == [" 1 | abxxxxxxxx...", "   |  ^"]


def test_the_end_of_a_long_line_is_not_cut() -> None:
    rows = frame(Lines("x" * 50 + "END"), 1, 53, width=10)
    assert rows == [" 1 | ...xxxxxxEND", "   | " + " " * 11 + "^"]


def test_neighbours_are_cut_alike() -> None:
    rows = frame(Lines("short\n" + "x" * 500), 2, 400, width=20)
    assert rows[0] == " 1 | ..."


def test_tabs_and_controls_are_seen_and_the_caret_still_fits() -> None:
    assert frame(Lines("\ta\x1b[31mb"), 1, 8) == [
        " 1 | →   a␛[31mb",
        "   |           ^",
    ]


def test_wide_and_combining_characters_keep_the_caret_in_place() -> None:
    rows = frame(Lines('"日本": e\u0301x'), 1, 9)
    assert rows[1] == "   | " + " " * 9 + "^"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain é 日", "plain é 日"),
        ("a\nb\r", "a␊b␍"),
        ("\x1b]0;x\x07", "␛]0;x␇"),
        ("\x7f\x9b31m", "␡<U+009B>31m"),
        ("\u202eabc\u2066", "<U+202E>abc<U+2066>"),
        ("\u200b\ufeff\u2028", "<U+200B><U+FEFF><U+2028>"),
        ("\ud800", "<U+D800>"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_what_is_hidden_becomes_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


def test_cells_counts_columns_of_a_terminal() -> None:
    assert cells("abc") == 3
    assert cells("日本") == 4
    assert cells("e\u0301") == 1


def test_cut_keeps_a_message_short() -> None:
    assert cut("abc", 5) == "abc"
    assert cut("abcdef", 5) == "ab..."


@given(st.text(st.characters(), max_size=300), st.integers(1, 20), st.integers(1, 300))
def test_nothing_dangerous_passes_through_a_frame(
    text: str, line: int, column: int
) -> None:
    for row in frame(Lines(text), line, column, width=30):
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in row)
        assert not set(row) & set("\u2028\u2029\u202a\u202b\u202d\u202e\u2066\u2067")
