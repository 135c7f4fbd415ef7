"""What one operation is in Python: its signature, its request and its answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from connectorsmith.ir.connector import (
    Operation,
    Parameter,
    RequestPlace,
    Response,
)
from connectorsmith.ir.json import Absent
from connectorsmith.ir.types import AnyType, ArrayType, FileType, Schema, TypeId
from connectorsmith.naming.members import is_argument
from connectorsmith.naming.names import Names
from connectorsmith.passes.places import find, first_answer
from connectorsmith.render.code import Code, identifier, literal
from connectorsmith.targets.python.code.annotations import (
    Annotations,
    holds_date,
    union,
)
from connectorsmith.targets.python.code.layout import (
    bracketed,
    call,
    mapping,
    parameter,
)
from connectorsmith.targets.python.operations.argument import (
    Argument,
    Form,
    binary,
    listed,
)
from connectorsmith.targets.python.operations.body import BodyShape
from connectorsmith.targets.python.operations.media_types import (
    accept_types,
    is_multipart,
)


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
        self._names = names.arguments[operation.id]
        self.functions = names.operations
        self.function = identifier(names.operations[operation.id])
        self._body = (
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
        others += self._body.arguments() if self._body else []
        others += self._callback()
        yield from (one for one in others if one.required)
        yield from (one for one in others if not one.required)

    def _argument(self, one: Parameter, *, positional: bool = False) -> Argument:
        name = identifier(self._names.parameters[one.location, one.name])
        return Argument(name, one.schema, one.required, positional)

    def _callback(self) -> list[Argument]:
        """What takes a callback URL that is deeper in the body."""
        body, name = self.operation.body, self._names.callback
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

    def signature(
        self, annotations: Annotations, form: Form = "any", *, indent: int = 0
    ) -> list[Code]:
        """The parameters of the function, without `self` and call options.

        `indent` is that of the function.
        """
        present = [one for one in self.arguments if one.stands_in(form)]
        needed = {
            one.name
            for one in present
            if one.needed_in(form, overloaded=self.overloaded)
        }
        present.sort(key=lambda one: (not one.positional, one.name not in needed))
        written = [
            _parameter(one, annotations, needed=one.name in needed, indent=indent + 4)
            for one in present
        ]
        keywords = sum(one.positional for one in present)
        return [
            *written[:keywords],
            *([Code("*")] if written[keywords:] else []),
            *written[keywords:],
        ]

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
        parts = [self._answer(one, annotations) for one in self.successes()]
        return union(parts) if parts else Code("None")

    @staticmethod
    def _answer(one: Response, annotations: Annotations) -> Code:
        # A 204 has no body, whatever its declaration says (RFC 9110, 15.3.5).
        if one.schema is None or one.status == "204":
            return Code("None")
        return annotations.answer(one.schema)

    def _kind(self, one: Response, annotations: Annotations) -> str:
        """The type that an answer is read as."""
        answer = self._answer(one, annotations)
        if one.schema is None or answer == "None" or not holds_date(one.schema):
            return answer
        return f"with_dates({answer})"

    @property
    def downloads(self) -> bool:
        """Whether a file can come back."""
        return any(
            one.schema is not None and isinstance(one.schema.type, FileType)
            for one in self.successes()
        )

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

    def request(self, annotations: Annotations) -> list[Code]:
        """The keyword arguments of the `Operation` that is built, in their order."""
        operation = self.operation
        keywords = [
            f"id={literal(operation.id)}",
            f"method={literal(operation.method)}",
            self._path(),
        ]
        for keyword, location in (("query", "query"), ("headers", "header")):
            members = self._members(location)
            if location == "header":
                members += self._accept()
            if members:
                keywords.append(mapping(members, head=f"{keyword}="))
        body = self._body.request(annotations) if self._body else self._form()
        if body is not None:
            keywords.append(self._called_back(body))
        successes = self.successes()
        keywords.append(self._answers("answers", successes, annotations))
        errors = [one for one in self.refusals() if one.schema is not None]
        if errors:
            keywords.append(self._answers("errors", errors, annotations))
        paging = self._paging()
        if paging is not None:
            keywords.append(paging)
        return [Code(keyword) for keyword in keywords]

    def _path(self) -> str:
        template = literal(self.operation.path)
        members = self._members("path")
        if not members:
            return f"path={template}"
        return call("path=url_path(", [template, mapping(members, indent=12)], indent=8)

    def _members(self, location: str) -> list[tuple[str, str]]:
        """Wire names and values of one location; internal ones send their default."""
        members: list[tuple[str, str]] = []
        for one in self.operation.parameters:
            if one.location != location:
                continue
            if is_argument(one.schema, required=one.required):
                value = str(self._names.parameters[location, one.name])
                if isinstance(one.schema.type, ArrayType):
                    value = listed(value)
                elif isinstance(one.schema.type, FileType):
                    value = binary(value)
                members.append((one.name, _encoded(one, value)))
            elif one.required and not isinstance(one.schema.default, Absent):
                default = one.schema.default
                if location == "header" and isinstance(default, str):
                    # A line break that was typed by accident would end the header.
                    default = default.strip()
                members.append((one.name, _encoded(one, literal(default))))
        return members

    def _accept(self) -> list[tuple[str, str]]:
        """The header that asks for what is produced, where that is not JSON."""
        asked = accept_types(self.operation)
        return [("Accept", literal(", ".join(asked)))] if asked else []

    def _form(self) -> str | None:
        """The `body` keyword of an operation that has form parameters."""
        form = self._members("formData")
        if not form:
            return None
        kind = "Multipart" if is_multipart(self.operation) else "Form"
        return call(f"body={kind}(", [mapping(form, indent=12)], indent=8)

    def _called_back(self, body: str) -> str:
        """The `body` keyword with the callback URL in its place, where that is deeper."""
        callback = self._names.callback
        if callback is None:
            return body
        value = body.removeprefix("body=")
        place = literal(self.operation.callback)
        return call("body=calling_back(", [value, place, callback], indent=8)

    def _answers(
        self, keyword: str, responses: list[Response], annotations: Annotations
    ) -> Code:
        items = [
            Code(f"{_status(one.status)}: {self._kind(one, annotations)}")
            for one in responses
            if one.status.isdigit() or one.status == "default"
        ]
        return bracketed(f"{keyword}={{", items, "}", indent=8, behind=1)

    def _paging(self) -> str | None:
        paging = self.operation.paging
        if paging is None:
            return None
        items = f"items={literal(paging.items)}"
        next_ = f"next={literal(paging.next)}"
        if paging.parameter is None:
            return call("paging=NextLink(", [next_, items], indent=8)
        parameter = f"parameter={_request_place(paging.parameter)}"
        if paging.kind == "cursor":
            ways = [parameter, next_, items]
            if paging.parameter.is_number:
                ways.append("number=True")
            return call("paging=Cursor(", ways, indent=8)
        ways = [parameter, items]
        if paging.size is not None:
            ways.append(f"size={_request_place(paging.size)}")
        if paging.largest is not None:
            ways.append(f"largest={literal(paging.largest)}")
        if paging.first is not None:
            ways.append(f"first={literal(paging.first)}")
        kind = "Offset" if paging.kind == "offset" else "PageNumber"
        return call(f"paging={kind}(", ways, indent=8)


def _request_place(place: RequestPlace) -> Code:
    """How the runtime is told a place: a query parameter by name, a property by its path."""
    return literal(place.path[0] if place.location == "query" else place.path)


def _status(status: str) -> str:
    return status if status.isdigit() else literal(status)


def _encoded(one: Parameter, value: str) -> str:
    if one.location == "path" and one.encodings == 2:
        return f"twice({value})"
    if not isinstance(one.schema.type, ArrayType):
        return value
    joiner = _JOINERS.get(one.collection_format)
    return f"{joiner}({value})" if joiner else value


def _parameter(
    one: Argument, annotations: Annotations, *, needed: bool, indent: int
) -> Code:
    annotation = annotations.argument(one.schema, whole_body=one.part == "whole")
    if needed:
        return parameter(one.name, annotation, "", indent=indent)
    if annotation != "Any":
        annotation = Code(f"{annotation} | Unset")
    return parameter(one.name, annotation, " = UNSET", indent=indent)


_JOINERS = {"ssv": "Ssv", "tsv": "Tsv", "pipes": "Pipes", "multi": "Multi"}
