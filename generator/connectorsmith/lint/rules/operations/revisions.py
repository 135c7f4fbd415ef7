"""Rules on revisions of operations: `x-ms-api-annotation`."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping, text
from connectorsmith.lint.nodes.lookup import operation_of
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import ANNOTATION
from connectorsmith.openapi.revisions import Annotation


@rule(
    "PP081",
    "replaced-operation-is-deprecated",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="ApiAnnotationExtensionReplacementInfoForNonDeprecatedOperations",
    bad="""
    paths:
      /books:
        get:
          x-ms-api-annotation:
            replacement: {api: shelf, operationId: ListBooksV2}  # <- here
    """,
    good="""
    paths:
      /books:
        get:
          deprecated: true
          x-ms-api-annotation:
            replacement: {api: shelf, operationId: ListBooksV2}
    """,
)
def replaced_operation_is_deprecated(operation: Node) -> Problems:
    """An operation with a `replacement` is deprecated.

    Why: makers are shown the replacement only if the old operation is deprecated.
    Fix: Add deprecated: true, or remove the replacement.
    See: operational-versioning
    """
    if (
        "replacement" in operation.mapping(ANNOTATION)
        and operation.get("deprecated") is not True
    ):
        yield Problem(
            "The operation with a replacement must be deprecated.",
            ANNOTATION,
            "replacement",
            key=True,
        )


@rule(
    "PP082",
    "replacement-is-complete",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="ApiAnnotationExtensionReplacementInfoMissingOperationIdProperty,"
    " ApiAnnotationExtensionReplacementInfoMissingApiProperty",
    bad="""
    paths:
      /books:
        get:
          deprecated: true
          x-ms-api-annotation:
            replacement:  # <- here
              api: shelf
    """,
    good="""
    paths:
      /books:
        get:
          deprecated: true
          x-ms-api-annotation:
            replacement: {api: shelf, operationId: ListBooksV2}
    """,
)
def replacement_is_complete(operation: Node) -> Problems:
    """A `replacement` names the `api` and the `operationId`.

    Why: with only one of them the new operation cannot be found.
    Fix: Add api and operationId to replacement.
    See: operational-versioning
    """
    annotation = operation.mapping(ANNOTATION)
    replacement = mapping(annotation.get("replacement"))
    missing = [key for key in ("api", "operationId") if not text(replacement.get(key))]
    if "replacement" in annotation and missing:
        keys = " and ".join(map(show, missing))
        yield Problem(
            f"The replacement must have {keys}.",
            ANNOTATION,
            "replacement",
            key=True,
            code="ApiAnnotationExtensionReplacementInfoMissing"
            f"{'ApiProperty' if missing == ['api'] else 'OperationIdProperty'}",
        )


@rule(
    "PP083",
    "family-operation-has-revision",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="OperationRevisionEmpty, OperationFamilyHasManyEmptyRevisions",
    bad="""
    paths:
      /books:
        get:
          operationId: ListBooksV2
          x-ms-api-annotation: {family: ListBooks}  # <- here
    """,
    good="""
    paths:
      /books:
        get:
          operationId: ListBooksV2
          x-ms-api-annotation: {family: ListBooks, revision: 2}
    """,
)
def family_operation_has_revision(operation: Node) -> Problems:
    """An operation that names its `family` has a `revision`, a whole number from 1.

    Why: the revision says which operation of a family is the newest.
    Fix: Number the operations of the family, from 1 for the oldest.
    See: operational-versioning
    """
    annotation = operation.mapping(ANNOTATION)
    revision = annotation.get("revision")
    if revision is None:
        if text(annotation.get("family")):
            yield Problem(
                f"The operation of the family {show(annotation.get('family'))} must have a"
                " 'revision'.",
                ANNOTATION,
                "revision",
            )
    elif not isinstance(revision, int) or isinstance(revision, bool) or revision < 0:
        yield Problem(
            f"The revision must be a whole number from 1, not {show(revision)}.",
            ANNOTATION,
            "revision",
        )


@rule(
    "PP084",
    "operation-id-ends-in-revision",
    Severity.WARNING,
    on=Kind.OPERATION,
    microsoft="OperationIdShouldEndWithRevision",
    bad="""
    paths:
      /books:
        get:
          operationId: ListAllBooks  # <- here
          x-ms-api-annotation: {family: ListBooks, revision: 2}
    """,
    good="""
    paths:
      /books:
        get:
          operationId: ListBooks_V2
          x-ms-api-annotation: {family: ListBooks, revision: 2}
    """,
)
def operation_id_ends_in_revision(operation: Node) -> Problems:
    """The `operationId` of a revision after the first ends in it, as in ListBooks_V2.

    Why: expressions in flows show the id alone.
    Fix: End the operationId in _V and the revision; in a published connector keep it.
    See: operational-versioning
    """
    revision = operation.mapping(ANNOTATION).get("revision")
    operation_id = operation.text("operationId")
    if not isinstance(revision, int) or isinstance(revision, bool) or not operation_id:
        return
    ending = f"v{show(revision)}"
    if revision > 1 and not operation_id.casefold().endswith(ending):
        yield Problem(
            f"The operationId {show(operation_id)} of revision {show(revision)} must end in"
            f" {show('_' + ending.upper())}.",
            "operationId",
        )


@rule(
    "PP089",
    "preview-has-no-production-operation",
    Severity.WARNING,
    on=Kind.OPERATION,
    microsoft="OperationStatusAheadOfConnector",
    bad="""
    info:
      x-ms-api-annotation: {status: Preview}
    paths:
      /books:
        get:
          x-ms-api-annotation:
            status: Production  # <- here
    """,
    good="""
    info:
      x-ms-api-annotation: {status: Preview}
    paths:
      /books:
        get:
          x-ms-api-annotation: {status: Preview}
    """,
)
def preview_has_no_production_operation(operation: Node) -> Problems:
    """No operation is in production while the connector is a preview.

    Why: a preview may change or disappear, with all its operations.
    Fix: Set status to Preview for the operation, or to Production for the connector.
    See: operational-versioning
    """
    root = operation.connector.definition.root
    is_preview = any(
        Annotation(mapping(mapping(holder).get(ANNOTATION))).status == "preview"
        for holder in (root, root.get("info"))
    )
    if is_preview and operation_of(operation).annotation.status == "production":
        yield Problem(
            "The operation must not be in production while the connector is a preview.",
            ANNOTATION,
            "status",
        )
