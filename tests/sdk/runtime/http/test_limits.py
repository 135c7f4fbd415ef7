"""Limits of a call against servers that send too much, too little, too slowly, or for ever."""

from __future__ import annotations

import asyncio
import dataclasses
import gzip
import stat
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from shelf import WORLDS, AsyncLibrary, Library, World, get_book, lend_book, settings
from support.loopback import Heard, Loopback, Reply, reply
from support.raw import CLOSE, RawServer, Step, head, whole

from runtime.errors import (
    ClosedClientError,
    ConnectorError,
    DecodeError,
    InvalidRequestError,
    NetworkError,
    NetworkTimeoutError,
    NotFoundError,
    ServerError,
)
from runtime.http.flow import Clock
from runtime.http.retry import Retry
from runtime.operation import Operation
from runtime.paging.endless import PagingError
from runtime.paging.walk import MAX_EMPTY_PAGES

both = pytest.mark.parametrize("world", WORLDS, ids=lambda w: type(w).__name__)
BOOK = b'{"id":"42","title":"' + b"A long title. " * 200 + b'"}'
FILE: Operation[bytes] = Operation(
    id="GetScan", method="GET", path="/scan", answers={200: bytes}
)


def raw_deflate(content: bytes) -> bytes:
    maker = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return maker.compress(content) + maker.flush()


CODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "two members": ("gzip", lambda c: gzip.compress(c[:40]) + gzip.compress(c[40:])),
    "deflate": ("deflate", zlib.compress),
    "deflate without header": ("deflate", raw_deflate),
    "two codings": ("deflate, gzip", lambda c: gzip.compress(zlib.compress(c))),
}
coded = pytest.mark.parametrize("coding", CODINGS)


def framed(body: bytes, coding: str, *, chunk: int | None = None) -> list[Step]:
    lines = (f"Content-Encoding: {coding}", "Content-Type: application/json")
    if chunk is None:
        return [whole(body, *lines)]
    parts = [body[i : i + chunk] for i in range(0, len(body), chunk)]
    chunks = [b"%x\r\n%s\r\n" % (len(part), part) for part in parts]
    return [head(*lines, "Transfer-Encoding: chunked"), *chunks, b"0\r\n\r\n"]


def saved(server: RawServer, path: Path, *, is_async: bool, **options: Any) -> int:
    async def main() -> int:
        async with (
            AsyncLibrary(settings(server.url)) as library,
            library.stream(FILE, **options) as body,
        ):
            return await body.save(path)

    if is_async:
        return asyncio.run(main())
    with (
        Library(settings(server.url)) as library,
        library.stream(FILE, **options) as body,
    ):
        return body.save(path)


@both
@coded
@pytest.mark.parametrize("chunk", [None, 1, 100])
def test_a_compressed_body(world: World, coding: str, chunk: int | None) -> None:
    name, compress = CODINGS[coding]
    with RawServer(framed(compress(BOOK), name, chunk=chunk)) as server:
        got = world.send(settings(server.url), get_book("42"))
    assert got.data.id == "42"
    assert got.headers["content-encoding"] == name


@both
@coded
@pytest.mark.parametrize("kept", [1, 0.5, 0.99])
def test_a_compressed_body_that_is_cut_short(
    world: World, coding: str, kept: float
) -> None:
    name, compress = CODINGS[coding]
    body = compress(BOOK)
    short = body[:1] if kept == 1 else body[: int(len(body) * kept)]
    with RawServer(framed(short, name)) as server, pytest.raises(DecodeError) as caught:
        world.send(settings(server.url), get_book("42"))
    assert "GetBook: the body cannot be read" in str(caught.value)


@coded
@pytest.mark.parametrize("is_async", [False, True])
def test_a_download_that_is_cut_short_leaves_no_file(
    coding: str, is_async: bool, tmp_path: Path
) -> None:
    name, compress = CODINGS[coding]
    with RawServer(framed(compress(BOOK), name)) as server:
        assert saved(server, tmp_path / "whole", is_async=is_async) == len(BOOK)
    assert (tmp_path / "whole").read_bytes() == BOOK
    with (
        RawServer(framed(compress(BOOK)[:-9], name)) as server,
        pytest.raises(DecodeError),
    ):
        saved(server, tmp_path / "cut", is_async=is_async)
    assert [path.name for path in tmp_path.iterdir()] == ["whole"]


