"""Policies over real HTTP: what the server hears, and what comes of what it says."""

from __future__ import annotations

import json
import logging
import pickle
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from secrecy import frames_of_ours, hidden
from shelf import CANARY, WORLDS, World, settings
from support.loopback import Heard, Loopback, Reply, reply

from runtime.auth.schemes import ApiKey
from runtime.auth.secret import Secret
from runtime.bodies.form import Form
from runtime.bodies.json import Json
from runtime.encode.path import path
from runtime.errors import ConnectorError, ForeignLinkError
from runtime.http.client import SyncClient
from runtime.http.retry import Retry
from runtime.operation import Operation
from runtime.paging.link import NextLink
from runtime.paging.pager import Pager
from runtime.policies.draft import Connection, Header, InBody, InItem, Query
from runtime.policies.headers import SetHeader, SetQuery
from runtime.policies.host import HostUrl
from runtime.policies.policies import Policies, Policy
from runtime.policies.reshaping import (
    ArrayToObject,
    EncodeValue,
    ObjectToArray,
    SetProperty,
    StringReplace,
    StringToArray,
)
from runtime.policies.route import Route
from runtime.unset import UNSET

Given = Mapping[str, "str | Secret"]
NOTHING: Given = {}


def operation(**changes: Any) -> Operation[Any]:
    plain: dict[str, Any] = {"id": "Lend", "method": "GET", "path": "/loans"}
    return Operation(**{**plain, "answers": {200: Any}, **changes})


def sent(
    *policies: Policy, given: Given = NOTHING, auth: Any = None, **changes: Any
) -> Heard:
    """The request of an operation as the server hears it."""
    with Loopback(reply({})) as server:
        made = settings(
            server.url,
            auth=auth,
            connection=given,
            policies=Policies(policies),
        )
        with SyncClient(made) as client:
            client.send(operation(**changes))
        return server.requests[0]


def body_of(policy: Policy, value: object, **changes: Any) -> Any:
    """The JSON that is sent where a policy works on a body."""
    changes = {"method": "POST", "body": Json(value), **changes}
    return sent(policy, **changes).json


def answered(*policies: Policy, body: Any, given: Given = NOTHING) -> Any:
    """The data that comes of an answer behind policies."""
    with Loopback(reply(body)) as server:
        made = settings(server.url, connection=given, policies=Policies(policies))
        with SyncClient(made) as client:
            return client.send(operation()).data


@pytest.mark.parametrize(
    ("exists", "before", "after"),
    [
        ("override", None, "new"),
        ("override", "old", "new"),
        ("skip", None, "new"),
        ("skip", "old", "old"),
        ("append", None, "new"),
        ("append", "old", "old,new"),
    ],
)
def test_headers_that_are_there_already(
    exists: Any, before: str | None, after: str
) -> None:
    headers = {} if before is None else {"x-team": before}
    heard = sent(SetHeader("X-Team", "new", exists=exists), headers=headers)
    assert heard.headers["x-team"] == after


@pytest.mark.parametrize(
    ("exists", "before", "after"),
    [
        ("override", None, ["new"]),
        ("override", "old", ["new"]),
        ("skip", None, ["new"]),
        ("skip", "old", ["old"]),
        ("append", None, ["new"]),
        ("append", "old", ["old", "new"]),
    ],
)
def test_query_parameters_that_are_there_already(
    exists: Any, before: str | None, after: list[str]
) -> None:
    query = {} if before is None else {"$filter": before}
    heard = sent(SetQuery("$filter", "new", exists=exists), query=query)
    assert heard.query == [("$filter", value) for value in after]


def test_policies_are_applied_in_their_order() -> None:
    first = SetHeader("X-Team", "first")
    second = SetHeader("X-Team", (Header("x-team"), " and second"))
    assert sent(first, second).headers["x-team"] == "first and second"
    assert sent(second, first).headers["x-team"] == "first"


def test_a_policy_is_for_its_operations_alone() -> None:
    ours = SetHeader("X-Ours", "1", operations=("Return", "Lend"))
    theirs = SetHeader("X-Theirs", "1", operations=("Return",))
    heard = sent(ours, theirs)
    assert heard.headers["x-ours"] == "1"
    assert "x-theirs" not in heard.headers


def test_what_values_refer_to() -> None:
    policy = SetHeader(
        "X-All",
        (
            Connection("token:team"),
            "/",
            Connection("absent", "a default"),
            "/",
            Query("q"),
            "/",
            Header("X-H"),
            "/",
            InBody(("a", 1, "b")),
        ),
    )
    heard = sent(
        policy,
        given={"token:team": "red"},
        method="POST",
        query={"q": 7},
        headers={"x-h": "h"},
        body=Json({"a": [0, {"b": True}]}),
    )
    assert heard.headers["x-all"] == "red/a default/7/h/true"


