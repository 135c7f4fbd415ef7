"""How a client is made, what it keeps to, and what it costs to import."""

from __future__ import annotations

import ast
import asyncio
import inspect
import pickle
import re
import time
from types import ModuleType
from typing import Any

import httpx2
import pytest
from driving import KEY, Driver, method
from installed import Installed
from published import BY_ID, DEFINITION, METHOD_OF
from support.loopback import Loopback, reply

ENVIRONMENT = "HUBSPOT_CONVERSATIONS_API_KEY"


def ping(client: Any) -> Any:
    return client.threads.get("42")


@pytest.fixture
def server() -> Any:
    with Loopback(otherwise=reply({"id": "42"})) as running:
        yield running


def authorizations(server: Loopback) -> list[str]:
    return [heard.headers["authorization"] for heard in server.requests]


def test_a_missing_credential_says_what_to_do(driver: Driver) -> None:
    with pytest.raises(driver.sdk.errors.MissingCredentialError) as caught:
        driver.use("http://127.0.0.1:9", ping, None)
    assert (
        str(caught.value)
        == f"api_key must be given: pass api_key=... or set {ENVIRONMENT}"
    )
    assert caught.value.environment == ENVIRONMENT
    assert isinstance(caught.value, driver.sdk.HubspotConversationsError)


def test_the_environment_is_read(
    driver: Driver, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, "pat-of-the-environment\n")
    driver.use(server.url, ping, None)
    driver.use(server.url, ping, "pat-given")
    driver.use(server.url, ping, driver.sdk.Secret("pat-secret"))
    monkeypatch.setenv("HUBSPOT_CONVERSATIONS_BASE_URL", server.url)
    driver.use(None, ping, None)  # type: ignore[arg-type]  # None is the default
    assert authorizations(server) == [
        "Bearer pat-of-the-environment",
        "Bearer pat-given",
        "Bearer pat-secret",
        "Bearer pat-of-the-environment",
    ]


def test_the_usual_place_is_the_declared_one(driver: Driver) -> None:
    [scheme] = DEFINITION["schemes"]
    urls: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        urls.append(str(request.url))
        return httpx2.Response(200, json={"id": "42"})

    driver.use(None, ping, transport=httpx2.MockTransport(answer))  # type: ignore[arg-type]  # None is the default
    place = f"{scheme}://{DEFINITION['host']}"
    assert urls == [f"{place}/conversations/v3/conversations/threads/42"]


def test_other_settings_on_the_same_connections(
    driver: Driver, server: Loopback
) -> None:
    def use(client: Any) -> Any:
        other = client.with_options(headers={"X-Trace": "7"}, timeout=60)
        assert other.threads is not client.threads
        calls = [ping(other), ping(client)]
        calls.append(client.threads.get("42", headers={"X-Trace": "8"}, timeout=1.5))

        async def all_of_them() -> None:
            for call in calls:
                await call

        return all_of_them() if driver.kind == "async" else None

    driver.use(server.url, use)
    traces = [heard.headers.get("x-trace") for heard in server.requests]
    assert traces == ["7", None, "8"]


def test_retries_can_be_switched_off(driver: Driver) -> None:
    once = driver.sdk.Retry(attempts=1)
    with (
        Loopback(otherwise=reply({}, 503)) as server,
        pytest.raises(driver.sdk.errors.ServerError),
    ):
        driver.use(server.url, ping, retry=once)
    assert len(server.requests) == 1


def test_a_whole_answer(driver: Driver, server: Loopback) -> None:
    made = driver.sdk.operations.get_a_single_thread("42")
    answer = driver.use(server.url, lambda client: client.send(made))
    assert isinstance(answer, driver.sdk.Response)
    assert answer.data == driver.sdk.models.Thread(id="42")
    assert isinstance(answer.http, httpx2.Response)
    assert answer.http.status_code == answer.status == 200
    assert answer.attempts == 1
    assert answer.elapsed > 0


def test_calls_are_started_no_faster_than_the_throttle_allows(driver: Driver) -> None:
    """Five calls at two in 0.2 s: the third waits 0.2 s, the fifth 0.4 s."""
    starts: list[float] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        starts.append(time.monotonic())
        return httpx2.Response(200, json={"id": "42"})

    def use(client: Any) -> Any:
        nonlocal began
        began = time.monotonic()
        if driver.kind == "sync":
            for _ in range(5):
                ping(client)
            return None

        async def together() -> None:
            await asyncio.gather(*[ping(client) for _ in range(5)])

        return together()

    began = 0.0
    throttle = driver.sdk.Throttle(2, 0.2)
    transport = httpx2.MockTransport(answer)
    driver.use("http://127.0.0.1:9", use, throttle=throttle, transport=transport)
    waited = [start - began for start in starts]
    # Lower bounds hold on the slowest machine.
    assert len(waited) == 5
    assert waited[2] >= 0.2
    assert waited[4] >= 0.4


def test_the_throttle_of_the_listing(driver: Driver, server: Loopback) -> None:
    seen: list[object] = []

    def look(client: Any) -> None:
        # There is no public way to see it, and a test of 100 calls takes a minute.
        seen.append(repr(client._settings.throttle))

    driver.use(server.url, look)
    driver.use(server.url, look, throttle=None)
    assert seen == ["Throttle(calls=100, seconds=60.0)", "None"]


