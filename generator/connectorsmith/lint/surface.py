"""Every operation with what it takes and answers, and which of them use a shared part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from connectorsmith.documents.data import mapping, reference, sequence, texts
from connectorsmith.documents.document import Json, split_pointer
from connectorsmith.lint.references import resolved
from connectorsmith.lint.schemas import Unfound, find, parts
from connectorsmith.openapi.surface import METHODS

if TYPE_CHECKING:
    from connectorsmith.lint.nodes.node import OperationPlace, Token

_MOST_USERS = 20
"""Operations that are known to use one shared part; with more, nothing is said of all."""
_MOST_REQUIRED = 100
_MOST_IN_A_BODY = 2_000
"""Schemas of a body whose property names are collected."""


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation, with what its path gives it."""

    place: OperationPlace
    value: Mapping[str, Json]
    parameters: Mapping[str, Mapping[str, Json]]
    """All but the body, by name."""
    body: Mapping[str, Json]
    """The body parameter; empty where there is none."""

    @property
    def name(self) -> str:
        """Its operationId, or its method and path where it has none."""
        return self.id or str(self.place)

    @property
    def id(self) -> str:
        """Its operationId, else empty."""
        declared = self.value.get("operationId")
        return declared if isinstance(declared, str) else ""

    @property
    def is_trigger(self) -> bool:
        """Whether a flow can start with it."""
        return "x-ms-trigger" in self.value

    @property
    def is_internal(self) -> bool:
        """Whether no maker sees it."""
        return self.value.get("x-ms-visibility") == "internal"

    @property
    def body_name(self) -> str:
        """The name of the body parameter, else empty."""
        name = self.body.get("name")
        return name if isinstance(name, str) else ""


@dataclass(frozen=True, slots=True)
class Users:
    """The operations that use a part of the definition."""

    operations: Sequence[Operation]
    complete: bool
    """Whether these are all."""