@pytest.mark.parametrize(
    "value",
    [Connection("no"), Connection("no", ""), Query("no"), Header("No"), InBody(("a",))],
)
def test_what_is_absent_sets_nothing(value: Any) -> None:
    policies = (SetHeader("X-No", value), SetQuery("no", value))
    heard = sent(*policies)
    assert "x-no" not in heard.headers
    assert heard.query == []


def test_an_empty_connection_parameter_has_its_default() -> None:
    policy = SetHeader("X-Team", Connection("team", "desk"))
    assert sent(policy, given={"team": ""}).headers["x-team"] == "desk"


def test_the_key_gets_the_prefix_that_a_policy_gives_it() -> None:
    key = ApiKey("header", "Authorization", Secret(CANARY))
    policy = SetHeader("Authorization", ("Bearer ", Header("Authorization")))
    assert sent(policy, auth=key).headers["authorization"] == f"Bearer {CANARY}"


def test_headers_of_one_call_win() -> None:
    with Loopback(reply({})) as server:
        made = settings(server.url, policies=Policies((SetHeader("X-Team", "policy"),)))
        with SyncClient(made) as client:
            client.send(operation(), headers={"x-team": "call"})
        assert server.requests[0].headers["x-team"] == "call"


def test_a_content_type_is_skipped_where_a_body_has_one() -> None:
    policy = SetHeader("Content-Type", "text/x", exists="skip")
    heard = sent(policy, method="POST", body=Json({}))
    assert heard.headers["content-type"] == "application/json"
    assert sent(policy).headers["content-type"] == "text/x"


@pytest.mark.parametrize(
    ("url", "given", "expected"),
    [
        ("https://x.test", {}, "https://x.test/base/loans"),
        ("https://x.test/", {}, "https://x.test/base/loans"),
        ("https://x.test/v3/", {}, "https://x.test/v3/loans"),
        (("https://", Connection("h")), {"h": "x.test"}, "https://x.test/base/loans"),
        (
            ("https://", Connection("h")),
            {"h": " x.test/ "},
            "https://x.test/base/loans",
        ),
        (Connection("h"), {"h": "http://x.test:81"}, "http://x.test:81/base/loans"),
        (Connection("h"), {"h": "https://x.test/s/"}, "https://x.test/s/loans"),
        (
            (Connection("h"), "/v3"),
            {"h": "https://x.test/s/"},
            "https://x.test/s/v3/loans",
        ),
        (
            ("https://", Connection("h", "eu"), ".x.test/", Connection("t")),
            {"t": "red"},
            "https://eu.x.test/red/loans",
        ),
        (
            ("https://api", Connection("h")),
            {"h": ".x.test"},
            "https://api.x.test/base/loans",
        ),
    ],
)
def test_hosts(url: Any, given: Given, expected: str) -> None:
    heard: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        heard.append(request)
        return httpx2.Response(200, json={})

    made = settings(
        "http://unused.test",
        connection=given,
        policies=Policies((HostUrl(url, base_path="/base"),)),
    )
    with SyncClient(made, transport=httpx2.MockTransport(answer)) as client:
        client.send(operation())
    assert str(heard[0].url) == expected
    assert heard[0].headers["host"] == httpx2.URL(expected).netloc.decode()


@pytest.mark.parametrize(
    ("url", "value", "said"),
    [
        (("https://", Connection("host")), "https://x.test", "must have one scheme"),
        (
            ("https://", Connection("host")),
            "ada:pw@x.test",
            "must not hold a credential",
        ),
        (("https://", Connection("host")), "x.test?a=1", "scheme, host and path"),
        (("https://", Connection("host")), "x.test#a", "scheme, host and path"),
        (("https://", Connection("host")), "x test", ""),
        (
            ("https://", Connection("host"), ".x.test"),
            "evil.test/",
            "ends with '.x.test'",
        ),
        (("https://", Connection("host"), ".x.test"), "evil.test\\", ""),
        (("https://", Connection("host"), ".x.test"), "evil.test?", ""),
        (Connection("host"), "ftp://x.test", "must be an http or https URL"),
        (Connection("host"), "x.test", "must be an http or https URL"),
        (Connection("host"), "/x", "must be an http or https URL"),
    ],
)
@pytest.mark.parametrize("masked", [False, True])
def test_hosts_that_are_none(url: Any, value: str, said: str, masked: bool) -> None:
    given: Given = {"host": Secret(value) if masked else value}
    with pytest.raises(
        ValueError, match="Lend: the connection parameter 'host'"
    ) as error:
        sent(HostUrl(url), given=given)
    assert said in str(error.value)
    assert (value in str(error.value)) is not masked


