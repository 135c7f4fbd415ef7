"""Rules on `$ref`."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.lint.effects import ANY, ANY_BODY, LEFT_OUT
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


_EFFECTS = {
    Kind.SCHEMA: ANY,
    Kind.RESPONSE: ANY_BODY,
    Kind.PARAMETER: LEFT_OUT,
    Kind.PATH: "leaves its operations out",
}
"""What the SDK has in place of a part that cannot be found."""


def _effect(reference: Node) -> str:
    """Return what the SDK does with a reference; empty if it resolves to an object."""
    references = reference.connector.definition.references
    if isinstance(references.target(reference.value), Mapping):
        return ""
    return _EFFECTS[reference.role or Kind.SCHEMA]


@rule(
    "PP016",
    "ref-resolves",
    Severity.ERROR,
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
        internal error. In the SDK a schema allows any value, a response any body, and a
        parameter is left out.
    Fix: Correct the name after the last slash of $ref, or add the target.
    See: certification-swagger-validator-rules
    """
    ref = node.get("$ref")
    if not isinstance(ref, str) or (node.role is Kind.PATH and ref[:1] != "#"):
        return
    effect = _effect(node)
    code = f"{_role(node)}ReferenceNotFound"
    target = node.connector.definition.references.follow(node.value)
    if target is Broken.OUTSIDE and ref.startswith("#/"):
        yield Problem(
            "The target of the $ref must not be a $ref to another file.",
            "$ref",
            code=code,
            effect=effect,
        )
    elif target is Broken.CIRCULAR:
        yield Problem(
            f"The $ref {show(ref)} is circular.", "$ref", code=code, effect=effect
        )
    elif target is Broken.MISSING:
        yield Problem(
            f"The target of the $ref {show(ref)} is missing.",
            "$ref",
            code=code,
            effect=effect,
            hint=_similar(node, ref),
        )
    elif isinstance(target, Target) and not isinstance(target.value, Mapping):
        yield Problem(
            f"The target of the $ref {show(ref)} must be a mapping, not"
            f" {json_type(target.value)}.",
            "$ref",
            code=code,
            effect=effect,
        )


_SECTIONS = {
    Kind.SCHEMA: "#/definitions/",
    Kind.PARAMETER: "#/parameters/",
    Kind.RESPONSE: "#/responses/",
}


def _similar(reference: Node, ref: str) -> str | None:
    """Return a hint with the part of the file that is most similar to a missing one."""
    section = _SECTIONS.get(reference.role or Kind.SCHEMA, "#/definitions/")
    names = mapping(reference.connector.definition.root.get(section[2:-1]))
    name = ref.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
    near = reference.connector.suggestions.nearest(name, names)
    if not near:
        return None
    escaped = near[0].replace("~", "~0").replace("/", "~1")
    return f"Did you mean {show(section + escaped)}?"


_ROOT_HINT = "Set `root` in [references] of connector.toml, or --root, to a folder of both files."


def _hint(reference: Node, ref: str, reason: str) -> str | None:
    """Return a hint for a `$ref` whose file is not read; None for that of the rule."""
    if reason.startswith("must not lead out"):
        return _ROOT_HINT
    written = f"#/{ref.removeprefix('/')}"
    local = reference.connector.definition.references.resolved({"$ref": written})
    return f"Write {show(written)}." if local else None


@rule(
    "PP017",
    "ref-is-local",
    Severity.ERROR,
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
    """A `$ref` points into `definitions`, `parameters` or `responses`.

    Why: only one file is uploaded. Parts of other files below the folder of the definition
        (or below `references.root` of connector.toml) are moved into it; connectorsmith
        reads no file outside of that folder and never fetches anything. A reference to
        another place of the file is an error, but is resolved, unless that place is a part
        of OpenAPI 3.
    Fix: Copy the target into this file and point to it, as in #/definitions/Name.
    See: certification-swagger-validator-rules
    """
    ref = node.get("$ref")
    section = _SECTIONS.get(node.role or Kind.SCHEMA)
    code = f"{_role(node)}ReferenceNotValid"
    effect = _effect(node)
    reason = node.connector.files.definition.unread.get(id(node.value))
    if reason is not None:
        yield Problem(
            f"The $ref {show(ref)} {reason}.",
            "$ref",
            code=code,
            effect=effect,
            hint=_hint(node, str(ref), reason),
        )
    elif not isinstance(ref, str):
        yield Problem(
            f"The $ref must be text, not {json_type(ref)}.",
            "$ref",
            code=code,
            effect=effect,
        )
    elif section is None:
        yield Problem(
            "A path must not be a $ref.",
            "$ref",
            hint="Replace $ref with the operations of the path.",
            code="PathItemRefNotSuppored",  # sic
            effect=effect or "takes its operations from the target",
        )
    elif ref.startswith("#") and not ref.startswith("#/"):
        yield Problem(
            f"The $ref {show(ref)} must have a slash after the #.",
            "$ref",
            code=code,
            hint=f"Write {show(section + ref.rpartition('/')[2])}.",
            effect=effect,
        )
    elif not ref.startswith("#/"):
        yield Problem(
            f"The $ref {show(ref)} must point into this file.",
            "$ref",
            code=code,
            effect=effect,
        )
    elif ref.startswith("#/components/"):
        # With such a part, the file is OpenAPI 3, so no other problem in it means anything.
        is_3 = "components" in node.connector.definition.root
        yield Problem(
            "The $ref must not point into 'components', which belongs to OpenAPI 3.",
            "$ref",
            code=code,
            hint="Convert the whole definition to OpenAPI 2.0.",
            severity=Severity.BLOCKING if is_3 else None,
            decisive=is_3,
            effect="" if is_3 else effect,
        )
    elif not ref.startswith(section) and isinstance(
        node.connector.definition.references.target(node.value), Mapping
    ):
        yield Problem(
            f"The $ref {show(ref)} must point into {section}.",
            "$ref",
            code=code,
            hint=f"Move the target to {section}Name.",
        )
