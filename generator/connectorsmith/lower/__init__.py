"""Lowering of the two documents to the intermediate representation (IR).

Everything that reads OpenAPI 2.0 or apiProperties for the SDK is here; later stages use
the IR alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.documents.data import mapping, resolve, sequence, text, texts
from connectorsmith.documents.document import Json, join_pointer
from connectorsmith.ir.connector import (
    Connector,
    Contact,
)
from connectorsmith.ir.types import TypeDeclaration
from connectorsmith.lower.connection import lower_parameters, lower_schemes, lower_sets
from connectorsmith.lower.dynamic import DynamicLowering
from connectorsmith.lower.host import with_host
from connectorsmith.lower.operation import lower_operations, operation_ids
from connectorsmith.lower.policies import lower_policies
from connectorsmith.lower.route import settle
from connectorsmith.lower.schema import SchemaLowering, definition_name, type_id
from connectorsmith.lower.variants import lower_variants, with_own_type
from connectorsmith.openapi.api_properties import ApiProperties
from connectorsmith.openapi.definition import Definition


def lower(
    key: str,
    definition: Json,
    properties: Json = None,
    *,
    script: bool = False,
    decimals: bool = False,
) -> Connector:
    """Return the IR of a connector; `script` is True if it has custom code,
    `decimals` if numbers of a decimal format must not be rounded.

    Total: a value of the wrong kind reads as absent. The rules report it.
    """
    raw, raw_properties = Definition(definition), ApiProperties(properties)
    root = raw.root
    ids = operation_ids(raw.operations)
    dynamic = DynamicLowering(raw, ids)
    schemas = SchemaLowering(raw.references, dynamic, decimals=decimals)
    info = mapping(root.get("info"))
    contact = mapping(info.get("contact"))
    operations = lower_operations(ids, schemas)
    connector = Connector(
        key=key,
        title=text(info.get("title")) or key,
        description=text(info.get("description")),
        version=text(info.get("version")),
        contact=Contact(
            text(contact.get("name")),
            text(contact.get("url")),
            text(contact.get("email")),
        ),
        scheme=_scheme(root.get("schemes")),
        host=text(root.get("host")),
        base_path=_base_path(root.get("basePath")),
        operations=operations,
        types=_types(root, schemas),
        security_schemes=lower_schemes(root.get("securityDefinitions")),
        connection_parameters=lower_parameters(raw_properties.single),
        connection_sets=lower_sets(raw_properties),
        policies=tuple(
            lower_policies(raw_properties, {one.id: one.path for one in operations})
        ),
    )
    return settle(with_host(connector, raw), _scripted(raw_properties, script))


def _scripted(properties: ApiProperties, script: bool) -> tuple[str, ...] | None:
    """Return the operationIds that custom code handles: empty for all, None without
    custom code."""
    named = texts(properties.properties.get("scriptOperations"))
    return named if named or script else None


def _types(
    root: Mapping[str, Json], schemas: SchemaLowering
) -> tuple[TypeDeclaration, ...]:
    """Return the definitions in document order, then all other targets of a `$ref`."""
    for name in mapping(root.get("definitions")):
        schemas.referenced.setdefault(join_pointer("/definitions", name))
    variants = lower_variants(mapping(root.get("definitions")), schemas.references)
    declared: dict[str, TypeDeclaration] = {}
    # Lowering a schema can add references, so the table grows in the loop.
    pending = list(schemas.referenced)
    while pending:
        for pointer in pending:
            id_ = type_id(pointer)
            schema = schemas.lower(resolve(root, pointer), pointer)
            variant = variants.get(id_)
            declared[pointer] = TypeDeclaration(
                id_,
                with_own_type(schema) if variant else schema,
                definition_name(pointer),
                variant=variant,
            )
        pending = [pointer for pointer in schemas.referenced if pointer not in declared]
    order = [
        join_pointer("/definitions", name) for name in mapping(root.get("definitions"))
    ]
    definitions = frozenset(order)
    extra = [pointer for pointer in declared if pointer not in definitions]
    return tuple(declared[pointer] for pointer in [*order, *extra])


def _scheme(value: Json) -> str:
    declared = sequence(value)
    return "https" if not declared or "https" in declared else str(declared[0])


def _base_path(value: Json) -> str:
    path = (text(value) or "").strip().rstrip("/")
    return path if not path or path.startswith("/") else f"/{path}"
