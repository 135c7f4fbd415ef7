"""Rules on the size of a definition: characters, operations and schemas."""

from __future__ import annotations

import json
from itertools import islice

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.documents.document import Json, Token
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.openapi.reachable import Depths, reachable
from connectorsmith.openapi.references import References
from connectorsmith.openapi.schemas import inner_schemas
from connectorsmith.settings.profile import CERTIFIED

_MAX_BYTES = 1_000_000
"""Bytes of the definition as JSON; an upload of more is refused."""
_MAX_CHARACTERS = 500_000
"""Characters of the definition as JSON; a solution cannot store more."""


@rule(
    "PP002",
    "definition-is-small",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    bad=f"""
    swagger: "2.0"  # <- here
    x-long: [{", ".join(["&long " + "long " * 5_000] + ["*long"] * 25)}]
    """,
    good="""
    swagger: "2.0"
    """,
)
def definition_is_small(document: Node) -> Problems:
    """The definition has at most 500,000 characters and 1 MB, as JSON.

    Why: a solution stores the definition in a field of this length: a longer one can become
        a connector, but cannot be moved to another environment. An upload of more than 1 MB
        is refused. The size is that of the shortest JSON, without indentation.
    Fix: Move repeated schemas to definitions, and remove unused operations.
    See: certification-submission
    """
    try:
        text = json.dumps(
            document.connector.definition.root,
            ensure_ascii=False,
            separators=(",", ":"),
        )
    except (RecursionError, ValueError):
        return  # nested too deeply, or an integer with too many digits to print
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > _MAX_BYTES:
        yield Problem(
            f"The definition must have at most {_MAX_BYTES:,} bytes as JSON, not {size:,}."
        )
    elif len(text) > _MAX_CHARACTERS:
        yield Problem(
            f"The definition must have at most {_MAX_CHARACTERS:,} characters as JSON,"
            f" not {len(text):,}."
        )


_MAX_OPERATIONS = 256
"""Operations of a definition; the platform refuses more."""
_MAX_SCHEMAS_PER_BODY = 512
"""Schemas reached from one body; the platform refuses more."""
_MAX_SCHEMAS_PER_OPERATION = 16_384
"""Schemas reached from all bodies of an operation; the platform refuses more."""
_MAX_COUNTED_BODIES = 1_000
"""Bodies of a definition whose schemas are counted; a further one counts as 0.

This bounds the time for a hostile file. Real definitions have fewer bodies.
"""


@rule(
    "PP077",
    "operations-and-schemas-are-within-limits",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="TotalOperationsCountExceedsMaxAllowed, BodySchemaCountExceedsMaxAllowed,"
    " OperationSchemaCountExceedsMaxAllowed",
    bad=f"""
    paths:  # <- here
      {{{", ".join(f"/{n}: {{get: {{}}}}" for n in range(257))}}}
    """,
    good="""
    paths:
      /books: {get: {operationId: ListBooks}}
    """,
)
def operations_and_schemas_are_within_limits(document: Node) -> Problems:
    """A definition has at most 256 operations, 512 schemas in a body and 16,384 in an
    operation.

    Why: the platform refuses more. A schema that is used several times is counted once.
    Fix: Split the connector, or describe less of the responses.
    See: faq
    """
    definition = document.connector.definition
    count = len(definition.operations)
    if count > _MAX_OPERATIONS:
        yield Problem(
            f"The definition must have at most {_MAX_OPERATIONS} operations, not {count:,}.",
            "paths",
            key=True,
        )
    counts: dict[int, int] = {}
    own_counts: dict[str, int] = {}
    for operation in islice(definition.operations, _MAX_OPERATIONS):
        at = operation.tokens
        schema_counts = [
            _count(definition.references, body, counts) for body in _bodies(operation)
        ]
        if max(schema_counts, default=0) > _MAX_SCHEMAS_PER_BODY:
            largest = _bodies(operation)[schema_counts.index(max(schema_counts))]
            yield Problem(
                f"A body must have at most {_MAX_SCHEMAS_PER_BODY} schemas, not"
                f" {_measure(definition.references, largest, own_counts)}.",
                *at,
                key=True,
                code="BodySchemaCountExceedsMaxAllowed",
            )
        elif sum(schema_counts) > _MAX_SCHEMAS_PER_OPERATION:
            yield Problem(
                f"The operation must have at most {_MAX_SCHEMAS_PER_OPERATION:,} schemas,"
                f" not {sum(schema_counts):,}.",
                *at,
                key=True,
                code="OperationSchemaCountExceedsMaxAllowed",
            )