def test_a_host_that_is_not_given() -> None:
    with pytest.raises(ValueError, match="'host' must be given"):
        sent(HostUrl(("https://", Connection("host"))))


def test_a_client_whose_policies_know_the_host_needs_no_base_url() -> None:
    with Loopback(reply({}), reply({})) as server:
        host = HostUrl(Connection("url"), operations=("Lend",))
        made = settings(
            server.url,
            base_url="",
            connection={"url": server.url},
            policies=Policies((host,)),
        )
        with SyncClient(made) as client:
            client.send(operation())
            with pytest.raises(ValueError, match="Return: base_url must be given"):
                client.send(operation(id="Return"))
        assert [one.path for one in server.requests] == ["/loans"]
    with pytest.raises(ValueError, match="base_url"):
        replace(made, policies=Policies((host,)).without_host())


def test_a_route_takes_its_values_from_everywhere() -> None:
    template = "/u/{@connection key}/{id}/{@query q}?of={@header h}"
    route = Route(
        {
            "@connection key": Connection("key"),
            "@query q": Query("q"),
            "@header h": Header("H"),
        }
    )
    heard = sent(
        route,
        given={"key": "a/b"},
        path=path(template, {"id": "{@query q}"}),
        query={"q": "c d"},
        headers={"H": "e&f"},
    )
    assert heard.path == "/u/a%2Fb/%7B%40query%20q%7D/c%20d?of=e%26f&q=c%20d"


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_route_keeps_its_segments(value: str) -> None:
    route = Route({"@connection key": Connection("key", "")})
    with pytest.raises(ValueError, match="@connection key"):
        sent(route, given={"key": value}, path="/u/{@connection key}/x")


def test_pages_are_on_the_host_of_the_policy() -> None:
    first = operation(
        query={"site": "s"}, paging=NextLink(next=("next",), items=("items",))
    )
    with Loopback() as server:
        server.script(
            reply({"items": [1], "next": f"{server.url}/v3/more?page=2"}),
            reply({"items": [2], "next": "http://elsewhere.test/more"}),
        )
        made = settings(
            server.url,
            base_url="",
            connection={"url": server.url},
            policies=Policies(
                (
                    HostUrl((Connection("url"), "/", Query("site"))),
                    SetQuery("page", "1"),
                    SetHeader("X-Team", "red"),
                )
            ),
        )
        with SyncClient(made) as client:
            pages = Pager[Any, Any](lambda page: client.send(page).data, first)
            found = iter(pages)
            assert [next(found), next(found)] == [1, 2]
            with pytest.raises(ForeignLinkError):
                next(found)
        assert [one.path for one in server.requests] == [
            "/s/loans?site=s&page=1",
            "/v3/more?page=2",
        ]
        assert server.requests[1].headers["x-team"] == "red"


def test_properties_of_a_body() -> None:
    policy = SetProperty(parent=(), property=("version",), value="v1")
    assert body_of(policy, {"a": 1}) == {"a": 1, "version": "v1"}
    assert body_of(policy, {"version": 0}) == {"version": "v1"}
    nested = SetProperty(parent=("a", 0), property=("@b",), value=Connection("c"))
    assert body_of(nested, {"a": [{}]}, given={"c": "d"}) == {"a": [{"@b": "d"}]}
    assert body_of(nested, {"a": None}, given={"c": "d"}) == {"a": None}


def test_properties_of_each_item() -> None:
    policy = SetProperty(
        parent=("loans",),
        property=("title",),
        value=(InItem(("id",)), "-", InBody(("by",))),
    )
    loans = [{"id": 1}, {"id": "2"}, {}, 3]
    assert body_of(policy, {"by": "ada", "loans": loans})["loans"] == [
        {"id": 1, "title": "1-ada"},
        {"id": "2", "title": "2-ada"},
        {},
        3,
    ]


