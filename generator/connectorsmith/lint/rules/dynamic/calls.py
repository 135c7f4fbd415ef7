"""Rules on the calls of dynamic values and schemas: their operations and parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.document import Json
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import article, json_type, show
from connectorsmith.openapi.dynamic import (
    FORMS,
    NO_OPERATION,
    TEST,
    Call,
    CallArgument,
    calls,
    capability_calls,
)
from connectorsmith.openapi.extensions import DYNAMIC_VALUES
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.openapi.schemas import Unfound
from connectorsmith.openapi.users import Users

_LIST_SHELVES = """
      /shelves:
        get:
          operationId: ListShelves
          parameters:
            - {name: room, in: query, type: string, required: true}
"""


def _example(call: str, hall: str = "") -> str:
    """Return a definition whose parameter `shelf` takes its values from a call."""
    return f"""
    paths:
      /books:
        get:
          operationId: ListBooks
          parameters:
            - {{name: hall, in: query, type: string, required: true{hall}}}
            - {{name: floor, in: query, type: integer, required: true}}
            - name: shelf
              in: query
              type: string
              x-ms-dynamic-list:
                itemValuePath: id
                {call}{_LIST_SHELVES}"""


_GOOD = _example("""operationId: ListShelves
                parameters:
                  room: {parameterReference: hall}""")


@rule(
    "PP150",
    "dynamic-operation-exists",
    Severity.ERROR,
    on=(Kind.PARAMETER, Kind.SCHEMA, Kind.DOCUMENT),
    microsoft="OperationIdNotFound",
    bad=_example("operationId: ListShelfs  # <- here"),
    good=_GOOD,
)
def dynamic_operation_exists(node: Node) -> Problems:
    """Dynamic values and schemas come from an operation of the definition.

    Why: the designer calls it to fill in the list or the fields; without it, a maker
        sees an error.
    Fix: Correct the operationId; its case matters.
    See: openapi-extensions
    """
    if node.kind is not Kind.DOCUMENT:
        for form in FORMS:
            value = node.get(form)
            if form in node.value and not hasattr(value, "keys"):
                yield Problem(
                    f"The {form} must be a mapping, not {json_type(value)}.", form
                )
    known = node.connector.definition.by_id
    for call in _calls(node):
        # PP158 reports the test of a connection.
        if call.form == TEST or call.operation in known:
            continue
        if call.operation:
            yield unknown_operation(node, call)
        elif not (
            call.form == DYNAMIC_VALUES
            and any(key in call.value for key in NO_OPERATION)
        ):
            yield Problem(
                f"The {call.form} must name an operation.",
                *call.at,
                "operationId",
                key=True,
            )


def unknown_operation(node: Node, call: Call) -> Problem:
    """Return the problem of a call of an operation that does not exist."""
    known = node.connector.definition.by_id
    folded = call.operation.casefold()
    same_but_case = [name for name in known if name.casefold() == folded]
    return Problem(
        f"The operation {show(call.operation)} is not defined.",
        *call.at,
        "operationId",
        hint=node.did_you_mean(call.operation, known),
        fix=Put(same_but_case[0]) if len(same_but_case) == 1 else None,
    )


@rule(
    "PP151",
    "dynamic-parameter-exists",
    Severity.ERROR,
    on=(Kind.PARAMETER, Kind.SCHEMA, Kind.DOCUMENT),
    microsoft="OperationParameterNameNotFound",
    bad=_example("""operationId: ListShelves
                parameters:
                  rooms: {parameterReference: hall}  # <- here"""),
    good=_GOOD,
)
def dynamic_parameter_exists(node: Node) -> Problems:
    """A dynamic call gives only parameters that the operation has.

    Why: a value under another name is not sent, so the list is wrong or empty.
    Fix: Correct the name; write body/name for a property of the body.
    See: openapi-extensions
    """
    definition = node.connector.definition
    for call in _calls(node):
        target = definition.by_id.get(call.operation)
        if target is None:
            continue
        for argument in _unknown_arguments(node, call, target):
            hint = node.did_you_mean(argument.name, definition.inputs.names(target))
            yield Problem(
                f"The parameter {show(argument.name)} is not declared by {show(target.name)}.",
                *argument.at,
                key=True,
                hint=hint,
            )


def _calls(node: Node) -> Iterator[Call]:
    is_document = node.kind is Kind.DOCUMENT
    return capability_calls(node.value) if is_document else calls(node.value)


def _unknown_arguments(
    node: Node, call: Call, target: RawOperation
) -> Iterator[CallArgument]:
    inputs = node.connector.definition.inputs
    for argument in call.arguments():
        if inputs.find(target, argument.name) is Unfound.MISSING:
            yield argument


