"""Rules on ambiguous paths and operationIds."""

from __future__ import annotations

import re
from collections import Counter

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.routes import Routes
from connectorsmith.openapi.templates import variables, with_names


@rule(
    "PP073c",
    "request-matches-one-path",
    Severity.INFO,
    on=Kind.DOCUMENT,
    microsoft="PartialDuplicateOperationPath",
    bad="""
    paths:
      /books/{id}:
        get: {operationId: GetBook}  # <- here
      /books/new:
        get: {operationId: GetNewBook}
    """,
    good="""
    paths:
      /books/{id}:
        get: {operationId: GetBook}
      /books/new:
        post: {operationId: AddBook}
      /books/{id}/pages:
        get: {operationId: ListPages}
    """,
)
def request_matches_one_path(document: Node) -> Problems:
    """No request matches the paths of two operations.

    Why: for certain values of a variable, a request for one operation is also one for the
        other. Most APIs prefer the fixed word, so only these values are lost; if neither
        path is more specific, as with /a/{b}/c and /a/d/{e}, it is a warning.
    Fix: Give one of the paths another fixed part, with a routing policy if necessary.
    See: certification-swagger-validator-rules
    """
    routes = Routes(document.connector.definition.by_place)
    for place, operation in document.connector.definition.by_place.items():
        overlap = routes.overlap(place)
        if overlap is not None:
            other = show(overlap.place.path)
            yield Problem(
                f"A request for {show(place.path)} must not match {other} too.",
                *operation.tokens,
                key=True,
                severity=Severity.WARNING if overlap.is_crossed else None,
            )


@rule(
    "MS100",
    "path-variable-has-no-default",
    Severity.ERROR,
    on=Kind.PATH,
    microsoft="OperationPathVariablesContainDefaults",
    bad="""
    paths:
      /books/{id=1}:  # <- here
        get: {operationId: GetBook}
    """,
    good="""
    paths:
      /books(id={id}):
        get: {operationId: GetBook}
    """,
)
def path_variable_has_no_default(path: Node) -> Problems:
    """A variable in a path has no `=` in it.

    Why: some routers read a default from it; the platform refuses it.
    Fix: Keep only the name in the path, and write the default in the parameter.
    See: certification-swagger-validator-rules
    """
    for variable in re.findall(r"\{[^{}/]*\}", with_names(path.name)):
        if "=" in variable:
            yield Problem(
                f"The path variable {show(variable)} must not have a default."
            )
            return


@rule(
    "CS041",
    "operation-ids-differ-in-letters",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    bad="""
    paths:
      /books:
        get: {operationId: ListBooks}
      /books/all:
        get: {operationId: List-Books}  # <- here
    """,
    good="""
    paths:
      /books:
        get: {operationId: ListBooks}
      /books/all:
        get: {operationId: ListAllBooks}
    """,
)
def operation_ids_differ_in_letters(document: Node) -> Problems:
    """No two `operationId`s differ only in capitals or special characters.

    Why: the platform keeps only letters and digits, so both would be the same operation;
        the SDK has to number one of them. No published connector has such a pair.
    Fix: Rename the newer operationId; that of a published operation must stay.
    See: certification-swagger-validator-rules
    """
    first: dict[str, str] = {}
    for name, operation in document.connector.definition.by_id.items():
        alphanumeric = re.sub(r"[\W_]", "", name).casefold()
        known = first.setdefault(alphanumeric, name)
        if alphanumeric and known != name:
            yield Problem(
                f"The operationId {show(name)} must differ from {show(known)} in letters or"
                " digits.",
                *operation.tokens,
                "operationId",
            )


@rule(
    "CS042",
    "path-variable-is-unique",
    Severity.WARNING,
    on=Kind.PATH,
    bad="""
    paths:
      /shelves/{id}/books/{id}:  # <- here
        get: {operationId: GetBook}
    """,
    good="""
    paths:
      /shelves/{id}/books/{isbn}:
        get: {operationId: GetBook}
    """,
)
def path_variable_is_unique(path: Node) -> Problems:
    """No path has the same variable twice.

    Why: both places would get the same value, which is rarely intended.
    Fix: Give each variable a name of its own.
    See: https://swagger.io/specification/v2/#path-templating
    """
    names = [variable.name for variable in variables(path.name)]
    name, count = max(Counter(names).items(), key=lambda item: item[1], default=("", 0))
    if count > 1:
        yield Problem(
            f"The variable {show(name)} must be in the path once, not {count} times."
        )
