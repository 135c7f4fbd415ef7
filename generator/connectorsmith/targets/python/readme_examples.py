"""The examples in the SDK's README: whole scripts, made of the connector's own operations."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from connectorsmith.ir.types import (
    BooleanType,
    IntegerType,
    NamedType,
    NumberType,
    ObjectType,
    Schema,
    StringType,
    TypeId,
)
from connectorsmith.naming.members import name_fields
from connectorsmith.render.code import Code, literal
from connectorsmith.targets.python.argument import Argument
from connectorsmith.targets.python.operation_view import OperationShape
from connectorsmith.text.words import singular, snake_case

_TELLING = "name title subject status email text".split()
"""Fields that tell most about a thing besides its id."""

_IN_USE = frozenset("asyncio client errors main operations print".split())
"""Names that the scripts use themselves."""


@dataclass(frozen=True, slots=True)
class Call:
    """An operation as a person calls it."""

    target: str
    """`threads.list`: what stands behind `client.`."""
    shape: OperationShape

    @property
    def group(self) -> str:
        """`threads`; empty for a method of the client itself."""
        return self.target.rpartition(".")[0]

    @property
    def paged(self) -> bool:
        """Whether a pager comes back."""
        return self.shape.page() is not None

    @property
    def arguments(self) -> str | None:
        """Made-up arguments; None where one of them cannot be made up."""
        told = _told(self.shape)
        values: list[str] = []
        for one in self.shape.arguments:
            if not one.required and one is not told:
                continue
            value = _sample(one)
            if value is None:
                return None
            values.append(value if one.positional else f"{one.name}={value}")
        return ", ".join(values)

    @property
    def example(self) -> str:
        """The call with made-up arguments."""
        return f"client.{self.target}({self.arguments})"


@dataclass(frozen=True, slots=True)
class Examples:
    """The operations that stand for all, of one group where it has them."""

    listing: Call | None
    reading: Call | None
    writing: Call | None

    @property
    def plain(self) -> Call | None:
        """One that gives a single answer."""
        return self.reading or self.writing


def choose(calls: Sequence[Call]) -> Examples:
    """A list, one thing of it, and a change, from the group that has most of these.

    Triggers, which wait for something to happen, are passed over, and operations whose
    arguments cannot be made up.
    """
    usable = [
        one
        for one in calls
        if one.arguments is not None and one.shape.operation.trigger is None
    ]
    groups: dict[str, list[Call]] = {}
    for one in usable:
        groups.setdefault(one.group, []).append(one)
    found = [(_examples(members), members) for members in groups.values()]
    if not found:
        return Examples(None, None, None)
    best, _ = max(found, key=lambda pair: (_count(pair[0]), len(pair[1])))
    return best


def _examples(calls: Sequence[Call]) -> Examples:
    single = [one for one in calls if not one.paged]
    reads = [one for one in single if one.shape.operation.method == "GET"]
    return Examples(
        _first(one for one in calls if one.paged),
        # What takes an argument gets one thing; what takes none is often a list, too.
        _first(one for one in reads if one.shape.arguments) or _first(reads),
        _writing(single),
    )


def _writing(calls: Sequence[Call]) -> Call | None:
    """A change of what is there, before one that makes something new."""
    for methods in (("PATCH", "PUT"), ("POST",)):
        found = _first(one for one in calls if one.shape.operation.method in methods)
        if found is not None:
            return found
    return None


def _first(calls: Iterable[Call]) -> Call | None:
    """The one that needs the fewest arguments; of several, the first."""
    return min(
        calls,
        key=lambda one: sum(argument.required for argument in one.shape.arguments),
        default=None,
    )


def _count(found: Examples) -> int:
    parts = (found.listing, found.reading, found.writing)
    return sum(part is not None for part in parts)


class Scripts:
    """Each example as a script that runs as it stands."""

    def __init__(
        self, package: str, found: Examples, types: Mapping[TypeId, Schema]
    ) -> None:
        self._package = package
        self._found = found
        self._types = types

    def quick_start(self, comment: str) -> Code:
        """The blocking client; `comment` stands behind its creation."""
        body = self._uses(asynchronous=False)
        return self._script("Client", body or ["..."], comment)

    def asynchronous(self) -> Code | None:
        """The same with the awaited client."""
        body = self._uses(asynchronous=True)
        if not body:
            return None
        lines = [
            "import asyncio",
            "",
            f"from {self._package} import AsyncClient",
            "",
            "",
            "async def main() -> None:",
            "    async with AsyncClient() as client:",
            *_indented(body, 8),
            "",
            "",
            "asyncio.run(main())",
        ]
        return Code("\n".join(lines))

    def _uses(self, *, asynchronous: bool) -> list[str]:
        wait, loop = ("await ", "async for") if asynchronous else ("", "for")
        lines: list[str] = []
        listing = self._found.listing
        if listing is not None:
            name = _item_name(listing)
            lines += [
                f"{loop} {name} in {listing.example}:",
                f"    print({self._shown(listing, name)})",
            ]
        if self._found.reading is not None:
            lines.append(f"print({wait}{self._found.reading.example})")
        # Once is enough to see how a change is made.
        if self._found.writing is not None and not (asynchronous and lines):
            lines.append(f"{wait}{self._found.writing.example}")
        return lines

    def _shown(self, listing: Call, name: str) -> str:
        """What to print of an item: its id and what tells most, where it has these."""
        page = listing.shape.page()
        fields = self._scalars(page[1]) if page is not None else {}
        telling = [wire for wire in _TELLING if wire in fields]
        chosen = [wire for wire in ("id", *telling[:1]) if wire in fields]
        return ", ".join(f"{name}.{fields[wire]}" for wire in chosen) or name

    def _scalars(self, item: Schema) -> dict[str, str]:
        """The fields of an item that are a single value, by wire name."""
        if isinstance(item.type, NamedType):
            item = self._types[item.type.id]
        if not isinstance(item.type, ObjectType) or not item.type.properties:
            return {}
        names = name_fields(item.type)
        return {
            one.name: names[one.name]
            for one in item.type.properties
            if isinstance(one.schema.type, StringType | IntegerType | NumberType)
        }

    def sending(self) -> Code | None:
        """The raw access."""
        call = self._found.plain or self._found.listing
        if call is None:
            return None
        made = f"operations.{call.shape.function}({call.arguments})"
        body = [
            f"answer = client.send({made})",
            "print(answer.status, answer.headers, answer.data)",
        ]
        return self._script("Client, operations", body)

    def pages(self) -> Code | None:
        """Whole pages, and the first item."""
        listing = self._found.listing
        if listing is None:
            return None
        name = listing.group if _fit(listing.group) else "pager"
        body = [
            f"{name} = {listing.example}",
            f"print({name}.first())  # None where there is none",
            f"for page in {name}.pages():",
            f"    print(page, {name}.next_cursor)",
        ]
        return self._script("Client", body)

    def errors(self, root_error: str) -> Code | None:
        """Catching what a call raises."""
        call = self._found.plain
        if call is None:
            return None
        body = [
            "try:",
            f"    {call.example}",
            "except errors.NotFound as error:",
            "    print(error.request_id, error.body)",
            f"except errors.{root_error} as error:",
            "    print(error)  # one line; no credential is in it",
        ]
        return self._script("Client, errors", body)

    def options(self) -> Code | None:
        """Other settings."""
        call = self._found.plain
        if call is None:
            return None
        given = f"{call.arguments}, " if call.arguments else ""
        body = [
            "patient = client.with_options(timeout=60)",
            f'patient.{call.target}({given}headers={{"X-Trace": "7"}})',
        ]
        return self._script(
            "Client, Retry", body, made="Client(timeout=10, retry=Retry(attempts=5))"
        )

    def _script(
        self,
        imported: str,
        body: Sequence[str],
        comment: str = "",
        made: str = "Client()",
    ) -> Code:
        lines = [
            f"from {self._package} import {imported}",
            "",
            f"with {made} as client:{comment}",
            *_indented(body, 4),
        ]
        return Code("\n".join(lines))


def _indented(lines: Iterable[str], width: int) -> list[str]:
    return [" " * width + line for line in lines]


def _item_name(call: Call) -> str:
    name = singular(snake_case(call.group))
    return name if _fit(name) else "item"


def _fit(name: str) -> bool:
    """Whether a name can be a variable of a script."""
    return name.isidentifier() and not keyword.iskeyword(name) and name not in _IN_USE


def _told(shape: OperationShape) -> Argument | None:
    """The argument that a change gives though it could be left out: one without says nothing."""
    asked = [one for one in shape.arguments if one.required and not one.positional]
    if asked or shape.operation.method not in ("POST", "PUT", "PATCH"):
        return None
    members = (one for one in shape.arguments if one.part == "member")
    return next((one for one in members if _sample(one) is not None), None)


def _sample(one: Argument) -> str | None:
    """The source of a made-up value; None for what would have to be a model."""
    match one.schema.type:
        case StringType(enum=(first, *_)) | IntegerType(enum=(first, *_)):
            return literal(first)
        case StringType(format="date-time"):
            # The clients take these as they stand, too.
            return '"2026-01-31T12:00:00Z"'
        case StringType(format="date"):
            return '"2026-01-31"'
        case StringType():
            return '"42"' if one.positional else '"..."'
        case IntegerType() | NumberType():
            return "1"
        case BooleanType():
            return "True"
        case _:
            return None
