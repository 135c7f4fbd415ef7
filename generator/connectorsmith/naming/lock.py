"""Writer of names.lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.types import TypeId
from connectorsmith.naming.groups import Groups
from connectorsmith.naming.types import keys
from connectorsmith.settings.lock import SECTIONS
from connectorsmith.text.toml import key, quoted

HEADER = """\
# The names that connectorsmith derived: written by `connectorsmith build`, to be committed.
# A name in this file stays the same when the definition changes. To choose a name
# yourself, set it in connector.toml.
"""


def write_lock(
    connector: Connector,
    operations: Mapping[str, str],
    types: Mapping[TypeId, str],
    lookups: Mapping[str, str],
    groups: Groups = MappingProxyType({}),
) -> str:
    """Return the text of names.lock for a connector's names, sorted.

    `groups` are those that connector.toml does not declare.
    """
    lines = [HEADER, "[operations]"]
    lines += [
        f"{quoted(id_)} = {quoted(operations[id_])}" for id_ in sorted(operations)
    ]
    for group in sorted(groups):
        lines += ["", f"[groups.{key(group)}]"]
        lines += [
            f"{key(method)} = {quoted(id_)}"
            for method, id_ in sorted(groups[group].items())
        ]
    lines += ["", "[models]"]
    lines += _listed(
        (types[declared.id], keys(declared)) for declared in connector.types
    )
    for asked, section in SECTIONS.items():
        named = [
            (lookups[lookup.id], lookup.uses)
            for lookup in connector.lookups
            if lookup.asked is asked and lookup.id in lookups
        ]
        if named:
            lines += ["", f"[{section}]", *_listed(named)]
    return "\n".join(lines) + "\n"


def _listed(names: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    """Yield a line or more for each name, with its places."""
    for name, places in sorted((name, sorted(places)) for name, places in names):
        if len(places) == 1:
            yield f"{key(name)} = [{quoted(places[0])}]"
            continue
        yield f"{key(name)} = ["
        yield from (f"    {quoted(place)}," for place in places)
        yield "]"
