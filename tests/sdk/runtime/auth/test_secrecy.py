"""A credential is greped for wherever a person, a log or a crash report could see it."""

from __future__ import annotations

import copy
import logging
import pickle
from typing import Any

import httpx2
import pytest
from secrecy import ENCODED, frames_of_ours, hidden
from shelf import CANARY, WORLDS, Book, Library, World, get_book, mocked, settings
from support.loopback import Loopback, Reply, reply

from runtime.auth.arguments import need_secret
from runtime.auth.basic import Basic
from runtime.auth.bearer import Bearer
from runtime.auth.grants import ClientCredentials, RefreshToken, TokenEndpoint
from runtime.auth.oauth import bearer
from runtime.auth.schemes import ApiKey, Auth
from runtime.auth.secret import Secret
from runtime.auth.token_error import TokenError
from runtime.errors import ConnectorError, MissingCredentialError
from runtime.http.retry import Retry
from runtime.operation import Operation

NOWHERE = TokenEndpoint()
AUTHS: list[Auth] = [
    ApiKey("header", "X-Custom", Secret(CANARY)),
    ApiKey("query", "custom", Secret(CANARY), "Bearer "),
    Bearer(Secret(CANARY)),
    Basic("ada", Secret(CANARY)),
    bearer("access_token", CANARY, None, NOWHERE),
    bearer("access_token", lambda: CANARY, None, NOWHERE),
]

