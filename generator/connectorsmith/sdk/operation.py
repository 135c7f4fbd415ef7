"""The arguments and responses of one operation in Python."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from connectorsmith.ir.connector import Operation, Parameter, Response
from connectorsmith.ir.types import AnyType, ArrayType, FileType, Schema, TypeId
from connectorsmith.naming.members import is_argument
from connectorsmith.naming.names import Names
from connectorsmith.openapi.responses import has_no_body
from connectorsmith.passes.places import find, first_answer
from connectorsmith.render.code import Code, identifier
from connectorsmith.sdk.annotations import Annotations
from connectorsmith.sdk.argument import Argument, Form
from connectorsmith.sdk.body import BodyShape
from connectorsmith.sdk.media_types import is_binary
from connectorsmith.sdk.runtime_names import runtime


class OperationShape:
    """Everything about one operation that does not depend on the file it is written to."""

    def __init__(
        self,
        types: Mapping[TypeId, Schema],
        names: Names,
        operation: Operation,
        adapted: Collection[TypeId] = (),
        lookups: Mapping[str, str] = MappingProxyType({}),
        credentials: str | None = None,
    ) -> None:
        self.types = names.types
        self._types = types
        self.operation = operation
        self.lookups = lookups
        """A sentence about the lookup of an argument, by argument."""
        self.credentials = credentials
        """A sentence about the credentials; None if all operations have the same."""
        self.names = names.arguments[operation.id]
        self.functions = names.operations
        self.function = identifier(names.operations[operation.id])
        self.body = (
            BodyShape(types, names, operation, adapted) if operation.body else None
        )
        self.arguments = tuple(self._arguments())
        self.overloaded = any(
            argument.required and argument.part == "member"
            for argument in self.arguments
        )
        """True if overloads distinguish a body given by members from a whole one."""

    def _arguments(self) -> Iterable[Argument]:
        """Yield path parameters in the order of the path, required ones, then the others."""
        path = self.operation.path
        visible = [
            parameter
            for parameter in self.operation.parameters
            if is_argument(parameter.schema, required=parameter.required)
        ]
        in_path = [one for one in visible if one.location == "path"]
        in_path.sort(key=lambda parameter: path.find(f"{{{parameter.name}}}"))
        yield from (self._argument(one, positional=True) for one in in_path)
        others = [self._argument(one) for one in visible if one.location != "path"]
        others += self.body.arguments() if self.body else []
        others += self._callback()
        yield from (one for one in others if one.required)
        yield from (one for one in others if not one.required)

    def _argument(self, parameter: Parameter, *, positional: bool = False) -> Argument:
        name = identifier(self.names.parameters[parameter.location, parameter.name])
        schema = parameter.schema
        return Argument(
            name,
            schema,
            parameter.required,
            positional,
            raw=parameter.location == "formData" and is_binary(schema),
        )

    def _callback(self) -> list[Argument]:
        """Return the argument for a callback URL that is nested in the body, if any."""
        body, name = self.operation.body, self.names.callback
        if body is None or name is None:
            return []
        schema = find(body.schema, self.operation.callback, self._types)
        assert schema is not None, "the pass found it there"
        return [Argument(identifier(name), schema, required=True, positional=False)]

    @property
    def is_webhook(self) -> bool:
        """True if the operation subscribes to events that are posted to a URL."""
        trigger = self.operation.trigger
        return trigger is not None and trigger.notification is not None

    @property
    def is_download(self) -> bool:
        """True if each success returns a file."""
        schemas = [one.schema for one in self.successes()]
        return bool(schemas) and all(
            schema is not None and isinstance(schema.type, FileType)
            for schema in schemas
        )

    @property
    def can_download(self) -> bool:
        """True if a success returns a file."""
        schemas = [one.schema for one in self.successes()]
        return any(
            schema is not None and isinstance(schema.type, FileType)
            for schema in schemas
        )

    @property
    def answers(self) -> bool:
        """True if a success can have a body, as one that is not declared can."""
        successes = self.successes()
        if not successes:
            return self.operation.method != "HEAD"
        return any(content(one) is not None for one in successes)

    def signature(self, form: Form = "any") -> list[tuple[Argument, bool]]:
        """Return the arguments in their order, each with whether it is required."""
        present = [one for one in self.arguments if one.stands_in(form)]
        needed = {
            argument.name
            for argument in present
            if argument.needed_in(form, overloaded=self.overloaded)
        }
        present.sort(
            key=lambda argument: (not argument.positional, argument.name not in needed)
        )
        return [(one, one.name in needed) for one in present]

    def forwarded(self) -> list[Code]:
        """Return the arguments as they are passed to a function of the same signature."""
        return [one.forwarded for one in self.arguments]

    def successes(self) -> list[Response]:
        """Return the declared responses that are returned: 2xx, else `default`."""
        return self.operation.successes()

    def refusals(self) -> list[Response]:
        """Return the declared responses that are raised as errors."""
        successes = self.successes()
        return [one for one in self.operation.responses if one not in successes]

    def answer(self, annotations: Annotations) -> Code:
        """Return the annotation of what a call returns; of an item if it is a stream."""
        if self.operation.stream == "events":
            return runtime("ServerSentEvent")
        successes = self.successes()
        if not successes:
            return annotations.name("Any" if self.answers else "None")
        declared = [content(one) for one in successes if not one.undeclared]
        others = [content(one) for one in successes if one.undeclared]
        return annotations.answers(declared, others)

    def polled(self) -> Schema | None:
        """Return the schema of an event; None if the operation is not a polling trigger."""
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
        """Return the schemas of a page and of its items; None without known paging."""
        paging = self.operation.paging
        if paging is None or self.operation.stream or self.polled() is not None:
            return None
        page = first_answer(self.operation)
        items = find(page, paging.items, self._types)
        if page is None or items is None or not isinstance(items.type, ArrayType):
            return None
        return page, items.type.items


def content(response: Response) -> Schema | None:
    """Return the schema of a response's body; None if it has none."""
    return None if has_no_body(response.status) else response.schema
