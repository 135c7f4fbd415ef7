"""Any text behind a Markdown filter is shown as itself, and does nothing else."""

from __future__ import annotations

import re
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token
from support.plain_page import parser

from connectorsmith.render.code import (
    authored_markdown,
    json_text,
    markdown,
    markdown_anchor,
    markdown_code,
    markdown_link,
    shown,
)

MARKUP = [*"\\`*_{}[]()<>#+-.!|~:;&$=\"'^@/? \n\r\t%a1", "www.", "://", "](", "&amp;"]
MARKUP += ["<b>", "<!--", "```", "~~~", "---", "1. ", "- ", "| --- |", "\u2028", "\x00"]
texts = st.one_of(
    st.text(st.characters()), st.lists(st.sampled_from(MARKUP)).map("".join)
)
GITHUB_AUTOLINK = re.compile(r"\w+://|(?<![a-z0-9\\])www\.", re.IGNORECASE)


def inlines(source: str) -> list[Token]:
    return [token for token in parser().parse(source) if token.type == "inline"]


def types(source: str) -> list[str]:
    return [token.type for token in parser().parse(source)]


def plain(token: Token) -> str:
    children = token.children or []
    assert {child.type for child in children} <= {"text"}
    return "".join(child.content for child in children)


@given(texts)
def test_paragraph(text: str):
    source = markdown(text)
    if not shown(text):
        assert source == ""
        return
    assert types(source) == ["paragraph_open", "inline", "paragraph_close"]
    assert plain(inlines(source)[0]) == shown(text)


@given(texts)
def test_paragraph_between_others(text: str):
    source = f"before\n\n{markdown(text)}\n\nafter\n"
    found = [plain(token) for token in inlines(source)]
    assert found == ["before", *filter(None, [shown(text)]), "after"]


@given(texts)
def test_heading(text: str):
    source = f"### {markdown(text)}\n"
    assert types(source) == ["heading_open", "inline", "heading_close"]
    assert plain(inlines(source)[0]) == shown(text)


@given(texts)
def test_list_item(text: str):
    if not shown(text):
        return
    source = f"- first\n  - {markdown(text)}\n"
    assert types(source).count("list_item_open") == 2
    assert [plain(token) for token in inlines(source)] == ["first", shown(text)]


@given(texts, texts)
def test_table_cells(first: str, second: str):
    source = f"| a | b |\n| --- | --- |\n| {markdown(first)} | {markdown(second)} |\n"
    assert types(source).count("td_open") == 2
    assert [plain(token) for token in inlines(source)] == [
        "a",
        "b",
        shown(first),
        shown(second),
    ]


@given(texts)
def test_struck_text(text: str):
    if not shown(text):
        return
    (token,) = inlines(f"~~{markdown(text)}~~")
    children = token.children or []
    assert [child.type for child in children] == ["s_open", "text", "s_close"]
    assert children[1].content == shown(text)


@given(texts)
def test_no_bare_link_is_left_for_github(text: str):
    assert not GITHUB_AUTOLINK.search(markdown(text))


@given(texts)
def test_code(text: str):
    if not shown(text):
        assert markdown_code(text) == ""
        return
    for source in (
        markdown_code(text),
        f"| a |\n| --- |\n| {markdown_code(text)} |\n",
    ):
        token = inlines(source)[-1]
        children = token.children or []
        if "|" in text:
            assert [child.content for child in children] == [
                "<code>",
                shown(text),
                "</code>",
            ]
            assert children[1].type == "text"
        else:
            assert [child.type for child in children] == ["code_inline"]
            assert children[0].content == shown(text)


targets = st.one_of(
    texts,
    texts.map("https://example.com/{}".format),
    texts.map("mailto:{}".format),
)


@given(texts, targets)
def test_link(text: str, target: str):
    source = f"| a | b |\n| --- | --- |\n| {markdown_link(text, target)} | after |\n"
    found = inlines(source)
    assert plain(found[-1]) == "after"
    children = found[-2].children or []
    assert {child.type for child in children} <= {"text", "link_open", "link_close"}
    assert "".join(
        child.content for child in children if child.type == "text"
    ) == shown(text)
    for child in children:
        if child.type == "link_open":
            assert len(children) == 3
            href = cast("str", child.attrs["href"])
            assert href.lower().startswith(("https://", "http://", "mailto:"))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("plain words, even 3.5 of them", "plain words, even 3.5 of them"),
        ("two\n  lines", "two lines"),
        ("a_b*c", r"a\_b\*c"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("a | b", r"a \| b"),
        ("1. first", r"1\. first"),
        ("- item", r"\- item"),
        ("# title", r"\# title"),
        ("$filter and $top", r"\$filter and \$top"),
        ("see https://a.example/x_y", r"see https\://a.example/x\_y"),
        ("see www.a.example", r"see www\.a.example"),
        ("\u202eright to left\x07", "right to left"),
    ],
)
def test_what_the_source_looks_like(text: str, source: str):
    assert markdown(text) == source


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("https://a.example/b?c=d&e=f", "[x](https://a.example/b?c=d&amp;e=f)"),
        ("https://a.example/(b) c|d", "[x](https://a.example/%28b%29%20c%7Cd)"),
        ("mailto:a@b.example", "[x](mailto:a@b.example)"),
        ("javascript:alert(1)", "x"),
        ("data:text/html,x", "x"),
        ("../../secret", "x"),
        ("#place", "x"),
        ("", "x"),
    ],
)
def test_where_a_link_may_lead(target: str, source: str):
    assert markdown_link("x", target) == source


def test_link_into_the_page():
    assert markdown_anchor("Get [a]", "#get-a") == r"[Get \[a\]](#get-a)"
    assert markdown_anchor("x", "#größe (1)") == "[x](#gr%C3%B6%C3%9Fe%20%281%29)"


def test_code_with_backticks_and_pipes():
    assert markdown_code("a`b") == "``a`b``"
    assert markdown_code("`a") == "`` `a ``"
    assert markdown_code("a|b") == r"<code>a\|b</code>"


def test_authored_markdown_is_kept_as_it_is():
    text = "\r\n\n- **a**\r  [b](c)\n\n"
    assert authored_markdown(text) == "- **a**\n  [b](c)"


def test_json_keeps_characters_and_escapes_half_a_pair():
    assert json_text({"ä": "\ud800 \U0001f600", "b": []}) == (
        '{\n  "ä": "\\ud800 \U0001f600",\n  "b": []\n}'
    )