REPLIES = [
    Reply(drop=True),
    reply({"message": f"{CANARY} is no key of ours"}, 401),
    reply({"message": "busy"}, 503),
    Reply(200, {"Content-Type": "application/json"}, b"{"),
    reply({"id": []}),
    Reply(302, {"Location": "/elsewhere"}),
    Reply(200, {"Content-Encoding": "gzip"}, b"no gzip"),
]


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("auth", AUTHS)
@pytest.mark.parametrize("said", REPLIES)
def test_no_error_shows_a_credential(
    world: World, auth: Auth, said: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    made = settings("http://127.0.0.1", auth=auth, retry=Retry(attempts=2))
    with Loopback(otherwise=said) as server:
        made = settings(server.url, auth=auth, retry=Retry(attempts=2))
        with pytest.raises(ConnectorError) as caught:
            world.send(made, get_book("1"))
    sent = server.requests[0]
    assert CANARY in str(sent) or ENCODED in str(sent)
    error: Any = caught.value
    hidden(str(error))
    hidden(error)
    hidden(str(error.request.url))
    hidden(error.request)
    hidden(dict(error.request.headers))
    hidden(frames_of_ours(error))
    hidden(caplog.text)
    if error.__cause__ is not None and hasattr(error.__cause__, "request"):
        hidden(dict(error.__cause__.request.headers))
        hidden(str(error.__cause__.request.url))
    if said is not REPLIES[1]:  # there the server says it
        assert CANARY.encode() not in pickle.dumps(error)
        assert ENCODED.encode() not in pickle.dumps(error)


@pytest.mark.parametrize("auth", AUTHS)
def test_nothing_that_a_person_holds_shows_a_credential(auth: Auth) -> None:
    made = settings(auth=auth, headers={"X-Other": CANARY})
    hidden(made)
    hidden(auth)
    hidden(auth.credentials())
    hidden(get_book("1"))
    with mocked(lambda _: httpx2.Response(200, json={}), auth=auth) as library:
        got = library.send(get_book("1"))
        hidden(library)
        hidden(library.books)
        hidden(got)
        hidden(dict(got.http.request.headers))
        hidden(str(got.http.url))
        with pytest.raises(TypeError):
            pickle.dumps(library)
    with pytest.raises(TypeError):
        pickle.dumps(made)


def test_the_request_that_is_kept_says_that_there_was_one() -> None:
    auth = (
        ApiKey("header", "X-A", Secret(CANARY)),
        ApiKey("query", "b", Secret(CANARY)),
    )
    with mocked(lambda _: httpx2.Response(200, json={}), auth=auth) as library:
        kept = library.send(get_book("1", full=True)).http.request
    assert kept.headers["x-a"] == "***"
    assert str(kept.url) == "http://library.test/books/1?full=true&b=***"


def test_arguments_that_look_like_a_credential_are_masked_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    operation = Operation[Book](
        id="Sign",
        method="GET",
        path="/sign",
        query={"api_key": CANARY, "page": 2, "sig": CANARY},
        headers={"Ocp-Apim-Subscription-Key": CANARY},
        answers={200: Book},
    )
    with Loopback(reply({})) as server, Library(settings(server.url)) as library:
        got = library.send(operation)
    assert server.requests[0].path == f"/sign?api_key={CANARY}&page=2&sig={CANARY}"
    assert str(got.http.url).endswith("/sign?api_key=***&page=2&sig=***")
    hidden(dict(got.http.request.headers))
    hidden(caplog.text)


def test_a_secret_shows_nothing() -> None:
    made = Secret(CANARY)
    shown = f"{made} {made!r} {[made]} {made!s}"
    hidden(shown)
    assert "***" in shown
    assert made.reveal() == CANARY
    assert made == Secret(CANARY)
    assert made != Secret("other")
    assert made != CANARY
    assert len({made, Secret(CANARY)}) == 1
    assert copy.deepcopy([made]) == [made]
    with pytest.raises(TypeError, match=r"cannot be pickled"):
        pickle.dumps(made)


def test_a_credential_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBRARY_API_KEY", f" {CANARY}\n")
    assert need_secret("api_key", None, env="LIBRARY_API_KEY").reveal() == CANARY
    assert need_secret("api_key", "given", env="LIBRARY_API_KEY").reveal() == "given"
    assert need_secret("api_key", Secret("given")).reveal() == "given"


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_credential_that_is_missing(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBRARY_API_KEY", "")
    with pytest.raises(MissingCredentialError) as caught:
        need_secret("api_key", value, env="LIBRARY_API_KEY")
    said = "api_key must be given: pass api_key=... or set LIBRARY_API_KEY"
    assert str(caught.value) == said
    again: MissingCredentialError = pickle.loads(pickle.dumps(caught.value))
    assert (again.argument, again.environment) == ("api_key", "LIBRARY_API_KEY")
    assert str(again) == said


@pytest.mark.parametrize("value", [f"{CANARY}\r\nX-Evil: 1", f"{CANARY}\0"])
def test_a_credential_that_cannot_be_sent(value: str) -> None:
    with pytest.raises(
        ValueError, match=r"api_key must not hold a control character"
    ) as caught:
        need_secret("api_key", value)
    hidden(str(caught.value))


def test_what_a_download_raises_shows_nothing() -> None:
    download = Operation[bytes](
        id="Scan", method="GET", path="/scan", answers={200: bytes}
    )
    auth = ApiKey("query", "custom", Secret(CANARY))
    said = Reply(200, {}, b"x" * 1000, cut=10)
    with (
        Loopback(said) as server,
        Library(settings(server.url, auth=auth)) as library,
        library.stream(download) as body,
        pytest.raises(ConnectorError) as caught,
    ):
        body.read()
    hidden(frames_of_ours(caught.value))
    assert CANARY.encode() not in pickle.dumps(caught.value)


@pytest.mark.parametrize(
    "source",
    [
        ClientCredentials("id", CANARY),
        ClientCredentials("ada", CANARY, basic=True, fields={"more": CANARY}),
        RefreshToken(CANARY, "id"),
        RefreshToken("refresh", "id", CANARY, fields={"more": CANARY}),
    ],
)
@pytest.mark.parametrize(
    "said",
    [
        Reply(drop=True),
        Reply(302, {"Location": "/elsewhere"}),
        Reply(200, {"Content-Encoding": "gzip"}, b"no gzip"),
        reply({"error": CANARY, "error_description": f"{CANARY} is wrong"}, 400),
        reply({"access_token": None, "refresh_token": CANARY}),
    ],
)
@pytest.mark.parametrize("world", WORLDS)
def test_nothing_about_a_token_endpoint_shows_a_credential(
    world: World,
    source: ClientCredentials | RefreshToken,
    said: Reply,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    hidden(source)
    with Loopback(otherwise=said) as server:
        way = bearer(
            "access_token",
            source,
            None,
            TokenEndpoint(f"{server.url}/token?sig={CANARY}"),
        )
        hidden(way)
        made = settings(server.url, auth=way, retry=Retry(attempts=2))
        with pytest.raises(ConnectorError) as caught:
            world.send(made, get_book("1"))
    assert CANARY in server.requests[0].body.decode() or ENCODED in str(server.requests)
    error: Any = caught.value
    hidden(str(error))
    hidden(vars(error))
    hidden(frames_of_ours(error))
    hidden(caplog.text)
    assert CANARY.encode() not in pickle.dumps(error)
    assert isinstance(error, TokenError) == (
        said.status in (302, 400) or b"null" in said.body
    )
    if hasattr(error, "request"):
        hidden(str(error.request.url))
