"""Rules on the revisions of a family of operations, and on which of them are deprecated."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import ANNOTATION
from connectorsmith.openapi.operations import RawOperation

_MAX_ACTIVE = 2
"""Operations of a family that are not deprecated; further ones are reported."""


@rule(
    "PP087",
    "revision-is-unique",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="OperationFamilyHasDuplicateRevisions",
    bad="""
    paths:
      /books:
        get: {operationId: ListBooks}
      /books2:
        get:
          operationId: ListBooksV2
          x-ms-api-annotation: {family: ListBooks, revision: 1}  # <- here
    """,
    good="""
    paths:
      /books:
        get: {operationId: ListBooks}
      /books2:
        get:
          operationId: ListBooksV2
          x-ms-api-annotation: {family: ListBooks, revision: 2}
    """,
)
def revision_is_unique(document: Node) -> Problems:
    """No two operations of a family have the same revision.

    Why: neither would be the newer one. An operation without an annotation is revision 1 of
        the family that is named like its operationId.
    Fix: Number the operations of the family, from 1 for the oldest.
    See: operational-versioning
    """
    for family, members in document.connector.definition.families.items():
        first: dict[int, RawOperation] = {}
        for member in sorted(members, key=lambda member: bool(member.annotation.value)):
            revision = member.annotation.revision
            if revision is None:
                continue  # PP083 reports it
            known = first.setdefault(revision, member)
            # PP051 reports two operations with the same id.
            if known.id != member.id:
                yield Problem(
                    f"The family {show(family)} must not have two operations of"
                    f" revision {show(revision)}.",
                    *member.tokens,
                    ANNOTATION,
                )


@rule(
    "PP088",
    "old-revisions-are-deprecated",
    Severity.WARNING,
    on=Kind.DOCUMENT,
    microsoft="OperationFamilyHasManyActiveOperations",
    bad="""
    paths:
      /books:
        get:  # <- here
          operationId: ListBooks
      /books2:
        get:
          operationId: ListBooksV2
          x-ms-api-annotation: {family: ListBooks, revision: 2}
      /books3:
        get:
          operationId: ListBooksV3
          x-ms-api-annotation: {family: ListBooks, revision: 3}
    """,
    good="""
    paths:
      /books:
        get: {operationId: ListBooks, deprecated: true}
      /books2:
        get:
          operationId: ListBooksV2
          x-ms-api-annotation: {family: ListBooks, revision: 2}
      /books3:
        get:
          operationId: ListBooksV3
          x-ms-api-annotation: {family: ListBooks, revision: 3}
    """,
)
def old_revisions_are_deprecated(document: Node) -> Problems:
    """At most two operations of a family are not deprecated.

    Why: makers should not have to choose between more; certification reports it.
    Fix: Add deprecated: true to the older operations.
    See: operational-versioning
    """
    for family, members in document.connector.definition.families.items():
        active = [member for member in members if not member.is_deprecated]
        for member in _newest_first(active)[_MAX_ACTIVE:]:
            yield Problem(
                f"The family {show(family)} must have at most {_MAX_ACTIVE} operations"
                f" without 'deprecated', not {len(active)}.",
                *member.tokens,
                key=True,
            )


@rule(
    "MS103",
    "family-has-one-production-operation",
    Severity.WARNING,
    on=Kind.DOCUMENT,
    microsoft="OperationFamilyHasManyActiveProductionOperations",
    bad="""
    paths:
      /books:
        get:  # <- here
          operationId: ListBooks
          x-ms-api-annotation: {status: Production, family: ListBooks, revision: 1}
      /books2:
        get:
          operationId: ListBooksV2
          x-ms-api-annotation: {status: Production, family: ListBooks, revision: 2}
    """,
    good="""
    paths:
      /books:
        get:
          operationId: ListBooks
          deprecated: true
          x-ms-api-annotation: {status: Production, family: ListBooks, revision: 1}
      /books2:
        get:
          operationId: ListBooksV2
          x-ms-api-annotation: {status: Production, family: ListBooks, revision: 2}
    """,
)
def family_has_one_production_operation(document: Node) -> Problems:
    """At most one operation of a family is in production and not deprecated.

    Why: once the new revision is in production, makers should not start with the old one.
    Fix: Add deprecated: true to the older operation, or set the status of the newer one to
        Preview.
    See: operational-versioning
    """
    for family, members in document.connector.definition.families.items():
        active = [member for member in members if not member.is_deprecated]
        if len(active) > _MAX_ACTIVE:
            continue  # PP088 reports it
        ready = [
            member for member in active if member.annotation.status == "production"
        ]
        for member in _newest_first(ready)[1:]:
            yield Problem(
                f"The family {show(family)} must not have two operations in production"
                " without 'deprecated'.",
                *member.tokens,
                key=True,
            )


def _newest_first(members: list[RawOperation]) -> list[RawOperation]:
    return sorted(members, key=lambda member: -(member.annotation.revision or 0))
