"""What clients are given to connect, from the generated SDKs of a case, over real HTTP."""

from __future__ import annotations

import asyncio
import importlib
import logging
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest
from support.loopback import Loopback, reply

from connectorsmith.cli import main

SPEC = Path(__file__).parents[2] / "cases" / "connections" / "input" / "spec"
SDKS = ("ferry", "observatory", "print_room")
CANARY = "canary-5e1d"


@pytest.fixture(scope="module", autouse=True)
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    out = tmp_path_factory.mktemp("generated")
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(SPEC), "-o", str(out), "--target", "python"])
    assert stopped.value.code == 0
    folders = [str(out / name.replace("_", "-") / "python") for name in SDKS]
    sys.path[:0] = folders
    yield
    del sys.path[: len(folders)]
    for name in [one for one in sys.modules if one.partition(".")[0] in SDKS]:
        del sys.modules[name]


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "API_KEY", "CLASS", "LANGUAGE", "BASE_URL", "COLOUR"):
        monkeypatch.delenv(f"FERRY_{name}", raising=False)
    for name in ("API_KEY", "ACCESS_TOKEN", "USERNAME", "PASSWORD", "FLOOR"):
        monkeypatch.delenv(f"PRINT_ROOM_{name}", raising=False)


def sdk(name: str) -> Any:
    return importlib.import_module(name)


def transport(seen: list[httpx2.Request], status: int = 200) -> httpx2.MockTransport:
    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(status, json={"name": "Aurora"})

    return httpx2.MockTransport(answer)


def test_values_of_the_connection_go_where_policies_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ferry, seen = sdk("ferry"), list[httpx2.Request]()
    monkeypatch.setenv("FERRY_HOST", " north.example\n")
    with ferry.Client("key", language="no", transport=transport(seen)) as client:
        assert client.get_next().name == "Aurora"
    (request,) = seen
    assert str(request.url) == "https://north.example/v1/next?class=deck"
    assert request.headers["x-ferry-key"] == "key"
    assert request.headers["accept-language"] == "no"


def test_a_base_url_takes_the_place_of_a_host() -> None:
    ferry = sdk("ferry")
    with (
        Loopback(reply({"name": "Aurora"})) as server,
        ferry.Client("key", class_="bridge", base_url=server.url) as client,
    ):
        client.get_next()
    assert server.requests[0].path == "/next?class=bridge"
    assert "accept-language" not in server.requests[0].headers


def test_what_is_missing_is_named() -> None:
    ferry = sdk("ferry")
    with pytest.raises(
        ferry.errors.MissingCredentialError, match=r"or set FERRY_API_KEY"
    ):
        ferry.Client(host="north.example")
    with pytest.raises(ferry.errors.MissingArgumentError) as caught:
        ferry.AsyncClient("key")
    assert str(caught.value) == "host must be given: pass host=... or set FERRY_HOST"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"api_key": b"key"}, "api_key must be str or Secret, not bytes"),
        ({"retry": 5}, "retry must be Retry, not int"),
        ({"host": ["a"]}, "host must be str, not list"),
        ({"colour": "red"}, "unexpected keyword argument 'colour'"),
    ],
)
def test_what_cannot_be_is_refused(given: dict[str, Any], said: str) -> None:
    arguments = {"api_key": "key", "host": "north.example", **given}
    with pytest.raises(TypeError, match=said):
        sdk("ferry").Client(**arguments)


def test_an_application_needs_no_url_that_the_properties_know() -> None:
    observatory, seen = sdk("observatory"), list[httpx2.Request]()

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        if request.url.path == "/token":
            return httpx2.Response(200, json={"access_token": "t1", "expires_in": 60})
        return httpx2.Response(200, json={"name": "Hale"})

    source = observatory.ClientCredentials("id", "secret")
    with observatory.Client(
        source, site="north", transport=httpx2.MockTransport(answer)
    ) as client:
        assert client.get_telescope().name == "Hale"
    asked, called = seen
    assert str(asked.url) == "https://north.observatory.example/token"
    assert parse_qs(asked.content.decode())["scope"] == ["look offline"]
    assert str(called.url) == "https://api.observatory.example/v1/telescope"
    assert called.headers["authorization"] == "Bearer t1"


def test_a_token_url_that_depends_on_an_argument() -> None:
    observatory = sdk("observatory")
    source = observatory.RefreshToken("refresh", "id")
    with pytest.raises(
        ValueError, match=r"must be given token_url=\.\.\., or the client site="
    ):
        observatory.Client(source)
    # A token by itself needs no site.
    observatory.Client("token").close()


