"""Rules on the schema that a dynamic call returns, and the headers that it sends."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import article, show
from connectorsmith.openapi.dynamic import ITEM_VALUE, SCHEMAS, Call, calls
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.openapi.schemas import Unfound


def _example(path: str) -> str:
    return f"""
    paths:
      /books:
        get:
          operationId: GetBook
          responses:
            "200":
              description: A book.
              schema:
                type: object
                x-ms-dynamic-schema:
                  operationId: GetFields
                  value-path: {path}
      /fields:
        get:
          operationId: GetFields
          responses:
            "200":
              description: The fields of a book.
              schema: {{type: object, properties: {{schema: {{type: object}}}}}}
    """


@rule(
    "CS053",
    "dynamic-schema-is-in-response",
    Severity.WARNING,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="InvokedOperationShouldProduceProperty",
    bad=_example("fields  # <- here"),
    good=_example("schema"),
)
def dynamic_schema_is_in_response(node: Node) -> Problems:
    """The path to a dynamic schema is in the response of the operation.

    Why: the fields of the object are taken from the schema at the path; if it leads nowhere,
        makers see no fields.
    Fix: Correct the path, or declare it in the operation's 200 response.
    See: openapi-extensions
    """
    definition = node.connector.definition
    for call in calls(node.value):
        target = definition.by_id.get(call.operation)
        if call.form in SCHEMAS and target is not None:
            yield from _lost(node, call, target)


def _lost(node: Node, call: Call, target: RawOperation) -> Problems:
    """Yield why a call of an operation returns no schema."""
    schemas = node.connector.definition.schemas
    member = call.path(*ITEM_VALUE)
    key, path = member or ("", "")
    at = (*call.at, key) if member else call.at
    response = target.success_schema()
    if response is None:
        yield Problem(
            f"The operation {show(target.name)} must declare a response with the schema.",
            *at,
            key=member is None,
        )
        return
    steps = path.strip("/")
    if not steps:
        return
    type = schemas.type_of(response)
    found = schemas.find(response, steps)
    if type not in ("object", ""):
        yield Problem(
            f"The response of {show(target.name)} must be an object with {show(path)}, not"
            f" {article(type)}.",
            *at,
        )
    elif found is Unfound.MISSING:
        properties = mapping(response.get("properties"))
        yield Problem(
            f"The response of {show(target.name)} must have {show(path)}.",
            *at,
            hint=node.did_you_mean(path, properties),
        )


_CONTENT_HEADERS = frozenset(
    (
        *("allow", "content-disposition", "content-encoding", "content-language"),
        *("content-length", "content-location", "content-md5", "content-range"),
        *("content-type", "expires", "last-modified"),
    )
)
"""Headers of a content, in lower case, which .NET refuses in a request without one."""


@rule(
    "CS054",
    "dynamic-call-sends-no-content-header",
    Severity.WARNING,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    bad="""
    paths:
      /books:
        get:
          operationId: ListBooks
          parameters:
            - name: shelf
              in: query
              type: string
              x-ms-dynamic-values:  # <- here
                operationId: ListShelves
                value-path: id
      /shelves:
        get:
          operationId: ListShelves
          parameters:
            - {name: Content-Type, in: header, type: string, required: true, default: text/plain}
    """,
    good="""
    paths:
      /books:
        get:
          operationId: ListBooks
          parameters:
            - name: shelf
              in: query
              type: string
              x-ms-dynamic-values: {operationId: ListShelves, value-path: id}
      /shelves:
        get:
          operationId: ListShelves
          parameters:
            - {name: Accept, in: header, type: string, required: true, default: text/plain}
    """,
)
def dynamic_call_sends_no_content_header(node: Node) -> Problems:
    """A dynamic call sends no header that describes a content, such as `Content-Type`.

    Why: the platform refuses the call with "Misused header name", so the list stays empty.
        The SDK makes the call, with the media type that consumes names.
    Fix: Remove the header from the parameters of the operation; set it with the policy
        setheader if the API asks for it.
    See: openapi-extensions
    """
    seen: set[tuple[str, str]] = set()
    for call in calls(node.value):
        target = node.connector.definition.by_id.get(call.operation)
        if target is None:
            continue
        given = {argument.name for argument in call.arguments()}
        for parameter in target.parameters.values():
            name = parameter.name
            is_sent = name in given or parameter.is_required
            is_header = parameter.location == "header"
            if (
                is_header
                and is_sent
                and name.casefold() in _CONTENT_HEADERS
                and (target.name, name) not in seen
            ):
                seen.add((target.name, name))
                yield Problem(
                    f"The call of {show(target.name)} must not send the header {show(name)},"
                    " which the platform refuses.",
                    *call.at,
                    key=True,
                )
