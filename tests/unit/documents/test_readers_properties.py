"""What holds for every document: values survive, places are true, bytes never crash."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectorsmith.diagnostics.findings import UnreadableError
from connectorsmith.diagnostics.lines import Lines
from connectorsmith.documents.document import join_pointer
from connectorsmith.documents.load import load_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from connectorsmith.documents.document import Document

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
    | st.sampled_from(["no", "12:30", "010", "1e5", "~", "<<", "2024-01-31", "- x"])
)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)
    ),
    max_leaves=20,
)
SYNTAX = st.text(
    "{}[]:,-?&*!|>%@`\"'\\#~<=. \t\r\nab01eué\ufeff\u2028\x00", max_size=40
)
ours = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def pointers(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    yield pointer, value
    members: Any = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    for step, member in members:
        yield from pointers(member, join_pointer(pointer, step))


def same(left: object, right: object) -> bool:
    """Equal in type as well, which 1 == 1.0 == True is not."""
    return repr(left) == repr(right)


def read(text: str, suffix: str) -> Document:
    return load_bytes(text.encode(), "f", suffix)


def offset(text: str, line: int, column: int) -> int:
    starts = [i for i in range(len(text) + 1) if Lines(text).at(i)[1] == 1]
    return starts[line - 1] + column - 1


def check_places_of_json(document: Document, text: str) -> None:
    decoder = json.JSONDecoder()
    for pointer, value in pointers(document.value):
        at = document.locate(pointer)
        found, _ = decoder.raw_decode(text, offset(text, at.line, at.column))
        assert same(found, value)
        if isinstance(value, dict):
            for key in value:
                at = document.locate(join_pointer(pointer, key), key=True)
                found, _ = decoder.raw_decode(text, offset(text, at.line, at.column))
                assert found == key


@ours
@given(TREES, st.sampled_from([None, 0, 1, "\t"]), st.booleans(), st.booleans())
def test_json_comes_back_and_every_place_is_true(
    tree: Any, indent: int | str | None, ascii_only: bool, crlf: bool
) -> None:
    text = " " + json.dumps(tree, indent=indent, ensure_ascii=ascii_only)
    text = text.replace("\n", "\r\n") if crlf else text
    document = read(text, ".json")
    assert same(document.value, tree)
    check_places_of_json(document, text)


@ours
@given(TREES, st.sampled_from([None, 2]))
def test_yaml_reads_json_with_the_same_places(tree: Any, indent: int | None) -> None:
    # YAML's escapes are not JSON's: no surrogate pairs, and \u007f is no need of JSON.
    text = json.dumps(tree, indent=indent, ensure_ascii=False)
    text = "".join(
        c if c.isprintable() or c == "\n" else f"\\U{ord(c):08x}" for c in text
    )
    document = read(text, ".yaml")
    assert same(document.value, tree)
    lines = Lines(text)
    for pointer, value in pointers(document.value):
        at = document.locate(pointer)
        start = lines.text_of(at.line)[at.column - 1 :]
        opening = {dict: "{", list: "[", str: '"'}.get(type(value))
        assert start.startswith(opening or json.dumps(value))


@ours
@given(TREES, st.booleans(), st.booleans())
def test_block_yaml_comes_back_with_libyaml_and_without(
    tree: Any, flow: bool, has_libyaml: bool
) -> None:
    # default_style quotes everything, and tells numbers and names by a standard tag.
    text = yaml.safe_dump(
        tree, default_style='"', default_flow_style=flow, sort_keys=False, width=1000
    )
    with pytest.MonkeyPatch.context() as patch:
        if not has_libyaml:
            patch.setattr(yaml, "__with_libyaml__", False)
        document = read(text, ".yaml")
    assert same(document.value, tree)
    lines = Lines(text)
    for pointer, value in pointers(document.value):
        at = document.locate(pointer)
        start = lines.text_of(at.line)[at.column - 1 :]
        if isinstance(value, str):
            assert start.startswith('"')
        elif value is None or isinstance(value, (bool, int, float)):
            assert start.startswith("!!")


@ours
@given(
    st.binary(max_size=60) | SYNTAX.map(lambda text: text.encode()),
    st.sampled_from([".json", ".yaml"]),
    st.booleans(),
)
def test_no_bytes_raise_anything_else(
    data: bytes, suffix: str, has_libyaml: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if not has_libyaml:
            patch.setattr(yaml, "__with_libyaml__", False)
        try:
            document = load_bytes(data, "f", suffix)
        except UnreadableError as error:
            places = [finding.location for finding in error.findings]
            assert places
            text = data.decode("utf-8", "replace")
            assert all(1 <= at.line <= len(Lines(text)) for at in places)
            assert all(at.column >= 1 for at in places)
        else:
            json.dumps(document.value, ensure_ascii=False, allow_nan=False).encode()


@ours
@given(TREES, st.data())
def test_a_damaged_document_is_read_or_refused(tree: Any, data: st.DataObject) -> None:
    text = json.dumps({"a": tree}, indent=1)
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 3))
    damaged = text[:at] + data.draw(SYNTAX) + text[at + cut :]
    for suffix in (".json", ".yaml"):
        try:
            value = read(damaged, suffix).value
        except UnreadableError:
            continue
        if suffix == ".json":
            # A byte order mark at the start is a warning here and an error of `json`.
            assert same(value, json.loads(damaged.removeprefix("\ufeff")))