class Surface:
    """The operations of a definition. Everything is worked out once, when it is asked for."""

    def __init__(
        self,
        root: Mapping[str, Json],
        operations: Mapping[OperationPlace, Mapping[str, Json]],
    ) -> None:
        self._root = root
        self._declared = operations
        self._body_names: dict[int, frozenset[str] | None] = {}
        self._needs: dict[int, tuple[str, ...]] = {}
        self._found: dict[tuple[str | int, str], Mapping[str, Json] | Unfound] = {}

    @cached_property
    def operations(self) -> Mapping[OperationPlace, Operation]:
        """Every operation in the order of the file."""
        return {
            place: self._operation(place, value)
            for place, value in self._declared.items()
        }

    @cached_property
    def by_id(self) -> Mapping[str, Operation]:
        """The first operation with each operationId."""
        found: dict[str, Operation] = {}
        for one in self.operations.values():
            if one.id:
                found.setdefault(one.id, one)
        return found

    @cached_property
    def woken_by(self) -> frozenset[str]:
        """The operations that an `x-ms-notification` names."""
        named = (
            mapping(one.value.get("x-ms-notification")).get("operationId")
            for one in self.operations.values()
        )
        return frozenset(name for name in named if isinstance(name, str))

    def _operation(self, place: OperationPlace, value: Mapping[str, Json]) -> Operation:
        path = mapping(mapping(self._root.get("paths")).get(place.path))
        named: dict[str, Mapping[str, Json]] = {}
        body: Mapping[str, Json] = {}
        for listed in (path.get("parameters"), value.get("parameters")):
            for item in sequence(listed):
                one = resolved(self._root, item)
                name = one.get("name")
                if one.get("in") == "body":
                    body = one
                elif isinstance(name, str):
                    named[name] = one
        return Operation(place, value, named, body)

    def find(self, schema: Json, path: str) -> Mapping[str, Json] | Unfound:
        """As `schemas.find`; many users of a shared schema ask for the same."""
        said = mapping(schema)
        key = (reference(said) or id(said), path)
        if key not in self._found:
            self._found[key] = find(self._root, said, path)
        return self._found[key]

    def answer(self, operation: Operation) -> Mapping[str, Json] | None:
        """The schema of its success; None where it declares none."""
        responses = mapping(operation.value.get("responses"))
        rest = [code for code in responses if code.startswith("2")]
        for code in ("200", "201", *rest, "default"):
            response = resolved(self._root, responses.get(code))
            if isinstance(response.get("schema"), Mapping):
                return mapping(response["schema"])
        return None

    def required(self, operation: Operation) -> tuple[str, ...]:
        """The names of what a call has to give: parameters, and properties of the body.

        What has a default is filled in.
        """
        key = id(operation)
        if key not in self._needs:
            self._needs[key] = tuple(self._required(operation))
        return self._needs[key]

    def _required(self, operation: Operation) -> Iterator[str]:
        for name, one in operation.parameters.items():
            if one.get("required") is True and "default" not in one:
                yield name
        if operation.body.get("required") is not True:
            return
        schema = operation.body.get("schema")
        for part in parts(self._root, schema):
            properties = mapping(part.get("properties"))
            for name in islice(texts(part.get("required")), _MOST_REQUIRED):
                if name in properties and "default" not in mapping(properties[name]):
                    yield name

    def body_properties(self, operation: Operation) -> frozenset[str] | None:
        """The names of all properties in the body, at any depth; None for too many."""
        schema = mapping(operation.body.get("schema"))
        # Bodies that refer to the same definition have the same properties.
        key = id(next(parts(self._root, schema), schema))
        if key not in self._body_names:
            self._body_names[key] = self._names_below(schema)
        return self._body_names[key]

    def _names_below(self, schema: Mapping[str, Json]) -> frozenset[str] | None:
        names: set[str] = set()
        seen: set[int] = set()
        pending: list[Mapping[str, Json]] = [schema]
        while pending:
            for part in parts(self._root, pending.pop()):
                if id(part) in seen:
                    continue
                seen.add(id(part))
                if len(seen) > _MOST_IN_A_BODY:
                    return None
                properties = mapping(part.get("properties"))
                names.update(properties)
                pending += [mapping(one) for one in properties.values()]
                pending.append(mapping(part.get("items")))
        return frozenset(names)

    def users(self, tokens: Sequence[Token]) -> Users:
        """The operations that use what stands at a place of the definition."""
        if len(tokens) > 2 and tokens[0] == "paths":
            own = [
                one
                for place, one in self._of_path.get(str(tokens[1]), {}).items()
                if tokens[2] == place or tokens[2] not in METHODS
            ]
            return Users(own, True)
        found = self._users.get((str(tokens[0]), str(tokens[1]))) if tokens[1:] else ()
        return Users(list(found or ())[:_MOST_USERS], len(found or ()) <= _MOST_USERS)

    @cached_property
    def _of_path(self) -> Mapping[str, Mapping[str, Operation]]:
        found: defaultdict[str, dict[str, Operation]] = defaultdict(dict)
        for place, one in self.operations.items():
            found[place.path][place.method] = one
        return found

    @cached_property
    def _users(self) -> Mapping[tuple[str, str], Sequence[Operation]]:
        """Of each shared part, the operations that use it, directly or through others.

        One more than the most at least: so much is passed on, so the cost is linear.
        """
        leads_to: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
        for section in _SHARED:
            for name, value in mapping(self._root.get(section)).items():
                leads_to[section, name] = tuple(_shared_parts(value))
        found: defaultdict[tuple[str, str], dict[int, Operation]] = defaultdict(dict)
        for path, operations in self._of_path.items():
            item = mapping(mapping(self._root.get("paths")).get(path))
            common = {k: v for k, v in item.items() if k not in METHODS}
            inherited = tuple(_shared_parts(common))
            for one in operations.values():
                pending = [*inherited, *_shared_parts(one.value)]
                while pending:
                    part = pending.pop()
                    known = found[part]
                    if id(one) not in known and len(known) <= _MOST_USERS:
                        known[id(one)] = one
                        pending += leads_to.get(part, ())
        return {part: tuple(known.values()) for part, known in found.items()}


_SHARED = ("definitions", "parameters", "responses")


def _shared_parts(value: Json) -> Iterator[tuple[str, str]]:
    """The shared parts that a value refers to, each once."""
    found: dict[tuple[str, str], None] = {}
    pending: list[Json] = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, Mapping):
            pointer = reference(node)
            tokens = split_pointer(pointer)[:2] if pointer else ()
            if len(tokens) == 2:
                found[tokens[0], tokens[1]] = None
            pending += node.values()
        elif isinstance(node, Sequence) and not isinstance(node, str):
            pending += node
    yield from found
