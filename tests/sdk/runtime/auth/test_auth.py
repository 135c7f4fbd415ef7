"""Who calls: where a credential goes, which of several is taken, and what is refused at once."""

from __future__ import annotations

import base64
from typing import Any

import httpx2
import pytest
from shelf import AsyncLibrary, Library, get_book, mocked, settings

from runtime.auth.arguments import find_secret, need_secret
from runtime.auth.basic import Basic, need_password
from runtime.auth.bearer import Bearer
from runtime.auth.either import either
from runtime.auth.oauth import HttpxAuth
from runtime.auth.schemes import ApiKey, Auth
from runtime.auth.secret import Credentials, Secret
from runtime.auth.texts import find_text, joined, need_text, present
from runtime.errors import MissingArgumentError, MissingCredentialError


def sent(auth: Any) -> httpx2.Request:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json={})

    with mocked(answer, auth=auth) as library:
        library.send(get_book("1"))
    return seen[0]


def basic(pair: str) -> str:
    return "Basic " + base64.b64encode(pair.encode()).decode()


@pytest.mark.parametrize(
    ("auth", "header"),
    [
        (Basic("ada", Secret("lovelace")), basic("ada:lovelace")),
        (Basic("ada", Secret("")), basic("ada:")),
        (Basic("ada"), basic("ada:")),
        (Basic(Secret("key"), None), basic("key:")),
        (Basic("zoë", Secret("pä:ss")), basic("zoë:pä:ss")),
        (Bearer(Secret("token")), "Bearer token"),
        (Bearer(Secret("bearer token")), "bearer token"),
    ],
)
def test_the_authorization_header(auth: Auth, header: str) -> None:
    assert sent(auth).headers["authorization"] == header


def test_several_ways_are_sent_together() -> None:
    request = sent(
        (
            ApiKey("header", "X-Account", Secret("account")),
            ApiKey("query", "key", Secret("k&y")),
            Bearer(Secret("token")),
        )
    )
    assert request.headers["x-account"] == "account"
    assert request.headers["authorization"] == "Bearer token"
    assert request.url.raw_path == b"/books/1?key=k%26y"


def test_an_auth_of_httpx_goes_with_the_others() -> None:
    request = sent(
        (
            ApiKey("header", "X-Key", Secret("key")),
            HttpxAuth(httpx2.BasicAuth("ada", "l")),
        )
    )
    assert request.headers["x-key"] == "key"
    assert request.headers["authorization"] == basic("ada:l")


def key(value: str | None) -> ApiKey:
    return ApiKey("header", "X-Key", need_secret("key", value, "T_KEY"))


def test_the_first_way_that_is_complete_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("T_KEY", raising=False)

    def choice(one: str | None, two: str | None) -> Auth:
        ways = (
            ((one,), lambda: key(one)),
            ((two,), lambda: Bearer(need_secret("b", two))),
        )
        return either(*ways)

    assert choice("k", None) == ApiKey("header", "X-Key", Secret("k"))
    assert choice(None, "t") == Bearer(Secret("t"))
    assert choice("k", "t") == ApiKey("header", "X-Key", Secret("k"))
    monkeypatch.setenv("T_KEY", "from the environment")
    assert choice(None, None) == ApiKey(
        "header", "X-Key", Secret("from the environment")
    )
    # What was typed wins over what happens to be in the environment.
    assert choice(None, "t") == Bearer(Secret("t"))


def test_the_first_way_tells_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("T_KEY", raising=False)
    with pytest.raises(MissingCredentialError, match=r"pass key=\.\.\. or set T_KEY"):
        either(((None,), lambda: key(None)), ((None,), lambda: key(None)))


def test_a_value_comes_from_the_argument_the_environment_or_the_definition(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("T_HOST", " eu.example \n")
    assert need_text("host", "us.example", "T_HOST", "default") == "us.example"
    assert need_text("host", None, "T_HOST", "default") == "eu.example"
    assert need_text("host", None, "T_NONE", "default") == "default"
    assert find_text("host", None, "T_NONE") is None
    assert find_text("host", "", "T_NONE") is None
    assert need_text("port", 8080) == "8080"
    assert need_text("test", True) == "true"
    assert find_secret("key", None, "T_NONE") is None
    with pytest.raises(MissingArgumentError) as caught:
        need_text("host", None, "T_NONE")
    assert not isinstance(caught.value, MissingCredentialError)
    assert str(caught.value) == "host must be given: pass host=... or set T_NONE"


def test_a_password_may_be_empty_where_it_is_given_so() -> None:
    assert need_password("password", "") == Secret("")
    assert need_password("password", Secret("")) == Secret("")
    assert need_password("password", "word") == Secret("word")
    with pytest.raises(MissingCredentialError):
        need_password("password", None)


def test_what_is_not_known_is_left_out() -> None:
    assert present({"a": "1", "b": None}) == {"a": "1"}
    assert joined("https://", "eu", ".example") == "https://eu.example"
    assert joined("https://", None, ".example") is None


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: need_secret("api_key", b"k"), "api_key must be str or Secret, not bytes"),  # type: ignore[arg-type]  # what is tested
        (lambda: need_text("host", 1.5), "host must be str, not float"),  # type: ignore[arg-type]  # what is tested
        (lambda: settings(retry=5), "retry must be Retry, not int"),
        (lambda: settings(throttle=5), "throttle must be Throttle, not int"),
        (
            lambda: settings(timeout="5"),
            "timeout must be int or float or httpx2.Timeout, not str",
        ),
        (lambda: settings(headers=[]), "headers must be Mapping, not list"),
        (lambda: settings(url=5), "base_url must be str, not int"),  # type: ignore[arg-type]  # what is tested
        (
            lambda: Library(settings(), http_client=httpx2.AsyncClient()),  # type: ignore[arg-type]  # what is tested
            "http_client must be httpx2.Client, not AsyncClient",
        ),
        (
            lambda: AsyncLibrary(settings(), http_client=httpx2.Client()),  # type: ignore[arg-type]  # what is tested
            "http_client must be httpx2.AsyncClient, not Client",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_once(call: Any, said: str) -> None:
    with pytest.raises(TypeError) as caught:
        call()
    assert str(caught.value) == said


def test_a_very_short_secret_garbles_nothing() -> None:
    assert Credentials(raw=(Secret("a"), Secret(""))).scrub("a banana") == "a banana"
