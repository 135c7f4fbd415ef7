"""Rules on the names of keywords and extensions."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Rename
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show

_UNSUPPORTED = {
    "oneOf": "Write one of the alternatives instead, or leave out the type.",
    "anyOf": "Write one of the alternatives instead, or leave out the type.",
    "nullable": "Rename nullable to x-nullable.",
    "const": "Write enum with this value as its only one.",
    "patternProperties": "Write additionalProperties instead.",
}


@rule(
    "PP019",
    "keyword-is-openapi-2",
    Severity.ERROR,
    on=(Kind.SCHEMA, Kind.PARAMETER, Kind.HEADER),
    microsoft="SwaggerKeywordNotSupported",
    bad="""
    definitions:
      Book:
        type: object
        properties:
          isbn:
            type: string
            nullable: true  # <- here
    """,
    good="""
    definitions:
      Book:
        type: object
        properties:
          isbn: {type: string, x-nullable: true}
          const: {type: string}
    """,
)
def keyword_is_openapi_2(node: Node) -> Problems:
    """No keyword of OpenAPI 3 or of newer JSON Schema is used.

    Why: OpenAPI 2.0 does not have it, so it is refused or ignored.
    Fix: Use a keyword of OpenAPI 2.0 instead.
    See: certification-swagger-validator-rules
    """
    for keyword, hint in _UNSUPPORTED.items():
        if keyword in node.value:
            yield Problem(
                f"{show(keyword)} is not a keyword of OpenAPI 2.0.",
                keyword,
                key=True,
                hint=hint,
                fix=_fix(node, keyword),
            )


def _fix(node: Node, keyword: str) -> Rename | None:
    """Return the only possible fix; None if there are several."""
    is_free = "x-nullable" not in node.value
    is_flag = keyword == "nullable" and isinstance(node.get(keyword), bool)
    return Rename("x-nullable") if is_flag and is_free else None


_NAMES = frozenset(
    (
        "agentic-protocol",
        "api-annotation",
        "capabilities",
        "connector-metadata",
        "deployment-version",
        "docs",
        "dynamic-list",
        "dynamic-properties",
        "dynamic-schema",
        "dynamic-tree",
        "dynamic-values",
        "editor",
        "editor-options",
        "enum-values",
        "keywords",
        "localizeDefaultValue",
        "media-kind",
        "no-generic-test",
        "notification",
        "notification-content",
        "notification-url",
        "openai-data",
        "openai-manifest",
        "openai-published-to-copilots",
        "operation-context",
        "pageable",
        "safe-operation",
        "summary",
        "test-value",
        "trigger",
        "trigger-hint",
        "trigger-metadata",
        "trigger-value",
        "url-encoding",
        "visibility",
        # Extensions of AutoRest, which the platform ignores.
        "azure-resource",
        "client-flatten",
        "client-name",
        "code-generation-settings",
        "discriminator-value",
        "docs-operation-type",
        "enum",
        "error-response",
        "examples",
        "external",
        "header-collection-prefix",
        "identifiers",
        "long-running-operation",
        "long-running-operation-options",
        "mutability",
        "navigationProperty",
        "odata",
        "parameter-grouping",
        "parameter-location",
        "parameterized-host",
        "paths",
        "primary-error-message",
        "request-id",
        "secret",
        "skip-url-encoding",
    )
)
_EXTENSIONS = frozenset(f"x-ms-{name}" for name in _NAMES)


@rule(
    "PP164",
    "extension-is-known",
    Severity.WARNING,
    on=(
        Kind.DOCUMENT,
        Kind.INFO,
        Kind.TAG,
        Kind.SECURITY_DEFINITION,
        Kind.PATH,
        Kind.OPERATION,
        Kind.PARAMETER,
        Kind.RESPONSE,
        Kind.HEADER,
        Kind.NOTIFICATION,
        Kind.SCHEMA,
    ),
    bad="""
    definitions:
      Book:
        type: object
        properties:
          isbn:
            type: string
            x-ms-sumamry: ISBN  # <- here
    """,
    good="""
    definitions:
      Book:
        type: object
        properties:
          x-ms-sumamry: {type: string, x-ms-summary: A property with an odd name}
    """,
)
def extension_is_known(node: Node) -> Problems:
    """Every extension that begins with `x-ms-` is one that exists.

    Why: an extension with a misspelt name is silently ignored: a title is not shown, an
        internal parameter is.
    Fix: Correct the name; begin an extension of your own with x-, but not with x-ms.
    See: openapi-extensions
    """
    for key in node.value:
        if key.casefold().startswith("x-ms") and key not in _EXTENSIONS:
            # With their common prefix, all names would look similar.
            nearest = node.connector.suggestions.nearest(key[4:].lstrip("-"), _NAMES)
            candidates = [f"x-ms-{name}" for name in nearest]
            is_clear = len(candidates) == 1 and candidates[0] not in node.value
            yield Problem(
                f"The extension {show(key)} is not known.",
                key,
                key=True,
                hint=f"Did you mean {show(candidates[0])}?" if candidates else None,
                fix=Rename(candidates[0]) if is_clear else None,
            )
