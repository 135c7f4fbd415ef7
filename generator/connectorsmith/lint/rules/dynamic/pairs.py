"""Rules on dynamic extensions that have an older and a newer form, declared together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.lint.fix import Drop, Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.dynamic import Call, CallArgument, calls
from connectorsmith.openapi.extensions import (
    DYNAMIC_LIST,
    DYNAMIC_PROPERTIES,
    DYNAMIC_SCHEMA,
    DYNAMIC_TREE,
    DYNAMIC_VALUES,
)
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.openapi.schemas import Unfound


def _example(extensions: str, body: str) -> str:
    return f"""
    paths:
      /books:
        post:
          operationId: AddBook
          parameters:
            - {{name: hall, in: query, type: string}}
            - name: body
              in: body
              schema: {{type: object, properties: {{{body}: {{type: string}}}}}}
            - name: shelf
              in: query
              type: string
{extensions}
      /shelves:
        get:
          operationId: ListShelves
          parameters:
            - {{name: room, in: query, type: string}}
    """


_OLD_VALUES = """              x-ms-dynamic-values:{here}
                {{operationId: ListShelves, value-path: id, parameters: {{room: {{parameter: hall}}}}}}"""
_NEW_VALUES = """
              x-ms-dynamic-list:
                operationId: ListShelves
                itemValuePath: id
                parameters: {room: {parameterReference: hall}}"""
_OLD_SCHEMA = """              x-ms-dynamic-schema:{here}
                {{operationId: ListShelves, parameters: {{room: {{parameter: hall}}}}}}"""
_NEW_SCHEMA = """
              x-ms-dynamic-properties:
                operationId: ListShelves
                parameters: {room: {parameterReference: hall}}"""


@rule(
    "PP154",
    "ambiguous-values-have-dynamic-list",
    Severity.ERROR,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="DynamicListExtensionRequiredForAmbiguousReferences",
    bad=_example(_OLD_VALUES.format(here="  # <- here"), "hall"),
    good=_example(_OLD_VALUES.format(here="") + _NEW_VALUES, "hall"),
)
def ambiguous_values_have_dynamic_list(node: Node) -> Problems:
    """`x-ms-dynamic-values` with an ambiguous reference has `x-ms-dynamic-list` beside it.

    Why: the older form names a parameter without saying where it is; if the body has
        a property of the same name, the platform cannot know which is meant.
    Fix: Add x-ms-dynamic-list, whose parameterReference distinguishes hall from
        body/hall.
    See: openapi-extensions
    """
    yield from _ambiguous_references(node, DYNAMIC_VALUES, DYNAMIC_LIST)


@rule(
    "PP154b",
    "ambiguous-schema-has-dynamic-properties",
    Severity.ERROR,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="DynamicPropertiesExtensionRequiredForAmbiguousReferences",
    bad=_example(_OLD_SCHEMA.format(here="  # <- here"), "hall"),
    good=_example(_OLD_SCHEMA.format(here="") + _NEW_SCHEMA, "hall"),
)
def ambiguous_schema_has_dynamic_properties(node: Node) -> Problems:
    """`x-ms-dynamic-schema` with an ambiguous reference has `x-ms-dynamic-properties`
    beside it.

    Why: the older form names a parameter without saying where it is; if the body has
        a property of the same name, the platform cannot know which is meant.
    Fix: Add x-ms-dynamic-properties, whose parameterReference distinguishes hall from
        body/hall.
    See: openapi-extensions
    """
    yield from _ambiguous_references(node, DYNAMIC_SCHEMA, DYNAMIC_PROPERTIES)


@rule(
    "MS203",
    "values-from-body-have-dynamic-list",
    Severity.INFO,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="DynamicListExtensionRequiredForNonParameterReferences",
    bad=_example(
        _OLD_VALUES.format(here="  # <- here").replace("hall}", "room}"), "room"
    ),
    good=_example(
        _OLD_VALUES.format(here="").replace("hall}", "room}")
        + _NEW_VALUES.replace("hall", "body/room"),
        "room",
    ),
)
def values_from_body_have_dynamic_list(node: Node) -> Problems:
    """`x-ms-dynamic-values` with a value from the body has `x-ms-dynamic-list` beside it.

    Why: the older form refers to parameters only; the newer designer reads the newer
        form, which says where in the body the property is.
    Fix: Add x-ms-dynamic-list with a parameterReference such as body/name.
    See: openapi-extensions
    """
    yield from _references_to_body(node, DYNAMIC_VALUES, DYNAMIC_LIST)


@rule(
    "MS204",
    "schema-from-body-has-dynamic-properties",
    Severity.INFO,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="DynamicPropertiesExtensionRequiredForNonParameterReferences",
    bad=_example(
        _OLD_SCHEMA.format(here="  # <- here").replace("hall}", "room}"), "room"
    ),
    good=_example(
        _OLD_SCHEMA.format(here="").replace("hall}", "room}")
        + _NEW_SCHEMA.replace("hall", "body/room"),
        "room",
    ),
)
def schema_from_body_has_dynamic_properties(node: Node) -> Problems:
    """`x-ms-dynamic-schema` with a value from the body has `x-ms-dynamic-properties`
    beside it.

    Why: the older form refers to parameters only; the newer designer reads the newer
        form, which says where in the body the property is.
    Fix: Add x-ms-dynamic-properties with a parameterReference such as body/name.
    See: openapi-extensions
    """
    yield from _references_to_body(node, DYNAMIC_SCHEMA, DYNAMIC_PROPERTIES)


def _ambiguous_references(node: Node, old: str, new: str) -> Problems:
    for argument, source in _old_references(node, old, new):
        if _is_parameter(source, argument) and _is_in_body(node, source, argument):
            yield Problem(
                f"{show(argument.reference)} is both a parameter of {show(source.name)} "
                f"and a property of its body, so {new} is required.",
                old,
                key=True,
            )
            return


def _references_to_body(node: Node, old: str, new: str) -> Problems:
    for argument, source in _old_references(node, old, new):
        if not _is_parameter(source, argument) and _is_in_body(node, source, argument):
            yield Problem(
                f"{show(argument.reference)} is in the body of {show(source.name)}, "
                f"so {new} is required.",
                old,
                key=True,
            )
            return


def _old_references(
    node: Node, old: str, new: str
) -> Iterator[tuple[CallArgument, RawOperation]]:
    """Yield each reference of an older form, with each operation that uses it.

    Nothing if the newer form is declared too.
    """
    value = node.get(old)
    if new in node.value or not isinstance(value, Mapping):
        return
    for argument in Call(old, (old,), value).arguments():
        if argument.reference:
            for source in node.connector.definition.users(node.tokens).operations:
                yield argument, source


def _is_parameter(source: RawOperation, argument: CallArgument) -> bool:
    return bool(source.named(argument.reference or ""))


def _is_in_body(node: Node, source: RawOperation, argument: CallArgument) -> bool:
    inputs = node.connector.definition.inputs
    found = inputs.find_in_body(source, argument.reference or "")
    return not isinstance(found, Unfound)


@rule(
    "PP157",
    "item-value-path-leads-to-schema",
    Severity.ERROR,
    on=Kind.SCHEMA,
    microsoft="DynamicPropertiesItemValuePathMismatch",
    bad="""
    definitions:
      Book:
        type: object
        x-ms-dynamic-schema: {operationId: GetSchema, value-path: schema/properties}
        x-ms-dynamic-properties:
          operationId: GetSchema
          itemValuePath: schema/properties  # <- here
    """,
    good="""
    definitions:
      Book:
        type: object
        x-ms-dynamic-schema: {operationId: GetSchema, value-path: schema/properties}
        x-ms-dynamic-properties: {operationId: GetSchema, itemValuePath: schema}
    """,
)
def item_value_path_leads_to_schema(schema: Node) -> Problems:
    """`itemValuePath` leads to the schema whose `properties` are at `value-path`.

    Why: the newer form takes the whole schema, the older form also takes its
        properties.
    Fix: Set itemValuePath to the value-path without the properties at its end.
    See: openapi-extensions
    """
    old = schema.mapping(DYNAMIC_SCHEMA).get("value-path")
    new = schema.get(DYNAMIC_PROPERTIES)
    if not isinstance(old, str) or not isinstance(new, Mapping):
        return
    head, _, last = old.strip("/").rpartition("/")
    item_path = new.get("itemValuePath")
    if (
        last != "properties"
        or (item_path if isinstance(item_path, str) else "") == head
    ):
        return
    yield Problem(
        f"The itemValuePath must be {show(head)}, not {show(item_path)}, because value-path"
        f" is {show(old)}.",
        DYNAMIC_PROPERTIES,
        "itemValuePath",
        hint=f"Set itemValuePath to {show(head)}." if head else "Remove itemValuePath.",
        fix=Put(head) if head else Drop(),
    )


@rule(
    "MS205",
    "properties-path-has-dynamic-properties",
    Severity.WARNING,
    on=Kind.SCHEMA,
    microsoft="DynamicPropertiesExtensionRequiredForPropertiesValuePath",
    bad="""
    definitions:
      Book:
        type: object
        x-ms-dynamic-schema:
          {operationId: GetSchema, value-path: schema/properties}  # <- here
    """,
    good="""
    definitions:
      Book:
        type: object
        x-ms-dynamic-schema: {operationId: GetSchema, value-path: schema/properties}
        x-ms-dynamic-properties: {operationId: GetSchema, itemValuePath: schema}
    """,
)
def properties_path_has_dynamic_properties(schema: Node) -> Problems:
    """A `value-path` that ends in `properties` has `x-ms-dynamic-properties` beside it.

    Why: a mapping of properties is no schema: it cannot say which of them are required.
    Fix: Add x-ms-dynamic-properties with the path to the schema as itemValuePath.
    See: openapi-extensions
    """
    path = schema.mapping(DYNAMIC_SCHEMA).get("value-path")
    if not isinstance(path, str) or DYNAMIC_PROPERTIES in schema.value:
        return
    if path.strip("/").rpartition("/")[2] == "properties":
        yield Problem(
            f"The value-path {show(path)} must have {DYNAMIC_PROPERTIES} beside it, "
            "because it leads to properties.",
            DYNAMIC_SCHEMA,
            "value-path",
        )


@rule(
    "MS206",
    "file-picker-has-dynamic-tree",
    Severity.INFO,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="DynamicTreeExtensionMissing",
    bad="""
    parameters:
      folder:
        name: folder
        in: query
        type: string
        x-ms-dynamic-values:  # <- here
          {capability: file-picker, value-path: path}
    """,
    good="""
    parameters:
      folder:
        name: folder
        in: query
        type: string
        x-ms-dynamic-values: {capability: file-picker, value-path: path}
        x-ms-dynamic-tree:
          settings: {canSelectParentNodes: true}
          open: {operationId: ListRoot, itemValuePath: path, itemTitlePath: name}
          browse: {operationId: ListFolder, itemValuePath: path, itemTitlePath: name}
    """,
)
def file_picker_has_dynamic_tree(node: Node) -> Problems:
    """`x-ms-dynamic-values` with a file picker has `x-ms-dynamic-tree` beside it.

    Why: the newer designer shows a tree to choose from only if that extension says
        how to open and to browse it.
    Fix: Add x-ms-dynamic-tree with open and browse.
    See: openapi-extensions
    """
    is_picker = node.mapping(DYNAMIC_VALUES).get("capability") == "file-picker"
    if is_picker and DYNAMIC_TREE not in node.value:
        yield Problem(
            f"The file picker must have {DYNAMIC_TREE} beside it.",
            DYNAMIC_VALUES,
            key=True,
        )


@rule(
    "MS207",
    "selected-item-path-is-in-browse",
    Severity.ERROR,
    on=(Kind.PARAMETER, Kind.SCHEMA),
    microsoft="SelectedItemValuePathNotAllowedInThisPosition",
    bad="""
    parameters:
      folder:
        name: folder
        in: query
        type: string
        x-ms-dynamic-tree:
          open:
            operationId: ListRoot
            parameters:
              path: {selectedItemValuePath: path}  # <- here
    """,
    good="""
    parameters:
      folder:
        name: folder
        in: query
        type: string
        x-ms-dynamic-tree:
          open: {operationId: ListRoot}
          browse: {operationId: ListFolder, parameters: {path: {selectedItemValuePath: path}}}
    """,
)
def selected_item_path_is_in_browse(node: Node) -> Problems:
    """`selectedItemValuePath` is only in `browse` of an `x-ms-dynamic-tree`.

    Why: it takes a value from the item that a maker has opened; elsewhere there is
        none.
    Fix: Give a fixed value or a parameterReference instead.
    See: openapi-extensions
    """
    for call in calls(node.value):
        if call.at[-1] == "browse":
            continue
        for name, argument in mapping(call.value.get("parameters")).items():
            if "selectedItemValuePath" in mapping(argument):
                yield Problem(
                    f"The parameter {show(name)} must not use selectedItemValuePath, because no"
                    " item is selected yet.",
                    *call.at,
                    "parameters",
                    name,
                )
