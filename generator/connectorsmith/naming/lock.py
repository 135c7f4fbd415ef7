"""names.lock: the names that were derived, so that they stay.

TOML, written by `build` and committed. A class is listed with every place of its shape,
because the shape is found again by any of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.types import TypeId
from connectorsmith.naming.types import keys
from connectorsmith.spec.toml_reader import as_list, as_table
from connectorsmith.text.toml import key, quoted

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


def read_lock(value: Mapping[str, object]) -> Lock:
    """The lock in a parsed names.lock; what has another form is passed over."""
    return Lock(
        {
            id_: name
            for id_, name in as_table(value.get("operations")).items()
            if isinstance(name, str)
        },
        {
            place: name
            for name, places in as_table(value.get("models")).items()
            for place in as_list(places)
            if isinstance(place, str)
        },
    )


def write_lock(
    connector: Connector, operations: Mapping[str, str], types: Mapping[TypeId, str]
) -> str:
    """The text of names.lock for the names of a connector, sorted."""
    lines = [HEADER, "[operations]"]
    lines += [
        f"{quoted(id_)} = {quoted(operations[id_])}" for id_ in sorted(operations)
    ]
    lines += ["", "[models]"]
    places = sorted((types[one.id], sorted(keys(one))) for one in connector.types)
    for name, known in places:
        if len(known) == 1:
            lines.append(f"{key(name)} = [{quoted(known[0])}]")
            continue
        lines.append(f"{key(name)} = [")
        lines += [f"    {quoted(place)}," for place in known]
        lines.append("]")
    return "\n".join(lines) + "\n"
