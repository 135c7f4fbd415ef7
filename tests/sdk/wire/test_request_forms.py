"""Requests of a generated SDK in every form, as they arrive at a server."""

from __future__ import annotations

import asyncio
import importlib
import io
import json
from datetime import date, datetime, timedelta, timezone
from email import message_from_bytes
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from support.loopback import Heard, Loopback, Reply, reply

OK = reply({"size": 1})
NAIVE = datetime(2026, 1, 2, 23, 4, 5)
AWARE = NAIVE.replace(tzinfo=timezone(timedelta(hours=2)))


def heard(sdk: Any, method: str, *arguments: Any, **keywords: Any) -> Heard:
    """Return the request that a server hears of a call: the same from both clients."""

    async def awaited(url: str) -> None:
        async with sdk.AsyncClient(base_url=url) as client:
            await getattr(client, method)(*arguments, **keywords)

    with Loopback(otherwise=OK) as server:
        with sdk.Client(base_url=server.url) as client:
            getattr(client, method)(*arguments, **keywords)
        asyncio.run(awaited(server.url))
    first, second = server.requests
    assert first.path == second.path
    if not first.headers.get("content-type", "").startswith("multipart/"):
        assert first.body == second.body
    return first


def fields(request: Heard) -> list[tuple[str, str]]:
    return parse_qsl(request.body.decode(), keep_blank_values=True)


def parts(request: Heard) -> list[tuple[object, str | None, str | None, object]]:
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    return [
        (
            part.get_param("name", header="content-disposition"),
            part.get_filename(),
            part["content-type"],
            part.get_payload(decode=True),
        )
        for part in message_from_bytes(head + request.body).walk()
        if not part.is_multipart()
    ]


def test_lists_of_lists(sdk: Any) -> None:
    request = heard(
        sdk,
        "find_routes",
        legs=[[1, 2], [3]],
        stops=[["a", "c"], ["d"]],
        cube=[[[True, False], [True]], [[False]]],
        x_grid=[[1, 2], [3]],
        x_marks=["m", "n"],
    )
    assert request.query == [
        ("legs", "1,2|3"),
        ("stops", "a c"),
        ("stops", "d"),
        ("cube", "true\tfalse|true,false"),
    ]
    assert request.headers["x-grid"] == "1|2,3"
    assert request.headers["x-marks"] == "m,n"
    assert heard(sdk, "get_grid", [["a", "b"], ["ü"]]).path == ("/grids/a%2Cb%7C%C3%BC")


def test_empty_lists_of_lists_are_left_out(sdk: Any) -> None:
    request = heard(sdk, "find_routes", legs=[], stops=[], cube=[], x_grid=[])
    assert request.query == []
    assert "x-grid" not in request.headers


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"legs": [[1, None]]}, r"^legs: None cannot be sent here"),
    ({"legs": [[float("nan")]]}, r"^legs: infinity and NaN cannot be sent"),
    ({"legs": "12"}, r"^legs must be a list, not a str"),
    ({"legs": [[{}]]}, r"^legs: dict cannot be sent as text"),
    ({"weight": float("inf")}, r"^weight: infinity and NaN cannot be sent"),
]


@pytest.mark.parametrize(("keywords", "message"), REFUSED)
def test_values_without_a_text_form(
    sdk: Any, keywords: dict[str, Any], message: str
) -> None:
    with (
        sdk.Client(base_url="http://depot.example") as client,
        pytest.raises((TypeError, ValueError), match=message),
    ):
        client.find_routes(**keywords)


@pytest.mark.parametrize(
    ("value", "sent"), [(1e22, "1e+22"), (-0.0, "0"), (2.5, "2.5"), (3.0, "3")]
)
def test_numbers(sdk: Any, value: float, sent: str) -> None:
    assert heard(sdk, "find_routes", weight=value).query == [("weight", sent)]


def test_form_data_beside_a_body_is_left_out(sdk: Any) -> None:
    request = heard(sdk, "send_receipt", size=1)
    assert request.json == {"size": 1}
    assert request.query == [("kinds", "a|b")]
    with pytest.raises(TypeError, match="copy"):
        sdk.operations.send_receipt(size=1, copy="c")


def test_an_empty_value(sdk: Any) -> None:
    assert heard(sdk, "find_routes", empty="").query == [("empty", "")]


