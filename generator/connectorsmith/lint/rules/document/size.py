"""Rules on how much there is: operations, schemas, characters."""

from __future__ import annotations

import json
from itertools import islice

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.documents.document import Json, Token
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.openapi.reachable import Depths, reachable
from connectorsmith.openapi.references import References
from connectorsmith.settings.profile import CERTIFIED

_MOST_BYTES = 1_000_000
_MOST_CHARACTERS = 500_000


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

    Why: a solution keeps it in a field of this length, so a longer one can be made into a
        connector, but not be moved to another environment; an upload of more than 1 MB is
        refused. Counted as the shortest JSON, without indentation.
    Fix: Put schemas that are there several times into definitions, and leave out
        operations that nobody uses.
    See: certification-submission
    """
    try:
        text = json.dumps(
            document.connector.definition.root,
            ensure_ascii=False,
            separators=(",", ":"),
        )
    except (RecursionError, ValueError):
        return  # nested too deeply, or a number of thousands of digits
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > _MOST_BYTES:
        yield Problem(
            f"The definition has {size:,} bytes as JSON; {_MOST_BYTES:,} are allowed."
        )
    elif len(text) > _MOST_CHARACTERS:
        yield Problem(
            f"The definition has {len(text):,} characters as JSON; a solution takes"
            f" {_MOST_CHARACTERS:,}."
        )


_MOST_OPERATIONS = 256
_MOST_SCHEMAS_OF_A_BODY = 512
_MOST_SCHEMAS = 16_384
_MOST_BODIES = 1_000
"""Bodies that are counted, so that a hostile file costs seconds; real ones have fewer."""


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
    """There are at most 256 operations, 512 schemas in a body and 16,384 in an operation.

    Why: the platform refuses more. A schema that is used several times counts once here.
    Fix: Split the connector, or describe less of what is answered.
    See: faq
    """
    definition = document.connector.definition
    count = len(definition.operations)
    if count > _MOST_OPERATIONS:
        yield Problem(
            f"There are {count:,} operations; {_MOST_OPERATIONS} are allowed.",
            "paths",
            key=True,
        )
    counts: dict[int, int] = {}
    for operation in islice(definition.operations, _MOST_OPERATIONS):
        at = operation.tokens
        each = [
            _count(definition.references, body, counts) for body in _bodies(operation)
        ]
        if max(each, default=0) > _MOST_SCHEMAS_OF_A_BODY:
            yield Problem(
                f"A body of the operation has more than {_MOST_SCHEMAS_OF_A_BODY} schemas.",
                *at,
                key=True,
                code="BodySchemaCountExceedsMaxAllowed",
            )
        elif sum(each) > _MOST_SCHEMAS:
            yield Problem(
                f"The operation has {sum(each):,} schemas; {_MOST_SCHEMAS:,} are allowed.",
                *at,
                key=True,
                code="OperationSchemaCountExceedsMaxAllowed",
            )


def _count(references: References, body: Json, counts: dict[int, int]) -> int:
    """How many schemas a body has, up to one too many; counted once for all its uses."""
    schema = references.resolved(body)
    if id(schema) not in counts and len(counts) < _MOST_BODIES:
        found = reachable(references, [schema], _MOST_SCHEMAS_OF_A_BODY + 1)
        counts[id(schema)] = len(found)
    return counts.get(id(schema), 0)


def _bodies(operation: RawOperation) -> list[Json]:
    """The schemas of what an operation takes and answers."""
    taken = [one.value.get("schema") for one in operation.parameters.values()]
    answered = [one.value.get("schema") for one in operation.responses.values()]
    return [schema for schema in (*taken, *answered) if schema is not None]


_DEEPEST = 64


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
    """No schema has more than 64 others inside each other, `$ref`s followed.

    Why: the platform has a limit that it does not publish, and makers have to open every
        level. A schema that is inside itself counts once. No published one comes near.
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
    if depths.depth(mapping(schema)) > _DEEPEST:
        yield Problem(
            f"The schema has more than {_DEEPEST} levels inside each other.",
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
    """There is at least one operation.

    Why: a connector without operations does nothing; certification refuses it.
    Fix: Describe an operation under its path and its method.
    See: certification-submission
    """
    if (
        document.get("paths") is not None
        and not document.connector.definition.operations
    ):
        yield Problem("The definition has no operation.", "paths", key=True)
