"""Lowering of operations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from connectorsmith.documents.data import mapping, sequence, text, texts
from connectorsmith.documents.document import Json, join_pointer
from connectorsmith.ir.connector import (
    Body,
    Operation,
    Paging,
    Parameter,
    Response,
    SecurityUse,
    Trigger,
)
from connectorsmith.ir.json import ABSENT
from connectorsmith.ir.types import AnyType, ArrayType, FileType, Schema, StringType
from connectorsmith.lower.address import lower_address
from connectorsmith.lower.schema import SchemaLowering, visibility
from connectorsmith.openapi.extensions import (
    NOTIFICATION_CONTENT,
    PAGEABLE,
    SKIP_URL_ENCODING,
    TRIGGER,
    URL_ENCODING,
)
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.openapi.parameters import RawParameter
from connectorsmith.text.header_names import is_header_name
from connectorsmith.text.media_types import JSON

LOCATIONS = ("path", "query", "header", "formData")


def lower_operations(
    ids: Mapping[RawOperation, str], schemas: SchemaLowering
) -> tuple[Operation, ...]:
    """Return the lowered operations; `ids` holds a unique id for each."""
    return tuple(_lower(raw, id_, schemas) for raw, id_ in ids.items())


def operation_ids(operations: Sequence[RawOperation]) -> dict[RawOperation, str]:
    """Return a unique id for each operation, in their order.

    The method and path replace a missing operationId, and are added to a repeated one.
    """
    holders: dict[str, list[RawOperation]] = {}
    for raw in operations:
        holders.setdefault(raw.id, []).append(raw)
    ids: dict[RawOperation, str] = {}
    for operation_id, group in holders.items():
        group.sort(key=RawOperation.rank)
        for index, raw in enumerate(group):
            request = f"{raw.place.method} {raw.place.path}"
            if not operation_id:
                ids[raw] = request
            else:
                ids[raw] = f"{operation_id} {request}" if index else operation_id
    return {raw: ids[raw] for raw in operations}


def _lower(raw: RawOperation, id_: str, schemas: SchemaLowering) -> Operation:
    node = raw.value
    route, parameters = lower_address(raw, _parameters(raw, schemas))
    return Operation(
        id=id_,
        method=raw.place.method.upper(),
        path=route if route.startswith("/") else f"/{route}",
        at=raw.pointer,
        summary=text(node.get("summary")),
        description=text(node.get("description")),
        visibility=visibility(node),
        deprecated=raw.is_deprecated,
        tags=texts(node.get("tags")),
        parameters=parameters,
        body=_body(raw, schemas),
        responses=tuple(_responses(raw, schemas)),
        consumes=raw.media_types("consumes"),
        produces=raw.media_types("produces"),
        security=lower_security(raw.security),
        own_security=raw.has_own_security,
        trigger=_trigger(raw, schemas),
        paging=_paging(node),
    )


def _parameters(raw: RawOperation, schemas: SchemaLowering) -> Iterator[Parameter]:
    variables = raw.place.variables
    declared = {
        parameter.name for parameter in raw.arguments if parameter.location == "path"
    }
    for variable in variables:
        if variable not in declared:
            at = join_pointer(raw.pointer, "parameters", variable)
            yield Parameter(variable, "path", True, Schema(StringType(), at))
    for parameter in raw.arguments:
        name, node = text(parameter.name), parameter.value
        if name is None or parameter.location not in LOCATIONS:
            continue
        if raw.body is not None and parameter.location == "formData":
            continue  # A request has one body, which is not a form then: see PP069.
        is_placed = parameter.location != "path" or name in variables
        # Without an optional header that HTTP forbids, the operation works.
        is_sent = parameter.location != "header" or is_header_name(name)
        if is_placed and (is_sent or parameter.is_required):
            yield Parameter(
                name=name,
                location=parameter.location,
                required=parameter.is_required or parameter.location == "path",
                schema=_parameter_schema(parameter, schemas),
                encodings=_encodings(node),
                collection_format=_format(node),
                item_formats=tuple(_item_formats(node)),
            )


def _encodings(parameter: Mapping[str, Json]) -> int:
    if parameter.get(SKIP_URL_ENCODING) is True:
        return 0
    return 2 if parameter.get(URL_ENCODING) == "double" else 1


def _parameter_schema(parameter: RawParameter, schemas: SchemaLowering) -> Schema:
    """Return the schema of a parameter; its type is that of a `schema` if it has none itself."""
    node = parameter.value
    schema = schemas.lower(node, parameter.pointer)
    inner = node.get("schema")
    if isinstance(inner, Mapping) and isinstance(schema.type, AnyType):
        at = join_pointer(parameter.pointer, "schema")
        return schemas.describe(schemas.lower(inner, at), node)
    if parameter.location == "formData":
        return _with_files(schema)
    if isinstance(schema.type, FileType):
        return schema.with_type(StringType())
    return schema


def _with_files(schema: Schema) -> Schema:
    """Return the schema of a form field; items that are binary are files."""
    if isinstance(schema.type, ArrayType):
        items = schema.type.items
        if isinstance(items.type, StringType) and items.type.format == "binary":
            return schema.with_type(ArrayType(items.with_type(FileType())))
    return schema


def _format(node: Mapping[str, Json]) -> str:
    return text(node.get("collectionFormat")) or "csv"


def _item_formats(node: Mapping[str, Json]) -> Iterator[str]:
    items = mapping(node.get("items"))
    while items.get("type") == "array":
        yield _format(items)
        items = mapping(items.get("items"))


def _body(raw: RawOperation, schemas: SchemaLowering) -> Body | None:
    parameter = raw.body
    if parameter is None:
        return None
    at = join_pointer(parameter.pointer, "schema")
    schema = schemas.lower_body(parameter.value.get("schema"), at)
    schema = schemas.describe(schema, parameter.value)
    return Body(text(parameter.name) or "body", parameter.is_required, schema)


def _responses(raw: RawOperation, schemas: SchemaLowering) -> Iterator[Response]:
    for response in raw.responses.values():
        if not response.has_status:
            continue
        schema: Schema | None = None
        at = join_pointer(response.pointer, "schema")
        if response.is_broken:
            schema = Schema(AnyType(), at)
        elif response.schema is not None:
            schema = schemas.lower_body(response.schema, at)
            schema = _exemplified(schema, response.value)
        description = text(response.value.get("description"))
        yield Response(response.status, description, schema, response.pointer)


def _exemplified(schema: Schema, response: Mapping[str, Json]) -> Schema:
    """Return the schema of a response with the JSON example of the response."""
    example = mapping(response.get("examples")).get(JSON, ABSENT)
    if example is ABSENT or schema.example is not ABSENT:
        return schema
    return replace(schema, example=example)


def lower_security(value: Json) -> tuple[tuple[SecurityUse, ...], ...]:
    """Return the alternatives of a `security`: each is a set of schemes that apply together."""
    return tuple(
        tuple(
            SecurityUse(scheme, texts(scopes))
            for scheme, scopes in mapping(requirement).items()
        )
        for requirement in sequence(value)
        if isinstance(requirement, Mapping)
    )


def _trigger(raw: RawOperation, schemas: SchemaLowering) -> Trigger | None:
    kind = text(raw.value.get(TRIGGER))
    if kind is None:
        return None
    at = join_pointer("", *raw.tokens[:2], NOTIFICATION_CONTENT, "schema")
    schema = raw.content.get("schema")
    notification = schemas.lower(schema, at) if isinstance(schema, Mapping) else None
    return Trigger("batch" if kind == "batch" else "single", notification)


def _paging(node: Mapping[str, Json]) -> Paging | None:
    link = text(mapping(node.get(PAGEABLE)).get("nextLinkName"))
    return None if link is None else Paging("next-link", (link,))
