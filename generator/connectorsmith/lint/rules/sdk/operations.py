"""Rules on what the platform does and the generated SDK cannot."""

from __future__ import annotations

from collections.abc import Sequence

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import text, texts
from connectorsmith.documents.document import Json
from connectorsmith.ir.policies import UnappliedPolicy
from connectorsmith.lint.connection import replaced_by_the_platform, unread_parameters
from connectorsmith.lint.nodes.lookup import operation_of
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Check, Problem, Problems, rule
from connectorsmith.lint.rules.api_properties.policies import (
    policy_connection_parameter_exists,
    policy_exists_action_is_known,
    policy_section_is_known,
    policy_template_is_known,
)
from connectorsmith.lint.rules.api_properties.policy_parameters import (
    policy_has_required_parameters,
    policy_parameters_are_known,
)
from connectorsmith.lint.rules.api_properties.policy_values import misspelt_function
from connectorsmith.lint.rules.connection.credentials import unread_secrets
from connectorsmith.lint.rules.responses.responses import FILE_HINT, returns_file
from connectorsmith.lint.words.wording import show
from connectorsmith.lower.policies import lower_policy
from connectorsmith.openapi.streams import is_streamed
from connectorsmith.text.media_types import (
    FORM,
    essence,
    is_csv,
    is_json,
    is_stream,
    is_xml,
)


@rule(
    "CS020",
    "sdk-supports-policy",
    Severity.WARNING,
    on=Kind.POLICY,
    bad="""
    properties:
      policyTemplateInstances:
        - templateId: setvaluefromurl  # <- here
          parameters:
            x-ms-apimTemplateParameter.parameterTemplate: "@headers('X-Token')"
            x-ms-apimTemplateParameter.parameterValueUrl: /token
            x-ms-apimTemplateParameter.parameterValuePathTemplate: "@body().token"
    """,
    good="""
    properties:
      policyTemplateInstances:
        - templateId: dynamichosturl
          parameters:
            x-ms-apimTemplateParameter.urlTemplate: https://@connectionParameters('host')
    """,
)
def sdk_supports_policy(policy: Node) -> Problems:
    """The SDK can apply the policies of the connector.

    Why: a policy runs on the platform, between a flow and the API; the SDK applies it
        itself, except for what only the platform can do and for invalid expressions.
    Fix: Correct the policy if it is wrong; otherwise inform the users of the SDK.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    known = policy.connector.definition.by_id
    paths = {id_: operation.place.path for id_, operation in known.items()}
    lowered = lower_policy(policy.value, "", paths)
    if isinstance(lowered, UnappliedPolicy) and not _is_reported(policy):
        yield Problem(
            f"The SDK does not apply the policy {show(policy.text('templateId'))} to "
            f"{_describe_operations(lowered.operations)}: {lowered.reason}.",
            "templateId",
            hint=misspelt_function(policy),
        )


@rule(
    "CS021",
    "operation-needs-no-script",
    Severity.WARNING,
    on=(Kind.PROPERTIES, Kind.SCRIPT),
    bad="""
    paths:
      /books:
        get: {operationId: ListBooks}
    ---
    properties:
      scriptOperations:  # <- here
        - ListBooks
    """,
    good="""
    properties:
      capabilities: []
    """,
    aliases=("PP206",),
)
def operation_needs_no_script(node: Node) -> Problems:
    """No operation depends on custom code.

    Why: script.csx runs on the platform; for the operations that it handles, the
        definition describes what the script takes and returns, not the API that the
        SDK calls. Without scriptOperations, the platform runs the script for every
        operation.
    Fix: Nothing has to be changed; inform the users of the SDK.
    See: write-code
    """
    message = "The SDK calls the API itself for {}, without script.csx."
    if node.kind is Kind.PROPERTIES:
        known = node.connector.definition.by_id
        listed = texts(node.get("scriptOperations"))
        # PP204 reports operations that do not exist.
        names = [name for name in dict.fromkeys(listed) if name in known]
        if names:
            operations = _describe_operations(names)
            yield Problem(message.format(operations), "scriptOperations", key=True)
    elif not texts(node.connector.properties.get("scriptOperations")):
        yield Problem(
            message.format("every operation"),
            hint="List the operations that it handles in scriptOperations.",
        )


@rule(
    "CS022",
    "structured-body-is-json-or-form",
    Severity.WARNING,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        post:
          operationId: AddBook
          consumes: [application/xml]  # <- here
          parameters:
            - {name: body, in: body, schema: {type: object, properties: {a: {type: string}}}}
          responses: {"200": {description: Added.}}
    """,
    good="""
    paths:
      /books:
        post:
          operationId: AddBook
          consumes: [application/xml, application/json]
          parameters:
            - {name: body, in: body, schema: {type: object, properties: {a: {type: string}}}}
          responses: {"200": {description: Added.}}
    """,
)
def structured_body_is_json_or_form(operation: Node) -> Problems:
    """An operation with a structured body consumes JSON or a form.

    Why: a schema does not say how to write an object as XML or text. In the SDK, a body
        that is consumed as XML alone is text or bytes; any other one is sent as JSON.
    Fix: Set consumes to what the API accepts; a body of type string is sent as it is.
    See: https://swagger.io/specification/v2/#operation-object
    """
    declared = operation_of(operation)
    consumes = [one for one in declared.media_types("consumes") if "*" not in one]
    if not consumes or any(
        is_json(media_type) or essence(media_type) == FORM for media_type in consumes
    ):
        return
    schemas = operation.connector.definition.schemas
    if schemas.type_of(declared.body_schema) in ("object", "array"):
        if all(map(is_xml, consumes)):
            message = (
                f"The body of {show(declared.name)} is text in the SDK: its schema does not say"
                f" how to write it as {show(consumes[0])}."
            )
        else:
            message = (
                f"The SDK sends the body of {show(declared.name)} as JSON, not as "
                f"{show(consumes[0])}."
            )
        own = "consumes" in operation.value
        yield Problem(message, *(("consumes",) if own else ()))


