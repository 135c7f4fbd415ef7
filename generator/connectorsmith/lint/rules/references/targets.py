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
    """Every `$ref` leads to something.

    Why: a type that is nowhere described can be neither generated nor imported; paconn
        answers it with an internal error.
    Fix: Correct the name behind the last slash, or add what is missing.
    See: certification-swagger-validator-rules
    """
    ref = node.get("$ref")
    if not isinstance(ref, str) or node.role is Kind.PATH:
        return
    code = f"{_role(node)}ReferenceNotFound"
    target = node.connector.definition.references.follow(node.value)
    if target is Broken.OUTSIDE and ref.startswith("#/"):
        yield Problem(
            "The $ref leads to a $ref that leaves this file.", "$ref", code=code
        )
    elif target is Broken.CIRCULAR:
        yield Problem(
            f"The $ref {show(ref)} leads round in a circle.", "$ref", code=code
        )
    elif target is Broken.MISSING:
        yield Problem(f"The $ref {show(ref)} leads nowhere.", "$ref", code=code)
    elif isinstance(target, Target) and not isinstance(target.value, Mapping):
        yield Problem(
            f"The $ref {show(ref)} leads to {json_type(target.value)}.",
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

    Why: a connector is one file: nothing else is uploaded, and nothing is ever fetched.
        A reference to another place of the file is an error of its own, but understood,
        unless that is a part of OpenAPI 3.
    Fix: Copy the target into this file and point to it, as in #/definitions/Name.
    See: certification-swagger-validator-rules
    """
    ref = node.get("$ref")
    section = _SECTIONS.get(node.role or Kind.SCHEMA)
    code = f"{_role(node)}ReferenceNotValid"
    if not isinstance(ref, str):
        yield Problem(f"The $ref is {json_type(ref)}, not text.", "$ref", code=code)
    elif section is None:
        yield Problem(
            "A path cannot be a $ref.",
            "$ref",
            hint="Write the path here.",
            code="PathItemRefNotSuppored",  # sic
        )
    elif ref.startswith("#") and not ref.startswith("#/"):
        yield Problem(
            f"The $ref {show(ref)} has no slash behind the #.",
            "$ref",
            code=code,
            hint=f"Write {show(section + ref.rpartition('/')[2])}.",
        )
    elif not ref.startswith("#/"):
        yield Problem(f"The $ref {show(ref)} leaves this file.", "$ref", code=code)
    elif ref.startswith("#/components/"):
        # The file is partly OpenAPI 3, so no other problem in it means anything.
        yield Problem(
            "A $ref points into 'components', which belongs to OpenAPI 3.",
            "$ref",
            code=code,
            hint="Convert the definition to OpenAPI 2.0 as a whole.",
            decisive=True,
        )
    elif not ref.startswith(section) and isinstance(
        node.connector.definition.references.target(node.value), Mapping
    ):
        yield Problem(
            f"The $ref {show(ref)} does not point into {section}.",
            "$ref",
            code=code,
            hint=f"Move the target to {section}Name.",
            severity=Severity.ERROR,
        )
