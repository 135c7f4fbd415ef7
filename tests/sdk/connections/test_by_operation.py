"""Each operation sends the credentials that it requires, and no others, over real HTTP."""

from __future__ import annotations

import asyncio
import importlib
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.loopback import Heard, Loopback, Reply, reply

from connectorsmith.cli import main

SPEC = Path(__file__).parents[2] / "cases" / "security-by-operation" / "input" / "spec"
VARIABLES = ("USERNAME", "PASSWORD", "STATION_KEY", "VISITOR", "ACCESS_TOKEN")
KEEPER = {"username": "ada", "password": "l"}
EVERY = {**KEEPER, "station_key": "st", "visitor": "v", "access_token": "t"}
BASIC = {"authorization": "Basic YWRhOmw="}
STATION = {"x-station": "st"}
VISITOR = {"visitor": "v"}
TOKEN = {"authorization": "Bearer t"}


@pytest.fixture(scope="module")
def lighthouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    out = tmp_path_factory.mktemp("lighthouse")
    with pytest.raises(SystemExit):
        main(
            [
                "build",
                str(SPEC),
                "-o",
                str(out),
                "--target",
                "python",
            ]
        )
    sys.path.insert(0, str(next(out.glob("*/python"))))
    yield importlib.import_module("lighthouse")
    del sys.path[0]
    for name in [one for one in sys.modules if one.partition(".")[0] == "lighthouse"]:
        del sys.modules[name]


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(f"LIGHTHOUSE_{name}", raising=False)


def credentials(heard: Heard) -> dict[str, str]:
    names = ("authorization", "x-station")
    found = {name: heard.headers[name] for name in names if name in heard.headers}
    return found | dict(heard.query)


@pytest.mark.parametrize(
    ("method", "given", "expected"),
    [
        ("get_lamp", KEEPER, BASIC),
        ("get_lamp", {"station_key": "st"}, STATION),
        ("get_lamp", EVERY, BASIC),
        ("light_lamp", EVERY, STATION | VISITOR),
        ("douse_lamp", EVERY, TOKEN),
        ("douse_lamp", {"access_token": lambda: "t"}, TOKEN),
        ("get_weather", EVERY, {}),
        ("get_weather", {}, {}),
        ("get_tides", {}, {}),
        ("get_tides", EVERY, VISITOR),
        ("get_tides", KEEPER, {}),
        ("get_fog", EVERY, VISITOR),
    ],
)
def test_an_operation_sends_what_it_requires(
    lighthouse: Any, method: str, given: dict[str, Any], expected: dict[str, str]
) -> None:
    with (
        Loopback(otherwise=reply({"name": "North"})) as server,
        lighthouse.Client(**given, base_url=server.url) as client,
    ):
        getattr(client, method)()
    assert [credentials(heard) for heard in server.requests] == [expected]


@pytest.mark.parametrize(
    ("method", "given", "message"),
    [
        (
            "get_lamp",
            {},
            (
                "GetLamp: the client must have a credential: pass username=... and password=... to "
                "the client or set LIGHTHOUSE_USERNAME and LIGHTHOUSE_PASSWORD; or pass "
                "station_key=... to the client or set LIGHTHOUSE_STATION_KEY"
            ),
        ),
        (
            "light_lamp",
            {"visitor": "v"},
            (
                "LightLamp: the client must have a credential: pass station_key=... to the client or "
                "set LIGHTHOUSE_STATION_KEY"
            ),
        ),
        (
            "light_lamp",
            KEEPER,
            (
                "LightLamp: the client must have a credential: pass station_key=... and visitor=... to "
                "the client or set LIGHTHOUSE_STATION_KEY and LIGHTHOUSE_VISITOR"
            ),
        ),
        (
            "douse_lamp",
            {"visitor": "v"},
            (
                "DouseLamp: the client must have a credential: pass access_token=... to the client or "
                "set LIGHTHOUSE_ACCESS_TOKEN"
            ),
        ),
    ],
)
def test_a_missing_credential_is_named_before_anything_is_sent(
    lighthouse: Any, method: str, given: dict[str, str], message: str
) -> None:
    with (
        Loopback() as server,
        lighthouse.Client(**given, base_url=server.url) as client,
        pytest.raises(lighthouse.errors.MissingCredentialError) as caught,
    ):
        getattr(client, method)()
    assert str(caught.value) == message
    assert caught.value.operation == message.partition(":")[0]
    assert str(pickle.loads(pickle.dumps(caught.value))) == message
    assert not server.requests


def test_half_of_a_credential_is_refused_at_once(lighthouse: Any) -> None:
    with pytest.raises(lighthouse.errors.MissingCredentialError, match="password"):
        lighthouse.Client(username="ada")


def test_an_argument_comes_before_the_environment(
    lighthouse: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIGHTHOUSE_USERNAME", "ada")
    monkeypatch.setenv("LIGHTHOUSE_PASSWORD", "l")

    async def run(url: str) -> None:
        async with lighthouse.AsyncClient(base_url=url) as client:
            await client.get_lamp()
        async with lighthouse.AsyncClient(station_key="st", base_url=url) as client:
            await client.get_lamp()

    with Loopback(otherwise=reply({"name": "North"})) as server:
        asyncio.run(run(server.url))
    assert [credentials(one) for one in server.requests] == [BASIC, STATION]


def test_a_redirect_to_another_origin_takes_no_credential(lighthouse: Any) -> None:
    import httpx2

    with Loopback(otherwise=reply({"name": "North"})) as other:
        away = Reply(302, {"Location": f"{other.url}/else"})
        with (
            Loopback(away) as server,
            httpx2.Client(follow_redirects=True) as http,
            lighthouse.Client(**EVERY, base_url=server.url, http_client=http) as client,
        ):
            client.get_tides()
    assert credentials(server.requests[0]) == VISITOR
    assert credentials(other.requests[0]) == {}


def test_the_fake_server_knows_the_credentials(lighthouse: Any) -> None:
    testing = importlib.import_module("lighthouse.testing")
    fake = testing.FakeServer()
    fake.on(lighthouse.operations.light_lamp)
    client = lighthouse.Client(
        station_key="canary-1", visitor="canary-2", transport=fake
    )
    client.light_lamp()
    (call,) = fake.calls
    assert (call.headers["x-station"], call.query["visitor"]) == ("***", "***")
    assert "canary" not in f"{client!r}{client._settings!r}{call!r}{call}"
    with pytest.raises(lighthouse.errors.MissingCredentialError, match="access_token"):
        client.douse_lamp()
    assert len(fake.calls) == 1
