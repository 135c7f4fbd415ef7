"""Decimal numbers of a generated SDK, digit for digit as they are sent and received."""

from __future__ import annotations

import asyncio
import importlib
import shutil
import sys
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.loopback import Heard, Loopback, Reply

from connectorsmith.cli import main

SPEC = Path(__file__).parents[2] / "cases" / "decimals" / "input" / "spec"
LITERALS = (
    "0.1",
    "1.50",
    "1E+2",
    "0.00",
    "-0.10",
    "1E-30",
    "1234567890123456789.987654321",
    "7",
)
VALUES = [Decimal(text) for text in LITERALS]
LISTED = f"[{','.join(LITERALS)}]"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Any:
    out = tmp_path_factory.mktemp("sdk")
    spec = shutil.copytree(SPEC, out / "spec")  # a build adds names.lock
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(spec), "--target", "python", "-o", str(out), "-q"])
    assert stopped.value.code == 0
    sys.path.insert(0, str(out / "ledger" / "python"))
    return importlib.import_module("ledger")


def exchange(
    sdk: Any, body: str, call: Callable[[Any], Any], **options: Any
) -> tuple[Heard, Any]:
    """Return the request of a call and its result: the same from both clients."""

    async def awaited(url: str) -> Any:
        async with sdk.AsyncClient(base_url=url, retry=None, **options) as client:
            return await call(client)

    reply = Reply(200, {"Content-Type": "application/json"}, body.encode())
    with Loopback(otherwise=reply) as server:
        with sdk.Client(base_url=server.url, retry=None, **options) as client:
            result = call(client)
        other = asyncio.run(awaited(server.url))
    first, second = server.requests
    assert (first.path, first.body) == (second.path, second.body)
    assert repr(result) == repr(other)
    return first, result


def add_entry(given: dict[str, Any], client: Any) -> Any:
    return client.add_entry("1", **given)


def digits(values: Any) -> list[str]:
    assert all(type(value) is Decimal for value in values)
    return [str(value) for value in values]


def test_decimals_are_sent_digit_for_digit(ledger: Any) -> None:
    members = {"amount": VALUES[1], "parts": VALUES, "by_name": {"a": VALUES[6]}}
    lines = [{"price": VALUES[2]}, {"price": None, "entry": {"amount": VALUES[0]}}]
    entry = ledger.models.Entry(
        **members, lines=[ledger.models.Line.model_validate(line) for line in lines]
    )
    expected = (
        f'{{"amount":1.50,"parts":{LISTED},'
        '"by_name":{"a":1234567890123456789.987654321},'
        '"lines":[{"price":1E+2},{"price":null,"entry":{"amount":0.1}}]}'
    )
    for given in (
        {**members, "lines": lines},
        {"body": entry},
        {"body": {**members, "lines": entry.lines}},
        {"body": {**members, "lines": lines}},
    ):
        call = partial(add_entry, given)
        request, _ = exchange(ledger, "{}", call)
        assert request.body.decode() == expected


def test_decimals_outside_of_a_json_body(ledger: Any) -> None:
    request, _ = exchange(
        ledger,
        "{}",
        lambda client: client.add_entry(
            Decimal("1.50"),
            amount=1,
            least=Decimal("12345678901234567890.10"),
            steps=[Decimal("0.1"), Decimal("2.00"), 3],
            x_limit=Decimal("9.90"),
            filter={"a": Decimal("1.50")},
        ),
    )
    assert "/entries/1.50?" in request.path
    assert request.query == [
        ("least", "12345678901234567890.10"),
        ("steps", "0.1,2.00,3"),
        ("filter", '{"a":1.50}'),
    ]
    assert request.headers["x-limit"] == "9.90"
    request, total = exchange(
        ledger, "2.50", lambda client: client.fill_totals(total=Decimal("7.10"))
    )
    assert request.body == b"total=7.10"
    assert digits([total]) == ["2.50"]


def test_a_plain_map_is_exact_though_no_model_is_used(ledger: Any) -> None:
    request, result = exchange(
        ledger,
        LISTED,
        lambda client: client.set_totals(body={"a": Decimal("1.50"), "b": 0.1, "c": 2}),
    )
    assert request.body == b'{"a":1.50,"b":0.1,"c":2}'
    assert digits(result) == list(LITERALS)
    _, totals = exchange(
        ledger, '{"a": 1.50, "b": 1e400}', lambda client: client.get_totals()
    )
    assert digits(totals.values()) == ["1.50", "1E+400"]