def test_properties_that_are_json() -> None:
    topics = SetProperty(
        parent=(), property=("topics",), value='["a", {"b": 1}]', json=True
    )
    assert body_of(topics, {}) == {"topics": ["a", {"b": 1}]}
    wrap = SetProperty(
        parent=(), property=("gift",), value=("[", InBody(("gift",)), "]"), json=True
    )
    assert body_of(wrap, {"gift": {"q": '"]'}}) == {"gift": [{"q": '"]'}]}
    assert body_of(wrap, {"other": 1}) == {"other": 1}
    itself = SetProperty(parent=(), property=("all",), value=InBody())
    assert body_of(itself, {"a": 1}) == {"a": 1, "all": {"a": 1}}


def test_a_property_makes_the_body_that_is_not_there() -> None:
    policy = SetProperty(parent=(), property=("type",), value="card")
    assert sent(policy, method="POST").json == {"type": "card"}
    assert sent(policy, method="GET").body == b""
    omitted = Json(UNSET)
    assert sent(policy, method="POST", body=omitted).json == {"type": "card"}


def test_a_form_is_left_alone() -> None:
    policy = SetProperty(parent=(), property=("type",), value="card")
    assert sent(policy, method="POST", body=Form({"a": 1})).body == b"a=1"


def test_conversions_of_a_request() -> None:
    target = InBody(("readers",))
    split = StringToArray(
        parent=(), property=("readers",), target=target, delimiters=";,", child="card"
    )
    assert body_of(split, {"readers": "a;b,;c"}) == {
        "readers": [{"card": "a"}, {"card": "b"}, {"card": "c"}]
    }
    assert body_of(split, {"readers": 5}) == {"readers": 5}
    keyed = ArrayToObject(
        parent=(), property=("readers",), target=target, key=("card",), retain=False
    )
    value = {"readers": [{"card": "a", "n": 1}, {"card": "b"}]}
    assert body_of(keyed, value) == {"readers": {"a": {"n": 1}, "b": {}}}
    kept = replace(keyed, retain=True)
    assert body_of(kept, {"readers": [{"card": "a"}]}) == {
        "readers": {"a": {"card": "a"}}
    }
    keyless = {"readers": [{"card": "a"}, {}]}
    assert body_of(keyed, keyless) == keyless
    encoded = EncodeValue(
        parent=("readers",), property=("card",), target=InItem(("card",))
    )
    assert body_of(encoded, {"readers": [{"card": "a b/c"}]}) == {
        "readers": [{"card": "a%20b%2Fc"}]
    }


def test_conversions_of_an_answer() -> None:
    listed = ObjectToArray(
        parent=("value",),
        property=("who",),
        target=InItem(("_who",)),
        key="id",
        section="response",
    )
    body = {"value": [{"who": {"a": 1, "b": None}}, {"who": "x"}, {}]}
    assert answered(listed, body=body) == {
        "value": [
            {
                "who": {"a": 1, "b": None},
                "_who": [{"id": "a", "value": 1}, {"id": "b", "value": None}],
            },
            {"who": "x"},
            {},
        ]
    }
    whole = ObjectToArray(
        parent=(), property=(), target=InBody(("zones",)), section="response"
    )
    assert answered(whole, body={"a": 1}) == {
        "a": 1,
        "zones": [{"key": "a", "value": 1}],
    }
    cut = StringReplace(
        parent=("loans",),
        property=("url",),
        target=InItem(("id",)),
        old="https://x.test/",
        new="",
        section="response",
    )
    found = answered(cut, body={"loans": [{"url": "https://x.test/7"}]})
    assert found == {"loans": [{"url": "https://x.test/7", "id": "7"}]}
    title = SetProperty(
        parent=(), property=("title",), value=Connection("t"), section="response"
    )
    assert answered(title, body=[{}, 1], given={"t": "x"}) == [{"title": "x"}, 1]


def test_a_request_policy_does_not_touch_the_answer() -> None:
    policy = SetProperty(parent=(), property=("a",), value="b")
    assert answered(policy, body={"c": 1}) == {"c": 1}


def test_headers_of_an_answer_decide_how_it_is_read() -> None:
    policies = Policies(
        (
            SetHeader("Content-Type", "application/json", section="response"),
            SetHeader(
                "Location", ("https://", Connection("h"), "/x"), section="response"
            ),
            SetHeader("X-Here", "new", exists="append", section="response"),
        )
    )
    said = Reply(200, {"Content-Type": "text/plain", "X-Here": "old"}, b'{"a": 1}')
    with Loopback(said) as server:
        made = settings(server.url, policies=policies, connection={"h": "x.test"})
        with SyncClient(made) as client:
            got = client.send(operation())
    assert got.data == {"a": 1}
    assert got.headers["location"] == "https://x.test/x"
    assert got.headers["x-here"] == "old,new"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b"no"])
