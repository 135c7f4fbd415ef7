"""What one operation is in Python: its signature, its request and its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from connectorsmith.ir.connector import (
    Body,
    Operation,
    Parameter,
    RequestPlace,
    Response,
)
from connectorsmith.ir.json import Absent
from connectorsmith.ir.types import (
    ArrayType,
    FileType,
    NamedType,
    ObjectType,
    Schema,
    StringType,
    TypeId,
)
from connectorsmith.naming.members import flat_properties, is_argument
from connectorsmith.naming.names import Names
from connectorsmith.passes.places import find, first_answer
from connectorsmith.render.code import Code, identifier, literal
from connectorsmith.targets.python.annotations import Annotations, union
from connectorsmith.targets.python.layout import bracketed, call
from connectorsmith.targets.python.media_types import (
    accept_types,
    binary_type,
    body_types,
    is_multipart,
    json_type,
    takes_form,
    takes_json,
    text_type,
)
from connectorsmith.text.media_types import JSON


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an operation."""

    name: Code
    schema: Schema
    required: bool
    positional: bool
    whole_body: bool = False

    @property
    def forwarded(self) -> Code:
        """How a method hands it on."""
        return self.name if self.positional else Code(f"{self.name}={self.name}")


class OperationShape:
    """Everything about one operation that does not depend on the file it is written to."""

    def __init__(
        self, types: Mapping[TypeId, Schema], names: Names, operation: Operation
    ) -> None:
        self.types = names.types
        self._types = types
        self.operation = operation
        self._names = names.arguments[operation.id]
        self.functions = names.operations
        self.function = identifier(names.operations[operation.id])
        self.flat = flat_properties(operation, self._types)
        self.arguments = tuple(self._arguments())

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
        others += self._body_arguments()
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

    def _body_arguments(self) -> list[Argument]:
        body = self.operation.body
        if body is None:
            return []
        if self.flat is None:
            if not is_argument(body.schema, required=body.required):
                return []
            return [
                Argument(
                    Code("body"),
                    body.schema,
                    body.required,
                    positional=False,
                    whole_body=True,
                )
            ]
        return [
            Argument(
                identifier((self._names.body or {})[member.name]),
                member.schema,
                member.required and body.required,
                positional=False,
            )
            for member in self.flat
        ]

    @property
    def is_webhook(self) -> bool:
        """Whether the operation subscribes to events that are posted to a URL."""
        trigger = self.operation.trigger
        return trigger is not None and trigger.notification is not None

    def signature(self, annotations: Annotations) -> list[Code]:
        """The parameters of the function, without `self` and call options."""
        positional = [
            self._parameter(one, annotations)
            for one in self.arguments
            if one.positional
        ]
        keywords = [
            self._parameter(one, annotations)
            for one in self.arguments
            if not one.positional
        ]
        return [*positional, *([Code("*")] if keywords else []), *keywords]

    @staticmethod
    def _parameter(one: Argument, annotations: Annotations) -> Code:
        annotation = annotations.argument(one.schema, whole_body=one.whole_body)
        if one.required:
            return Code(f"{one.name}: {annotation}")
        if annotation == "Any":
            return Code(f"{one.name}: Any = UNSET")
        return Code(f"{one.name}: {annotation} | Unset = UNSET")

    def forwarded(self) -> list[Code]:
        """The arguments, handed on to the function of the same signature."""
        return [one.forwarded for one in self.arguments]

    def successes(self) -> list[Response]:
        """The declared answers that a caller gets: 2xx, or `default` where that is all."""
        responses = self.operation.responses
        exact = [one for one in responses if one.status.startswith("2")]
        return exact or [one for one in responses if one.status == "default"]

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

    def page(self) -> tuple[Schema, Schema] | None:
        """The schemas of a page and of its items, for an operation whose pages are known."""
        paging = self.operation.paging
        if paging is None:
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
                keywords.append(_mapping(members, head=f"{keyword}="))
        body = self._body()
        if body is not None:
            keywords.append(self._called_back(body))
        successes = self.successes()
        keywords.append(f"answers={self._answers(successes, annotations)}")
        errors = [
            one
            for one in operation.responses
            if one not in successes and one.schema is not None
        ]
        if errors:
            keywords.append(f"errors={self._answers(errors, annotations)}")
        paging = self._paging()
        if paging is not None:
            keywords.append(paging)
        return [Code(keyword) for keyword in keywords]

    def _path(self) -> str:
        template = literal(self.operation.path)
        members = self._members("path")
        if not members:
            return f"path={template}"
        return call(
            "path=url_path(", [template, _mapping(members, indent=12)], indent=8
        )

    def _members(self, location: str) -> list[tuple[str, str]]:
        """Wire names and values of one location; internal ones send their default."""
        members: list[tuple[str, str]] = []
        for one in self.operation.parameters:
            if one.location != location:
                continue
            if is_argument(one.schema, required=one.required):
                value = str(self._names.parameters[location, one.name])
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

    def _body(self) -> str | None:
        """The `body` keyword, or None where nothing is sent."""
        body = self.operation.body
        if body is None:
            form = self._members("formData")
            if not form:
                return None
            kind = "Multipart" if is_multipart(self.operation) else "Form"
            head = f"body={kind}("
            return call(head, [_mapping(form, indent=12)], indent=8)
        types = body_types(self.operation)
        if self.flat is None:
            value = self._whole(body)
            if value is None:
                return None
            return f"body={self._whole_body(body.schema, types, value)}"
        members = [
            (member.name, str((self._names.body or {})[member.name]))
            for member in self.flat
        ]
        members += self._constants(body.schema)
        arguments = [_mapping(members, indent=12)]
        if takes_form(types):
            return call("body=Form(", arguments, indent=8)
        if json_type(types) != JSON:
            arguments.append(literal(json_type(types)))
        if not body.required:
            arguments.append(Code("omit_empty=True"))
        return call("body=Json(", arguments, indent=8)

    def _called_back(self, body: str) -> str:
        """The `body` keyword with the callback URL in its place, where that is deeper."""
        callback = self._names.callback
        if callback is None:
            return body
        value = body.removeprefix("body=")
        place = literal(self.operation.callback)
        return call("body=calling_back(", [value, place, callback], indent=8)

    @staticmethod
    def _whole(body: Body) -> str | None:
        """The value of a body that is not taken apart; None where nobody sends one."""
        if is_argument(body.schema, required=body.required):
            return "body"
        return literal(body.schema.default) if body.required else None

    @staticmethod
    def _whole_body(schema: Schema, types: tuple[str, ...], value: str) -> str:
        if isinstance(schema.type, FileType):
            return f"Bytes({value}, {literal(binary_type(types))})"
        if isinstance(schema.type, StringType) and not takes_json(types):
            return f"Bytes({value}, {literal(text_type(types))})"
        if isinstance(schema.type, ObjectType | NamedType) and takes_form(types):
            return f"Form({value})"
        if json_type(types) == JSON:
            return f"Json({value})"
        return f"Json({value}, {literal(json_type(types))})"

    def _constants(self, schema: Schema) -> list[tuple[str, str]]:
        if isinstance(schema.type, NamedType):
            schema = self._types[schema.type.id]
        members = schema.type.properties if isinstance(schema.type, ObjectType) else ()
        return [
            (member.name, literal(member.schema.default))
            for member in members
            if member.is_constant
        ]

    def _answers(self, responses: list[Response], annotations: Annotations) -> str:
        members = [
            f"{_status(one.status)}: {self._answer(one, annotations)}"
            for one in responses
            if one.status.isdigit() or one.status == "default"
        ]
        return "{" + ", ".join(members) + "}"

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
    if isinstance(one.schema.type, ArrayType) and one.collection_format in _JOINERS:
        return f"{_JOINERS[one.collection_format]}({value})"
    return value


_JOINERS = {"ssv": "Ssv", "tsv": "Tsv", "pipes": "Pipes", "multi": "Multi"}


def _mapping(
    members: list[tuple[str, str]], *, head: str = "", indent: int = 8
) -> Code:
    """A dict display as it stands in the call that makes an `Operation`."""
    items = [Code(f"{literal(wire)}: {value}") for wire, value in members]
    return bracketed(f"{head}{{", items, "}", indent=indent)