@rule(
    "CS023",
    "structured-response-is-json",
    Severity.WARNING,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        get:
          operationId: ListBooks
          produces: [text/xml]  # <- here
          responses:
            "200": {description: Books., schema: {type: object, properties: {a: {type: string}}}}
    """,
    good="""
    paths:
      /books:
        get:
          operationId: ListBooks
          produces: [text/xml, application/json]
          responses:
            "200": {description: Books., schema: {type: object, properties: {a: {type: string}}}}
    """,
)
def structured_response_is_json(operation: Node) -> Problems:
    """An operation with a structured response produces JSON.

    Why: the SDK reads objects and arrays from JSON only; it returns XML and CSV as text.
    Fix: Declare the response as a string, or set produces to what the API sends.
    See: https://swagger.io/specification/v2/#operation-object
    """
    declared = operation_of(operation)
    produces = declared.media_types("produces")
    kind = operation.connector.definition.schemas.type_of(declared.success_schema())
    place = ("produces",) if "produces" in operation.value else ()
    if produces and all(is_xml(one) or is_csv(one) for one in produces):
        if kind not in (None, "string", "file"):
            yield Problem(
                f"The SDK returns the response of {show(declared.name)} as text, because "
                f"it is {'XML' if is_xml(produces[0]) else 'CSV'}.",
                *place,
                hint="Set the type of the schema to string.",
            )
        return
    own = _media_types(operation, "produces")
    if not own or any(is_json(one) or is_stream(one) for one in own):
        return
    schema = declared.success_schema(default=False)
    if operation.connector.definition.schemas.type_of(schema) in ("object", "array"):
        yield Problem(
            f"The SDK reads the response of {show(declared.name)} as JSON, not as "
            f"{show(own[0])}.",
            *place,
            hint=FILE_HINT if returns_file(operation) else None,
        )


@rule(
    "CS064",
    "response-is-always-a-stream",
    Severity.INFO,
    on=Kind.OPERATION,
    bad="""
    paths:
      /trams:
        get:
          operationId: WatchTrams
          produces: [application/json, text/event-stream]  # <- here
          responses:
            "200": {description: Trams., schema: {type: object, properties: {a: {type: string}}}}
    """,
    good="""
    paths:
      /trams:
        get:
          operationId: WatchTrams
          produces: [text/event-stream]
          responses:
            "200": {description: Trams., schema: {type: object, properties: {a: {type: string}}}}
    """,
)
def response_is_always_a_stream(operation: Node) -> Problems:
    """An operation that can stream its response always streams it.

    Why: a method of the SDK returns one value or a stream of items, not either of them.
    Fix: Declare an operation for each form.
    See: https://swagger.io/specification/v2/#operation-object
    """
    declared = operation_of(operation)
    produces = declared.media_types("produces")
    texts_of = [
        text(response.value.get("description"))
        for response in declared.responses.values()
        if response.is_success
    ]
    if any(map(is_stream, produces)) and not is_streamed(
        produces, declared.place.path, texts_of
    ):
        yield Problem(
            f"The SDK reads the response of {show(declared.name)} whole, not as a stream.",
            *(("produces",) if "produces" in operation.value else ()),
        )


@rule(
    "CS024",
    "connection-parameter-is-used",
    Severity.WARNING,
    on=Kind.PROPERTIES,
    bad="""
    properties:
      connectionParameters:
        region:  # <- here
          type: string
    """,
    good="""
    properties:
      connectionParameters:
        region: {type: string}
      policyTemplateInstances:
        - templateId: dynamichosturl
          parameters:
            x-ms-apimTemplateParameter.urlTemplate: https://@connectionParameters('region')
    """,
)
def connection_parameter_is_used(properties: Node) -> Problems:
    """Every connection parameter is read: by a security definition, a policy or a token URL.

    Why: a client of the SDK takes no argument for a value that is never used.
    Fix: Remove the parameter, or use its value in a policy.
    See: connection-parameters
    """
    # PP210 and PP211 report secrets.
    has_script = properties.get("scriptOperations") or properties.connector.files.script
    secrets = {steps for steps, _ in unread_secrets(properties.connector)}
    for steps, parameter in unread_parameters(properties.connector):
        if steps in secrets:
            continue
        replacement = replaced_by_the_platform(parameter)
        yield Problem(
            f"The SDK takes no argument for the connection parameter {show(parameter.name)}: "
            f"{replacement or 'nothing reads it'}.",
            *steps,
            key=True,
            hint=_SCRIPT_HINT if has_script and not replacement else None,
            severity=Severity.INFO if replacement else None,
        )


_SCRIPT_HINT = "Keep it if script.csx reads it, and inform the users of the SDK."


def _is_reported(policy: Node) -> bool:
    """Return whether another rule reports why a policy cannot be applied."""
    return any(problem for check in _POLICY_CHECKS for problem in check(policy))


_POLICY_CHECKS: tuple[Check, ...] = (
    policy_template_is_known,
    policy_section_is_known,
    policy_exists_action_is_known,
    policy_connection_parameter_exists,
    policy_has_required_parameters,
    policy_parameters_are_known,
)


def _describe_operations(names: Sequence[str]) -> str:
    if not names:
        return "every operation"
    shown = ", ".join(show(name) for name in names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def _media_types(operation: Node, key: str) -> tuple[str, ...]:
    declared: Json = operation.get(key)
    return tuple(media_type for media_type in texts(declared) if "*" not in media_type)