def test_an_answer_that_is_no_json_stays_as_it_is(body: bytes) -> None:
    policy = ObjectToArray(
        parent=(), property=(), target=InBody(("a",)), section="response"
    )
    with Loopback(Reply(200, {"Content-Type": "text/plain"}, body)) as server:
        made = settings(server.url, policies=Policies((policy,)))
        with SyncClient(made) as client:
            got = client.send(operation(answers={200: bytes}))
    assert got.data == body


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.sampled_from("abc"), inside),
    max_leaves=20,
)
steps = st.lists(st.sampled_from("abc") | st.integers(0, 2), max_size=3).map(tuple)


@given(body=json_values, parent=steps, prop=steps, target=steps, item=st.booleans())
def test_no_body_breaks_a_policy(
    body: Any, parent: Any, prop: Any, target: Any, item: bool
) -> None:
    there = InItem(target) if item else InBody(target)
    where = {"parent": parent, "property": prop}
    policies: list[Any] = [
        SetProperty(**where, value=(there, "x")),
        SetProperty(**where, value=there),
        StringReplace(**where, target=there, old="a", new="b"),
        ObjectToArray(**where, target=there),
        StringToArray(**where, target=there, delimiters="a]^-"),
    ]
    if prop:
        policies.append(ArrayToObject(**where, target=there, key=prop, retain=False))
    for policy in policies:
        fresh = json.loads(json.dumps(body))
        json.dumps(policy.on_json(fresh, lambda _: "looked up"))


ODD = CANARY + '" é/\\x'
"""Stands otherwise in a URL, and otherwise in JSON."""
WEAVING: list[Policy] = [
    HostUrl(("http://127.0.0.1:1/", Connection("key", "")), operations=("No",)),
    Route({"@connection key": Connection("key")}),
    SetHeader("X-Plain", ("a ", Connection("key"))),
    SetQuery("plain", (Connection("key"), "-")),
    SetQuery("page", Connection("key"), exists="append"),
    SetProperty(parent=(), property=("p",), value=Connection("key")),
    SetProperty(
        parent=(), property=("q",), value=("[", Connection("key"), "]"), json=True
    ),
]
REPLIES = [
    Reply(drop=True),
    reply({"message": f"{CANARY} is no key of ours"}, 401),
    reply({"message": "busy"}, 503),
    Reply(200, {"Content-Type": "application/json"}, b"{"),
    Reply(302, {"Location": "/elsewhere"}),
    Reply(307, {"Location": "http://127.0.0.1:1/elsewhere"}),
]


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("said", REPLIES)
@pytest.mark.parametrize("secret", [CANARY, ODD])
def test_a_secret_of_the_connection_shows_nowhere(
    world: World, said: Reply, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    call = operation(
        method="POST",
        path="/u/{@connection key}/x",
        query={"page": "1"},
        body=Json({}),
        answers={200: dict[str, int]},
    )
    with Loopback(said, otherwise=said) as server:
        made = settings(
            server.url,
            connection={"key": Secret(secret)},
            policies=Policies(tuple(WEAVING)),
            retry=Retry(attempts=2),
        )
        with pytest.raises(ConnectorError) as caught:
            world.send(made, call)
    heard = server.requests[0]
    assert heard.path.startswith(f"/u/{quote(secret, safe='')}/x?page=1&page={CANARY}")
    assert heard.json == {"p": secret, "q": [secret]}
    error: Any = caught.value
    assert error.request.url.path == "/u/***/x"
    assert error.request.headers["x-plain"] == "***"
    hidden(made)
    hidden(str(error))
    hidden(error)
    hidden(error.request.headers.raw)
    hidden(str(error.request.url))
    hidden(error.request.content.decode())
    hidden(frames_of_ours(error))
    hidden(caplog.text)
    if said is not REPLIES[1]:  # there the server says it
        assert CANARY.encode() not in pickle.dumps(error)


def test_a_secret_host_is_masked() -> None:
    policies = Policies((HostUrl(("http://", Connection("host"))),))
    made = settings(
        "http://unused.test",
        base_url="",
        connection={"host": Secret(f"{CANARY}.invalid")},
        policies=policies,
    )

    def refuse(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError(f"no {request.url.host}", request=request)

    with (
        pytest.raises(ConnectorError) as caught,
        SyncClient(made, transport=httpx2.MockTransport(refuse)) as client,
    ):
        client.send(operation())
    error: Any = caught.value
    assert CANARY not in str(error)
    assert str(error.request.url) == "http://***/loans"
    assert error.request.headers["host"] == "***"
