"""Rules on path templates."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.effects import LEFT_OUT
from connectorsmith.lint.nodes.lookup import all_parameters, own_parameters
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import CAPABILITIES, METADATA, PATHS
from connectorsmith.openapi.operations import SECTIONS, OperationPlace
from connectorsmith.openapi.templates import variables, with_names, without_variables

ROOT_KEYS = frozenset(
    (
        *("swagger", "info", "host", "basePath", "schemes", "consumes", "produces"),
        *("paths", "definitions", "parameters", "responses", "securityDefinitions"),
        *("security", "tags", "externalDocs", METADATA, CAPABILITIES),
    )
)
"""Keys of the root that are no path."""


@rule(
    "CS043",
    "root-key-is-not-in-paths",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="OperationPathMustStartWithSlash",
    bad="""
    paths:
      /books:
        get: {operationId: ListBooks}
      securityDefinitions: {}  # <- here
    """,
    good="""
    paths:
      /books:
        get: {operationId: ListBooks}
      x-notes: Paths and extensions only.
    securityDefinitions: {}
    """,
)
def root_key_is_not_in_paths(document: Node) -> Problems:
    """`paths` holds no key that belongs at the root of the definition.

    Why: it is taken for a path there, and has no effect. The brace that ends `paths` is
        too low in the file, which the editor of the portal does not show.
    Fix: Move it out of paths.
    See: https://swagger.io/specification/v2/#swagger-object
    """
    for key in document.mapping("paths"):
        if key in ROOT_KEYS:
            is_there = key in document.value
            yield Problem(
                f"{show(key)} belongs at the root of the definition.",
                "paths",
                key,
                key=True,
                hint=(
                    f"Move its content out of 'paths', into the {show(key)} of the root."
                    if is_there
                    else "Move it out of 'paths'."
                ),
            )


@rule(
    "PP070",
    "path-is-a-valid-template",
    Severity.ERROR,
    on=Kind.PATH,
    microsoft="OperationPathTemplateNotValid, OperationPathMustStartWithSlash,"
    " OperationPathMayNotContainQueryOrFragment, OperationPathContainsUnsupportedCharacters",
    bad="""
    paths:
      /books?author={author}:  # <- here
        get: {operationId: ListBooks}
    """,
    good="""
    paths:
      /books(id={id})/pages/{page}:
        get: {operationId: GetPage}
    """,
)
def path_is_a_valid_template(path: Node) -> Problems:
    """A path begins with `/`, has no `?`, `#` or `*`, and closes its `{variables}`.

    Why: a path is the part of a URL before the query; what follows `?` must be a query
        parameter, except in x-ms-paths. A variable must be within one segment for the
        platform; of a definition without apiProperties, the SDK fills variables of
        several segments too.
    Fix: Declare the query as parameters, and close every brace in its own segment.
    See: certification-swagger-validator-rules
    """
    template = path.name
    if path.connector.files.properties is None:
        template = with_names(template)
    if path.steps[0] == PATHS:
        template = template.partition("?")[0]
    match = re.search(r"[?#*]", template)
    if template in ROOT_KEYS:
        return  # reported by CS043
    if not template.startswith("/"):
        yield Problem(
            f"The path {show(path.name)} must begin with '/'.",
            code="OperationPathMustStartWithSlash",
            effect="adds it",
        )
    elif match:
        character = match.group()
        yield Problem(
            f"The path {show(path.name)} must not contain {show(character)}.",
            code=(
                "OperationPathContainsUnsupportedCharacters"
                if character == "*"
                else "OperationPathMayNotContainQueryOrFragment"
            ),
        )
    elif re.search(r"[{}]", without_variables(template)):
        yield Problem(
            f"The path {show(path.name)} must close every brace within its segment."
        )


@rule(
    "PP071",
    "path-variable-has-parameter",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="OperationMissingPathParameter",
    bad="""
    paths:
      /books/{id}:
        get:  # <- here
          operationId: GetBook
    """,
    good="""
    paths:
      /books/{id}:
        parameters:
          - {name: id, in: path, type: string, required: true}
        get: {operationId: GetBook}
    """,
)
def path_variable_has_parameter(operation: Node) -> Problems:
    """Every variable of a path is declared as a path parameter.

    Why: without a parameter it has no value, and the URL would contain the braces. The SDK
        takes it as required text.
    Fix: Add a parameter with this name, in: path and required: true.
    See: certification-swagger-validator-rules
    """
    path = operation.within(Kind.PATH)
    if path is None:
        return
    declared = {p.name for p in all_parameters(operation) if p.location == "path"}
    for name in dict.fromkeys(one.name for one in variables(path.name)):
        if name not in declared:
            yield Problem(
                f"The path variable {show(name)} must have a parameter.",
                "parameters",
                key=True,
                effect="takes it as required text",
            )


@rule(
    "PP072",
    "path-parameter-is-in-path",
    Severity.ERROR,
    on=(Kind.OPERATION, Kind.PATH),
    microsoft="PathParameterNotDefinedInTemplate",
    bad="""
    paths:
      /books:
        get:
          parameters:
            - {name: id, in: path, type: string, required: true}  # <- here
    """,
    good="""
    paths:
      /books/{id}:
        get:
          parameters:
            - {name: id, in: path, type: string, required: true}
    """,
)
def path_parameter_is_in_path(node: Node) -> Problems:
    """Every path parameter is a variable of its path.

    Why: makers would enter a value that has no place in the URL.
    Fix: Add {name} to the path, or change in: path to in: query.
    See: certification-swagger-validator-rules
    """
    path = node if node.kind is Kind.PATH else node.within(Kind.PATH)
    template = path.name if path is not None else ""
    known = {variable.name for variable in variables(template)}
    for parameter in own_parameters(node):
        if parameter.location == "path" and parameter.name not in known:
            yield Problem(
                f"The path parameter {show(parameter.name)} must be a variable of the path.",
                *parameter.steps,
                effect=LEFT_OUT,
            )


@rule(
    "PP073",
    "paths-differ-in-more-than-case",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="PathRedefined",
    bad="""
    paths:
      /books:
        get: {operationId: ListBooks}
      /Books:  # <- here
        post: {operationId: AddBook}
    """,
    good="""
    paths:
      /books:
        get: {operationId: ListBooks}
        post: {operationId: AddBook}
    """,
)
def paths_differ_in_more_than_case(document: Node) -> Problems:
    """No two paths differ only in capitals.

    Why: the platform compares paths without regard to case, so one replaces the other.
    Fix: Move the operations of both to one path.
    See: certification-swagger-validator-rules
    """
    first: dict[str, str] = {}
    for section in SECTIONS:
        for path in document.mapping(section):
            known = first.setdefault(path.casefold(), path)
            if known != path:
                yield Problem(
                    f"The path {show(path)} must differ from {show(known)} in more than"
                    " capitals.",
                    section,
                    path,
                    key=True,
                )


@rule(
    "PP073b",
    "paths-differ-in-more-than-variables",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="DuplicateOperationPath",
    bad="""
    paths:
      /books/{id}:
        get: {operationId: GetBook}
      /books/{isbn}:
        get: {operationId: GetBookByIsbn}  # <- here
    """,
    good="""
    paths:
      /books/{id}:
        get: {operationId: GetBook}
      /books/isbn/{isbn}:
        get: {operationId: GetBookByIsbn}
    """,
)
def paths_differ_in_more_than_variables(document: Node) -> Problems:
    """No two operations have the same method and paths that differ only in variable names.

    Why: every request matches both, so one of them can never be reached.
    Fix: Give one of the paths another fixed part, with a routing policy if necessary.
    See: certification-swagger-validator-rules
    """
    first: dict[tuple[str, str], OperationPlace] = {}
    for place, operation in document.connector.definition.by_place.items():
        pattern = without_variables(place.path, "{}").casefold()
        known = first.setdefault((place.method, pattern), place)
        if known.path.casefold() != place.path.casefold():
            yield Problem(
                f"The path must differ from {show(known.path)} in more than variable names.",
                *operation.tokens,
                key=True,
            )
