"""Rules on the paths into the response of a dynamic call, and into that of a page."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.documents.document import Json
from connectorsmith.lint.nodes.lookup import operation_of
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import article, show
from connectorsmith.openapi.dynamic import CHOICES, ITEM_TITLE, ITEM_VALUE, Call, calls
from connectorsmith.openapi.extensions import DYNAMIC_TREE, PAGEABLE
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.openapi.schemas import Unfound

_ITEM_PATHS = (ITEM_VALUE, ITEM_TITLE)


def _example(paths: str) -> str:
    return f"""
    parameters:
      shelf:
        name: shelf
        in: query
        type: string
        x-ms-dynamic-values:
          operationId: ListShelves
          {paths}
    paths:
      /shelves:
        get:
          operationId: ListShelves
          responses:
            "200":
              description: Shelves.
              schema:
                type: object
                properties:
                  room: {{type: string}}
                  value: {{type: array, items: {{type: object, properties: {{id: {{type: string}}}}}}}}
    """


@rule(
    "PP155",
    "dynamic-list-is-in-response",
    Severity.WARNING,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="InvokedOperationShouldProduceArray",
    bad=_example("""value-path: id
          value-collection: room  # <- here"""),
    good=_example("""value-path: id
          value-collection: value"""),
)
def dynamic_list_is_in_response(node: Node) -> Problems:
    """The list of dynamic values is declared in the operation's response.

    Why: the designer shows one choice for each item of the array; if the path leads
        to no array, a maker sees an empty list.
    Fix: Correct the path, or declare the array in the operation's 200 response.
    See: openapi-extensions
    """
    for call in _distinct_calls(node):
        target = node.connector.definition.by_id.get(call.operation)
        if target is None:
            continue
        schema_or_message = _list_schema(node, call, target)
        if isinstance(schema_or_message, str):
            items = call.items
            at = (*call.at, *(items[:1] if items else ()))
            yield Problem(schema_or_message, *at, key=items is None)


def _distinct_calls(node: Node) -> list[Call]:
    """Return the calls for dynamic values.

    Of an older and a newer form with the same operation and paths, only the newer one.
    """
    by_meaning: dict[object, Call] = {}
    for call in calls(node.value):
        if call.form in CHOICES:
            paths = (call.path(*keys) for keys in _ITEM_PATHS)
            members = (call.items, *paths)
            meaning = (call.operation, *(one[1] if one else None for one in members))
            if meaning not in by_meaning or call.form == CHOICES[0]:
                by_meaning[meaning] = call
    return list(by_meaning.values())


def _list_schema(node: Node, call: Call, target: RawOperation) -> Json | str:
    """Return the schema of the list, or a message that says why there is none.

    None if it is unknown.
    """
    schemas = node.connector.definition.schemas
    response_schema = target.success_schema()
    if response_schema is None:
        return (
            f"The operation {show(target.name)} must declare a response with the list."
        )
    path = call.items[1].strip("/") if call.items else ""
    if not path and schemas.type_of(response_schema) == "object":
        # By default, the list of a tree and that of OData is in `value`.
        implied = schemas.find(response_schema, "value")
        if not isinstance(implied, Unfound):
            return implied
        if call.form == DYNAMIC_TREE or implied is Unfound.OPEN:
            return None
    schema = schemas.find(response_schema, path)
    if schema is Unfound.OPEN:
        return None
    if isinstance(schema, Unfound):
        return f"The response of {show(target.name)} must have {show(path)}."
    type = schemas.type_of(schema)
    if type not in ("array", ""):
        subject = f"{show(path)} in the response" if path else "The response"
        return (
            f"{subject} of {show(target.name)} must be an array, not {article(type)}."
        )
    return schema


