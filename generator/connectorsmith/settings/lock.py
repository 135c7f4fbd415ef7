"""names.lock: the names that were derived, so that they stay.

TOML, written by `build` and committed. A class is listed with every place of its shape,
because the shape is found again by any of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from connectorsmith.documents.toml_reader import as_list, as_table
from connectorsmith.ir.dynamic import Asked

SECTIONS = {Asked.CHOICES: "choices", Asked.SCHEMA: "schema_for"}
"""Where the names of lookups stand, as the client calls them."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Names by what they name."""

    operations: Mapping[str, str] = field(default_factory=dict[str, str])
    """Function name by operationId."""
    types: Mapping[str, str] = field(default_factory=dict[str, str])
    """Class name by place (`GetThreads/200/results/[]`) or definition."""
    lookups: Mapping[tuple[Asked, str], str] = field(
        default_factory=dict[tuple[Asked, str], str]
    )
    """Method name by what is asked and the place that asks it."""


def read_lock(value: Mapping[str, object]) -> Lock:
    """The lock in a parsed names.lock; what has another form is passed over."""
    return Lock(
        {
            id_: name
            for id_, name in as_table(value.get("operations")).items()
            if isinstance(name, str)
        },
        dict(_by_place(value, "models")),
        {
            (asked, place): name
            for asked, section in SECTIONS.items()
            for place, name in _by_place(value, section)
        },
    )


def _by_place(value: Mapping[str, object], section: str) -> Iterator[tuple[str, str]]:
    for name, places in as_table(value.get(section)).items():
        for place in as_list(places):
            if isinstance(place, str):
                yield place, name
