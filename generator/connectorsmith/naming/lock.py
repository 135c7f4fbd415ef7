"""names.lock: the names that were derived, so that they stay.

TOML, written by `build` and committed. A class is listed with every place of its shape,
because the shape is found again by any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.dynamic import Asked
from connectorsmith.ir.types import TypeId
from connectorsmith.naming.types import keys
from connectorsmith.spec.toml_reader import as_list, as_table
from connectorsmith.text.toml import key, quoted

_SECTIONS = {Asked.CHOICES: "choices", Asked.SCHEMA: "schema_for"}
"""Where the names of lookups stand, as the client calls them."""

HEADER = """\
# The names that connectorsmith derived: written by `connectorsmith build`, to be committed.
# A name that stands here stays, whatever is added to the definition. To choose a name
# yourself, put it into connector.toml.
"""


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
            for asked, section in _SECTIONS.items()
            for place, name in _by_place(value, section)
        },
    )


def _by_place(value: Mapping[str, object], section: str) -> Iterator[tuple[str, str]]:
    for name, places in as_table(value.get(section)).items():
        for place in as_list(places):
            if isinstance(place, str):
                yield place, name


def write_lock(
    connector: Connector,
    operations: Mapping[str, str],
    types: Mapping[TypeId, str],
    lookups: Mapping[str, str],
) -> str:
    """The text of names.lock for the names of a connector, sorted."""
    lines = [HEADER, "[operations]"]
    lines += [
        f"{quoted(id_)} = {quoted(operations[id_])}" for id_ in sorted(operations)
    ]
    lines += ["", "[models]"]
    lines += _listed((types[one.id], keys(one)) for one in connector.types)
    for asked, section in _SECTIONS.items():
        named = [
            (lookups[one.id], one.uses)
            for one in connector.lookups
            if one.asked is asked and one.id in lookups
        ]
        if named:
            lines += ["", f"[{section}]", *_listed(named)]
    return "\n".join(lines) + "\n"


def _listed(names: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    """Names with their places."""
    for name, places in sorted((name, sorted(places)) for name, places in names):
        if len(places) == 1:
            yield f"{key(name)} = [{quoted(places[0])}]"
            continue
        yield f"{key(name)} = ["
        yield from (f"    {quoted(place)}," for place in places)
        yield "]"
