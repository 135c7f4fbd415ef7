"""Rules on `$ref`."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import json_type, show
from connectorsmith.openapi.references import Broken, Target


def _role(reference: Node) -> str:
    """Return the word for the role of a reference that Microsoft's codes begin with."""
    role = reference.role
    if role is Kind.PARAMETER or role is Kind.RESPONSE:
        return role.value.capitalize()
    return "Schema"


@rule(
    "PP016",
    "ref-resolves",
    Severity.BLOCKING,
    on=Kind.REFERENCE,
    microsoft="SchemaReferenceNotFound, ParameterReferenceNotFound,"
    " ResponseReferenceNotFound",
    bad="""
    definitions:
      Shelf:
        properties:
          book:
            $ref: '#/definitions/Bok'  # <- here
      Book: {type: object}
    """,
    good="""
    definitions:
      Shelf:
        properties:
          book:
            $ref: '#/definitions/Book'
      Book: {type: object}
    """,
)
def ref_resolves(node: Node) -> Problems:
    """Every `$ref` resolves to an object.

    Why: an undefined type can be neither generated nor imported; paconn fails with an
        internal error.
    Fix: Correct the name after the last slash of $ref, or add the target.
    See: certification-swagger-validator-rules
    """
    ref = node.get("$ref")
    if not isinstance(ref, str) or node.role is Kind.PATH:
        return
    code = f"{_role(node)}ReferenceNotFound"
    target = node.connector.definition.references.follow(node.value)
    if target is Broken.OUTSIDE and ref.startswith("#/"):
        yield Problem(
            "The target of the $ref must not be a $ref to another file.",
            "$ref",
            code=code,
        )
    elif target is Broken.CIRCULAR:
        yield Problem(f"The $ref {show(ref)} is circular.", "$ref", code=code)
    elif target is Broken.MISSING:
        yield Problem(
            f"The target of the $ref {show(ref)} is missing.", "$ref", code=code
        )
    elif isinstance(target, Target) and not isinstance(target.value, Mapping):
        yield Problem(
            f"The target of the $ref {show(ref)} must be a mapping, not"
            f" {json_type(target.value)}.",
            "$ref",
            code=code,
        )


_SECTIONS = {
    Kind.SCHEMA: "#/definitions/",
    Kind.PARAMETER: "#/parameters/",
    Kind.RESPONSE: "#/responses/",
}


@rule(
    "PP017",
    "ref-is-local",
    Severity.BLOCKING,
    on=Kind.REFERENCE,
    microsoft="SchemaReferenceNotValid, ParameterReferenceNotValid,"
    " ResponseReferenceNotValid, PathItemRefNotSuppored",
    bad="""
    definitions:
      Shelf:
        properties:
          book:
            $ref: https://shelf.example/book.json  # <- here
    """,
    good="""
    definitions:
      Shelf:
        properties:
          book:
            $ref: '#/definitions/Book'
      Book: {type: object}
    """,
)
def ref_is_local(node: Node) -> Problems:
    """A `$ref` points into `definitions`, `parameters` or `responses` of its own file.

    Why: only this one file is uploaded, and connectorsmith never fetches anything. A
        reference to another place of the file is an error, but is resolved, unless that
        place is a part of OpenAPI 3.
    Fix: Copy the target into this file and point to it, as in #/definitions/Name.
    See: certification-swagger-validator-rules
    """
    ref = node.get("$ref")
    section = _SECTIONS.get(node.role or Kind.SCHEMA)
    code = f"{_role(node)}ReferenceNotValid"
    if not isinstance(ref, str):
        yield Problem(
            f"The $ref must be text, not {json_type(ref)}.", "$ref", code=code
        )
    elif section is None:
        yield Problem(
            "A path must not be a $ref.",
            "$ref",
            hint="Replace $ref with the operations of the path.",
            code="PathItemRefNotSuppored",  # sic
        )
    elif ref.startswith("#") and not ref.startswith("#/"):
        yield Problem(
            f"The $ref {show(ref)} must have a slash after the #.",
            "$ref",
            code=code,
            hint=f"Write {show(section + ref.rpartition('/')[2])}.",
        )
    elif not ref.startswith("#/"):
        yield Problem(
            f"The $ref {show(ref)} must point into this file.", "$ref", code=code
        )
    elif ref.startswith("#/components/"):
        # The file is partly OpenAPI 3, so no other problem in it means anything.
        yield Problem(
            "The $ref must not point into 'components', which belongs to OpenAPI 3.",
            "$ref",
            code=code,
            hint="Convert the whole definition to OpenAPI 2.0.",
            decisive=True,
        )
    elif not ref.startswith(section) and isinstance(
        node.connector.definition.references.target(node.value), Mapping
    ):
        yield Problem(
            f"The $ref {show(ref)} must point into {section}.",
            "$ref",
            code=code,
            hint=f"Move the target to {section}Name.",
            severity=Severity.ERROR,
        )
