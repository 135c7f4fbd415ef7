"""The journal: the changes of a build that has begun to write.

It is written before the first change and removed after the manifest is written. If a build
is killed, the journal shows the next one which of its files have their old and which their
new content, so that neither is taken for an edit.

    {"tool": "connectorsmith", "connector": "x", "changes": {"a.py": ["<old>", "<new>"], ...}}

A digest is null for a file that did not exist before, or does not afterwards.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, cast

from connectorsmith.output.errors import UnsafePathError
from connectorsmith.output.leftovers import JOURNAL
from connectorsmith.output.manifest import digest
from connectorsmith.output.paths import check_path
from connectorsmith.output.regular import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


class Change(NamedTuple):
    """The digests of a file before and after a build; None if there is no file."""

    old: str | None
    new: str | None


class Journal(NamedTuple):
    """The changes of a build by path, and its connector."""

    changes: Mapping[str, Change]
    connector: str = ""


def dump(journal: Journal) -> bytes:
    """Return the content of a journal."""
    body = {
        "tool": "connectorsmith",
        "connector": journal.connector,
        "changes": dict(sorted(journal.changes.items())),
    }
    return json.dumps(body, indent=0, ensure_ascii=False).encode("utf-8")


def read(root: Path) -> Journal:
    """Return a folder's journal; an empty one if it has none, or one that is damaged."""
    content = read_regular(root / JOURNAL)
    if content is None:
        return Journal({})
    try:
        return _journal(json.loads(content.decode("utf-8")))
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        UnsafePathError,
    ):
        return Journal({})


def _journal(body: object) -> Journal:
    tree = cast("dict[str, object]", body)
    changes: dict[str, Change] = {}
    for path, pair in cast("dict[str, object]", tree["changes"]).items():
        check_path(path)
        old, new = cast("list[object]", pair)
        changes[path] = Change(_text(old), _text(new))
    return Journal(changes, _text(tree["connector"]) or "")


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError("it must be text")
    return value


def settle(
    listed: Mapping[str, str],
    journal: Journal,
    on_disk: Callable[[str], bytes | None],
) -> dict[str, str]:
    """Return the manifest with the changes that were made before the build was killed."""
    settled = dict(listed)
    for path, change in journal.changes.items():
        content = on_disk(path)
        if content is None:
            if change.new is None:
                settled.pop(path, None)
            continue
        found = digest(content)
        if found in (change.old, change.new) or is_hollow(content):
            settled[path] = found
    return settled


def is_hollow(content: bytes) -> bool:
    """Return True for what a crash of the machine can leave of a new file: it is empty, or
    has only NULs.
    """
    return not content.strip(b"\0")
