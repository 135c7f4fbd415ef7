"""Operations that use a part of the definition, directly or through other parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from connectorsmith.documents.data import mapping, reference
from connectorsmith.documents.document import Json, Token, split_pointer
from connectorsmith.openapi.operations import METHODS, SECTIONS, RawOperation

_MAX_USERS = 20
"""Operations that are listed for one shared part; with more, the list is not complete."""
_SHARED = ("definitions", "parameters", "responses")

_Part: TypeAlias = tuple[str, str]
"""A section of the definition, and a name in it."""


@dataclass(frozen=True, slots=True)
class Users:
    """The operations that use a part of the definition."""

    operations: Sequence[RawOperation]
    is_complete: bool
    """False if there may be more."""


class SharedParts:
    """The parts of a definition that operations share, and their users."""

    def __init__(
        self, root: Mapping[str, Json], operations: Iterable[RawOperation]
    ) -> None:
        self._of_path: defaultdict[str, list[RawOperation]] = defaultdict(list)
        for operation in operations:
            self._of_path[operation.place.path].append(operation)
        self._users = self._find_users(root)

    def users(self, tokens: Sequence[Token]) -> Users:
        """Return the operations that use a place of the definition."""
        if len(tokens) > 2 and tokens[0] in SECTIONS:
            own = [
                operation
                for operation in self._of_path.get(str(tokens[1]), ())
                if tokens[2] == operation.place.method or tokens[2] not in METHODS
            ]
            return Users(own, True)
        if len(tokens) < 2:
            return Users((), True)
        users = self._users.get((str(tokens[0]), str(tokens[1])), ())
        return Users(users[:_MAX_USERS], len(users) <= _MAX_USERS)

    def _find_users(
        self, root: Mapping[str, Json]
    ) -> Mapping[_Part, Sequence[RawOperation]]:
        """Return the users of each shared part.

        Counting stops one past the limit, which keeps the cost linear.
        """
        leads_to: dict[_Part, tuple[_Part, ...]] = {}
        for section in _SHARED:
            for name, value in mapping(root.get(section)).items():
                leads_to[section, name] = tuple(_parts_in(value))
        users: defaultdict[_Part, dict[RawOperation, None]] = defaultdict(dict)
        for operations in self._of_path.values():
            item = operations[0].item
            common = {k: v for k, v in item.items() if k not in METHODS}
            inherited = tuple(_parts_in(common))
            for operation in operations:
                pending = [*inherited, *_parts_in(operation.value)]
                while pending:
                    part = pending.pop()
                    known = users[part]
                    if operation not in known and len(known) <= _MAX_USERS:
                        known[operation] = None
                        pending += leads_to.get(part, ())
        return {part: tuple(known) for part, known in users.items()}


def _parts_in(value: Json) -> Iterator[_Part]:
    """Yield the shared parts that a value refers to, each once."""
    parts: dict[_Part, None] = {}
    pending: list[Json] = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, Mapping):
            pointer = reference(node)
            tokens = split_pointer(pointer)[:2] if pointer else ()
            if len(tokens) == 2:
                parts[tokens[0], tokens[1]] = None
            pending += node.values()
        elif isinstance(node, Sequence) and not isinstance(node, str):
            pending += node
    yield from parts
