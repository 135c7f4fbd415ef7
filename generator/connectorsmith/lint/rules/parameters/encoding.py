"""Rules on `x-ms-url-encoding`."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Drop, Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import SKIP_URL_ENCODING, URL_ENCODING


@rule(
    "PP097",
    "path-parameter-has-url-encoding",
    Severity.WARNING,
    on=Kind.PARAMETER,
    microsoft="PathParameterMissingEncoding",
    bad="""
    parameters:
      id:  # <- here
        name: id
        in: path
    """,
    good="""
    parameters:
      id: {name: id, in: path, x-ms-url-encoding: single}
    """,
)
def path_parameter_has_url_encoding(parameter: Node) -> Problems:
    """A path parameter has an `x-ms-url-encoding`.

    Why: without it a value with a slash or a space can break the URL.
    Fix: Add x-ms-url-encoding: single.
    See: certification-swagger-validator-rules
    """
    if parameter.get("in") == "path" and URL_ENCODING not in parameter.value:
        yield Problem(
            "The path parameter must have 'x-ms-url-encoding'.",
            URL_ENCODING,
            key=True,
            fix=Put("single"),
        )


@rule(
    "PP098",
    "query-parameter-has-no-url-encoding",
    Severity.WARNING,
    on=Kind.PARAMETER,
    microsoft="QueryParameterEncodingNotSupported",
    bad="""
    parameters:
      author:
        name: author
        in: query
        x-ms-url-encoding: single  # <- here
    """,
    good="""
    parameters:
      author: {name: author, in: query}
    """,
)
def query_parameter_has_no_url_encoding(parameter: Node) -> Problems:
    """A query parameter has no `x-ms-url-encoding`.

    Why: query parameters are always encoded once; the key is ignored.
    Fix: Remove x-ms-url-encoding.
    See: certification-swagger-validator-rules
    """
    if parameter.get("in") == "query" and URL_ENCODING in parameter.value:
        yield Problem(
            "The query parameter must not have 'x-ms-url-encoding'.",
            URL_ENCODING,
            key=True,
            fix=Drop(),
        )


@rule(
    "PP099",
    "url-encoding-is-known",
    Severity.ERROR,
    on=Kind.PARAMETER,
    microsoft="JsonValueNotInEnum",
    bad="""
    parameters:
      id:
        name: id
        in: path
        x-ms-url-encoding: triple  # <- here
    """,
    good="""
    parameters:
      id: {name: id, in: path, x-ms-url-encoding: double}
    """,
)
def url_encoding_is_known(parameter: Node) -> Problems:
    """`x-ms-url-encoding` is `single` or `double`.

    Why: any other value is refused.
    Fix: Set x-ms-url-encoding to single, or to double if the API decodes twice.
    See: openapi-extensions
    """
    encoding = parameter.get(URL_ENCODING)
    if URL_ENCODING in parameter.value and encoding not in ("single", "double"):
        normalized = encoding.strip().lower() if isinstance(encoding, str) else ""
        fix = Put(normalized) if normalized in ("single", "double") else None
        yield Problem(
            f"{show(URL_ENCODING)} must be single or double, not {show(encoding)}.",
            URL_ENCODING,
            fix=fix,
        )


@rule(
    "CS072",
    "skipped-url-encoding-is-in-path",
    Severity.WARNING,
    on=Kind.PARAMETER,
    bad="""
    parameters:
      filter:
        name: filter
        in: query
        x-ms-skip-url-encoding: true  # <- here
    """,
    good="""
    parameters:
      scope: {name: scope, in: path, x-ms-skip-url-encoding: true}
    """,
)
def skipped_url_encoding_is_in_path(parameter: Node) -> Problems:
    """Only a path parameter has `x-ms-skip-url-encoding`.

    Why: the SDK sends the value of a path parameter as it is, with its slashes. A value of
        a query or a header is always encoded: as it is, it could add other parameters.
    Fix: Remove x-ms-skip-url-encoding, and pass values that are not encoded.
    See: https://azure.github.io/autorest/extensions/#x-ms-skip-url-encoding
    """
    if parameter.get(SKIP_URL_ENCODING) is True and parameter.get("in") != "path":
        yield Problem(
            f"Only a path parameter must have {show(SKIP_URL_ENCODING)}.",
            SKIP_URL_ENCODING,
            key=True,
        )
