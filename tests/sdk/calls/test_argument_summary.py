"""The parameters of a call, in short."""

from __future__ import annotations

import pytest

from connectorsmith.ir.types import Schema, StringType
from connectorsmith.render.code import identifier
from connectorsmith.sdk.argument import Argument, summarize


def arguments(text: str) -> list[Argument]:
    """`/id name! size`: positional, required and optional arguments."""
    return [
        Argument(
            identifier(word.strip("/!")),
            Schema(StringType(), "/x"),
            required=word[0] == "/" or word[-1] == "!",
            positional=word[0] == "/",
        )
        for word in text.split()
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("/shop /book", "shop, book"),
        ("/book size", "book, *, size=..."),
        ("size title!", "*, title, size=..."),
        ("a b c d", "*, a=..., b=..., c=..., d=..."),
        ("a b c d e", "*, a=..., b=..., c=..., d=..., ..."),
        ("a! b! c! d! e!", "*, a, b, c, d, e"),
        ("a! b! c! d! e! f", "*, a, b, c, d, e, ..."),
    ],
)
def test_a_summary(given: str, expected: str) -> None:
    assert summarize(arguments(given)) == expected
