"""What a request says of its host and of the length of its body: what httpx2 itself would say."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from shelf import Library, settings

from runtime.bodies.body import Body
from runtime.bodies.multipart import Multipart
from runtime.bodies.raw import Bytes
from runtime.operation import Operation

NAMES = ("host", "content-length", "transfer-encoding")
HOST = {"host": "library.example:8443"}


def framing(
    method: str,
    body: Body | None,
    *,
    given: dict[str, str] | None = None,
    usual: dict[str, str] | None = None,
) -> dict[str, str]:
    """Those headers, with some that are given to the call and some of the client of httpx2."""
    seen: list[httpx2.Request] = []

    def serve(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(204)

    operation: Operation[Any] = Operation(id="Do", method=method, path="/", body=body)
    http = httpx2.Client(transport=httpx2.MockTransport(serve), headers=usual)
    client = Library(settings("https://library.example:8443"), http_client=http)
    client.send(operation, headers=given or {})
    [request] = seen
    return {name: value for name, value in request.headers.items() if name in NAMES}


@pytest.mark.parametrize(
    ("method", "body", "length"),
    [
        ("GET", None, {}),
        ("DELETE", None, {}),
        ("POST", None, {"content-length": "0"}),
        ("PUT", None, {"content-length": "0"}),
        ("PATCH", None, {"content-length": "0"}),
        ("GET", Bytes(b""), {}),
        ("POST", Bytes(b""), {"content-length": "0"}),
        ("POST", Bytes(b"abc"), {"content-length": "3"}),
        ("DELETE", Bytes("\u00e4"), {"content-length": "2"}),
    ],
)
def test_the_length_of_a_body(
    method: str, body: Body | None, length: dict[str, str]
) -> None:
    assert framing(method, body) == HOST | length


def test_parts_are_measured_by_httpx2() -> None:
    said = framing("POST", Multipart({"a": "1"}))
    assert said.keys() == {"host", "content-length"}
    assert int(said["content-length"]) > len("a1")


def test_a_transfer_encoding_that_is_given_takes_the_place_of_the_length() -> None:
    chunked = {"Transfer-Encoding": "chunked"}
    expected = HOST | {"transfer-encoding": "chunked"}
    assert framing("POST", Bytes(b"abc"), given=chunked) == expected
    assert framing("POST", Bytes(b"abc"), usual=chunked) == expected


def test_another_host_can_be_named() -> None:
    named = {"Host": "front.example"}
    assert framing("GET", None, given=named) == {"host": "front.example"}
    assert framing("GET", None, usual=named) == {"host": "front.example"}


def test_cookies_of_the_client_of_httpx2_are_sent_to_the_paths_that_they_are_for() -> (
    None
):
    seen: list[str | None] = []

    def serve(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers.get("cookie"))
        return httpx2.Response(204)

    http = httpx2.Client(transport=httpx2.MockTransport(serve))
    http.cookies.set("card", "7", domain="library.example", path="/loans")
    client = Library(settings("https://library.example"), http_client=http)
    for path in ("/loans/1", "/books"):
        client.send(Operation(id="Do", method="GET", path=path))
    assert seen == ["card=7", None]
