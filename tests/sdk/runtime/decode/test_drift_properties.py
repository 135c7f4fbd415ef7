"""Whatever JSON comes for whatever type: an instance of that type, or an error."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from archive import Box, Certain, Folio, Page
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.dates.model import Model
from runtime.decode.misfit import UndecodableError
from runtime.decode.model import wire_names
from runtime.decode.parsing import parse
from runtime.encode.wire import wire

SCALARS = (str, int, float, bool, datetime, date)
KINDS = st.sampled_from(
    [
        *SCALARS, Folio, Page, Box, Certain, Any, int | None, Page | Certain,
        list[Folio], list[str], list[datetime], list[list[int]], dict[str, Page],
        dict[str, date | None], dict[str, list[bool]], list[dict[str, float]],
        Literal["OPEN"] | str,
    ]
)  # fmt: skip
TEXTS = st.sampled_from(
    ["", "7", "1.5", "true", "NO", "2026-11-23", "2026-11-23 12:00", "0000-00-00", "OPEN"]
) | st.text(max_size=5)  # fmt: skip
NAMES = st.sampled_from(
    [w for kind in (Folio, Certain, Box) for pair in wire_names(kind).items() for w in pair]
) | st.text(max_size=3)  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)


def fits(value: object, kind: Any) -> bool:
    """Whether a value is of a type; `None` may stand among the scalars of an array."""
    if kind is Any:
        return True
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return any(fits(value, one) for one in get_args(kind))
    if origin is Literal:
        return value in get_args(kind)
    if origin is list:
        [item] = get_args(kind)
        return isinstance(value, list) and all(
            fits(one, item) or (one is None and item in SCALARS) for one in value
        )
    if origin is dict:
        return isinstance(value, dict) and all(
            isinstance(k, str) and fits(one, get_args(kind)[1])
            for k, one in value.items()
        )
    if kind is NoneType:
        return value is None
    if isinstance(kind, type) and issubclass(kind, Model):
        return isinstance(value, kind) and all(
            fits(getattr(value, name), one.annotation)
            for name, one in kind.model_fields.items()
        )
    # True is no number here, and a time is no date.
    return type(value) is kind


@settings(max_examples=400)
@given(VALUES, KINDS)
def test_what_is_read_is_of_the_declared_type(value: object, kind: Any) -> None:
    content = json.dumps(value).encode()
    try:
        got = parse(content, kind)
    except UndecodableError:
        return
    assert fits(got, kind)
    # What goes back out is read as the same again.
    json.dumps(wire(got), allow_nan=False)


@settings(max_examples=300)
@given(VALUES, KINDS)
def test_what_is_strictly_right_is_left_as_it_is(value: object, kind: Any) -> None:
    content = json.dumps(value).encode()
    try:
        strictly = parse(content, kind, strict=True)
    except UndecodableError:
        return
    assert fits(strictly, kind)
    assert parse(content, kind) == strictly


@given(st.binary(max_size=40), KINDS, st.booleans())
def test_bytes_are_read_or_refused(content: bytes, kind: Any, strict: bool) -> None:
    with suppress(UndecodableError):
        parse(content, kind, strict=strict)
