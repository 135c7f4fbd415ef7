from __future__ import annotations

import asyncio
import io
from email import message_from_bytes
from pathlib import Path
from typing import Any

import httpx2
import pytest
from shelf import WORLDS, AsyncLibrary, Book, Library, World, settings
from support.loopback import Heard, Loopback, Reply, reply

from runtime.bodies.files import need_file
from runtime.bodies.form import Form
from runtime.bodies.json import Json
from runtime.bodies.multipart import Multipart
from runtime.bodies.raw import Bytes
from runtime.encode.lists import Multi, Pipes
from runtime.errors import NetworkError, NotFoundError, RateLimitError
from runtime.operation import Operation
from runtime.unset import UNSET

both = pytest.mark.parametrize("world", WORLDS)


def put(body: Any, method: str = "PUT") -> Operation[None]:
    return Operation(
        id="Put", method=method, path="/file", body=body, answers={204: None}
    )


def parts(heard: Heard) -> list[tuple[object, str | None, str | None, object]]:
    head = f"Content-Type: {heard.headers['content-type']}\r\n\r\n".encode()
    message = message_from_bytes(head + heard.body)
    return [
        (
            part.get_param("name", header="content-disposition"),
            part.get_filename(),
            part["content-type"],
            part.get_payload(decode=True),
        )
        for part in message.walk()
        if not part.is_multipart()
    ]


class Unseekable(io.RawIOBase):
    """A pipe, as far as anyone can tell."""

    def __init__(self, content: bytes) -> None:
        self._content = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1) -> bytes:
        return self._content.read(size)


@both
def test_a_form(world: World) -> None:
    fields = {
        "a": "x y&=é",
        "b": UNSET,
        "c": [1, 2],
        "d": Multi([True, False]),
        "e": Pipes(["p", "q"]),
        "f": {"g": UNSET, "h": 1},
        "i": Book(lent_to="Ada"),
    }
    with Loopback(Reply(204)) as server:
        world.send(settings(server.url), put(Form(fields)))
    [heard] = server.requests
    assert heard.headers["content-type"] == "application/x-www-form-urlencoded"
    assert heard.body == (
        b"a=x+y%26%3D%C3%A9&c=1%2C2&d=true&d=false&e=p%7Cq"
        b"&f=%7B%22h%22%3A1%7D&i=%7B%22lentTo%22%3A%22Ada%22%7D"
    )


@both
def test_an_upload_with_values(world: World, tmp_path: Path) -> None:
    scan = tmp_path / "scan ü.png"
    scan.write_bytes(b"\x89PNG")
    with open(scan, "rb") as opened, Loopback(Reply(204)) as server:
        fields = {
            "title": "A \r\n b",
            "count": 3,
            "none": UNSET,
            "meta": {"a": UNSET, "b": [1]},
            "path": scan,
            "bytes": b"raw",
            "open": opened,
            "named": ("n.txt", b"hello", "text/x-own"),
            "pair": ("p.json", io.BytesIO(b"{}")),
            "many": [b"1", ("2.bin", b"2")],
        }
        world.send(settings(server.url), put(Multipart(fields)))
    [heard] = server.requests
    assert int(heard.headers["content-length"]) == len(heard.body)
    assert [(n, c) for n, _, _, c in parts(heard)] == [
        ("title", b"A \r\n b"),
        ("count", b"3"),
        ("meta", b'{"b":[1]}'),
        ("path", b"\x89PNG"),
        ("bytes", b"raw"),
        ("open", b"\x89PNG"),
        ("named", b"hello"),
        ("pair", b"{}"),
        ("many", b"1"),
        ("many", b"2"),
    ]
    kinds = {name: (filename, kind) for name, filename, kind, _ in parts(heard)}
    assert kinds["title"] == (None, None)
    assert kinds["meta"] == (None, "application/json")
    assert kinds["bytes"] == ("bytes", "application/octet-stream")
    assert kinds["named"] == ("n.txt", "text/x-own")
    assert kinds["pair"] == ("p.json", "application/json")
    assert kinds["path"][1] == "image/png"
    assert 'filename="scan ü.png"'.encode() in heard.body


def test_a_filename_cannot_break_out_of_its_line() -> None:
    evil = 'a"\r\nX-Evil: 1\r\n\r\n.txt'
    with Loopback(Reply(204)) as server, Library(settings(server.url)) as library:
        library.send(put(Multipart({"file": (evil, b"x")})))
    assert len(parts(server.requests[0])) == 1
    assert b"\r\nX-Evil" not in server.requests[0].body


@both
def test_an_upload_is_sent_again_whole(world: World, tmp_path: Path) -> None:
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"0123456789" * 20_000)
    for body in (Multipart({"file": scan}), Bytes(scan)):
        with Loopback(reply(None, 429), Reply(204)) as server:
            assert world.send(settings(server.url), put(body)).attempts == 2
        bodies = [heard.body for heard in server.requests]
        assert bodies[0] == bodies[1]
        assert len(bodies[0]) >= 200_000


