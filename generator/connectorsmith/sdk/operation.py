"""What one operation is in Python: its arguments and its answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from connectorsmith.ir.connector import Operation, Parameter, Response
from connectorsmith.ir.types import AnyType, ArrayType, FileType, Schema, TypeId
from connectorsmith.naming.members import is_argument
from connectorsmith.naming.names import Names
from connectorsmith.passes.places import find, first_answer
from connectorsmith.render.code import Code, identifier
from connectorsmith.sdk.annotations import Annotations
from connectorsmith.sdk.argument import Argument, Form
from connectorsmith.sdk.body import BodyShape


class OperationShape:
    """Everything about one operation that does not depend on the file it is written to."""

    def __init__(
        self,
        types: Mapping[TypeId, Schema],
        names: Names,
        operation: Operation,
        sending: Collection[TypeId] = (),
        lookups: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.types = names.types
        self._types = types
        self.operation = operation
        self.lookups = lookups
        """By argument, which call tells what can be given for it."""
        self.names = names.arguments[operation.id]
        self.functions = names.operations
        self.function = identifier(names.operations[operation.id])
        self.body = (
            BodyShape(types, names, operation, sending) if operation.body else None
        )
        self.arguments = tuple(self._arguments())
        self.overloaded = any(
            one.required and one.part == "member" for one in self.arguments
        )
        """Whether a checker has to be told that the body is given in one of two ways."""

    def _arguments(self) -> Iterable[Argument]:
        """Path parameters in the order of the template, required ones, then the others."""
        path = self.operation.path
        visible = [
            one
            for one in self.operation.parameters
            if is_argument(one.schema, required=one.required)
        ]
        in_path = [one for one in visible if one.location == "path"]
        in_path.sort(key=lambda one: path.find(f"{{{one.name}}}"))
        yield from (self._argument(one, positional=True) for one in in_path)
        others = [self._argument(one) for one in visible if one.location != "path"]
        others += self.body.arguments() if self.body else []
        others += self._callback()
        yield from (one for one in others if one.required)
        yield from (one for one in others if not one.required)

    def _argument(self, one: Parameter, *, positional: bool = False) -> Argument:
        name = identifier(self.names.parameters[one.location, one.name])
        return Argument(name, one.schema, one.required, positional)

    def _callback(self) -> list[Argument]:
        """What takes a callback URL that is deeper in the body."""
        body, name = self.operation.body, self.names.callback
        if body is None or name is None:
            return []
        schema = find(body.schema, self.operation.callback, self._types)
        assert schema is not None, "the pass found it there"
        return [Argument(identifier(name), schema, required=True, positional=False)]

    @property
    def is_webhook(self) -> bool:
        """Whether the operation subscribes to events that are posted to a URL."""
        trigger = self.operation.trigger
        return trigger is not None and trigger.notification is not None

    @property
    def is_download(self) -> bool:
        """Whether a file comes back, whatever happens."""
        schemas = [one.schema for one in self.successes()]
        return bool(schemas) and all(
            one is not None and isinstance(one.type, FileType) for one in schemas
        )

    @property
    def can_download(self) -> bool:
        """True if a file comes back with one of the successes."""
        schemas = [one.schema for one in self.successes()]
        return any(
            one is not None and isinstance(one.type, FileType) for one in schemas
        )

    @property
    def answers(self) -> bool:
        """Whether something comes back."""
        return any(content(one) is not None for one in self.successes())

    def signature(self, form: Form = "any") -> list[tuple[Argument, bool]]:
        """The arguments in their order, each with whether a caller has to give it."""
        present = [one for one in self.arguments if one.stands_in(form)]
        needed = {
            one.name
            for one in present
            if one.needed_in(form, overloaded=self.overloaded)
        }
        present.sort(key=lambda one: (not one.positional, one.name not in needed))
        return [(one, one.name in needed) for one in present]

    def forwarded(self) -> list[Code]:
        """The arguments, handed on to the function of the same signature."""
        return [one.forwarded for one in self.arguments]

    def successes(self) -> list[Response]:
        """The declared answers that a caller gets: 2xx, or `default` where that is all."""
        responses = self.operation.responses
        exact = [one for one in responses if one.status.startswith("2")]
        return exact or [one for one in responses if one.status == "default"]

    def refusals(self) -> list[Response]:
        """The declared answers that a call raises."""
        successes = self.successes()
        return [one for one in self.operation.responses if one not in successes]

    def answer(self, annotations: Annotations) -> Code:
        """The annotation of what a call returns."""
        return annotations.answers([content(one) for one in self.successes()])

    def polled(self) -> Schema | None:
        """The schema of an event, for a trigger that is polled."""
        trigger = self.operation.trigger
        if trigger is None or trigger.polling is None:
            return None
        answer = first_answer(self.operation)
        if trigger.kind == "single":
            return answer
        items = find(answer, trigger.polling.items, self._types)
        if items is None or not isinstance(items.type, ArrayType):
            return Schema(AnyType(), self.operation.at)
        return items.type.items

    def page(self) -> tuple[Schema, Schema] | None:
        """The schemas of a page and of its items, for an operation whose pages are known."""
        paging = self.operation.paging
        if paging is None or self.polled() is not None:
            return None
        page = first_answer(self.operation)
        items = find(page, paging.items, self._types)
        if page is None or items is None or not isinstance(items.type, ArrayType):
            return None
        return page, items.type.items


def content(response: Response) -> Schema | None:
    """The schema of a response's body; None if it has none."""
    # A 204 has no body, whatever its declaration says (RFC 9110, 15.3.5).
    return None if response.status == "204" else response.schema
