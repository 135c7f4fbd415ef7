from __future__ import annotations

import dataclasses
import pickle
from typing import Annotated, Any, Literal

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field
from shelf import CANARY, Book, get_book, mocked

from runtime.dates.model import Model
from runtime.decode.answers import declared, decode, lenient, read, request_id
from runtime.decode.misfit import UndecodableError
from runtime.decode.refusal import message
from runtime.errors import DecodeError


def said(
    content: bytes | str, kind: str | None = "application/json", status: int = 200
) -> httpx2.Response:
    raw = content.encode() if isinstance(content, str) else content
    headers = {} if kind is None else {"Content-Type": kind}
    return httpx2.Response(status, content=raw, headers=headers)


@pytest.mark.parametrize(
    ("status", "answers", "expected"),
    [
        (200, {200: Book, 201: str}, Book),
        (201, {200: Book, 201: str}, str),
        (202, {201: str, 200: Book}, Book),
        (202, {200: Book, "default": str}, Book),
        (202, {"default": str}, str),
        (202, {400: Book, "default": str}, str),
        (202, {204: None}, None),
        (202, {}, object),
    ],
)
def test_which_answer_is_declared(
    status: int, answers: dict[Any, Any], expected: object
) -> None:
    assert declared(status, answers) is expected


@pytest.mark.parametrize("content", ["", "null", " null\n"])
def test_nothing_is_no_object(content: str) -> None:
    with pytest.raises(UndecodableError, match=r"the body is (empty|null)"):
        read(said(content), {200: Book})


@pytest.mark.parametrize("status", [204, 205])
def test_no_content_is_none_whatever_is_declared(status: int) -> None:
    assert read(said("ignored", status=status), {status: Book}) is None


@pytest.mark.parametrize(
    ("content", "mime", "kind", "expected"),
    [
        ('{"id": "1"}', "application/json", Book, Book(id="1")),
        ('{"id": 1}', "application/json; charset=utf-8", Book, Book(id="1")),
        (b'\xef\xbb\xbf{"id": "1"}', "application/json", Book, Book(id="1")),
        (b'{"id": "\xe9"}', "application/json; charset=latin-1", Book, Book(id="é")),
        ('{"id": "1"}', "text/plain", Book, Book(id="1")),
        ('{"id": "1"}', None, Book, Book(id="1")),
        ('[{"id": "1"}]', "application/hal+json", list[Book], [Book(id="1")]),
        ("[1, 2]", "application/json", list[str], ["1", "2"]),
        ('{"a": null}', "application/json", dict[str, int | None], {"a": None}),
        ('"a\\nb"', "application/json", str, "a\nb"),
        ('"a"', "text/plain", str, '"a"'),
        ("a b", "text/plain", str, "a b"),
        ("not json", "application/json", str, "not json"),
        ('{"a": 1}', "application/json", str, '{"a": 1}'),
        (b"\xff\x00", "image/png", bytes, b"\xff\x00"),
        ('{"a": 1}', "application/json", bytes, b'{"a": 1}'),
        ('{"a": 1}', "application/json", Any, {"a": 1}),
        ("plain", "text/plain", Any, "plain"),
        ("<a/>", "application/xml", Any, "<a/>"),
        (b"\xff", "image/png", Any, b"\xff"),
        ("42", "application/json", int, 42),
        ("null", "application/json", Book | None, None),
        ("null", "text/plain", str, "null"),
        ("anything", "application/json", None, None),
        ("plain", "text/plain", Book | str, "plain"),
        (b"\xff", "image/png", Book | bytes, b"\xff"),
        ("", "text/plain", str, ""),
        ("", "application/json", str, ""),
        ("", "application/json", Book | None, None),
        ("null", "application/json", Any, None),
        ("", "image/png", bytes, b""),
        ("", "application/json", object, None),
        ('{"a": 1}', "application/json", object, {"a": 1}),
        ('{"a": 1}', "application/vnd.acme+json", object, {"a": 1}),
        ("null", "application/json", object, None),
        ("42", "text/plain", object, "42"),
        ('{"a": 1}', "text/plain", object, '{"a": 1}'),
        ("OK", "application/json", object, "OK"),
        ("[1]", None, object, [1]),
        ("plain", None, object, "plain"),
        (b"\xff\xfe", None, object, b"\xff\xfe"),
        ("<a/>", "application/atom+xml", object, "<a/>"),
        ("[1]", "application/octet-stream", object, b"[1]"),
        ("a: 1", "application/yaml; charset=utf-8", object, "a: 1"),
        ("1", "application/json", Annotated[int, Field(description="n")], 1),
        ("1", "application/json", Annotated[int, []], 1),
    ],
)
def test_a_body_as_the_declared_type(
    content: bytes | str, mime: str | None, kind: Any, expected: object
) -> None:
    got = read(said(content, mime), {200: kind})
    assert got == expected
    assert type(got) is type(expected)


