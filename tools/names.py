"""Record the names of many connectors, and compare those of two commits by rule.

    python -m tools.names record NAMES.json FOLDER...
    PYTHONPATH=OTHER/generator python -m tools.names record OLD.json FOLDER...
    python -m tools.names compare OLD.json NEW.json [--show 20]

Only names are derived; nothing is rendered. The commits may differ in everything but
`commands.pipeline.prepare`.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeAlias

from tools.snapshot import definitions

Names: TypeAlias = dict[str, dict[str, str]]
"""By kind (`method`, `class`, ...), the name of each thing."""


def main(arguments: list[str] | None = None) -> int:
    """Run the program."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record")
    recording.add_argument("target", type=Path)
    recording.add_argument("folders", type=Path, nargs="+")
    recording.add_argument("--every", type=int, default=1)
    recording.add_argument("--jobs", type=int, default=1)
    comparing = commands.add_parser("compare")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    comparing.add_argument("--show", type=int, default=20)
    options = parser.parse_args(arguments)
    if options.command == "compare":
        compare(options.old, options.new, options.show)
        return 0
    record(options.target, options.folders, options.every, options.jobs)
    return 0


def record(target: Path, folders: list[Path], every: int, jobs: int) -> None:
    """Derive the names of everything below the folders, and write them."""
    pending = [
        (f"{folder.name}/{path.relative_to(folder).as_posix()}", path)
        for folder in folders
        for path in definitions(folder)
    ][::every]
    with ProcessPoolExecutor(jobs) as pool:
        found = list(pool.map(names_of, [path for _, path in pending], chunksize=4))
    names = {key: one for (key, _), one in zip(pending, found, strict=True) if one}
    target.write_text(json.dumps(names, indent=1, sort_keys=True), "utf-8")
    print(f"{len(names)} connectors recorded, {len(pending) - len(names)} not readable")


def names_of(path: Path) -> Names:
    """Return the names of a connector; empty if it cannot be read."""
    from connectorsmith.commands.pipeline import prepare
    from connectorsmith.diagnostics.findings import UnreadableError
    from connectorsmith.inputs.folders import find_connectors
    from connectorsmith.inputs.reading import read_inputs
    from connectorsmith.naming.types import keys

    try:
        prepared = prepare(read_inputs(find_connectors([path])[0]))
    except UnreadableError:
        return {}
    names, connector = prepared.names, prepared.connector
    methods: dict[str, str] = {
        operation.id: names.operations[operation.id]
        for operation in connector.operations
        if operation.visibility != "internal"
    }
    groups: Mapping[str, Mapping[str, str]] = getattr(names, "groups", {})
    for group, members in groups.items():
        methods |= {id_: f"{group}.{method}" for method, id_ in members.items()}
    return {
        "function": dict(names.operations),
        "method": methods,
        "lookup": dict(names.lookups),
        "argument": {
            f"{id_} {'/'.join(wire)}": name
            for id_, arguments in names.arguments.items()
            for wire, name in arguments.parameters.items()
        },
        "field": {
            f"{key} {wire}": name
            for declared in connector.types
            for key in keys(declared)[:1]
            for wire, name in names.fields.get(declared.id, {}).items()
        },
        "class": {
            key: names.types[declared.id]
            for declared in connector.types
            for key in keys(declared)
        },
        "definition": {
            str(use): declared.definition
            for declared in connector.types
            if declared.definition is not None
            for use in declared.uses
        },
    }


def compare(old: Path, new: Path, show: int) -> None:
    """Print how many names changed by which rule, with the first of each."""
    before: dict[str, Names] = json.loads(old.read_text("utf-8"))
    after: dict[str, Names] = json.loads(new.read_text("utf-8"))
    counts: Counter[str] = Counter()
    connectors: dict[str, set[str]] = {}
    for key in sorted(before.keys() & after.keys()):
        for rule, change in changes(before[key], after[key]):
            counts[rule] += 1
            connectors.setdefault(rule, set()).add(key)
            if counts[rule] <= show:
                print(f"{rule:28} {key}: {change}")
    print(f"\n{len(before.keys() & after.keys())} connectors compared")
    for rule, count in counts.most_common():
        print(f"{count:7} in {len(connectors[rule]):4} connectors: {rule}")


def changes(was: Names, now: Names) -> Iterator[tuple[str, str]]:
    """Yield each change of a name with its rule."""
    for kind, names in was.items():
        for thing, name in names.items():
            other: Any = now.get(kind, {}).get(thing)
            if kind == "definition" or name == other:
                continue
            if other is None and kind == "field":
                continue
            yield _rule(kind, name, other, thing, now), f"{thing}: {name} -> {other}"


def _rule(kind: str, name: str, other: str | None, thing: str, now: Names) -> str:
    if other is None:
        return f"{kind}: gone"
    if kind == "method" and "." in other and "." not in name:
        group, _, method = other.partition(".")
        source = "operationId" if _begins(thing, group) else "tag"
        shorter = "" if method == name else ", and a shorter name"
        return f"method: group by {source}{shorter}"
    if kind == "class" and thing in now["definition"]:
        return "class: equal to a definition"
    if name.replace("_", "").lower() == other.replace("_", "").lower():
        return f"{kind}: words"
    if kind != "class" or _is_plural(name, other):
        return f"{kind}: plurals"
    return "class: a name that became free or taken"


def _is_plural(name: str, other: str) -> bool:
    """Return whether two names differ in a few letters, as in singulars."""
    similar = difflib.SequenceMatcher(None, name, other, autojunk=False)
    equal = sum(block.size for block in similar.get_matching_blocks())
    return max(len(name), len(other)) - equal <= 3


def _begins(thing: str, group: str) -> bool:
    plain = thing.lower().replace("_", "")
    return "_" in thing and plain.startswith(group.lower().replace("_", ""))


if __name__ == "__main__":
    sys.exit(main())
