"""The forms of dates: how each is read, and what becomes of text that is none."""

from __future__ import annotations

import copy
import json
import pickle
import warnings
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from archive import Box, Folio
from hypothesis import given
from hypothesis import strategies as st

from runtime.dates.alone import with_dates
from runtime.dates.forms import is_rfc3339, read_date, read_datetime
from runtime.decode.misfit import UndecodableError
from runtime.decode.parsing import parse
from runtime.encode.wire import wire

NOON = datetime(2025, 11, 23, 12, 0, tzinfo=UTC)


def at(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


def read(value: object, kind: Any = Folio) -> Any:
    return parse(json.dumps(value).encode(), kind)


FORMS: list[tuple[object, datetime]] = [
    ("2025-11-23T12:00:00Z", NOON),
    ("2025-11-23t12:00:00z", NOON),
    ("2025-11-23T12:00:00.5Z", NOON + timedelta(seconds=0.5)),
    ("2025-11-23T12:00:00.1234567Z", NOON + timedelta(microseconds=123456)),
    ("2025-11-23T12:00:00.123456789123+00:00", NOON + timedelta(microseconds=123456)),
    ("2025-11-23T12:00:00,25Z", NOON + timedelta(seconds=0.25)),
    ("2025-11-23T14:00:00+02:00", NOON.astimezone(at(2))),
    ("2025-11-23T14:00:00+0200", NOON.astimezone(at(2))),
    ("2025-11-23T14:00:00+02", NOON.astimezone(at(2))),
    ("2025-11-23T06:30:00-05:30", NOON.astimezone(at(-5.5))),
    ("2025-11-23T12:00:00+0000", NOON),
    ("2025-11-23T12:00:00", NOON),
    ("2025-11-23T12:00", NOON),
    ("2025-11-23 12:00", NOON),
    ("2025-11-23 12:00:00", NOON),
    ("2025-11-23 12:00:00.000", NOON),
    ("2025-11-23 12:00:00Z", NOON),
    ("2025-11-23 12:00:00 +0000", NOON),
    ("2025-11-23 12:00:00 UTC", NOON),
    ("2025-11-23 14:00+02:00", NOON.astimezone(at(2))),
    ("20251123T120000Z", NOON),
    ("20251123120000", NOON),
    ("20251123", NOON - timedelta(hours=12)),
    ("2025-11-23", NOON - timedelta(hours=12)),
    (" 2025-11-23T12:00:00Z ", NOON),
    ("2025-11-22T24:00:00Z", NOON - timedelta(hours=12)),
    ("2025-11-23T11:59:60Z", NOON),
    ("Sun, 23 Nov 2025 12:00:00 GMT", NOON),
    ("Sun, 23 Nov 2025 12:00:00 +0000", NOON),
    ("Sun, 23 Nov 2025 14:00:00 +0200", NOON.astimezone(at(2))),
    ("23 Nov 2025 12:00", NOON),
    ("Sun, 23 Nov 2025 07:00:00 EST", NOON.astimezone(at(-5))),
    ("Sunday, 23-Nov-2025 12:00:00 GMT", NOON),
    ("/Date(1763899200000)/", NOON),
    ("/Date(1763899200000+0200)/", NOON.astimezone(at(2))),
    ("/Date(-1000)/", datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)),
    (1763899200, NOON),
    (1763899200.5, NOON + timedelta(seconds=0.5)),
    (1763899200000, NOON),
    ("1763899200", NOON),
    ("1763899200.25", NOON + timedelta(seconds=0.25)),
    ("1763899200000", NOON),
    (0, datetime(1970, 1, 1, tzinfo=UTC)),
    (-1, datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ("1950-01-02T03:04:05Z", datetime(1950, 1, 2, 3, 4, 5, tzinfo=UTC)),
    ("9999-12-31T00:00:00Z", datetime(9999, 12, 31, tzinfo=UTC)),
]


@pytest.mark.parametrize(("came", "moment"), FORMS)
# A field beside it that has to be mended takes the whole body the second way.
@pytest.mark.parametrize("beside", [{}, {"id": True}])
def test_a_time_in_any_form(
    came: object, moment: datetime, beside: dict[str, object]
) -> None:
    folio = read({"madeAt": came, "day": came, **beside})
    assert folio.made_at == moment
    assert folio.made_at.utcoffset() == moment.utcoffset()
    assert (type(folio.day), folio.day) == (date, moment.date())
    sent = wire(folio)
    assert isinstance(sent, dict)
    assert is_rfc3339(str(sent["madeAt"]), datetime)
    assert sent["day"] == moment.date().isoformat()
    assert read(sent).made_at == moment


@pytest.mark.parametrize(("came", "moment"), FORMS)
def test_the_forms_by_themselves(came: object, moment: datetime) -> None:
    assert read_datetime(came) == moment
    assert read_date(came) == moment.date()


NOT_DATES = [
    "", " ", "0", "null", "None", "N/A", "n/a", "-", "soon", "2025", "12345678",
    "0000-00-00", "0000-00-00 00:00:00", "0000-00-00T00:00:00Z", "2025-02-30",
    "2025-13-01T00:00:00Z", "2025-11-23T25:00:00Z", "2025-11-23T10:60:00Z",
    "Sun, 23 Nov 2025 12:00:00 CET", "Sun, 23 Foo 2025 12:00:00 GMT",
    "11/23/2025", "/Date(x)/", "/Date(999999999999999)/", "\u0662\u0660\u0662\u0665-11-23",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_DATES)
def test_text_that_is_no_date_stays_beside_the_field(text: str) -> None:
    assert read_datetime(text) is None
    box = read({"results": [None, {"id": 1, "madeAt": text, "day": text}]}, Box)
    [folio] = box.results
    assert (folio.id, folio.made_at, folio.day) == ("1", None, None)
    assert folio.model_extra == {"madeAt": text, "day": text}
    assert wire(box) == {"results": [{"id": "1", "madeAt": text, "day": text}]}


@pytest.mark.parametrize("came", [1e300, -1e300, 10**30])
def test_a_number_that_is_no_time_is_refused(came: float) -> None:
    with pytest.raises(UndecodableError, match="madeAt: expected a date-time"):
        read({"madeAt": came})


def test_what_is_kept_is_like_an_unknown_member_until_the_field_is_set() -> None:
    folio: Folio = read({"madeAt": "", "day": "N/A", "id": "1"})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plain = folio.model_dump(mode="json")
        assert json.loads(folio.model_dump_json()) == plain
        # Once only: a name that comes twice is no good JSON.
        assert folio.model_dump_json().count('"day"') == 1
    assert (plain["madeAt"], plain["day"]) == ("", "N/A")
    assert repr(folio) == "Folio(id='1', madeAt='', day='N/A')"
    assert pickle.loads(pickle.dumps(folio)) == folio == copy.deepcopy(folio)
    assert wire(copy.copy(folio)) == {"id": "1", "madeAt": "", "day": "N/A"}

    later = folio.model_copy(update={"made_at": NOON})
    assert wire(later) == {"id": "1", "madeAt": "2025-11-23T12:00:00Z", "day": "N/A"}
    assert wire(folio) == {"id": "1", "madeAt": "", "day": "N/A"}
    folio.day = date(2025, 11, 23)
    folio.made_at = None
    assert wire(folio) == {"id": "1", "madeAt": None, "day": "2025-11-23"}
    assert folio.model_extra == {}


def test_attributes_that_no_model_has() -> None:
    folio: Any = read({"madeAt": ""})
    with pytest.raises(AttributeError, match="nothing"):
        _ = folio.nothing
    with pytest.raises(AttributeError):
        _ = Folio.model_construct().nothing


def test_what_a_person_made_is_as_it_was_made() -> None:
    naive = datetime(2025, 11, 23, 12)
    assert Folio(made_at=naive).made_at == naive
    assert wire(Folio(made_at=naive)) == {"madeAt": "2025-11-23T12:00:00Z"}
    assert Folio.model_validate({"madeAt": naive}).made_at == naive


def test_a_schema_for_others_has_the_declared_form_alone() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = Folio.model_json_schema()["$defs"]["Folio"]["properties"]["madeAt"]
    assert made["anyOf"] == [
        {"format": "date-time", "type": "string"},
        {"type": "null"},
    ]


@given(st.text() | st.integers() | st.floats() | st.booleans())
def test_a_time_is_aware_or_none(value: object) -> None:
    found = read_datetime(value)
    assert found is None or found.utcoffset() is not None


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_is_written_is_read_again(moment: datetime) -> None:
    for text in (moment.isoformat(), moment.isoformat(" "), f"{moment:%Y%m%dT%H%M%SZ}"):
        if moment.year >= 1000:
            assert read_datetime(text) in (moment, moment.replace(microsecond=0))


@pytest.mark.parametrize("text", ["", "0000-00-00", "N/A"])
def test_text_that_is_no_date_among_dates(text: str) -> None:
    body = {"id": "1", "days": ["2026-01-31", text], "marks": {"a": {"number": 1}}}
    folio = parse(json.dumps(body).encode(), Folio)
    assert folio.days == [date(2026, 1, 31), None]
    with_dates(date)
    days = parse(json.dumps({"a": text, "b": "2026-01-31"}).encode(), dict[str, date])
    assert days == {"b": date(2026, 1, 31)}
    rows = parse(json.dumps([[text]]).encode(), list[list[date]])
    assert rows == [[None]]
    with pytest.raises(UndecodableError, match="days"):
        parse(json.dumps(body).encode(), Folio, strict=True)
