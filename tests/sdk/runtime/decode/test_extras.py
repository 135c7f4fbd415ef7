"""Members that a model does not declare, with a declared type."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from runtime.bodies.declared import declared
from runtime.bodies.json import Json
from runtime.dates.model import Model
from runtime.decode.misfit import UndecodableError
from runtime.decode.parsing import parse
from runtime.encode.wire import wire
from runtime.testing.example import example


class Depths(Model, extras=lambda: Depth, required={"surveyor"}):
    """A model whose undeclared members are models of a later class."""

    surveyor: str | None = None


class Depth(Model, sends={"unit": "m"}):
    """A model with a date and a constant."""

    metres: float | None = None
    measured_at: datetime | None = None


class Counts(Model, extras=lambda: list[int]):
    """A model whose undeclared members are lists."""

    total: int | None = None


NOON = "2026-01-31T12:00:00Z"
QUAY = {"metres": 3.5, "measured_at": NOON}


@pytest.mark.parametrize("strict", [True, False])
def test_undeclared_members_have_their_type(strict: bool) -> None:
    content = json.dumps({"surveyor": "Ada", "north": QUAY}).encode()
    extra = parse(content, Depths, strict=strict).model_extra
    noon = datetime(2026, 1, 31, 12, tzinfo=UTC)
    assert extra == {"north": Depth(metres=3.5, measured_at=noon)}
    assert parse(b'{"a": [1], "total": 2}', Counts, strict=strict).model_extra == {
        "a": [1]
    }


def test_drift_in_undeclared_members_is_converted() -> None:
    drifted = {"surveyor": 7, "north": QUAY | {"metres": " 3.5 "}, "south": None}
    made = parse(json.dumps(drifted).encode(), Depths)
    assert made.surveyor == "7"
    assert wire(made.model_extra) == {"north": QUAY | {"unit": "m"}}
    made = parse(json.dumps({"north": {"measured_at": "n/a"}}).encode(), Depths)
    assert made.model_extra["north"].measured_at is None
    with pytest.raises(UndecodableError, match=r"north.metres: expected a number"):
        parse(b'{"surveyor": "", "north": {"metres": "3.5"}}', Depths, strict=True)
    with pytest.raises(UndecodableError, match=r"a\[0\]: expected an integer"):
        parse(b'{"a": ["x"]}', Counts)


def test_undeclared_members_are_checked_and_sent() -> None:
    made = Depths.model_validate({"surveyor": "Ada", "north": {"metres": 3.5}})
    assert wire(made) == {"surveyor": "Ada", "north": {"metres": 3.5, "unit": "m"}}
    with pytest.raises(ValidationError):
        Depths.model_validate({"north": {"metres": "deep"}})
    body = declared(Json({"north": {"metres": 3.5}}), Depths)
    assert body.value == {"north": {"metres": 3.5, "unit": "m"}}


def test_an_example_has_an_undeclared_member() -> None:
    made = example(Depths)
    assert made.model_extra is not None
    assert isinstance(made.model_extra["key"], Depth)
