"""What a docstring says of an argument."""

from __future__ import annotations

from typing import Any

import pytest

from connectorsmith.ir.types import IntegerType, Schema, StringType
from connectorsmith.sdk.describe import describe, echoes, says_something


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("The After link.", "after"),
        ("The thread identifier.", "thread_id"),
        ("Whether archived.", "archived"),
        ("The sort order.", "sort"),
        ("Inputs", "inputs"),
        ("threadStatus", "thread_status"),
        ("When created at.", "created_at"),
        ("The email address.", "email"),
        ("The identifier.", "id"),
    ],
)
def test_an_echo(said: str, name: str) -> None:
    assert echoes(said, name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("How many.", "limit"),
        ("The day it was closed.", "date"),
        ("状态", "status"),
        ("The thread identifier.", ""),
        ("", "status"),
        ("The address.", "street"),
        ("The text of the message.", "text"),
    ],
)
def test_no_echo(said: str, name: str) -> None:
    assert not echoes(said, name)


@pytest.mark.parametrize(
    ("text", "name", "owner"),
    [
        ("The text of the message.", "text", "Message"),
        ("The identifier of the channel account.", "id", "ChannelAccount"),
        ("The list of values.", "values", "Message"),
    ],
)
def test_an_echo_of_a_name_and_its_owner(text: str, name: str, owner: str) -> None:
    assert echoes(text, name, owner)


@pytest.mark.parametrize(
    ("text", "name", "owner"),
    [
        ("The text of the first message.", "text", "Message"),
        ("The message.", "text", "Message"),
        ("Of the message.", "text", "Message"),
        ("The end of the text of the message.", "text", "Message"),
    ],
)
def test_no_echo_of_a_name_and_its_owner(text: str, name: str, owner: str) -> None:
    assert not echoes(text, name, owner)


@pytest.mark.parametrize("text", [None, "", "OK", "Success.", "Successful operation"])
def test_a_description_of_success_says_nothing(text: str | None) -> None:
    assert not says_something(text)


@pytest.mark.parametrize("text", ["The books.", "OK, once the book is lent"])
def test_a_description_says_something(text: str) -> None:
    assert says_something(text)


def place(**said: Any) -> Schema:
    return Schema(said.pop("type", StringType()), "/x", **said)


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (place(description="The size."), ""),
        (place(description="The size.", title="In metres"), "In metres."),
        (place(default="M"), 'Power Platform\'s default is "M".'),
        (place(default=False), "Power Platform's default is false."),
        (place(default=""), ""),
        (place(limits=(("minimum", 1), ("maximum", 100))), "From 1 to 100."),
        (place(limits=(("minimum", 0), ("exclusiveMinimum", True))), "More than 0."),
        (place(limits=(("maximum", 5),)), "At most 5."),
        (place(limits=(("maximum", 2147483647), ("minimum", "1"))), ""),
        (place(limits=(("maxLength", 200),)), "At most 200 characters."),
        (place(limits=(("minLength", 1),)), ""),
        (place(limits=(("minLength", 2), ("maxLength", 3))), "From 2 to 3 characters."),
        (place(limits=(("maxItems", 1),)), "At most 1 item."),
        (place(limits=(("pattern", "^a$"),)), "Must match `^a$`."),
        (place(limits=(("pattern", "a" * 61),)), ""),
        (place(limits=(("multipleOf", 5),)), "A multiple of 5."),
        (place(type=StringType("uuid")), "A UUID."),
        (place(type=StringType("uuid"), description="Which key."), "Which key."),
        (
            place(meanings=(("A4", "A sheet"), ("Letter", "letter"), (7, "Seven"))),
            '"A4": A sheet; 7: Seven.',
        ),
        (
            place(type=IntegerType(enum=tuple(range(30)))),
            "One of 30 values: 0, 1, 2, 3, 4, 5, 6, 7, ...",
        ),
    ],
)
def test_what_is_known(schema: Schema, expected: str) -> None:
    assert describe(schema, "size") == expected
