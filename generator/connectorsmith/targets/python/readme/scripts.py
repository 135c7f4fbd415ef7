"""The README's examples of calls: whole scripts, made of the connector's own operations."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping
from typing import LiteralString, TypeAlias

from connectorsmith.ir.types import (
    IntegerType,
    NamedType,
    NumberType,
    ObjectType,
    Schema,
    StringType,
    TypeId,
)
from connectorsmith.naming.members import name_fields
from connectorsmith.render.code import (
    Code,
    Need,
    comment,
    compose,
    identifier,
    join,
    needs_of,
)
from connectorsmith.render.format import format_python
from connectorsmith.sdk.calls import Call, Examples
from connectorsmith.targets.python.code.imports import own_imports, standard_imports
from connectorsmith.text.plurals import singular
from connectorsmith.text.words import snake_case

_WIDTH = 88
"""Columns of a line, as black has it."""
_TELLING = "name title subject status email text".split()
"""The names of fields that describe an item best, besides its id."""

_PUBLIC = (
    "AsyncClient Client ClientCredentials RefreshToken Retry connections errors models "
    "operations webhooks"
).split()
_TESTING = ("FakeServer", "example")
_IN_USE = frozenset(
    (*_PUBLIC, *_TESTING, "Path", "asyncio", "client", "logging", "main", "print")
)
"""Names that the scripts use themselves."""

PATH = Code("Path", [Need("pathlib", "Path")])
_ASYNCIO = Code("asyncio", [Need("asyncio")])

Line: TypeAlias = Code | LiteralString
"""A line of a script: with what it needs, or of ours and without needs."""


def public(name: str) -> Code:
    """Return a public name of the package."""
    assert name in _PUBLIC
    return Code(name, [Need(".", name)])


def testing(name: str) -> Code:
    """Return a name of the package's module for tests."""
    assert name in _TESTING
    return Code(name, [Need(".testing", name)])


class Writer:
    """A writer of scripts for one package; `given` are the arguments of its clients."""

    def __init__(self, package: str, given: Code | None = None) -> None:
        self._package = package
        self._given = given or Code()

    @property
    def client(self) -> Code:
        """The expression that makes a client."""
        return compose("{}({})", public("Client"), self._given)

    @property
    def async_client(self) -> Code:
        """The same for `async` code."""
        return compose("{}({})", public("AsyncClient"), self._given)

    def script(self, *body: Line) -> Code:
        """Return a script of these lines, with the imports of all that they need."""
        needs = needs_of(body)
        standard = standard_imports(needs)
        own = own_imports(needs, self._package)
        gap = [""] if standard and own else []
        lines = [*standard, *gap, *own, "", *body]
        return Code(format_python("\n".join(lines)).rstrip("\n"))

    def with_client(self, *body: Line, remark: str = "") -> Code:
        """Return the lines in a `with` block of a client; a remark too long for its
        line goes before it.
        """
        head = compose("with {} as client:", self.client)
        beside = compose("{}  # {}", head, comment(remark))
        if remark and len(beside) > _WIDTH:
            before = compose("# {}", comment(f"{remark[0].upper()}{remark[1:]}"))
            return self.script(before, head, *indented(body))
        return self.script(beside if remark else head, *indented(body))