@both
def test_a_body_as_it_stands(world: World, tmp_path: Path) -> None:
    scan = tmp_path / "scan.bin"
    scan.write_bytes(b"0123456789")
    from_the_middle = io.BytesIO(b"0123456789")
    from_the_middle.seek(4)
    bodies = [
        Bytes(b"0123456789"),
        Bytes("0123é", content_type="text/plain"),
        Bytes(scan, content_type="image/png"),
        Bytes(from_the_middle),
        Bytes(Unseekable(b"0123456789")),  # type: ignore[arg-type]  # it has what is used
        Bytes(UNSET),
    ]
    with Loopback(otherwise=Reply(204)) as server:
        for body in bodies:
            world.send(settings(server.url), put(body))
    heard = server.requests
    sent = [one.body for one in heard]
    assert sent[:2] == [b"0123456789", "0123é".encode()]
    assert sent[2:] == [b"0123456789", b"456789", b"0123456789", b""]
    assert heard[0].headers["content-type"] == "application/octet-stream"
    assert heard[2].headers["content-type"] == "image/png"
    assert heard[2].headers["content-length"] == "10"
    assert heard[4].headers["transfer-encoding"] == "chunked"
    assert "content-length" not in heard[4].headers
    assert "content-type" not in heard[5].headers


@both
def test_a_stream_that_cannot_be_rewound_is_sent_once(world: World) -> None:
    pipe: Any = Unseekable(b"0123")
    for body in (Bytes(pipe), Multipart({"file": pipe})):
        with Loopback(reply(None, 429)) as server, pytest.raises(RateLimitError):
            world.send(settings(server.url), put(body))
        assert len(server.requests) == 1


@both
def test_a_file_that_is_not_there(world: World, tmp_path: Path) -> None:
    with Loopback() as server, pytest.raises(FileNotFoundError):
        world.send(settings(server.url), put(Bytes(tmp_path / "none")))
    assert server.requests == []


@both
def test_json_that_cannot_be(world: World) -> None:
    with pytest.raises(ValueError, match=r"JSON"):
        world.send(settings(), put(Json({"a": float("nan")})))
    with pytest.raises(TypeError, match=r"object cannot be sent as JSON"):
        world.send(settings(), put(Json({"a": object()})))


def scan(status: int = 200) -> Operation[bytes]:
    return Operation(id="Scan", method="GET", path="/scan", answers={status: bytes})


BIG = bytes(range(256)) * 2000


def test_a_download_as_it_comes(tmp_path: Path) -> None:
    busy = reply(None, 503)
    with (
        Loopback(busy, *[Reply(200, {}, BIG)] * 3) as server,
        Library(settings(server.url)) as library,
    ):
        with library.stream(scan()) as body:
            chunks = list(body)
            assert body.http.is_success
        with library.stream(scan()) as body:
            assert body.read() == BIG
        with library.stream(scan()) as body:
            assert body.save(tmp_path / "scan.bin") == len(BIG)
    assert b"".join(chunks) == BIG
    assert len(chunks) > 1
    assert (tmp_path / "scan.bin").read_bytes() == BIG
    assert server.requests[0].headers["accept"] == "*/*"


def test_a_download_as_it_comes_async(tmp_path: Path) -> None:
    async def main(url: str) -> None:
        async with AsyncLibrary(settings(url)) as library:
            async with library.stream(scan()) as body:
                assert b"".join([chunk async for chunk in body]) == BIG
            async with library.stream(scan()) as body:
                assert await body.read() == BIG
            async with library.stream(scan()) as body:
                assert await body.save(tmp_path / "scan.bin") == len(BIG)
            async with library.stream(scan()) as body:
                with pytest.raises(NetworkError):
                    await body.read()

    script = [*[Reply(200, {}, BIG)] * 3, Reply(200, {}, BIG, cut=5)]
    with Loopback(*script) as server:
        asyncio.run(main(server.url))
    assert (tmp_path / "scan.bin").read_bytes() == BIG


def test_a_download_that_breaks_off_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "scan.bin"
    target.write_bytes(b"before")
    with (
        Loopback(Reply(200, {}, BIG, cut=5)) as server,
        Library(settings(server.url)) as library,
        library.stream(scan()) as body,
        pytest.raises(NetworkError),
    ):
        body.save(target)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_download_that_is_refused_is_read() -> None:
    said = reply({"message": "gone"}, 404)
    with (
        Loopback(said) as server,
        Library(settings(server.url)) as library,
        pytest.raises(NotFoundError, match=r"^Scan: 404 Not Found: gone$"),
        library.stream(scan()),
    ):
        raise AssertionError("there is nothing to read")


def test_a_download_that_nobody_reads_is_closed() -> None:
    with Loopback(*[Reply(200, {}, BIG)] * 3) as server:
        limits = httpx2.Limits(max_connections=1)
        with httpx2.Client(limits=limits, timeout=2) as http:
            library = Library(settings(server.url), http_client=http)
            for _ in range(3):
                with library.stream(scan()) as body:
                    assert next(iter(body))


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ("scan.pdf", "str"),
        (io.StringIO("text"), "StringIO"),
        (("scan.pdf", "text"), "str"),
        (None, "NoneType"),
        (7, "int"),
    ],
)
def test_what_is_no_file(wrong: object, kind: str) -> None:
    with pytest.raises(TypeError) as caught:
        need_file("scan", wrong)
    assert str(caught.value) == (
        f"scan must be bytes, a file opened with 'rb' or a pathlib.Path, not {kind}"
    )


def test_what_is_a_file() -> None:
    for good in (
        *(b"", Path("scan.pdf"), io.BytesIO(), UNSET),
        *(("a.pdf", b""), ("a.pdf", io.BytesIO(), "application/pdf")),
        Unseekable(b""),
    ):
        assert need_file("scan", good) is good