def _count(references: References, body: Json, counts: dict[int, int]) -> int:
    """Return the number of schemas of a body, cached in `counts`.

    Counting stops one past the limit.
    """
    schema = references.resolved(body)
    if id(schema) not in counts and len(counts) < _MAX_COUNTED_BODIES:
        schemas = reachable(references, [schema], _MAX_SCHEMAS_PER_BODY + 1)
        counts[id(schema)] = len(schemas)
    return counts.get(id(schema), 0)


_MAX_MEASURED = 20_000
"""Schemas of a body that are counted for a message; this bounds the time for a hostile file."""


def _measure(references: References, body: Json, own_counts: dict[str, int]) -> str:
    """Return the number of schemas of a body, and the definition that holds most of them.

    `own_counts` caches the number of schemas that are written in each definition.
    """
    schemas = reachable(references, [body], _MAX_MEASURED)
    more = "more than " if len(schemas) >= _MAX_MEASURED else ""
    largest, count = "", 0
    for name, definition in mapping(references.root.get("definitions")).items():
        if id(definition) in schemas:
            if name not in own_counts:
                own_counts[name] = _count_own(definition)
            if own_counts[name] > count:
                largest, count = name, own_counts[name]
    holder = (
        f"; the definition {show(largest)} holds {count:,} of them" if largest else ""
    )
    return f"{more}{len(schemas):,}{holder}"


def _count_own(definition: Json) -> int:
    """Return the number of schemas that are written in a definition, itself included."""
    count, pending = 0, [mapping(definition)]
    while pending and count < _MAX_MEASURED:
        schema = pending.pop()
        if "$ref" not in schema or count == 0:
            count += 1
            pending += inner_schemas(schema)
    return count


def _bodies(operation: RawOperation) -> list[Json]:
    """Return the schemas of the parameters and responses of an operation."""
    sent = [one.value.get("schema") for one in operation.parameters.values()]
    returned = [one.value.get("schema") for one in operation.responses.values()]
    return [schema for schema in (*sent, *returned) if schema is not None]


_MAX_DEPTH = 64
"""Levels of nested schemas, with resolved references; a deeper schema is reported."""


@rule(
    "PP132",
    "schema-depth-is-at-most-64",
    Severity.WARNING,
    on=Kind.DOCUMENT,
    microsoft="SchemaTooDeep",
    bad=f"""
    definitions:
      Box:  # <- here
        {'{type: array, items: ' * 64}{{type: string}}{'}' * 64}
    """,
    good="""
    definitions:
      Tree: {type: object, properties: {trees: {type: array, items: {$ref: '#/definitions/Tree'}}}}
    """,
)
def schema_depth_is_at_most_64(document: Node) -> Problems:
    """No schema is nested more than 64 levels deep, through `$ref`s too.

    Why: the platform has a limit that it does not publish, and makers have to open every
        level. A schema that contains itself counts once. No published schema comes close.
    Fix: Describe the inner levels as objects without properties.
    See: certification-swagger-validator-rules
    """
    definition = document.connector.definition
    depths = Depths(definition.references)
    for name, schema in document.mapping("definitions").items():
        yield from _too_deep(depths, schema, ("definitions", name))
    for operation in definition.operations:
        for body in _bodies(operation):
            if "$ref" not in mapping(body):
                yield from _too_deep(depths, body, operation.tokens)


def _too_deep(depths: Depths, schema: Json, at: tuple[Token, ...]) -> Problems:
    if depths.depth(mapping(schema)) > _MAX_DEPTH:
        yield Problem(
            f"The schema must be nested at most {_MAX_DEPTH} levels deep.",
            *at,
            key=True,
        )


@rule(
    "PP078",
    "definition-has-operation",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="5000.2.4.5",
    profiles=CERTIFIED,
    bad="""
    swagger: "2.0"
    paths: {}  # <- here
    """,
    good="""
    paths:
      /books: {get: {operationId: ListBooks}}
    """,
)
def definition_has_operation(document: Node) -> Problems:
    """The definition has at least one operation.

    Why: a connector without operations does nothing; certification refuses it.
    Fix: Add an operation to paths, under its path and its method.
    See: certification-submission
    """
    if (
        document.get("paths") is not None
        and not document.connector.definition.operations
    ):
        yield Problem("The definition must have an operation.", "paths", key=True)