class Scripts:
    """The scripts with the calls that serve as examples."""

    def __init__(
        self, writer: Writer, found: Examples, types: Mapping[TypeId, Schema]
    ) -> None:
        self._writer = writer
        self._found = found
        self._types = types

    def quick_start(self, remark: str, otherwise: Code | None) -> Code:
        """Return the blocking client; `remark` is the comment on its creation.

        `otherwise` is the body without an example call.
        """
        body = self._uses(asynchronous=False) or [otherwise or Code("print(client)")]
        return self._writer.with_client(*body, remark=remark)

    def asynchronous(self) -> Code | None:
        """Return the same with the awaited client."""
        body = self._uses(asynchronous=True)
        if not body:
            return None
        return self._writer.script(
            "async def main() -> None:",
            compose("    async with {} as client:", self._writer.async_client),
            *indented(body, 8),
            "",
            compose("{}.run(main())", _ASYNCIO),
        )

    def _uses(self, *, asynchronous: bool) -> list[Code]:
        wait, loop = ("await ", "async for") if asynchronous else ("", "for")
        lines: list[Code] = []
        listing = self._found.listing
        if listing is not None:
            name = item_name(listing)
            lines += [
                compose("{} {} in {}:", Code(loop), name, listing.example),
                compose("    print({})", self._shown(listing, name)),
            ]
        if self._found.reading is not None:
            read = self._found.reading.example
            lines.append(compose("print({}{})", Code(wait), read))
        # Once is enough to see how a change is made.
        if self._found.writing is not None and not (asynchronous and lines):
            change = join("", [Code(wait), self._found.writing.example])
            alone = not lines and self._found.writing.shape.answers
            lines.append(compose("print({})", change) if alone else change)
        return lines

    def _shown(self, listing: Call, name: Code) -> Code:
        """Return what to print of an item: its id and the field that describes it best."""
        page = listing.shape.page()
        fields = self._scalars(page[1]) if page is not None else {}
        telling = [wire for wire in _TELLING if wire in fields]
        chosen = [wire for wire in ("id", *telling[:1]) if wire in fields]
        shown = [compose("{}.{}", name, identifier(fields[wire])) for wire in chosen]
        return join(", ", shown) if shown else name

    def _scalars(self, item: Schema) -> dict[str, str]:
        """Return the fields of an item that are a single value, by wire name."""
        if not isinstance(item.type, NamedType):
            return {}
        item = self._types[item.type.id]
        if not isinstance(item.type, ObjectType) or not item.type.properties:
            return {}
        names = name_fields(item.type, ())
        return {
            member.name: names[member.name]
            for member in item.type.properties
            if isinstance(member.schema.type, StringType | IntegerType | NumberType)
        }

    def sending(self) -> Code | None:
        """Return a script that sends an operation as a value."""
        call = self._found.plain or self._found.listing
        if call is None:
            return None
        return self._writer.with_client(
            compose("response = client.send({})", call.operation),
            "print(response.status, response.attempts, response.elapsed, response.data)",
        )

    def pages(self) -> Code | None:
        """Return a script with whole pages and the first item."""
        listing = self._found.listing
        if listing is None:
            return None
        name = identifier(listing.group if _fit(listing.group) else "pager")
        return self._writer.with_client(
            compose("{} = {}", name, listing.example),
            compose("print({}.first())  # None if there is none", name),
            compose("for page in {}.pages():", name),
            compose("    print(page, {}.next_cursor)", name),
        )

    def errors(self, root_error: Code) -> Code | None:
        """Return a script that catches the errors of a call."""
        call = self._found.plain
        if call is None:
            return None
        return self._writer.with_client(
            "try:",
            compose("    {}", call.example),
            compose("except {}.NotFoundError as error:", public("errors")),
            "    print(error.request_id, error.body)",
            compose("except {}.{} as error:", public("errors"), root_error),
            "    print(error)  # one line, without credentials",
        )

    def options(self) -> Code | None:
        """Return a script with options for all calls and for one."""
        call = self._found.plain
        if call is None:
            return None
        given = compose("{}, ", call.arguments) if call.arguments else Code()
        patient = Code(f"patient.{call.target}")
        return self._writer.with_client(
            compose(
                "patient = client.with_options(timeout=60, retry={}(attempts=5))",
                public("Retry"),
            ),
            compose('{}({}headers={{"X-Trace": "7"}})', patient, given),
        )


def indented(lines: Iterable[Line], width: int = 4) -> list[Code]:
    """Return the lines, indented by a width."""
    return [
        Code(" " * width + line, needs_of([line])) if line else Code() for line in lines
    ]


def item_name(call: Call) -> Code:
    """Return a variable for one item of a call's group, such as `thread`."""
    name = singular(snake_case(call.group))
    return identifier(name if _fit(name) else "item")


def _fit(name: str) -> bool:
    """Return whether a name can be a variable of a script."""
    return name.isidentifier() and not keyword.iskeyword(name) and name not in _IN_USE