@both
@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_optional_codings(world: World, coding: str) -> None:
    # httpx2 asks for them where these packages are installed.
    names = {"br": "brotli", "zstd": "backports.zstd"}
    compress = pytest.importorskip(names[coding]).compress
    body = compress(BOOK)
    with RawServer(framed(body, coding, chunk=7), framed(body[:-3], coding)) as server:
        assert world.send(settings(server.url), get_book("42")).data.id == "42"
        with pytest.raises(DecodeError, match="cut short"):
            world.send(settings(server.url), get_book("42"))


@both
def test_a_bomb_is_refused(world: World) -> None:
    bomb = gzip.compress(gzip.compress(b"0" * 200 * 2**20))
    with (
        RawServer(framed(bomb, "gzip, gzip")) as server,
        pytest.raises(DecodeError, match="max_response_bytes=104857600"),
    ):
        world.send(settings(server.url), get_book("42"))


@both
@pytest.mark.parametrize("framing", ["length", "chunked", "compressed"])
def test_the_size_of_a_response_is_an_option(world: World, framing: str) -> None:
    script = {
        "length": [whole(BOOK, "Content-Type: application/json")],
        "chunked": framed(BOOK, "identity", chunk=500),
        "compressed": framed(gzip.compress(BOOK), "gzip"),
    }[framing]
    with RawServer(script, script) as server:
        made = settings(server.url)
        limit = len(BOOK)
        assert world.send(made, get_book("42"), max_response_bytes=limit).data.id
        with pytest.raises(DecodeError, match=f"max_response_bytes={limit - 1}"):
            world.send(made, get_book("42"), max_response_bytes=limit - 1)


CUT_BODIES: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "too large": (b"x" * 5000, ("Content-Type: text/plain",)),
    "too large, compressed": (
        gzip.compress(b"x" * 5000),
        ("Content-Type: text/plain", "Content-Encoding: gzip"),
    ),
    "cut short": (gzip.compress(BOOK)[:-9], ("Content-Encoding: gzip",)),
    "no gzip": (b"no gzip", ("Content-Encoding: gzip",)),
    "too many codings": (b"x", ("Content-Encoding: gzip, gzip, gzip, gzip, gzip",)),
}


@both
@pytest.mark.parametrize("kind", CUT_BODIES)
def test_an_error_has_its_status_whatever_its_body(world: World, kind: str) -> None:
    body, fields = CUT_BODIES[kind]
    script = [whole(body, *fields, status="404 Not Found")]
    with RawServer(script) as server, pytest.raises(NotFoundError) as caught:
        world.send(settings(server.url), get_book("42"), max_response_bytes=3000)
    assert "GetBook: 404 Not Found" in str(caught.value)
    assert "(the body was not read to its end: " in str(caught.value)
    assert len(caught.value.response.content) <= 3000
    if kind.startswith("too large"):
        assert caught.value.response.content == b"x" * 3000
        assert "max_response_bytes=3000" in str(caught.value)


@both
def test_a_call_ends_in_time_however_slowly_the_body_comes(world: World) -> None:
    slow: list[Step] = [head("Transfer-Encoding: chunked")]
    for _ in range(200):
        slow += [b"1\r\n \r\n", 0.05]
    made = settings(clock=Clock(), total_timeout=0.3)
    with RawServer(slow) as server, pytest.raises(NetworkTimeoutError):
        world.send(dataclasses.replace(made, base_url=server.url), get_book("42"))
    assert len(server.requests) == 1


@both
def test_the_waits_of_retries_count(world: World) -> None:
    busy = reply({"message": "busy"}, 503, retry_after="60")
    with Loopback(busy, busy, otherwise=busy) as server:
        with pytest.raises(ServerError):
            world.send(settings(server.url), get_book("42"), total_timeout=5.0)
        assert len(server.requests) == 1


def test_redirects_count() -> None:
    def onward(heard: Heard) -> Reply:
        return Reply(302, {"Location": heard.path + "x"}, delay=0.05)

    with (
        Loopback(otherwise=onward) as server,
        httpx2.Client(follow_redirects=True, max_redirects=1000) as client,
        Library(settings(server.url, clock=Clock()), http_client=client) as library,
        pytest.raises(NetworkTimeoutError),
    ):
        library.send(get_book("42"), total_timeout=0.4)