def test_a_refusal_is_an_error_of_the_sdk() -> None:
    observatory = sdk("observatory")

    def refuse(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(400, json={"error": "invalid_grant"})

    source = observatory.ClientCredentials("id", CANARY)
    made = httpx2.MockTransport(refuse)
    with (
        observatory.Client(source, site="north", transport=made) as client,
        pytest.raises(observatory.errors.TokenError) as caught,
    ):
        client.get_telescope()
    assert isinstance(caught.value, observatory.ObservatoryError)
    assert caught.value.error == "invalid_grant"


def test_an_async_function_gives_tokens() -> None:
    observatory, seen = sdk("observatory"), list[httpx2.Request]()

    async def token() -> str:
        return "t1"

    async def run() -> None:
        made = transport(seen)
        async with observatory.AsyncClient(token, transport=made) as client:
            await client.get_telescope()

    asyncio.run(run())
    assert seen[0].headers["authorization"] == "Bearer t1"


def ways(room: Any) -> dict[str, tuple[Any, str, str]]:
    return {
        "key": (room.ApiKeyConnection("k"), "x-print-key", "k"),
        "token": (room.OauthConnection("t"), "authorization", "Bearer t"),
        "user": (
            room.UserConnection("ada", "", floor="2"),
            "authorization",
            "Basic YWRhOg==",
        ),
    }


@pytest.mark.parametrize("name", ["key", "token", "user"])
def test_one_of_several_ways_is_taken(name: str) -> None:
    room, seen = sdk("print_room"), list[httpx2.Request]()
    connection, header, value = ways(room)[name]
    with room.Client(connection, transport=transport(seen)) as client:
        client.get_printer()
    assert seen[0].headers[header] == value
    assert seen[0].headers["x-floor"] == ("2" if name == "user" else "1")
    assert len({"x-print-key", "authorization"} & set(seen[0].headers)) == 1


def test_the_only_way_that_the_environment_completes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room, seen = sdk("print_room"), list[httpx2.Request]()
    monkeypatch.setenv("PRINT_ROOM_USERNAME", "ada")
    with pytest.raises(room.errors.MissingArgumentError) as caught:
        room.Client()
    assert str(caught.value) == (
        "connection must be given: pass connection=ApiKeyConnection(...) or OauthConnection(...) "
        "or UserConnection(...)"
    )
    monkeypatch.setenv("PRINT_ROOM_API_KEY", "k")
    with room.Client(transport=transport(seen)) as client:
        client.get_printer()
    assert seen[0].headers["x-print-key"] == "k"
    monkeypatch.setenv("PRINT_ROOM_ACCESS_TOKEN", "t")
    with pytest.raises(
        room.errors.MissingArgumentError,
        match=r"; the environment completes 2 of them$",
    ):
        room.Client()


def test_what_is_no_connection_is_refused() -> None:
    room = sdk("print_room")
    with pytest.raises(
        TypeError, match=r"connection must be ApiKeyConnection or .*, not str"
    ):
        room.Client("key")


def clients() -> list[tuple[str, Any]]:
    """A client of each way, with a canary for each of its secrets."""
    ferry, observatory, room = (sdk(name) for name in SDKS)
    return [
        ("ferry", lambda **o: ferry.Client(CANARY, host="north.example", **o)),
        ("observatory", lambda **o: observatory.Client(CANARY, **o)),
        ("observatory", lambda **o: observatory.Client(lambda: CANARY, **o)),
        (
            "observatory",
            lambda **o: observatory.Client(
                observatory.ClientCredentials("id", CANARY), site="north", **o
            ),
        ),
        ("print_room", lambda **o: room.Client(room.ApiKeyConnection(CANARY), **o)),
        ("print_room", lambda **o: room.Client(room.OauthConnection(CANARY), **o)),
        (
            "print_room",
            lambda **o: room.Client(room.UserConnection("ada", CANARY, floor="2"), **o),
        ),
    ]


@pytest.mark.parametrize("index", range(7))
def test_no_secret_is_shown(index: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    name, made = clients()[index]
    package = sdk(name)
    operation = next(
        value
        for key, value in vars(package.operations).items()
        if key.startswith("get_")
    )

    def answer(request: httpx2.Request) -> httpx2.Response:
        if b"grant_type" in request.content:
            return httpx2.Response(200, json={"access_token": CANARY})
        if request.url.host != "elsewhere.example":
            there = "https://elsewhere.example/"
            return httpx2.Response(302, headers={"Location": there})
        assert CANARY not in str(dict(request.headers)) + str(request.url)
        assert "authorization" not in request.headers
        return httpx2.Response(403, json={"message": f"{CANARY} has no right"})

    http = httpx2.Client(transport=httpx2.MockTransport(answer), follow_redirects=True)
    client = made(http_client=http)
    with pytest.raises(package.errors.ForbiddenError) as caught:
        client.send(operation())
    error = caught.value
    shown = (
        repr(client),
        repr(vars(client)),
        str(error),
        repr(error.request.headers),
        caplog.text,
    )
    assert CANARY not in "".join(shown)
    with pytest.raises(TypeError):
        pickle.dumps(client)
    http.close()


def test_connections_do_not_show_themselves() -> None:
    for connection, _, _ in ways(sdk("print_room")).values():
        assert "***" in repr(connection)
        assert "'k'" not in repr(connection)
        assert "'t'" not in repr(connection)


def test_two_worlds_take_the_same_connection() -> None:
    room, seen = sdk("print_room"), list[httpx2.Request]()
    connection = room.OauthConnection(lambda: "t")

    async def run() -> None:
        made = transport(seen)
        async with room.AsyncClient(connection, transport=made) as client:
            await client.get_printer()

    with room.Client(connection, transport=transport(seen)) as client:
        client.get_printer()
    asyncio.run(run())
    assert [one.headers["authorization"] for one in seen] == ["Bearer t"] * 2


BARE = """
swagger: "2.0"
info: {title: Toll, version: "1", description: Tolls of a bridge.}
host: toll.example
securityDefinitions:
  user: {type: basic}
  key: {type: apiKey, in: query, name: key}
  account: {type: apiKey, in: header, name: X-Account}
  oauth: {type: oauth2, flow: application, tokenUrl: "https://toll.example/t", scopes: {}}
security: [{user: []}, {key: [], account: []}, {oauth: []}]
paths: {/fee: {get: {operationId: GetFee, responses: {"200": {description: Fee.}}}}}
"""


@pytest.fixture(scope="module")
def toll(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    work = tmp_path_factory.mktemp("toll")
    (work / "toll.yaml").write_text(BARE, "utf-8")
    with pytest.raises(SystemExit):
        main(["build", str(work / "toll.yaml"), "-o", str(work), "--target", "python"])
    sys.path.insert(0, str(next(work.glob("*/python"))))
    yield importlib.import_module("toll")
    del sys.path[0]


@pytest.mark.parametrize(
    ("given", "url", "headers"),
    [
        (
            {"username": "ada", "password": "l"},
            "/fee",
            {"authorization": "Basic YWRhOmw="},
        ),
        ({"key": "k", "account": "a"}, "/fee?key=k", {"x-account": "a"}),
        ({"access_token": "t"}, "/fee", {"authorization": "Bearer t"}),
    ],
)
def test_the_alternatives_of_a_bare_definition(
    toll: Any, given: dict[str, str], url: str, headers: dict[str, str]
) -> None:
    seen = list[httpx2.Request]()
    with toll.Client(**given, transport=transport(seen)) as client:
        client.get_fee()
    (request,) = seen
    assert request.url.raw_path.decode() == url
    assert {name: request.headers[name] for name in headers} == headers
    assert len({"authorization", "x-account"} & set(request.headers)) == 1


def test_an_alternative_that_is_half_given(toll: Any) -> None:
    with pytest.raises(toll.errors.MissingCredentialError, match=r"account=\.\.\."):
        toll.Client(key="k")
    with pytest.raises(toll.errors.MissingArgumentError, match=r"username=\.\.\."):
        toll.Client()


def test_a_connector_without_oauth_has_nothing_of_it() -> None:
    ferry = sdk("ferry")
    folder = Path(ferry.__file__).parent
    assert not hasattr(ferry, "ClientCredentials")
    assert not hasattr(ferry.errors, "TokenError")
    names = {one.stem for one in (folder / "_runtime").rglob("*.py")}
    assert not names & {"oauth", "tokens", "token_request", "grants", "connections"}
    assert not (folder / "connections.py").exists()


def test_a_key_is_a_secret_whatever_its_type(tmp_path: Path) -> None:
    folder = tmp_path / "locker"
    folder.mkdir()
    (folder / "apiDefinition.swagger.yaml").write_text(
        """
swagger: "2.0"
info: {title: Locker, version: "1", description: Lockers.}
host: locker.example
securityDefinitions: {key: {type: apiKey, in: header, name: X-Key}}
paths: {/a: {get: {operationId: GetA, responses: {"204": {description: A.}}}}}
""",
        "utf-8",
    )
    (folder / "apiProperties.yaml").write_text(
        "properties: {connectionParameters: {key: {type: string}}}", "utf-8"
    )
    with pytest.raises(SystemExit):
        main(["build", str(folder), "-o", str(tmp_path / "out"), "--target", "python"])
    sys.path.insert(0, str(tmp_path / "out" / "locker" / "python"))
    seen = list[httpx2.Request]()
    try:
        locker = importlib.import_module("locker")
        with locker.Client(CANARY, transport=transport(seen, 403)) as client:
            with pytest.raises(locker.errors.ForbiddenError) as caught:
                client.get_a()
            assert CANARY not in repr(client._settings)
    finally:
        del sys.path[0]
    assert seen[0].headers["x-key"] == CANARY
    assert caught.value.request.headers["x-key"] == "***"
