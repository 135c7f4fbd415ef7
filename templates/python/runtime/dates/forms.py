"""Parsing of the forms in which servers write dates and times.

A time without a zone is UTC. The result is `None` for a text that is not a date.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A larger number (as seconds, after the year 2603) is milliseconds, from August 1970 on.
_MAX_SECONDS = 20_000_000_000
_TIME = (
    r"(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?"
)
_ISO = re.compile(
    r"(?P<year>\d{4})(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
    rf"(?:(?:[Tt]|\ +){_TIME}\ *(?P<zone>[A-Za-z]{{1,3}}|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_RFC_1123 = re.compile(
    r"(?:[A-Za-z]{3,9},?\ +)?(?P<day>\d\d?)[\ -](?P<name>[A-Za-z]{3})[\ -](?P<year>\d{4})"
    rf"(?:\ +{_TIME}\ *(?P<zone>[A-Za-z]{{1,3}}|[+-]\d{{4}})?)?",
    re.ASCII,
)
_MICROSOFT = re.compile(r"/Date\((?P<ms>-?\d{1,15})(?P<zone>[+-]\d{4})?\)/", re.ASCII)
# 20261123 and 20261123100000 are dates. Other digits are a count; fewer than nine are none.
_COMPACT = re.compile(r"(\d{8})(\d{6})?", re.ASCII)
_DIGITS = re.compile(r"-?\d{9,14}(?:\.\d+)?", re.ASCII)
_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTHS: tuple[str, ...] = tuple(
    "jan feb mar apr may jun jul aug sep oct nov dec".split()
)
# The unambiguous zone names of RFC 822, in hours from UTC.
_ZONES = {
    "z": 0,
    "ut": 0,
    "utc": 0,
    "gmt": 0,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}


def read_datetime(value: object) -> datetime | None:
    """Return an aware time from ISO 8601, RFC 1123, `/Date(ms)/`, or seconds or milliseconds since 1970.

    A date without a time is midnight UTC. The result is `None` for any other value.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return _text(value.strip()) if isinstance(value, str) else _count(value)
    except (ValueError, OverflowError):  # such as a 30th of February
        return None


def read_date(value: object) -> date | None:
    """Return a date; of a time, its day in the time's own zone. `None` for any other value."""
    found = read_datetime(value)
    return None if found is None else found.date()


def is_rfc3339(text: str, kind: type[date]) -> bool:
    """Return whether a text is a `date-time` or `full-date` of RFC 3339, as `kind` requires."""
    form = _RFC_3339 if kind is datetime else _FULL_DATE
    return form.fullmatch(text) is not None


def _text(text: str) -> datetime | None:
    if text[10:11] in ("T", "t", " "):
        # The fast path; `fromisoformat` accepts any character between date and time.
        with suppress(ValueError):
            found = datetime.fromisoformat(text)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    if match := _COMPACT.fullmatch(text):
        text = f"{match[1]}T{match[2] or '000000'}"
    if match := _ISO.fullmatch(text) or _RFC_1123.fullmatch(text):
        return _calendar(match.groupdict())
    if match := _MICROSOFT.fullmatch(text):
        # The count is in UTC whatever the zone.
        return _since(milliseconds=int(match["ms"])).astimezone(_zone(match["zone"]))
    if _DIGITS.fullmatch(text):
        return _count(float(text) if "." in text else int(text))
    return None


def _calendar(parts: dict[str, str | None]) -> datetime:
    month = parts.get("month") or _MONTHS.index((parts["name"] or "").lower()) + 1
    day = datetime(int(parts["year"] or 0), int(month), int(parts["day"] or 0))
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    second = int(parts["second"] or 0)
    # 24:00 is the end of a day; a leap second is second 60.
    if hour > 24 or minute > 59 or second > 60:
        raise ValueError("no time of day")
    # A datetime holds microseconds.
    micros = int((parts["fraction"] or "")[:6].ljust(6, "0"))
    time = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micros)
    return (day + time).replace(tzinfo=_zone(parts["zone"]))


def _zone(name: str | None) -> tzinfo:
    """Return the zone of a name or an offset; UTC without one. Raises `ValueError` for unknown names."""
    if name is None:
        return UTC
    if name[0] not in "+-":
        if name.lower() not in _ZONES:
            raise ValueError("no zone")
        return timezone(timedelta(hours=_ZONES[name.lower()]))
    minutes = int(name[1:3]) * 60 + int(name[3:].lstrip(":") or 0)
    return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes))


def _count(value: float) -> datetime:
    if abs(value) > _MAX_SECONDS:
        return _since(milliseconds=value)
    return _since(seconds=value)


def _since(*, seconds: float = 0, milliseconds: float = 0) -> datetime:
    return _EPOCH + timedelta(seconds=seconds, milliseconds=milliseconds)
