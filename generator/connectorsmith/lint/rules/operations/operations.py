"""Rules on `operationId`."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.document import join_pointer
from connectorsmith.lint.nodes.lookup import is_outside
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.operations import METHODS, OperationPlace


@rule(
    "PP050",
    "operation-id-is-present",
    Severity.ERROR,
    on=(Kind.OPERATION, Kind.PATH),
    microsoft="OperationIdRequired",
    bad="""
    paths:
      /books:
        get:  # <- here
          summary: List books
    """,
    good="""
    paths:
      /books:
        get: {operationId: ListBooks}
    """,
)
def operation_id_is_present(node: Node) -> Problems:
    """Every operation has an `operationId`.

    Why: flows and apps store it, policies and dynamic values refer to it, and the generated
        method is named after it. Without one a name is derived from the path.
    Fix: Add an operationId in PascalCase that says what the operation does, such as
        ListBooks.
    See: certification-swagger-validator-rules
    """
    if node.kind is Kind.PATH:
        methods = [one for one in METHODS if one in node.value]
        if "operationId" in node.value and methods:
            yield Problem(
                f"The operationId must be in {show(methods[0])}, not beside it.",
                "operationId",
                key=True,
                hint=f"Move operationId and the other keys of the operation to {methods[0]}.",
                echoes=tuple(key for key in node.value if key != "parameters"),
            )
    elif node.get("operationId") in (None, "") and not is_outside(node, "operationId"):
        yield Problem(
            "The operation must have an 'operationId'.", "operationId", key=True
        )


@rule(
    "PP051",
    "operation-id-is-unique",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="OperationIdNotUnique",
    bad="""
    paths:
      /books:
        get:
          operationId: Books
        post:
          operationId: Books  # <- here
    """,
    good="""
    paths:
      /books:
        get: {operationId: ListBooks}
        post: {operationId: AddBook}
    """,
)
def operation_id_is_unique(operation: Node) -> Problems:
    """No two operations have the same `operationId`.

    Why: flows and apps find an operation by its id, so one of the two can never be called,
        and a policy or a dynamic value with this id could mean either. The SDK names all
        but the first, by path, after their method and path.
    Fix: Rename the newer operationId; that of a published operation must stay.
    See: certification-swagger-validator-rules
    """
    operation_id = operation.get("operationId")
    path = operation.within(Kind.PATH)
    if not isinstance(operation_id, str) or not operation_id or path is None:
        return
    here = OperationPlace(path.name, operation.name)
    known = operation.connector.definition.by_id.get(operation_id)
    first = here if known is None else known.place
    if first != here:
        pointer = join_pointer("", "paths", first.path, first.method, "operationId")
        place = operation.connector.files.definition.locate(pointer, key=True)
        yield Problem(
            f"The operationId {show(operation_id)} is already used by"
            f" {first.method.upper()} {show(first.path)} in line {place.line}.",
            "operationId",
            effect="names it after its method and path",
        )


@rule(
    "PP052",
    "operation-id-is-alphanumeric",
    Severity.WARNING,
    on=Kind.OPERATION,
    microsoft="OperationIdSanitized",
    bad="""
    paths:
      /books:
        get:
          operationId: List-Books  # <- here
    """,
    good="""
    paths:
      /books:
        get: {operationId: ListBooks}
    """,
)
def operation_id_is_alphanumeric(operation: Node) -> Problems:
    """An `operationId` has only letters and digits.

    Why: the platform removes all other characters, so flows see another id than the file
        says.
    Fix: Remove the other characters; in a published connector keep the operationId.
    See: certification-swagger-validator-rules
    """
    operation_id = operation.text("operationId")
    # Microsoft's guide to revisions asks for the ending _V2.
    if not re.fullmatch(r"[A-Za-z0-9]*(_[Vv][0-9]+)?", operation_id):
        yield Problem(
            f"The operationId {show(operation_id)} must have only letters and digits.",
            "operationId",
        )


@rule(
    "PP053",
    "operation-id-is-pascal-case",
    Severity.WARNING,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        get:
          operationId: listBooks  # <- here
    """,
    good="""
    paths:
      /books:
        get: {operationId: ListBooks}
    """,
)
def operation_id_is_pascal_case(operation: Node) -> Problems:
    """An `operationId` is in PascalCase.

    Why: the coding standards ask for it, and expressions in flows show the id.
    Fix: Begin each word with a capital; in a published connector keep the operationId.
    See: coding-standards
    """
    operation_id = operation.text("operationId")
    if operation_id[:1].isalpha() and not operation_id[0].isupper():
        yield Problem(
            f"The operationId {show(operation_id)} must begin with a capital.",
            "operationId",
        )


_MAX_ID_LENGTH = 128
"""Characters; a longer id is reported."""


@rule(
    "PP054",
    "operation-id-is-short",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="OperationIdTooLong",
    bad=f"""
    paths:
      /books:
        get:
          operationId: {"ListBooks" * 15}  # <- here
    """,
    good="""
    paths:
      /books:
        get: {operationId: ListBooks}
    """,
)
def operation_id_is_short(operation: Node) -> Problems:
    """An `operationId` has at most 128 characters.

    Why: the platform has a limit that it does not publish; no published connector has a
        longer one.
    Fix: Shorten the operationId to a verb and an object, such as ListBooks.
    See: certification-swagger-validator-rules
    """
    length = len(operation.text("operationId"))
    if length > _MAX_ID_LENGTH:
        yield Problem(
            f"The operationId must have at most {_MAX_ID_LENGTH} characters,"
            f" not {length}.",
            "operationId",
        )