def test_objects_outside_of_a_body_are_json(sdk: Any) -> None:
    box = sdk.models.Box(size=3)
    sent = dict(heard(sdk, "find_routes", filter={"a": [1, None]}, box=box).query)
    assert json.loads(sent["filter"]) == {"a": [1, None]}
    assert json.loads(sent["box"]) == {"size": 3}
    sent = dict(heard(sdk, "find_routes", filter='{"a":1}', box={"size": 4}).query)
    assert sent == {"filter": '{"a":1}', "box": '{"size":4}'}
    assert heard(sdk, "find_routes", boxes=[{"a": 1}, {}]).query == [
        ("boxes", '{"a":1}'),
        ("boxes", "{}"),
    ]
    request = heard(sdk, "find_routes", crates=[{"a": 1}, {}], x_crate={"b": 2})
    assert request.query == [("crates", '[{"a":1},{}]')]
    assert request.headers["x-crate"] == '{"b":2}'


def test_lists_in_a_form(sdk: Any) -> None:
    request = heard(
        sdk,
        "fill_form",
        names=["a", "b&c"],
        ids=[1, 2],
        pairs=[["a", "b"], ["c"]],
        days=[AWARE, date(2026, 1, 1)],
    )
    assert fields(request) == [
        ("names", "a,b&c"),
        ("ids[]", "1,2"),
        ("pairs", "a,b"),
        ("pairs", "c"),
        ("days", "2026-01-02,2026-01-01"),
    ]


def test_lists_of_files_are_a_part_each(sdk: Any, tmp_path: Path) -> None:
    path = tmp_path / "front.txt"
    path.write_bytes(b"front")
    with Loopback(otherwise=OK) as server, sdk.Client(base_url=server.url) as client:
        client.send_parcels(
            photos=[b"raw", io.BytesIO(b"stream"), path, ("b.pdf", b"x", "image/png")],
            scans=(scan for scan in (b"1", path)),
            note="n",
            seal=b"\xff",
        )
    plain = "application/octet-stream"
    assert parts(server.requests[0]) == [
        ("photos", "photos", plain, b"raw"),
        ("photos", "photos", plain, b"stream"),
        ("photos", "front.txt", "text/plain", b"front"),
        ("photos", "b.pdf", "image/png", b"x"),
        ("scans", "scans", plain, b"1"),
        ("scans", "front.txt", "text/plain", b"front"),
        ("note", None, None, b"n"),
        ("seal", "seal", plain, b"\xff"),
    ]
    request = heard(sdk, "send_parcels", photos=[b""], scans=[], seal="text")
    assert parts(request)[1:] == [("seal", None, None, b"text")]


def test_lists_of_files_are_sent_again_whole(sdk: Any) -> None:
    busy = Reply(429, {"Retry-After": "0"})
    with (
        Loopback(busy, otherwise=OK) as server,
        sdk.Client(base_url=server.url) as client,
    ):
        client.send_parcels(photos=[io.BytesIO(b"1"), io.BytesIO(b"2")])
    first, second = map(parts, server.requests)
    assert first == second
    assert [part[3] for part in second] == [b"1", b"2"]