@pytest.mark.parametrize(
    ("content", "kind", "where"),
    [
        ("{", Book, ""),
        ('[{"id": "1"}, {"id": []}]', list[Book], "[1].id"),
        ('{"a": {"b": "x"}}', dict[str, dict[str, int]], "a.b"),
        ("plain", Any, ""),
    ],
)
def test_a_body_of_another_shape(content: str, kind: Any, where: str) -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(said(content), kind)
    assert caught.value.where == where


def test_a_decode_error_says_where_and_shows_no_value() -> None:
    class Unused(Model):
        id: str | None = None
        title: str | None = None

    private = "private-91"
    body = {"id": [private], "title": {"a": private}}
    # Also where the model was never used before: it is built when it is first needed.
    operation = dataclasses.replace(get_book("1"), answers={200: Unused})
    with (
        mocked(lambda _: httpx2.Response(200, json=body)) as library,
        pytest.raises(DecodeError) as caught,
    ):
        library.send(operation)
    error = caught.value
    assert str(error) == ("GetBook: 200 OK: id: expected a string, got an array")
    assert (error.where, error.status, error.operation) == ("id", 200, "GetBook")
    assert private not in str(error.__cause__)
    assert error.response is not None
    assert error.response.json() == body
    again: DecodeError = pickle.loads(pickle.dumps(error))
    assert (again.where, str(again)) == ("id", str(error))


def test_html_in_place_of_json() -> None:
    page = httpx2.Response(200, html="<html>sign in</html>")
    with (
        mocked(lambda _: page) as library,
        pytest.raises(
            DecodeError,
            match=r"^GetBook: 200 OK: the body must be JSON, not text/html$",
        ),
    ):
        library.send(get_book("1"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"message": "no thread 42"}, "no thread 42"),
        ({"Message": "no"}, "no"),
        ({"error": {"code": "x", "message": "no"}}, "no"),
        ({"error": "invalid_grant", "error_description": "expired"}, "expired"),
        ({"error": "invalid_grant"}, "invalid_grant"),
        ({"errors": [{"detail": "first"}, {"detail": "second"}]}, "first"),
        ({"title": "Bad", "status": 400}, "Bad"),
        ({"message": None, "detail": " a\n b\x1b[31m "}, "a b[31m"),
        ({"message": {"lang": "en"}, "title": "t"}, "t"),
        ("plain words", "plain words"),
        ("<html>", ""),
        (["one", "two"], "one"),
        ({"ok": False}, ""),
        (None, ""),
        (7, ""),
        ({"message": "x" * 400}, "x" * 297 + "..."),
    ],
)
def test_what_an_error_body_says(body: object, expected: str) -> None:
    assert message(body) == expected


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_a_message_is_always_one_short_line(body: object) -> None:
    line = message(body)
    assert len(line) <= 300
    assert "\n" not in line


@given(
    st.binary(),
    st.sampled_from(["application/json", "text/html", None, "a/b; charset=x"]),
)
def test_an_error_body_never_raises(content: bytes, mime: str | None) -> None:
    lenient(said(content, mime), Book)
    lenient(said(content, mime), bytes)


def test_deep_nesting_in_an_error_body_is_no_crash() -> None:
    deep = "[" * 100_000
    assert lenient(said(deep), Any) == deep
    assert lenient(said(deep, "text/plain"), Any) == deep


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("X-Request-Id", True),
        ("x-ms-request-id", True),
        ("apim-request-id", True),
        ("X-Acme-Correlation-Id", True),
        ("X-CorrelationId", True),
        ("ETag", False),
    ],
)
def test_the_id_of_a_request(name: str, found: bool) -> None:
    got = request_id(httpx2.Response(200, headers={name: "r"}))
    assert got == ("r" if found else None)


class Lent(Model):
    state: Literal["LENT", "FREE"] | str | None = None
    book: Book | None = None


def test_a_model_keeps_what_it_does_not_know() -> None:
    wire = {"state": "BURNT", "book": {"id": 7, "lentTo": None, "isbn": "x"}, "n": 1}
    read_back = Lent.model_validate(wire)
    assert read_back.state == "BURNT"
    assert read_back.book is not None
    assert read_back.book.id == "7"
    assert read_back.book.model_fields_set == {"id", "lent_to", "isbn"}
    assert read_back.model_dump(mode="json", exclude_unset=True) == {
        "state": "BURNT",
        "book": {"id": "7", "lentTo": None, "isbn": "x"},
        "n": 1,
    }
    assert repr(read_back.book) == "Book(id='7', lent_to=None, isbn='x')"
    assert repr(Book()) == "Book()"
    assert Book(lent_to="Ada") == Book.model_validate({"lentTo": "Ada"})
    assert pickle.loads(pickle.dumps(read_back)) == read_back
    assert CANARY not in repr(read_back)
