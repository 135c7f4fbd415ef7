"""The types and formats of OpenAPI 2.0."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from connectorsmith.documents.document import Json


def has_type(value: Json, type: str) -> bool:
    """Return whether a value has a type. Null has every type, and
    every value has an unknown type.
    """
    fits = _FITS.get(type)
    return value is None or fits is None or fits(value)


def _is_whole(value: Json) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, float) and value.is_integer())


_FITS: Mapping[str, Callable[[Json], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": _is_whole,
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, Mapping),
    "array": lambda value: isinstance(value, (list, tuple)),
}


FORMATS: Mapping[str, frozenset[str]] = {
    "integer": frozenset(("int32", "int64")),
    "number": frozenset(("float", "double")),
    "string": frozenset(
        (
            *("byte", "binary", "date", "date-time", "date-no-tz"),
            *("email", "html", "password", "uri", "uuid"),
        )
    ),
    "boolean": frozenset(),
    "array": frozenset(),
    "object": frozenset(),
}
"""The formats that the platform knows, by type."""