@pytest.mark.parametrize(
    ("photos", "message"),
    [
        (b"1", r"^photos must be a list of files, not a bytes: pass \[value\]"),
        (Path("x"), r"^photos must be a list of files"),
        (io.BytesIO(b"1"), r"^photos must be a list of files"),
        (["x"], r"^photos\[0\] must be bytes"),
        ([b"1", io.StringIO("x")], r"^photos\[1\] must be bytes"),
    ],
)
def test_a_list_of_files_that_is_none(sdk: Any, photos: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        sdk.operations.send_parcels(photos=photos)


def test_a_time_without_a_zone_is_utc(sdk: Any) -> None:
    request = heard(sdk, "set_times", since=NAIVE, at=NAIVE, all=[NAIVE, AWARE])
    assert request.query == [("since", "2026-01-02T23:04:05Z")]
    expected = {
        "at": "2026-01-02T23:04:05Z",
        "all": ["2026-01-02T23:04:05Z", "2026-01-02T23:04:05+02:00"],
    }
    assert request.json == expected
    times = {"at": NAIVE, "all": [NAIVE, AWARE]}
    assert heard(sdk, "set_times", body=times).json == expected
    assert heard(sdk, "set_times", body=sdk.models.Times(**times)).json == expected


def test_a_date_is_only_a_date(sdk: Any) -> None:
    request = heard(
        sdk, "set_times", day=NAIVE, body_day=AWARE, days=[AWARE, "2026-01-03"]
    )
    assert request.query == [("day", "2026-01-02")]
    assert request.json == {"day": "2026-01-02", "days": ["2026-01-02", "2026-01-03"]}
    changed = sdk.models.Times()
    changed.day, changed.days = NAIVE, [NAIVE]
    sent = heard(sdk, "set_times", body=changed).json
    assert sent == {"day": "2026-01-02", "days": ["2026-01-02"]}
    with pytest.raises(ValueError, match="day"):
        sdk.models.Times(day=NAIVE)


MOMENTS = {
    "at": NAIVE,
    "day": AWARE,
    "days": [AWARE, date(2026, 1, 1), "2026-01-03"],
    "weeks": [[NAIVE], []],
    "feasts": {"late": AWARE, "at": date(2026, 1, 1)},
}


def test_a_mapping_in_place_of_a_model_has_only_dates(sdk: Any) -> None:
    sent = {
        "at": "2026-01-02T23:04:05Z",
        "day": "2026-01-02",
        "days": ["2026-01-02", "2026-01-01", "2026-01-03"],
        "weeks": [["2026-01-02"], []],
        "feasts": {"late": "2026-01-02", "at": "2026-01-01"},
    }
    request = heard(sdk, "set_times", body={**MOMENTS, "later": [{"later": [MOMENTS]}]})
    assert request.json == {**sent, "later": [{"later": [sent]}]}
    request = heard(sdk, "set_times", later=[MOMENTS], feasts={"a": AWARE})
    assert request.json == {"later": [sent], "feasts": {"a": "2026-01-02"}}
    request = heard(sdk, "set_feasts", body={"a": AWARE, "b": "2026-01-03"})
    assert request.json == {"a": "2026-01-02", "b": "2026-01-03"}


def test_a_required_list_of_files_is_not_empty(sdk: Any) -> None:
    for photos in ([], [sdk.UNSET], iter(())):
        with pytest.raises(ValueError, match="photos must have at least one file"):
            sdk.operations.send_parcels(photos=photos)
    request = heard(sdk, "send_parcels", photos=[b"a"], scans=[])
    assert [part[0] for part in parts(request)] == ["photos"]


@pytest.mark.parametrize(
    ("method", "arguments", "accept"),
    [
        ("find_routes", {}, "application/json"),
        ("replace_box", {"size": 1}, "application/vnd.post.v2+json"),
        ("patch_box", {"body": {}}, "text/csv; charset=utf-8, application/json"),
        ("add_box", {"body": "<box/>"}, "*/*"),
        ("print_label", {"body": b""}, "application/pdf, image/*"),
        ("write_label", {"body": ""}, "application/json, text/json"),
        ("get_label", {}, "*/*"),
        ("get_stamp", {}, "application/json"),
        ("put_stamp", {}, "*/*"),
        ("drop_stamp", {}, "*/*"),
        ("get_manifest", {}, "text/csv, application/pdf"),
        ("get_manifest", {"accept": "application/pdf"}, "application/pdf"),
        ("put_manifest", {}, "application/vnd.depot+json"),
        ("put_manifest", {"accept": ["text/json", "*/*"]}, "text/json,*/*"),
        ("drop_manifest", {}, "application/vnd.depot+json"),
        ("add_manifest", {}, "application/json"),
    ],
)
def test_accept(sdk: Any, method: str, arguments: dict[str, Any], accept: str) -> None:
    assert heard(sdk, method, **arguments).headers["accept"] == accept


def test_a_choice_of_media_types(sdk: Any) -> None:
    members = {"size": 3, "tags": ["a", "b"]}
    box = sdk.models.Box(**members)
    for keywords in (members, {"body": members}, {"body": box}):
        request = heard(sdk, "replace_box", **keywords)
        assert request.headers["content-type"] == "application/json"
        assert request.json == members
        kind = "application/x-www-form-urlencoded"
        request = heard(sdk, "replace_box", **keywords, content_type=kind)
        assert request.headers["content-type"] == kind
        assert fields(request) == [("size", "3"), ("tags", "a,b")]
        kind = "multipart/form-data"
        request = heard(sdk, "replace_box", **keywords, content_type=kind)
        assert [(part[0], part[3]) for part in parts(request)] == [
            ("size", b"3"),
            ("tags", b"a,b"),
        ]
    for text in ("<box>ü</box>", "<box>ü</box>".encode()):
        request = heard(sdk, "replace_box", body=text, content_type="application/xml")
        assert request.headers["content-type"] == "application/xml"
        assert request.body == "<box>ü</box>".encode()


@pytest.mark.parametrize(
    ("body", "kind", "message"),
    [
        ("<box/>", "application/json", "body must be a model or a mapping"),
        (b"<box/>", "multipart/form-data", "body must be a model or a mapping"),
        ({"size": 1}, "application/xml", "body must be text or bytes"),
    ],
)
def test_a_body_that_its_media_type_has_no_form_for(
    sdk: Any, body: Any, kind: str, message: str
) -> None:
    with (
        sdk.Client(base_url="http://depot.example") as client,
        pytest.raises(TypeError, match=message),
    ):
        client.replace_box(body=body, content_type=kind)


def test_text_beside_members_is_refused(sdk: Any) -> None:
    with pytest.raises(TypeError, match="must not be given"):
        sdk.operations.replace_box(size=1, body="<box/>")


STEPS = "application/json-patch+json"
MERGED = "application/merge-patch+json"


def test_kinds_of_patches(sdk: Any) -> None:
    steps = [{"op": "remove", "path": "/size"}]
    request = heard(sdk, "patch_box", body=steps, body_content_type=STEPS)
    assert request.headers["content-type"] == STEPS
    assert request.json == steps
    request = heard(sdk, "patch_box", body={"size": None}, content_type="q")
    assert request.headers["content-type"] == MERGED
    assert request.json == {"size": None}
    assert request.query == [("content_type", "q")]
    request = heard(sdk, "change_receipt", body=steps, content_type=STEPS)
    assert request.headers["content-type"] == STEPS
    assert request.json == steps


@pytest.mark.parametrize(
    ("method", "arguments", "message"),
    [
        ("change_receipt", {"body": []}, "body must be a model or a mapping, not list"),
        (
            "patch_box",
            {"body": {"a": 1}, "body_content_type": STEPS},
            "must be a list of operations to be sent as application/json-patch.json, not dict",
        ),
        (
            "patch_box",
            {"body": [{"op": "test"}]},
            "must be a mapping to be sent as application/merge-patch.json, not list",
        ),
        (
            "change_receipt",
            {"size": 1, "content_type": STEPS},
            "must be a list of operations to be sent as application/json-patch.json",
        ),
    ],
)
def test_a_patch_of_another_kind_is_refused(
    sdk: Any, method: str, arguments: dict[str, Any], message: str
) -> None:
    with (
        sdk.Client(base_url="http://127.0.0.1:1") as client,
        pytest.raises(TypeError, match=message),
    ):
        getattr(client, method)(**arguments)


def test_an_object_with_properties_is_no_list_of_steps(sdk: Any) -> None:
    request = heard(sdk, "change_receipt", size=1)
    assert request.headers["content-type"] == "application/merge-patch+json"
    assert request.json == {"size": 1}


def test_a_table_is_text(sdk: Any) -> None:
    table = Reply(200, {"Content-Type": "text/csv"}, b"size\n1\n")
    with Loopback(table) as server, sdk.Client(base_url=server.url) as client:
        assert client.list_receipts() == "size\n1\n"
        assert server.requests[0].headers["accept"] == "text/csv"


@pytest.mark.parametrize("body", [{"size": 1}, [1], 5, object()])
def test_only_text_and_bytes_are_sent_unchanged(sdk: Any, body: Any) -> None:
    message = "body must be text or bytes to be sent as application/xml"
    with (
        sdk.Client(base_url="http://127.0.0.1:1") as client,
        pytest.raises(TypeError, match=message),
    ):
        client.add_box(body=body)


def test_bodies_of_text_and_bytes(sdk: Any) -> None:
    request = heard(sdk, "write_label", body="a")
    assert (request.headers["content-type"], request.body) == (
        "application/json",
        b'"a"',
    )
    request = heard(sdk, "write_label", body="ü", content_type="text/plain")
    assert (request.headers["content-type"], request.body) == (
        "text/plain",
        "ü".encode(),
    )
    request = heard(sdk, "print_label", body=b"\xff")
    assert (request.headers["content-type"], request.body) == ("image/png", b"\xff")
    stream = heard(sdk, "print_label", body=Path(__file__), content_type="image/jpeg")
    assert stream.headers["content-type"] == "image/jpeg"
    assert stream.body == Path(__file__).read_bytes()
    request = heard(sdk, "add_box", body=b"<box/>")
    assert (request.headers["content-type"], request.body) == (
        "application/xml",
        b"<box/>",
    )
    assert heard(sdk, "add_list", body=["a"]).json == ["a"]
    request = heard(sdk, "add_list", body="a,b\r\n", content_type="text/csv")
    assert (request.headers["content-type"], request.body) == ("text/csv", b"a,b\r\n")


def test_a_fake_server_compares_bodies_with_a_choice(sdk: Any) -> None:
    testing = importlib.import_module("depot.testing")
    fake = testing.FakeServer()
    fake.on(sdk.operations.replace_box).reply(json={"size": 1})
    fake.on(sdk.operations.send_parcels).reply(json={"size": 2})
    with sdk.Client(transport=fake) as client:
        assert client.replace_box(body="<a/>", content_type="application/xml").size == 1
        assert client.send_parcels(photos=[b""]).size == 2
