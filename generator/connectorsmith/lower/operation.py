"""Operations of OpenAPI 2.0, lowered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from connectorsmith.documents.data import (
    mapping,
    reference,
    resolve,
    sequence,
    text,
    texts,
)
from connectorsmith.documents.document import Json, join_pointer
from connectorsmith.ir.connector import (
    Body,
    Operation,
    Paging,
    Parameter,
    Response,
    SecurityUse,
    Trigger,
    body_types,
)
from connectorsmith.ir.json import ABSENT
from connectorsmith.ir.types import AnyType, FileType, Schema, StringType
from connectorsmith.lower.schema import VISIBILITIES, SchemaLowering
from connectorsmith.openapi.surface import METHODS
from connectorsmith.text.media_types import JSON, is_bytes, is_text

LOCATIONS = ("path", "query", "header", "formData")


@dataclass(frozen=True, slots=True)
class _Found:
    """An operation as it stands in the document."""

    path: str
    method: str
    item: Mapping[str, Json]
    node: Mapping[str, Json]

    @property
    def at(self) -> str:
        return join_pointer("/paths", self.path, self.method)


def lower_operations(
    root: Mapping[str, Json], schemas: SchemaLowering
) -> tuple[Operation, ...]:
    """Every operation of the definition, in document order, each with an id of its own."""
    found = list(_find(root))
    ids = _ids(found)
    return tuple(_lower(root, one, ids[one.at], schemas) for one in found)


def _find(root: Mapping[str, Json]) -> Iterator[_Found]:
    for path, item in mapping(root.get("paths")).items():
        members = mapping(item)
        for method, node in members.items():
            if method in METHODS and isinstance(node, Mapping):
                yield _Found(path, method, members, node)


def _ids(found: list[_Found]) -> dict[str, str]:
    """An id for each operation: a repeated or missing operationId gets its request added."""
    holders: dict[str | None, list[_Found]] = {}
    for one in found:
        holders.setdefault(text(one.node.get("operationId")), []).append(one)
    ids: dict[str, str] = {}
    for operation_id, group in holders.items():
        group.sort(key=lambda one: (one.path, one.method))
        for index, one in enumerate(group):
            request = f"{one.method} {one.path}"
            if operation_id is None:
                ids[one.at] = request
            else:
                ids[one.at] = f"{operation_id} {request}" if index else operation_id
    return ids


def _lower(
    root: Mapping[str, Json], found: _Found, id_: str, schemas: SchemaLowering
) -> Operation:
    node = found.node
    visibility = text(node.get("x-ms-visibility"))
    parameters, body = _parameters(root, found, schemas)
    consumes = texts(node.get("consumes", root.get("consumes")))
    if body is not None:
        body = _as_sent(body, body_types(parameters, consumes))
    return Operation(
        id=id_,
        method=found.method.upper(),
        path=found.path,
        at=found.at,
        summary=text(node.get("summary")),
        description=text(node.get("description")),
        visibility=visibility if visibility in VISIBILITIES else None,
        deprecated=node.get("deprecated") is True,
        parameters=parameters,
        body=body,
        responses=tuple(_responses(root, found, schemas)),
        consumes=consumes,
        produces=texts(node.get("produces", root.get("produces"))),
        security=lower_security(node.get("security", root.get("security"))),
        trigger=_trigger(found, schemas),
        paging=_paging(node),
    )


def _parameters(
    root: Mapping[str, Json], found: _Found, schemas: SchemaLowering
) -> tuple[tuple[Parameter, ...], Body | None]:
    """Path-level parameters first; an operation's own one takes the place of its like."""
    path_at = join_pointer("/paths", found.path)
    merged: dict[tuple[str, str], Parameter | Body] = {}
    for owner, at in ((found.item, path_at), (found.node, found.at)):
        for index, value in enumerate(sequence(owner.get("parameters"))):
            place = join_pointer(at, "parameters", index)
            pointer = reference(value)
            if pointer is not None:
                value, place = resolve(root, pointer), pointer
            parameter = _parameter(mapping(value), place, schemas)
            if isinstance(parameter, Body):
                merged["body", ""] = parameter
            elif parameter is not None:
                merged[parameter.location, parameter.name] = parameter
    plain = tuple(one for one in merged.values() if isinstance(one, Parameter))
    body = merged.get(("body", ""))
    return plain, body if isinstance(body, Body) else None


def _as_sent(body: Body, types: tuple[str, ...]) -> Body:
    """A body whose media types tell more than its schema: it is bytes, or a text."""
    schema = body.schema
    untyped = isinstance(schema.type, AnyType)
    a_string = isinstance(schema.type, StringType) and not schema.type.enum
    if types and (untyped or a_string) and all(map(is_bytes, types)):
        return replace(body, schema=schema.with_type(FileType()))
    if types and untyped and all(map(is_text, types)):
        return replace(body, schema=schema.with_type(StringType()))
    return body


def _parameter(
    node: Mapping[str, Json], at: str, schemas: SchemaLowering
) -> Parameter | Body | None:
    name, location = text(node.get("name")), node.get("in")
    required = node.get("required") is True
    if location == "body":
        schema_at = join_pointer(at, "schema")
        schema = schemas.lower_body(node.get("schema"), schema_at)
        return Body(name or "body", required, schemas.describe(schema, node))
    if name is None or location not in LOCATIONS:
        return None
    return Parameter(
        name=name,
        location=str(location),
        required=required or location == "path",
        schema=schemas.lower(node, at),
        encodings=2 if node.get("x-ms-url-encoding") == "double" else 1,
        collection_format=text(node.get("collectionFormat")) or "csv",
    )


def _responses(
    root: Mapping[str, Json], found: _Found, schemas: SchemaLowering
) -> Iterator[Response]:
    for status, value in mapping(found.node.get("responses")).items():
        if status.startswith("x-"):
            continue
        at = join_pointer(found.at, "responses", status)
        pointer = reference(value)
        node = mapping(value if pointer is None else resolve(root, pointer))
        at = at if pointer is None else pointer
        schema = node.get("schema")
        yield Response(
            status=status,
            description=text(node.get("description")),
            schema=(
                _exemplified(
                    schemas.lower_body(schema, join_pointer(at, "schema")), node
                )
                if isinstance(schema, Mapping)
                else None
            ),
            at=at,
        )


def _exemplified(schema: Schema, response: Mapping[str, Json]) -> Schema:
    """The schema of an answer with the example that its response gives in JSON."""
    given = mapping(response.get("examples")).get(JSON, ABSENT)
    if given is ABSENT or schema.example is not ABSENT:
        return schema
    return replace(schema, example=given)


def lower_security(value: Json) -> tuple[tuple[SecurityUse, ...], ...]:
    """The alternatives of a `security`, each of which is what is needed together."""
    return tuple(
        tuple(
            SecurityUse(scheme, texts(scopes))
            for scheme, scopes in mapping(requirement).items()
        )
        for requirement in sequence(value)
    )


def _trigger(found: _Found, schemas: SchemaLowering) -> Trigger | None:
    kind = text(found.node.get("x-ms-trigger"))
    if kind is None:
        return None
    content = mapping(found.item.get("x-ms-notification-content"))
    at = join_pointer("/paths", found.path, "x-ms-notification-content", "schema")
    schema = content.get("schema")
    notification = schemas.lower(schema, at) if isinstance(schema, Mapping) else None
    return Trigger("batch" if kind == "batch" else "single", notification)


def _paging(node: Mapping[str, Json]) -> Paging | None:
    link = text(mapping(node.get("x-ms-pageable")).get("nextLinkName"))
    return None if link is None else Paging("next-link", (link,))