@rule(
    "PP156",
    "dynamic-items-have-value-and-title",
    Severity.WARNING,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="InvokedOperationShouldProduceProperty",
    bad=_example("""value-collection: value
          value-path: shelfId  # <- here"""),
    good=_example("""value-path: id
          value-collection: value"""),
)
def dynamic_items_have_value_and_title(node: Node) -> Problems:
    """The items of dynamic values have the properties that `value-path` and `value-title`
    name.

    Why: the value at `value-path` is sent and the one at `value-title` is shown; if
        no item has the property, the choice is empty.
    Fix: Correct the path, or declare the property in the items of the response.
    See: openapi-extensions
    """
    schemas = node.connector.definition.schemas
    for call in _distinct_calls(node):
        target = node.connector.definition.by_id.get(call.operation)
        schema = None if target is None else _list_schema(node, call, target)
        if target is None or schema is None or isinstance(schema, str):
            continue
        item = schemas.items_of(schema)
        # An item that is no object is the value itself; it has no properties.
        if schemas.type_of(item) in ("string", "integer", "number", "boolean"):
            continue
        for keys in _ITEM_PATHS:
            member = call.path(*keys)
            if member and schemas.find(item, member[1].strip("/")) is Unfound.MISSING:
                properties = mapping(item.get("properties"))
                yield Problem(
                    f"The items in the response of {show(target.name)} must have "
                    f"{show(member[1])}.",
                    *call.at,
                    member[0],
                    hint=node.did_you_mean(member[1], properties),
                )


@rule(
    "CS031",
    "next-link-is-in-response",
    Severity.INFO,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        get:
          operationId: ListBooks
          x-ms-pageable:
            nextLinkName: nextLink  # <- here
          responses:
            "200":
              description: Books.
              schema: {type: object, properties: {next: {type: string}, value: {type: array}}}
    """,
    good="""
    paths:
      /books:
        get:
          operationId: ListBooks
          x-ms-pageable: {nextLinkName: nextLink}
          responses:
            "200":
              description: Books.
              schema: {type: object, properties: {nextLink: {type: string}, value: {type: array}}}
    """,
)
def next_link_is_in_response(node: Node) -> Problems:
    """The property that `x-ms-pageable` names is declared in the response.

    Why: the next page is fetched from the URL in it; if the API sends another
        property, a flow or a client gets only the first page.
    Fix: Declare the property at the top level of the response, or correct
        nextLinkName.
    See: openapi-extensions
    """
    name = node.mapping(PAGEABLE).get("nextLinkName")
    if not isinstance(name, str) or not name:
        return
    operation = operation_of(node)
    schemas = node.connector.definition.schemas
    response_schema = operation.success_schema()
    if response_schema is None:
        return
    properties = mapping(response_schema.get("properties"))
    type = schemas.type_of(response_schema)
    if type == "array" or schemas.find(response_schema, name) is Unfound.MISSING:
        hint = node.did_you_mean(name, properties)
        yield Problem(
            f"The response of {show(operation.name)} must declare {show(name)}.",
            PAGEABLE,
            "nextLinkName",
            hint=hint,
            # Without a similar name, the API may send a property that is not declared.
            severity=Severity.WARNING if hint or type == "array" else None,
        )


_NEXT_LINKS = ("nextLink", "@odata.nextLink")


@rule(
    "PP086",
    "next-link-name-is-known",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="InvalidNextLinkNameValue",
    bad="""
    paths:
      /books:
        get:
          x-ms-pageable:
            nextLinkName: next  # <- here
    """,
    good="""
    paths:
      /books:
        get:
          x-ms-pageable: {nextLinkName: "@odata.nextLink"}
    """,
)
def next_link_name_is_known(operation: Node) -> Problems:
    """The `nextLinkName` of `x-ms-pageable` is `nextLink` or `@odata.nextLink`.

    Why: the platform looks for the next page only under these two names.
    Fix: Set nextLinkName to nextLink or @odata.nextLink; for another name, remove
        x-ms-pageable.
    See: certification-swagger-validator-rules
    """
    pageable = operation.mapping(PAGEABLE)
    name = pageable.get("nextLinkName")
    # null means that there is a single page.
    if "nextLinkName" in pageable and name is not None and name not in _NEXT_LINKS:
        yield Problem(
            f"The nextLinkName must be nextLink or @odata.nextLink, not {show(name)}.",
            PAGEABLE,
            "nextLinkName",
            hint=operation.did_you_mean(str(name), _NEXT_LINKS),
        )
