"""Rules on how a `$ref` is written."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Drop
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show


@rule(
    "PP018",
    "ref-has-no-siblings",
    Severity.WARNING,
    on=Kind.REFERENCE,
    microsoft="AdditionalPropertyNotAllowedAdjacentToRef",
    bad="""
    definitions:
      Shelf:
        type: object
        properties:
          book:
            $ref: '#/definitions/Book'
            description: The first one.  # <- here
      Book: {type: object}
    """,
    good="""
    definitions:
      Shelf:
        type: object
        properties:
          book:
            $ref: '#/definitions/Book'
      Book: {type: object, description: One of the books.}
    """,
)
def ref_has_no_siblings(node: Node) -> Problems:
    """A `$ref` has no other keys beside it.

    Why: the target replaces the whole object, so the keys beside `$ref` are ignored. An
        `allOf` around the `$ref` is no way out: the designer shows no fields of it.
    Fix: Move the key to the target of the $ref, or remove it.
    See: certification-swagger-validator-rules
    """
    if node.role is Kind.PATH or not isinstance(node.get("$ref"), str):
        return
    target = node.connector.definition.references.resolved(node.value)
    for key, value in node.value.items():
        if key != "$ref":
            is_redundant = isinstance(value, str) and target.get(key) == value
            yield Problem(
                f"The key {show(key)} must not be beside a $ref.",
                key,
                key=True,
                fix=Drop() if is_redundant else None,
            )


_MALFORMED = re.compile(r"~(?![01])|%(?![0-9A-Fa-f]{2})")


@rule(
    "MS006",
    "ref-pointer-is-escaped",
    Severity.ERROR,
    on=Kind.REFERENCE,
    microsoft="JsonPointerNotValid",
    bad="""
    definitions:
      Shelf:
        type: object
        properties:
          book:
            $ref: '#/definitions/Book~new'  # <- here
      Book~new: {type: object}
    """,
    good="""
    definitions:
      Shelf:
        type: object
        properties:
          book:
            $ref: '#/definitions/Book~0new'
      Book~new: {type: object}
    """,
)
def ref_pointer_is_escaped(node: Node) -> Problems:
    """The pointer in a `$ref` writes `~` as `~0`, `/` as `~1` and `%` as `%25`.

    Why: it is a JSON pointer in a URL, where these characters have a meaning of their own.
    Fix: Escape the character, or rename the target.
    See: https://www.rfc-editor.org/rfc/rfc6901#section-3
    """
    ref = node.get("$ref")
    if not isinstance(ref, str) or not ref.startswith("#/"):
        return
    # PP016 reports a $ref that has no target.
    resolves = node.connector.definition.references.target(node.value) is not None
    if resolves and _MALFORMED.search(ref):
        yield Problem(
            f"The $ref {show(ref)} must escape '~' as '~0' and '%' as '%25'.", "$ref"
        )
