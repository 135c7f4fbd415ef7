"""`[listing]` of connector.toml: what the reference page needs and the definition does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal, NoReturn, TypeAlias, cast, get_args

Publisher: TypeAlias = Literal["independent", "verified", "microsoft"]
Status: TypeAlias = Literal["preview", "ga", "deprecated"]


class ListingError(Exception):
    """A setting of the listing that is unknown or of the wrong kind."""

    def __init__(self, path: tuple[str | int, ...], problem: str) -> None:
        """Create the error; `path` has the keys and indexes from `[listing]` to the setting."""
        first, *rest = path
        steps = (f"[{one}]" if isinstance(one, int) else f".{one}" for one in rest)
        super().__init__(f"{first}{''.join(steps)}: {problem}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Product:
    """A product that offers the connector."""

    service: str
    licence: str
    """The licence class, `class` in a mapping: `Standard` or `Premium`."""
    regions: str = ""
    """The sentence about its regions; made from the other fields where it is blank."""
    exceptions: tuple[str, ...] = ()
    """The regions that do not have it, `except` in a mapping."""

    @property
    def regions_text(self) -> str:
        """The sentence before the exceptions."""
        every = f"All {self.service} regions"
        tail = " except the following:" if self.exceptions else ""
        return self.regions or every + tail


@dataclass(frozen=True, slots=True)
class Throttle:
    """One limit of the platform: so many calls in so many seconds."""

    name: str
    calls: int
    seconds: int


_NOT_IN_US_AND_CHINA = (
    "US Government (GCC)",
    "US Government (GCC High)",
    "China Cloud operated by 21Vianet",
    "US Department of Defense (DoD)",
)

PREMIUM = (
    Product(
        service="Logic Apps",
        licence="Standard",
        exceptions=(
            "Azure Government regions",
            "Azure China regions",
            "US Department of Defense (DoD)",
        ),
    ),
    Product("Power Automate", "Premium", exceptions=_NOT_IN_US_AND_CHINA),
    Product("Power Apps", "Premium", exceptions=_NOT_IN_US_AND_CHINA),
)
"""Where a premium connector is offered, as pages of 2023 and 2024 have it."""

NOT_SHAREABLE = (
    "This is not shareable connection. If the power app is shared with another user, "
    "another user will be prompted to create new connection explicitly."
)
SHAREABLE = (
    "This is shareable connection. If the power app is shared with another user, "
    "connection is shared as well."
)


@dataclass(frozen=True, slots=True)
class Listing:
    """The facts of one connector's listing. The defaults fit an independent publisher."""

    publisher: Publisher = "independent"
    status: Status = "preview"
    products: tuple[Product, ...] = PREMIUM
    shareable: bool = False
    """Whether a connection goes with the app that is shared; a parameter set may differ."""
    sharing: str = ""
    """The sentence about sharing; the platform's own where it is blank."""
    throttling: tuple[Throttle, ...] = (Throttle("API calls per connection", 100, 60),)
    trigger_poll_seconds: int | None = None
    """How often the platform asks; shown where the connector has a polling trigger."""
    operation_ids: bool = False
    """Whether operation ids are shown, as pages do since 2025."""
    intro: str = ""
    """Markdown between the facts and the connection, inserted as it is."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, object]) -> Listing:
        """Return the listing in a plain mapping with the names of the fields.

            status = "ga"
            throttling = [{ name = "API calls per connection", calls = 500, seconds = 60 }]
            [[products]]
            service = "Power Apps"
            class = "Premium"
            except = ["US Government (GCC)"]

        Raises ListingError for an unknown key or a value of the wrong kind.
        """
        reader = _Reader(values)
        reader.only({field.name for field in fields(cls)})
        default = cls()
        polls = reader.integer("trigger_poll_seconds", 0)
        return cls(
            publisher=cast(
                "Publisher", reader.choice("publisher", Publisher, default.publisher)
            ),
            status=cast("Status", reader.choice("status", Status, default.status)),
            products=(
                tuple(map(_product, reader.tables("products")))
                if "products" in values
                else default.products
            ),
            shareable=reader.flag("shareable", default.shareable),
            sharing=reader.text("sharing", default.sharing),
            throttling=(
                tuple(map(_throttle, reader.tables("throttling")))
                if "throttling" in values
                else default.throttling
            ),
            trigger_poll_seconds=polls or None,
            operation_ids=reader.flag("operation_ids", default.operation_ids),
            intro=reader.text("intro", default.intro),
        )


def _product(reader: _Reader) -> Product:
    reader.only({"service", "class", "regions", "except"})
    return Product(
        service=reader.text("service"),
        licence=reader.text("class"),
        regions=reader.text("regions", ""),
        exceptions=reader.texts("except"),
    )


def _throttle(reader: _Reader) -> Throttle:
    reader.only({"name", "calls", "seconds"})
    return Throttle(
        reader.text("name"), reader.integer("calls"), reader.integer("seconds")
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Checked reading of one mapping; `path` leads to it."""

    values: Mapping[str, object]
    path: tuple[str | int, ...] = ()

    def only(self, known: set[str]) -> None:
        for key in self.values:
            if key not in known:
                expected = ", ".join(sorted(known))
                raise ListingError(
                    (*self.path, key), f"unknown key; known are {expected}"
                )

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        return value if isinstance(value, str) else self._wrong(key, "text")

    def flag(self, key: str, default: bool) -> bool:
        value = self.values.get(key, default)
        return value if isinstance(value, bool) else self._wrong(key, "true or false")

    def integer(self, key: str, default: int | None = None) -> int:
        value = self.values.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        return self._wrong(key, "a whole number")

    def choice(self, key: str, choices: object, default: str) -> str:
        known = get_args(choices)
        value = self.values.get(key, default)
        if isinstance(value, str) and value in known:
            return value
        return self._wrong(key, "one of " + ", ".join(known))

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, ())
        if not isinstance(value, Sequence) or isinstance(value, str):
            return self._wrong(key, "a list of texts")
        items = cast("Sequence[object]", value)
        for place, item in enumerate(items):
            if not isinstance(item, str):
                self._wrong(key, "text", place)
        return tuple(item for item in items if isinstance(item, str))

    def tables(self, key: str) -> list[_Reader]:
        value = self.values.get(key)
        if not isinstance(value, Sequence) or isinstance(value, str):
            return self._wrong(key, "a list of tables")
        readers: list[_Reader] = []
        for place, item in enumerate(cast("Sequence[object]", value)):
            if not isinstance(item, Mapping):
                self._wrong(key, "a table", place)
            inner = cast("Mapping[str, object]", item)
            readers.append(_Reader(inner, (*self.path, key, place)))
        return readers

    def _wrong(self, key: str, expected: str, *places: int) -> NoReturn:
        state = "must be" if key in self.values else "is missing: it must be"
        raise ListingError((*self.path, key, *places), f"{state} {expected}")
