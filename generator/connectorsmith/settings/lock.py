"""names.lock: derived names, recorded so that they do not change.

TOML, written by `build` and committed. A class is listed with every place of its
schema, so that any one of them finds it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from connectorsmith.documents.toml_reader import as_list, as_table
from connectorsmith.ir.dynamic import Asked

SECTIONS = {Asked.CHOICES: "choices", Asked.SCHEMA: "schema_for"}
"""The tables of lookup names; they have the names that the client uses."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Recorded names, keyed by the things that they name."""

    operations: Mapping[str, str] = field(default_factory=dict[str, str])
    """Function name by operationId."""
    groups: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict[str, Mapping[str, str]]
    )
    """The operationId, by derived group and then by method."""
    types: Mapping[str, str] = field(default_factory=dict[str, str])
    """Class name by place (`GetThreads/200/results/[]`) or definition."""
    lookups: Mapping[tuple[Asked, str], str] = field(
        default_factory=dict[tuple[Asked, str], str]
    )
    """Method name by kind of lookup and the place that declares it."""


def read_lock(value: Mapping[str, object]) -> Lock:
    """Return the names in a parsed names.lock; entries of another form are ignored."""
    return Lock(
        {
            id_: name
            for id_, name in as_table(value.get("operations")).items()
            if isinstance(name, str)
        },
        {
            group: {
                method: id_
                for method, id_ in as_table(methods).items()
                if isinstance(id_, str)
            }
            for group, methods in as_table(value.get("groups")).items()
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