def test_no_secret_is_shown(driver: Driver) -> None:
    """Neither by a client, nor by an error whose server repeats what it was sent."""

    def show(client: Any) -> None:
        assert KEY not in repr(client)
        assert KEY not in repr(client.threads)
        assert KEY not in repr(vars(client))
        with pytest.raises(TypeError):
            pickle.dumps(client)

    told = reply({"message": f"Bearer {KEY} is not known"}, 401)
    with Loopback(otherwise=told) as server:
        driver.use(server.url, show)
        with pytest.raises(driver.sdk.errors.UnauthorizedError) as caught:
            driver.use(server.url, ping)
    error = caught.value
    assert KEY not in str(error)
    assert KEY not in repr(error)
    assert KEY not in repr(dict(error.request.headers))
    assert str(error) == "GetASingleThread: 401 Unauthorized: *** is not known"


def groups(kind: type[Any]) -> dict[str, type[Any]]:
    """The groups of a client by their name: what its cached properties make."""
    client = kind(KEY)
    names = {target.partition(".")[0] for target in METHOD_OF.values()}
    return {name: type(getattr(client, name)) for name in sorted(names)}


def methods(group: type[Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in vars(group).items()
        if not name.startswith("_") and callable(value)
    }


def test_both_clients_have_the_same_surface(sdk: ModuleType) -> None:
    blocking, awaited = groups(sdk.Client), groups(sdk.AsyncClient)
    assert list(blocking) == list(awaited)
    found: set[str] = set()
    for group, one in blocking.items():
        other = awaited[group]
        assert other.__name__ == f"Async{one.__name__}"
        assert list(methods(one)) == list(methods(other))
        for name, function in methods(one).items():
            found.add(f"{group}.{name}")
            twin = methods(other)[name]
            first, second = inspect.signature(function), inspect.signature(twin)
            assert list(first.parameters.values()) == list(second.parameters.values())
            paged = str(first.return_annotation).startswith("Pager[")
            prefix = "Async" if paged else ""
            assert second.return_annotation == f"{prefix}{first.return_annotation}"
            assert inspect.iscoroutinefunction(twin) is not paged
            assert function.__doc__ == twin.__doc__
    assert found == set(METHOD_OF.values())
    arguments = inspect.signature(sdk.Client).parameters
    assert list(arguments) == list(inspect.signature(sdk.AsyncClient).parameters)


def test_a_method_takes_what_its_operation_takes(sdk: ModuleType) -> None:
    """Path parameters may be given by place, in the order of the URL; others by name alone."""
    client = sdk.Client(KEY)
    for id_, target in METHOD_OF.items():
        parameters = dict(inspect.signature(method(client, target)).parameters)
        assert parameters.pop("options").kind is inspect.Parameter.VAR_KEYWORD
        by_place = [
            name
            for name, one in parameters.items()
            if one.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
        ]
        in_url = re.findall(r"\{(.*?)\}", BY_ID[id_].template)
        assert [name.replace("_", "") for name in by_place] == [
            name.lower() for name in in_url
        ]
        for name, one in parameters.items():
            if name not in by_place:
                assert one.kind is inspect.Parameter.KEYWORD_ONLY
                assert one.default is sdk.UNSET
    client.close()


LOADED = "print(sorted({m.partition('.')[0] for m in sys.modules} & {'httpx2', 'pydantic', 'asyncio'}))"


def printed(installed: Installed, code: str, cwd: Any) -> object:
    status, text = installed.run("-c", f"import sys; {code}", cwd=cwd)
    assert status == 0, text
    return ast.literal_eval(text)


def test_importing_costs_next_to_nothing(installed: Installed, tmp_path: Any) -> None:
    code = (
        f"import hubspot_conversations as h; h.__version__; h.errors; dir(h); {LOADED}"
    )
    assert printed(installed, code, tmp_path) == []


@pytest.mark.parametrize("name", ["Client", "AsyncClient"])
def test_models_are_loaded_when_they_are_needed(
    installed: Installed, tmp_path: Any, name: str
) -> None:
    ours = (
        "print(sorted(m.partition('.')[2] for m in sys.modules"
        " if m.startswith('hubspot_conversations.') and '_runtime' not in m))"
    )
    make = f"from hubspot_conversations import {name}; client = {name}('key')"
    loaded = printed(installed, f"{make}; {ours}", tmp_path)
    assert loaded == ["_version", "client"]
    loaded = printed(installed, f"{make}; client.threads; {ours}", tmp_path)
    assert loaded == ["_version", "client", "resources", "resources.threads"]
    # A list is an operation already, and still no page was read.
    loaded = printed(
        installed,
        f"{make}; from hubspot_conversations import operations;"
        f"operations.archives_a_thread('42'); {ours}",
        tmp_path,
    )
    assert loaded == ["_version", "client", "operations"]


def test_names_of_the_package(sdk: ModuleType) -> None:
    assert set(sdk.__all__) <= set(dir(sdk))
    for name in sdk.__all__:
        assert getattr(sdk, name) is not None
    with pytest.raises(AttributeError, match=r"'hubspot_conversations'.*'Clint'"):
        _ = sdk.Clint