@pytest.mark.parametrize("strict", [False, True])
def test_decimals_are_read_digit_for_digit(ledger: Any, strict: bool) -> None:
    body = (
        f'{{"amount": 0.10, "ratio": 1.50, "plain": 2, "text": "1.50", "parts": {LISTED},'
        ' "by_name": {"a": 1.00}, "lines": [{"price": 3.0, "entry": {"amount": 4.00}}],'
        ' "other": 5.10, "any": [6.50, {"b": 1e2}]}'
    )
    _, entry = exchange(
        ledger, body, lambda client: client.add_entry(1, amount=1), strict=strict
    )
    assert digits([entry.amount, entry.by_name["a"]]) == ["0.10", "1.00"]
    assert digits(entry.parts) == list(LITERALS)
    [line] = entry.lines
    assert digits([line.price, line.entry.amount]) == ["3.0", "4.00"]
    assert digits([entry.model_extra["other"]]) == ["5.10"]
    assert (entry.ratio, entry.plain, entry.text) == (1.5, 2.0, "1.50")
    assert type(entry.ratio) is type(entry.plain) is float
    assert entry.any == [6.5, {"b": 100.0}]
    request, _ = exchange(ledger, "{}", lambda client: client.add_entry(1, body=entry))
    for text in ('"amount":0.10', f'"parts":{LISTED}', '"a":1.00', '"price":3.0'):
        assert text in request.body.decode()
    assert '"other":5.10' in request.body.decode()


def test_decimals_of_a_variant(ledger: Any) -> None:
    body = '{"asset": {"kind": "Bond", "coupon": 1.50}}'
    _, entry = exchange(ledger, body, lambda client: client.add_entry(1, amount=1))
    assert type(entry.asset) is ledger.models.Bond
    assert digits([entry.asset.coupon]) == ["1.50"]
    bond = ledger.models.Bond(coupon=Decimal("2.50"))
    request, _ = exchange(
        ledger, "{}", lambda client: client.add_entry(1, amount=1, asset=bond)
    )
    assert b'"coupon":2.50' in request.body


def test_drift_of_decimals(ledger: Any) -> None:
    body = '{"amount": " 1.50 ", "parts": ["2.50", null, 3.50], "plain": "4.5", "lines": null}'
    _, entry = exchange(ledger, body, lambda client: client.add_entry(1, amount=1))
    assert digits([entry.amount]) == ["1.50"]
    assert [str(part) for part in entry.parts] == ["2.50", "None", "3.50"]
    assert entry.plain == 4.5
    with pytest.raises(ledger.errors.DecodeError, match="expected a number, got text"):
        exchange(
            ledger, body, lambda client: client.add_entry(1, amount=1), strict=True
        )


@pytest.mark.parametrize(
    "wrong",
    [
        '"NaN"',
        '"Infinity"',
        '"n/a"',
        "true",
        "NaN",
        "Infinity",
        "[1]",
        '"1E+9999999999999999999999"',
        "1E+9999999999999999999999",
    ],
)
def test_what_is_no_number_is_refused(ledger: Any, wrong: str) -> None:
    with pytest.raises(ledger.errors.DecodeError):
        exchange(ledger, f'{{"a": {wrong}}}', lambda client: client.get_totals())


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_nan_and_infinity_are_not_sent(ledger: Any, value: str) -> None:
    wrong = Decimal(value)
    client = ledger.Client(base_url="http://127.0.0.1:9")
    calls: list[Callable[[], Any]] = [
        lambda: client.add_entry(wrong, amount=1),
        lambda: client.add_entry(1, amount=wrong),
        lambda: client.add_entry(1, amount=1, least=wrong),
        lambda: client.add_entry(1, body={"amount": wrong}),
        lambda: client.set_totals(body={"a": wrong}),
        lambda: client.fill_totals(total=wrong),
    ]
    for call in calls:
        with pytest.raises((ValueError, ledger.errors.InvalidRequestError)):
            call()
    with pytest.raises(ValueError, match="finite"):
        ledger.models.Entry(amount=wrong)


def test_a_fake_server_with_decimals(ledger: Any) -> None:
    testing = importlib.import_module("ledger.testing")
    entry = testing.example(ledger.models.Entry)
    assert digits([entry.amount]) == ["19.95"]
    server = testing.FakeServer()
    operation = ledger.operations.add_entry(1, amount=Decimal("1.50"))
    server.on(operation).reply(
        ledger.models.Entry(amount=Decimal("2.50"), parts=[Decimal("1E+2")])
    )
    with ledger.Client(transport=server) as client:
        result = client.add_entry(1, amount=Decimal("1.5"))
    assert digits([result.amount, *result.parts]) == ["2.50", "1E+2"]


def test_only_an_sdk_that_asks_has_decimals(tmp_path: Path) -> None:
    spec = tmp_path / "spec" / "ledger"
    spec.mkdir(parents=True)
    source = SPEC / "ledger" / "apiDefinition.swagger.yaml"
    (spec / source.name).write_bytes(source.read_bytes())
    with pytest.raises(SystemExit):
        main(
            ["build", str(spec.parent), "--target", "python", "-o", str(tmp_path), "-q"]
        )
    package = tmp_path / "ledger" / "python" / "ledger"
    assert not (package / "_runtime" / "decimals").exists()
    assert "Decimal |" not in (package / "operations.py").read_text()
    assert "amount: float | None = None" in (package / "models.py").read_text()