@both
@pytest.mark.parametrize(
    "charset",
    [
        *("zlib", "hex", "rot13", "base64", "bz2", "punycode", "idna", "undefined"),
        *("utf-16", "utf-32", "unicode_escape", "no-such", "x" * 500),
    ],
)
@pytest.mark.parametrize("status", [200, 400])
def test_any_charset_is_read(world: World, charset: str, status: int) -> None:
    kind = f"Content-Type: application/json; charset={charset}"
    body = BOOK if status == 200 else b"\xff\xfeplain"[status % 100 :]
    with RawServer([whole(body, kind, status=f"{status} X")]) as server:
        try:
            got = world.send(settings(server.url), get_book("42"))
            assert got.http.text
        except ConnectorError as error:
            response = getattr(error, "response", None)
            assert response is not None
            assert isinstance(response.text, str)


@both
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16", "utf-32-be"])
def test_wide_charsets(world: World, codec: str) -> None:
    body = '{"title": "Größe"}'.encode(codec)
    declared = codec[:6]
    kind = f"Content-Type: application/json; charset={declared}"
    with RawServer([whole(body, kind)]) as server:
        got = world.send(settings(server.url), get_book("42"))
    assert got.data.title == "Größe"


@both
@pytest.mark.parametrize(
    "location",
    ["http://[", "http://a b/", "http://xn--/", "http://\xff\xff/", "http:///", "//:x"],
)
def test_a_redirect_to_no_url(world: World, location: str) -> None:
    script = [head(f"Location: {location}", "Content-Length: 0", status="302 Found")]
    with RawServer(script) as server, pytest.raises(ConnectorError):
        world.send(settings(server.url, retry=Retry(attempts=1)), get_book("42"))


@both
@pytest.mark.parametrize(
    "script",
    [
        b"\x00\x01\x02",
        b"HTTP/1.1 999999 X\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA\x00: b\r\n\r\n",
        head("Content-Length: -1"),
        head(": none"),
        head("A: " + "b" * 200_000),
        head("Transfer-Encoding: gzip, chunked"),
    ],
)
def test_every_error_is_ours(world: World, script: bytes) -> None:
    with RawServer([script, CLOSE]) as server, pytest.raises(ConnectorError):
        world.send(settings(server.url, retry=Retry(attempts=1)), get_book("42"))


@both
def test_a_url_that_is_too_long(world: World) -> None:
    operation = dataclasses.replace(get_book("42"), query={"q": "x" * 70_000})
    with pytest.raises(InvalidRequestError):
        world.send(settings("http://127.0.0.1:9"), operation)


def test_use_after_close() -> None:
    library = Library(settings("http://127.0.0.1:9"))
    library.close()
    with pytest.raises(ClosedClientError, match="GetBook"):
        library.send(get_book("42"))

    async def main() -> None:
        other = AsyncLibrary(settings("http://127.0.0.1:9"))
        await other.aclose()
        with pytest.raises(ClosedClientError):
            await other.send(get_book("42"))

    asyncio.run(main())


def test_the_error_of_a_stream_of_the_user_is_theirs() -> None:
    class MineError(Exception):
        pass

    def progress(done: int, total: int | None) -> None:
        raise MineError

    with (
        Loopback() as server,
        Library(settings(server.url)) as library,
        pytest.raises(MineError),
    ):
        library.send(lend_book("42", to="Ada"), progress=progress)


def test_the_repr_of_a_client_that_was_not_made() -> None:
    assert repr(object.__new__(Library)) == "Library()"


@pytest.mark.parametrize("is_async", [False, True])
def test_a_saved_file_keeps_its_permissions(is_async: bool, tmp_path: Path) -> None:
    path = tmp_path / "scan"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(path)
    with RawServer([whole(b"new")]) as server:
        saved(server, link, is_async=is_async)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()


def test_empty_pages_without_end() -> None:
    count = 0

    def numbered(heard: Heard) -> Reply:
        nonlocal count
        count += 1
        return reply({"results": [], "paging": {"next": {"after": str(count)}}})

    with Loopback(otherwise=numbered) as server:
        with Library(settings(server.url)) as library, pytest.raises(PagingError):
            list(library.books.list())
        assert len(server.requests) == MAX_EMPTY_PAGES + 1
        count = 0

        async def main() -> None:
            async with AsyncLibrary(settings(server.url)) as other:
                async for _ in other.books.list():
                    pass

        with pytest.raises(PagingError):
            asyncio.run(main())


def test_a_body_shorter_than_its_length() -> None:
    for world in WORLDS:
        with (
            RawServer([head("Content-Length: 99") + b"{}", CLOSE]) as server,
            pytest.raises(NetworkError),
        ):
            world.send(settings(server.url, retry=Retry(attempts=1)), get_book("42"))