@rule(
    "PP152",
    "dynamic-call-has-required-parameters",
    Severity.ERROR,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="OperationMissingRequiredProperty",
    bad=_example("operationId: ListShelves  # <- here"),
    good=_GOOD,
)
def dynamic_call_has_required_parameters(node: Node) -> Problems:
    """A dynamic call gives every parameter that the operation requires.

    Why: the call cannot be made without it. A parameter with a default is filled in.
    Fix: Add the parameter to the call, with a value or a reference.
    See: openapi-extensions
    """
    definition = node.connector.definition
    for call in calls(node.value):
        target = definition.by_id.get(call.operation)
        if target is None or next(_unknown_arguments(node, call, target), None):
            continue
        given = {argument.name for argument in call.arguments()}
        # A path gives each property on it; the body's own name gives all properties.
        given |= {part for name in given for part in name.split("/")}
        required = definition.inputs.required(target)
        body = "" if target.body is None else target.body.name
        if body and body in given:
            given.update(required)
        for name in required:
            if name not in given:
                yield Problem(
                    f"The call of {show(target.name)} must give {show(name)}, which is required.",
                    *call.at,
                    "operationId",
                )
                break


@rule(
    "PP153",
    "dynamic-reference-exists",
    Severity.ERROR,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="OperationParameterNameNotFound",
    bad=_example("""operationId: ListShelves
                parameters:
                  room: {parameterReference: hal}  # <- here"""),
    good=_GOOD,
)
def dynamic_reference_exists(node: Node) -> Problems:
    """A reference of a dynamic call names a parameter of the operation that uses it.

    Why: the value is taken from a parameter that a maker has filled in; if there is
        none of that name, the list stays empty.
    Fix: Correct the name; write body/name for a property of the body.
    See: openapi-extensions
    """
    definition = node.connector.definition
    for use in references(node):
        if use.found is Unfound.MISSING:
            name = use.argument.reference or ""
            yield Problem(
                f"The parameter {show(name)} is not declared by {show(use.source.name)}.",
                *use.argument.at,
                use.argument.key or "",
                hint=node.did_you_mean(name, definition.inputs.names(use.source)),
            )


@rule(
    "PP166",
    "dynamic-reference-is-visible",
    Severity.ERROR,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="SourcePropertyInternal",
    bad=_example(
        """operationId: ListShelves
                parameters:
                  room: {parameterReference: hall}  # <- here""",
        hall=", x-ms-visibility: internal",
    ),
    good=_GOOD,
)
def dynamic_reference_is_visible(node: Node) -> Problems:
    """A reference of a dynamic call is to a parameter that makers see.

    Why: makers cannot fill in an internal parameter, so it has no value.
    Fix: Give a fixed value instead, or make the parameter visible.
    See: openapi-extensions
    """
    inputs = node.connector.definition.inputs
    for use in references(node):
        if not use.source.is_internal and inputs.is_hidden(use.source, use.argument):
            yield Problem(
                f"{show(use.argument.reference)} of {show(use.source.name)} must not be "
                "internal, because a dynamic call takes its value.",
                *use.argument.at,
                use.argument.key or "",
            )


@rule(
    "PP167",
    "dynamic-reference-has-parameter-type",
    Severity.WARNING,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="OperationParameterTypeMismatch",
    bad=_example("""operationId: ListShelves
                parameters:
                  room: {parameterReference: floor}  # <- here"""),
    good=_GOOD,
)
def dynamic_reference_has_parameter_type(node: Node) -> Problems:
    """A reference of a dynamic call has the type of the parameter that it fills.

    Why: the API refuses text instead of a number, and the list stays empty.
    Fix: Give both parameters the same type.
    See: openapi-extensions
    """
    definition = node.connector.definition
    type_of = definition.schemas.type_of
    for use in references(node):
        parameter = definition.inputs.find(use.target, use.argument.name)
        if isinstance(use.found, Unfound) or isinstance(parameter, Unfound):
            continue
        given_type, expected_type = type_of(use.found), type_of(parameter)
        if (
            given_type
            and expected_type
            and given_type != expected_type
            and (given_type, expected_type) != ("integer", "number")
        ):
            yield Problem(
                f"{show(use.argument.reference)} must be {article(expected_type)}, as "
                f"{show(use.argument.name)} of {show(use.target.name)}, not "
                f"{article(given_type)}.",
                *use.argument.at,
                use.argument.key or "",
            )


@dataclass(frozen=True, slots=True)
class Use:
    """A reference of a call, in one operation that uses it."""

    argument: CallArgument
    target: RawOperation
    source: RawOperation
    found: Mapping[str, Json] | Unfound
    """The input of `source` that the reference names."""


def references(node: Node) -> Iterator[Use]:
    """Yield each reference of the calls of a node.

    A shared schema is used by many operations. The use is that of the first operation that
    has the input; if none has it and all users are known, that of the first operation.
    """
    users: Users | None = None
    definition = node.connector.definition
    for call in calls(node.value):
        target = definition.by_id.get(call.operation)
        if target is None:
            continue
        for argument in call.arguments():
            if argument.reference is None:
                continue
            users = users or definition.users(node.tokens)
            use = _first_use(node, argument, target, users)
            if use is not None:
                yield use


def _first_use(
    node: Node, argument: CallArgument, target: RawOperation, users: Users
) -> Use | None:
    inputs = node.connector.definition.inputs
    first: Use | None = None
    for source in users.operations:
        use = Use(argument, target, source, inputs.referred(source, argument))
        if use.found is not Unfound.MISSING:
            return use
        first = first or use
    return first if users.is_complete else None
