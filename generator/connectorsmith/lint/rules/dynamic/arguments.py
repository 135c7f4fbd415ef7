"""Rules on the arguments of dynamic calls, and the parameters that take them."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.rules.dynamic.calls import references
from connectorsmith.lint.standard.types import has_type
from connectorsmith.lint.words.wording import article, show
from connectorsmith.openapi.dynamic import calls
from connectorsmith.openapi.schemas import Unfound


def _example(room: str, given: str) -> str:
    return f"""
    paths:
      /books:
        get:
          operationId: ListBooks
          parameters:
            - {{name: hall, in: query, type: string}}
            - {{name: wing, in: query, type: string, required: true}}
            - name: shelf
              in: query
              type: string
              x-ms-dynamic-list:
                operationId: ListShelves
                itemValuePath: id
                parameters:
                  room: {given}
      /shelves:
        post:
          operationId: ListShelves
          parameters:
            - {{name: room, in: query, type: {room}}}
            - {{name: body, in: body, schema: {{type: object, properties: {{lamp: {{type: string}}}}}}}}
    """


@rule(
    "MS208",
    "dynamic-required-value-has-required-source",
    Severity.INFO,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="OperationParameterRequiredMismatch",
    bad=_example("string, required: true", "{parameterReference: hall}  # <- here"),
    good=_example("string, required: true", "{parameterReference: wing}"),
)
def dynamic_required_value_has_required_source(node: Node) -> Problems:
    """A dynamic call takes the value of a required parameter from a required parameter.

    Why: until a maker has filled in an optional parameter, the call cannot be made,
        and the list stays empty without an error.
    Fix: Add required: true to the parameter, or give it a default.
    See: openapi-extensions
    """
    for use in references(node):
        parameters = use.target.named(use.argument.name)
        sources = use.source.named(use.argument.reference or "")
        # MS105 reports several parameters of the same name.
        if len(parameters) != 1 or len(sources) != 1 or not parameters[0].must_be_given:
            continue
        source = sources[0]
        if not source.is_required and "default" not in source.value:
            yield Problem(
                f"The parameter {show(use.argument.reference)} must be required, because "
                f"{show(use.target.name)} requires {show(use.argument.name)}.",
                *use.argument.at,
                use.argument.key or "",
            )


@rule(
    "MS209",
    "dynamic-fixed-value-has-parameter-type",
    Severity.WARNING,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="OperationParameterStaticTypeMismatch",
    bad=_example("integer", "{value: ground}  # <- here"),
    good=_example("integer", "{value: 1}"),
)
def dynamic_fixed_value_has_parameter_type(node: Node) -> Problems:
    """A fixed value of a dynamic call has the type of the parameter that it is for.

    Why: the API refuses text instead of a number, and the list stays empty.
    Fix: Correct the value; write numbers, true and false without quotes.
    See: openapi-extensions
    """
    definition = node.connector.definition
    for call in calls(node.value):
        target = definition.by_id.get(call.operation)
        if target is None:
            continue
        for argument in call.arguments():
            parameter = definition.inputs.find(target, argument.name)
            if argument.reference is not None or isinstance(parameter, Unfound):
                continue
            expected_type = definition.schemas.type_of(parameter)
            if expected_type and not has_type(argument.literal, expected_type):
                yield Problem(
                    f"{show(argument.name)} of {show(target.name)} must be "
                    f"{article(expected_type)}, not {show(argument.literal)}.",
                    *argument.at,
                )


@rule(
    "MS210",
    "dynamic-parameter-name-is-unambiguous",
    Severity.WARNING,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="OperationParameterNameIsAmbiguous",
    bad=_example("string", "{value: x}  # <- here").replace("lamp", "room"),
    good=_example("string", "{value: x}"),
)
def dynamic_parameter_name_is_unambiguous(node: Node) -> Problems:
    """The parameter names of a dynamic call are unambiguous.

    Why: if the operation has a parameter and a property of the body with that name,
        the platform cannot know which of them gets the value.
    Fix: Rename one of the two, or write body/name to mean the property of the body.
    See: openapi-extensions
    """
    definition = node.connector.definition
    for call in calls(node.value):
        target = definition.by_id.get(call.operation)
        if target is None or target.body is None:
            continue
        for argument in call.arguments():
            property = definition.inputs.find_in_body(target, argument.name)
            if target.named(argument.name) and not isinstance(property, Unfound):
                yield Problem(
                    f"{show(argument.name)} is both a parameter of {show(target.name)} "
                    "and a property of its body.",
                    *argument.at,
                    key=True,
                )
