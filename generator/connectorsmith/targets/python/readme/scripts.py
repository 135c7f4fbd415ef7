"""The README's examples of calls: whole scripts, made of the connector's own operations."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping, Sequence

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
from connectorsmith.render.code import Code
from connectorsmith.render.format import format_python
from connectorsmith.targets.python.readme.examples import Call, Examples
from connectorsmith.text.words import singular, snake_case

_WIDTH = 88
"""Columns of a line, as black has it."""
_TELLING = "name title subject status email text".split()
"""Fields that tell most about a thing besides its id."""

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
_PUBLIC = (
    "AsyncClient Client ClientCredentials RefreshToken Retry connections errors models "
    "operations webhooks"
).split()
_TESTING = ("FakeServer", "example")
_IN_USE = frozenset(
    (*_PUBLIC, *_TESTING, "Path", "asyncio", "client", "logging", "main", "print")
)
"""Names that the scripts use themselves."""


class Writer:
    """Writes scripts for one package; `client` is the expression that makes a client of it."""

    def __init__(self, package: str, client: str = "Client()") -> None:
        self._package = package
        self.client = client

    def script(self, *body: str, imports: Sequence[str] = ()) -> Code:
        """A script of these lines, with the imports of all that they name."""
        text = "\n".join(body)
        bare = _STRING.sub('""', re.sub(r"#.*", "", text))

        def used(names: Iterable[str]) -> list[str]:
            return [one for one in names if re.search(rf"(?<![.\w]){one}\b", bare)]

        standard = list(imports)
        standard += ["import asyncio"] if used(["asyncio"]) else []
        standard += ["import logging"] if used(["logging"]) else []
        standard += ["from pathlib import Path"] if used(["Path"]) else []
        own = [
            f"from {module} import {', '.join(names)}"
            for module, names in (
                (self._package, used(_PUBLIC)),
                (f"{self._package}.testing", used(_TESTING)),
            )
            if names
        ]
        gap = [""] if standard and own else []
        lines = [*standard, *gap, *own, "", *body]
        return Code(format_python("\n".join(lines)).rstrip("\n"))

    def with_client(self, *body: str, comment: str = "") -> Code:
        """The lines in a `with` block of a client; a comment too long for its line goes before it."""
        head = f"with {self.client} as client:"
        beside = f"{head}  # {comment}"
        if comment and len(beside) > _WIDTH:
            return self.script(
                f"# {comment[0].upper()}{comment[1:]}", head, *indented(body)
            )
        return self.script(beside if comment else head, *indented(body))


class Scripts:
    """What the operations that stand for all are good for."""

    def __init__(
        self, writer: Writer, found: Examples, types: Mapping[TypeId, Schema]
    ) -> None:
        self._writer = writer
        self._found = found
        self._types = types

    def quick_start(self, comment: str, otherwise: str | None) -> Code:
        """The blocking client; `comment` stands behind its creation.

        `otherwise` is what it does where no operation can stand for all.
        """
        body = self._uses(asynchronous=False) or [otherwise or "print(client)"]
        return self._writer.with_client(*body, comment=comment)

    def asynchronous(self) -> Code | None:
        """The same with the awaited client."""
        body = self._uses(asynchronous=True)
        if not body:
            return None
        return self._writer.script(
            "async def main() -> None:",
            f"    async with Async{self._writer.client} as client:",
            *indented(body, 8),
            "",
            "asyncio.run(main())",
        )

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
            made = f"{wait}{self._found.writing.example}"
            alone = not lines and self._found.writing.answers
            lines.append(f"print({made})" if alone else made)
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
        if not isinstance(item.type, NamedType):
            return {}
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
        return self._writer.with_client(
            f"answer = client.send({call.operation})",
            "print(answer.status, answer.attempts, answer.elapsed, answer.data)",
        )

    def pages(self) -> Code | None:
        """Whole pages, and the first item."""
        listing = self._found.listing
        if listing is None:
            return None
        name = listing.group if _fit(listing.group) else "pager"
        return self._writer.with_client(
            f"{name} = {listing.example}",
            f"print({name}.first())  # None where there is none",
            f"for page in {name}.pages():",
            f"    print(page, {name}.next_cursor)",
        )

    def errors(self, root_error: str) -> Code | None:
        """Catching what a call raises."""
        call = self._found.plain
        if call is None:
            return None
        return self._writer.with_client(
            "try:",
            f"    {call.example}",
            "except errors.NotFound as error:",
            "    print(error.request_id, error.body)",
            f"except errors.{root_error} as error:",
            "    print(error)  # one line; no credential is in it",
        )

    def options(self) -> Code | None:
        """Other settings, of all calls and of one."""
        call = self._found.plain
        if call is None:
            return None
        given = f"{call.arguments}, " if call.arguments else ""
        return self._writer.with_client(
            "patient = client.with_options(timeout=60, retry=Retry(attempts=5))",
            f'patient.{call.target}({given}headers={{"X-Trace": "7"}})',
        )


def indented(lines: Iterable[str], width: int = 4) -> list[str]:
    """The lines, so many columns to the right."""
    return [" " * width + line if line else "" for line in lines]


def _item_name(call: Call) -> str:
    name = singular(snake_case(call.group))
    return name if _fit(name) else "item"


def _fit(name: str) -> bool:
    """Whether a name can be a variable of a script."""
    return name.isidentifier() and not keyword.iskeyword(name) and name not in _IN_USE
