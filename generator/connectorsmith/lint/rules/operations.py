"""Rules on operations: their ids, and which parameters go together."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.node import Kind, Node, OperationPlace
from connectorsmith.lint.parameters import all_parameters, own_parameters
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.wording import show


@rule(
    "PP050",
    Severity.ERROR,
    on=Kind.OPERATION,
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
def operation_id_is_present(operation: Node) -> Problems:
    """Every operation has an `operationId`.

    Why: flows and apps store it, policies and dynamic values refer to it, and the
        generated method is named by it. Without one a name is derived from the path.
    Mend: Add an id in PascalCase that says what the operation does, such as ListBooks.
    See: certification-swagger-validator-rules
    """
    if operation.get("operationId") in (None, ""):
        yield Problem("The operation has no operationId.", "operationId", key=True)


@rule(
    "PP051",
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

    Why: flows and apps find an operation by its id; with two of them one can never be
        called. The second gets a derived name.
    Mend: Rename the newer one; the id of a published operation must stay.
    See: certification-swagger-validator-rules
    """
    operation_id = operation.get("operationId")
    path = operation.within(Kind.PATH)
    if not isinstance(operation_id, str) or not operation_id or path is None:
        return
    here = OperationPlace(path.name, operation.name)
    first = operation.connector.operation_ids.get(operation_id, here)
    if first != here:
        yield Problem(
            f"The operationId {show(operation_id)} is also that of"
            f" {first.method.upper()} {show(first.path)}.",
            "operationId",
        )


@rule(
    "PP052",
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

    Why: the platform drops everything else, so flows see another id than the file says.
    Mend: Leave out the other characters; in a published connector leave the id alone.
    See: certification-swagger-validator-rules
    """
    operation_id = operation.text("operationId")
    if not re.fullmatch(r"[A-Za-z0-9]*", operation_id):
        yield Problem(
            f"The operationId {show(operation_id)} has other characters than letters"
            " and digits.",
            "operationId",
        )


@rule(
    "PP053",
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

    Why: the coding standards ask for it, and expressions in flows show it.
    Mend: Begin each word with a capital; in a published connector leave the id alone.
    See: coding-standards
    """
    operation_id = operation.text("operationId")
    if operation_id[:1].isalpha() and not operation_id[0].isupper():
        yield Problem(
            f"The operationId {show(operation_id)} does not begin with a capital.",
            "operationId",
        )


_LONGEST_ID = 128


@rule(
    "PP054",
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
    Mend: Shorten the id to a verb and what it acts on.
    See: certification-swagger-validator-rules
    """
    length = len(operation.text("operationId"))
    if length > _LONGEST_ID:
        yield Problem(f"The operationId has {length} characters.", "operationId")


@rule(
    "PP067",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="BodyOrFormDataParameterInFetchOperationNotAllowed",
    bad="""
    paths:
      /books:
        get:
          parameters:
            - {name: body, in: body, schema: {type: object}}  # <- here
    """,
    good="""
    paths:
      /books:
        post:
          parameters:
            - {name: body, in: body, schema: {type: object}}
    """,
)
def get_has_no_body(operation: Node) -> Problems:
    """A GET or HEAD operation has no body and no form data.

    Why: HTTP gives such a body no meaning, and gateways drop it.
    Mend: Make them query parameters, or use POST.
    See: certification-swagger-validator-rules
    """
    if operation.name in ("get", "head"):
        for parameter in all_parameters(operation):
            if parameter.place in ("body", "formData"):
                yield Problem(
                    f"A {operation.name.upper()} operation has the {parameter.place}"
                    f" parameter {show(parameter.name)}.",
                    *parameter.at,
                )


@rule(
    "PP068",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="OperationParametersContainMultipleBodyParameters",
    bad="""
    paths:
      /books:
        post:
          parameters:
            - {name: book, in: body, schema: {type: object}}
            - {name: shelf, in: body, schema: {type: object}}  # <- here
    """,
    good="""
    paths:
      /books:
        post:
          parameters:
            - {name: book, in: body, schema: {type: object}}
            - {name: shelf, in: query, type: string}
    """,
)
def body_is_one(operation: Node) -> Problems:
    """An operation has at most one body parameter.

    Why: a request has one body; only the first is sent.
    Mend: Make one body of them, with a property for each.
    See: certification-swagger-validator-rules
    """
    bodies = [one for one in all_parameters(operation) if one.place == "body"]
    for parameter in bodies[1:]:
        yield Problem(
            f"{show(parameter.name)} is a second body parameter.", *parameter.at
        )


@rule(
    "PP069",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="ParameterListContainsFormDataAndBody",
    bad="""
    paths:
      /books:
        post:
          parameters:
            - {name: book, in: body, schema: {type: object}}
            - {name: cover, in: formData, type: file}  # <- here
    """,
    good="""
    paths:
      /books:
        post:
          parameters:
            - {name: title, in: formData, type: string}
            - {name: cover, in: formData, type: file}
    """,
)
def body_or_form(operation: Node) -> Problems:
    """An operation has a body or form data, not both.

    Why: both are the content of the one request.
    Mend: Make the body form data too, or the form data a part of the body.
    See: certification-swagger-validator-rules
    """
    parameters = all_parameters(operation)
    if any(parameter.place == "body" for parameter in parameters):
        for parameter in parameters:
            if parameter.place == "formData":
                yield Problem(
                    f"The form data {show(parameter.name)} stands beside a body.",
                    *parameter.at,
                )
                return


@rule(
    "PP074",
    Severity.ERROR,
    on=(Kind.OPERATION, Kind.PATH),
    microsoft="OperationParametersContainDuplicateParameter",
    bad="""
    paths:
      /books:
        get:
          parameters:
            - {name: author, in: query, type: string}
            - {name: author, in: query, type: string}  # <- here
    """,
    good="""
    paths:
      /books:
        parameters:
          - {name: author, in: query, type: integer}
        get:
          parameters:
            - {name: author, in: query, type: string}
            - {name: author, in: header, type: string}
    """,
)
def parameters_are_unique(node: Node) -> Problems:
    """No two parameters of an operation have the same name and place.

    Why: only one of them can be sent. A parameter of an operation may replace one of
        its path, that is no duplicate.
    Mend: Remove or rename one of the two.
    See: certification-swagger-validator-rules
    """
    seen: set[tuple[str, str]] = set()
    for parameter in own_parameters(node):
        name = parameter.name, parameter.place
        if name in seen and all(name):
            yield Problem(
                f"There are two {parameter.place} parameters {show(parameter.name)}.",
                *parameter.at,
            )
        seen.add(name)
