"""Edits of any document: the result reads as it should, and only the edited span differs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from support.lint import read

from connectorsmith.diagnostics.findings import UnreadableError
from connectorsmith.documents.document import Document, Json, Token
from connectorsmith.lint.fix import Drop, Fix, Put, Rename
from connectorsmith.lint.fixes.data import fixed, same
from connectorsmith.lint.fixes.edit import CannotEditError, Edit, Editor, edited
from connectorsmith.lint.fixes.json_text import JsonText
from connectorsmith.lint.fixes.yaml_text import YamlText

ours = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXTS = (
    st.text(st.characters(codec="utf-8"), max_size=10)
    | st.text("ab #:-'\"\\\n,{}[]é", max_size=8)
    | st.sampled_from(["yes", "5", "null", "a b", "it's", "C:\\x", "- x", "x: y", ""])
)
KEYS = st.sampled_from(["a", "b", "key", "x-ms-summary", "200", "it's", "a b", "é"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.sampled_from([0.5, -2.25, 1e30])
    | TEXTS
)
TREES: st.SearchStrategy[Json] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=12,
)
ROOTS = st.dictionaries(KEYS, TREES, min_size=1, max_size=4)
Place: TypeAlias = tuple[Token, ...]


def places(value: Json, place: Place = ()) -> Iterator[Place]:
    if place:
        yield place
    if isinstance(value, Mapping):
        for key, member in value.items():
            yield from places(member, (*place, key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, item in enumerate(value):
            yield from places(item, (*place, index))


def at(value: Json, token: Token) -> Json:
    if isinstance(value, Mapping):
        return value[str(token)]
    assert isinstance(value, Sequence)
    return value[int(token)]


def holders(value: Json) -> Iterator[Place]:
    yield ()
    for place in places(value):
        node = value
        for token in place:
            node = at(node, token)
        if isinstance(node, Mapping):
            yield place


@st.composite
def fixes(draw: st.DrawFn, root: Json) -> tuple[Place, Fix]:
    if draw(st.booleans()):
        holder = draw(st.sampled_from(list(holders(root))))
        return (*holder, draw(st.sampled_from(["new", "x-new"]))), Put(draw(TREES))
    place = draw(st.sampled_from(list(places(root))))
    choices: list[Fix] = [Put(draw(SCALARS)), Drop()]
    if isinstance(place[-1], str):
        choices.append(Rename(draw(st.sampled_from(["to", "x-to", "it's to"]))))
    return place, draw(st.sampled_from(choices))


def checked(
    editor: Callable[[Document], Editor], text: str, suffix: str, place: Place, fix: Fix
) -> str:
    document = read(text, f"api{suffix}")
    edit = editor(document).edit(place, fix)
    after = edited(document.source.text, [edit])
    again = read(after, f"api{suffix}")
    assert same(again.value, fixed(document.value, [(place, fix)]))
    return after


@st.composite
def json_texts(draw: st.DrawFn, root: Json) -> str:
    indent = draw(st.sampled_from([None, 0, 1, 2, "\t"]))
    separators = draw(st.sampled_from([None, (",", ":"), (" , ", " : ")]))
    text = json.dumps(
        root,
        indent=indent,
        separators=separators,
        ensure_ascii=draw(st.booleans()),
    )
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@ours
@given(st.data())
def test_any_fix_of_any_json(data: st.DataObject) -> None:
    root = data.draw(ROOTS)
    text = data.draw(json_texts(root))
    place, fix = data.draw(fixes(root))
    after = checked(JsonText, text, ".json", place, fix)
    assert after.isascii() or not text.isascii()
    if "\r\n" in text:
        assert after.count("\r") == after.count("\n")


def is_container(value: Json) -> bool:
    return isinstance(value, (Mapping, Sequence)) and not isinstance(value, str)


_WORDS = ("yes", "null", "true", "false")
"""Texts that are something else without quotes."""


@dataclass
class Writer:
    """Writes a tree as YAML in ways that it chooses by chance."""

    draw: st.DrawFn

    def chance(self) -> bool:
        return self.draw(st.integers(0, 3)) == 0

    def comment(self) -> str:
        return "  # a comment: 'x' {y}" if self.chance() else ""

    def lines(self, value: Json, indent: str) -> list[str]:
        """A container that is not empty in block style."""
        lines: list[str] = []
        entries: list[tuple[str, Json]]
        if isinstance(value, Mapping):
            entries = [(f"{self.string(k, True)}:", v) for k, v in value.items()]
        else:
            assert isinstance(value, Sequence)
            entries = [("-", item) for item in value]
        for sign, member in entries:
            if self.chance():
                lines.append(self.draw(st.sampled_from(["", f"{indent}# above"])))
            if is_container(member) and member and not self.chance():
                deeper = indent + " " * self.draw(st.integers(1, 3))
                inner = self.lines(member, deeper)
                is_joined = sign == "-" and len(deeper) == len(indent) + 2
                if is_joined and not inner[0].strip().startswith("#") and inner[0]:
                    lines.append(f"{indent}- {inner[0][len(deeper):]}")
                    lines += inner[1:]
                else:
                    lines.append(f"{indent}{sign}{self.comment()}")
                    lines += inner
            elif isinstance(member, str) and self.is_block(member):
                style = "|" if member.endswith("\n") else "|-"
                lines.append(f"{indent}{sign} {style}{self.comment()}")
                lines += [f"{indent}  {line}" for line in member.splitlines()]
            else:
                lines.append(f"{indent}{sign} {self.flow(member)}{self.comment()}")
        return lines

    def is_block(self, text: str) -> bool:
        return self.chance() and bool(re.fullmatch(r"([ab#:,'-][ab #:,'-]*\n?)+", text))

    def flow(self, value: Json) -> str:
        if isinstance(value, Mapping):
            gap = " " * self.chance()
            members = (
                f"{self.string(k, True)}: {self.flow(v)}" for k, v in value.items()
            )
            return "{" + gap + f",{' ' * self.chance()}".join(members) + gap + "}"
        if isinstance(value, str):
            return self.string(value, False)
        if isinstance(value, Sequence):
            return "[" + ", ".join(map(self.flow, value)) + "]"
        return json.dumps(value)

    def string(self, text: str, key: bool) -> str:
        style = self.draw(st.sampled_from(["", "'", '"']))
        if style == "" and re.fullmatch("[a-z][a-z-]*( [a-z]+)*", text):
            return text if text not in _WORDS or key else f"'{text}'"
        if style == "'" and re.fullmatch(r"[ -~é]+", text):
            return "'" + text.replace("'", "''") + "'"
        units = (
            char if re.match(r"[ !#-\[\]-~é]", char) else f"\\U{ord(char):08x}"
            for char in text
        )
        return '"' + "".join(units) + '"'


@st.composite
def yaml_texts(draw: st.DrawFn, root: Json) -> str:
    lines = Writer(draw).lines(root, "")
    end = draw(st.sampled_from(["", "\n", "\n# the end\n", "\n\n"]))
    # Without a final line end, the last line of a block text would lose its own.
    text = "\n".join(lines) + (end or "\n" * ("|" in "".join(lines)))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@ours
@given(st.data())
def test_any_fix_of_any_yaml(data: st.DataObject) -> None:
    root = data.draw(ROOTS)
    text = data.draw(yaml_texts(root))
    assume("x-new" not in text)
    assert same(read(text).value, root)
    place, fix = data.draw(fixes(root))
    try:
        after = checked(YamlText, text, ".yaml", place, fix)
    except CannotEditError:
        # Only a container in block style, or one with a comment, is ever too much.
        assert not isinstance(fix, Rename)
        return
    if not isinstance(fix, Drop):
        assert after.count("# above") >= text.count("# above")
    if "\r\n" in text:
        assert len(re.findall(r"(?<!\r)\n", after)) == 0


@pytest.mark.parametrize(
    ("text", "place", "fix", "expected"),
    [
        ("a: it   # c\n", ("a",), Put("so"), "a: so   # c\n"),
        ("a: 'it'\n", ("a",), Put("it's"), "a: 'it''s'\n"),
        ('a: "\\u00e9 it"', ("a",), Put("é so"), 'a: "\\u00e9 so"'),
        ("a: it", ("a",), Put("5"), 'a: "5"'),
        ("a: it", ("a",), Put(5), "a: 5"),
        ("a: 5", ("a",), Put("5"), 'a: "5"'),
        ("q: 'x'\na: 5", ("a",), Put("5"), "q: 'x'\na: '5'"),
        ("a:\nb: 1\n", ("a",), Put(True), "a: true\nb: 1\n"),
        ("a: one\n  two\n", ("a",), Put("one two."), "a: one\n  two.\n"),
        (
            "a: >-\n  one\n\n  two\n",
            ("a",),
            Put("one\ntwo."),
            "a: >-\n  one\n\n  two.\n",
        ),
        ("a: |+\n  one\n\n", ("a",), Put("One\n\n"), "a: |+\n  One\n\n"),
        ("a: {b: 1}\n", ("a", "c"), Put(2), "a: {b: 1, c: 2}\n"),
        ('a: {"b": 1}\n', ("a", "c"), Put("d"), 'a: {"b": 1, "c": "d"}\n'),
        ("a: {}\n", ("a", "c"), Put(2), "a: {c: 2}\n"),
        ("- b: 1 # x\n# y\n", (0, "c"), Put(2), "- b: 1 # x\n  c: 2\n# y\n"),
        ("a:\n  b: 1", ("a", "c"), Put([1]), "a:\n  b: 1\n  c: [1]"),
        (
            "a:\n  b: |\n    x\n\nd: 1\n",
            ("a", "c"),
            Put(2),
            "a:\n  b: |\n    x\n  c: 2\n\nd: 1\n",
        ),
        ("a: 1\nb: 2 # x\nc: 3", ("b",), Drop(), "a: 1\nc: 3"),
        ("a: 1\nb: 2", ("b",), Drop(), "a: 1"),
        ("- a: 1\n  b: 2\n", (0, "a"), Drop(), "- b: 2\n"),
        ("a: {b: 1, c: 2}", ("a", "b"), Drop(), "a: {c: 2}"),
        ("a: {b: 1, c: 2}", ("a", "c"), Drop(), "a: {b: 1}"),
        ("a:\n  b: 1\n", ("a", "b"), Drop(), "a:\n  {}\n"),
        ("a:\n- b\n- c\n", ("a", 1), Drop(), "a:\n- b\n"),
        ("a: [b, c, d]", ("a", 1), Drop(), "a: [b, d]"),
        ("'a': 1 # x\n", ("a",), Rename("b"), "'b': 1 # x\n"),
        ("? a\n: 1\n", ("a",), Rename("b"), "? b\n: 1\n"),
    ],
)
def test_yaml_stays_as_it_was(text: str, place: Place, fix: Fix, expected: str) -> None:
    assert checked(YamlText, text, ".yaml", place, fix) == expected


@pytest.mark.parametrize(
    ("text", "place", "fix", "expected"),
    [
        ('{"a": "\\u00e9\\/x"}', ("a",), Put("é/x."), '{"a": "\\u00e9\\/x."}'),
        ('{"a": "x"}', ("a",), Put("é"), '{"a": "\\u00e9"}'),
        ('{"a": "x", "é": 1}', ("a",), Put("ü"), '{"a": "ü", "é": 1}'),
        ('{"a":1}', ("b",), Put(2), '{"a":1,"b":2}'),
        ('{ "a": 1 }', ("b",), Put(2), '{ "a": 1, "b": 2 }'),
        ("{}", ("b",), Put(2), '{"b": 2}'),
        ('{\r\n\t"a": 1\r\n}', ("b",), Put(2), '{\r\n\t"a": 1,\r\n\t"b": 2\r\n}'),
        (
            '{\n  "a": {}\n}',
            ("a", "b"),
            Put([1]),
            '{\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}',
        ),
        ('{"a": 1, "b": 2}', ("a",), Drop(), '{"b": 2}'),
        ('{"a": 1, "b": 2}', ("b",), Drop(), '{"a": 1}'),
        ('{\n  "a": 1\n}\n', ("a",), Drop(), "{}\n"),
        ('{"a": [1, 2, 3]}', ("a", 1), Drop(), '{"a": [1, 3]}'),
        ('{"a": 1, "a": 2}', ("a",), Put(3), '{"a": 1, "a": 3}'),
        ('{"a" : 1}', ("a",), Rename("b"), '{"b" : 1}'),
    ],
)
def test_json_stays_as_it_was(text: str, place: Place, fix: Fix, expected: str) -> None:
    assert checked(JsonText, text, ".json", place, fix) == expected


@pytest.mark.parametrize(
    ("text", "place", "fix"),
    [
        ("a:\n  b: 1\n", ("a",), Put(5)),
        ("a: {b: 1, # why\n  c: 2}\n", ("a",), Put(5)),
        ("a: !!str 5\n", ("a",), Put("6")),
        ("a: {b: 1, # why\n  c: 2}\n", ("a", "c"), Drop()),
        ("a: 1\nb: 2\n", ("a",), Rename("b")),
        ("a: 1\n", ("b",), Drop()),
        ("a: [1]\n", ("a", 1), Put(5)),
        ("a: 1\n", (), Put(5)),
        ("a: 1\n", ("a", "b"), Put(5)),
    ],
)
def test_refuses_what_is_more_than_an_edit(text: str, place: Place, fix: Fix) -> None:
    document = read(text)
    with pytest.raises(CannotEditError):
        YamlText(document).edit(place, fix)


def test_edits_at_one_place_stay_in_order() -> None:
    edits = [
        Edit(1, 1, "b", appended_to=0),
        Edit(0, 1, "A"),
        Edit(1, 1, "c", appended_to=0),
    ]
    assert edited("a!", edits) == "Abc!"


SYNTAX = st.text("{}[]:,-?&*!|>#'\"\\ \r\nab01é", max_size=30)


@ours
@given(SYNTAX, st.sampled_from([Put("x"), Put(1), Drop(), Rename("z")]))
def test_odd_yaml_is_edited_rightly_or_left(text: str, fix: Fix) -> None:
    try:
        document = read(text)
    except UnreadableError:
        return
    for place in [*places(document.value), ("new",)]:
        try:
            edit = YamlText(document).edit(place, fix)
            read(edited(text, [edit]))
        except (CannotEditError, UnreadableError):
            continue
