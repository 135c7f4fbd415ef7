"""Rules on the properties of an object: `required`, `readOnly`, `discriminator`."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import is_empty_list, mapping, texts
from connectorsmith.lint.fix import Drop
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.schemas import Composition

_TYPES_WITHOUT_PROPERTIES = frozenset(
    ("string", "integer", "number", "boolean", "array", "file")
)


@rule(
    "PP109",
    "required-is-not-empty",
    Severity.ERROR,
    on=Kind.SCHEMA,
    microsoft="RequiredPropertyArrayEmpty",
    bad="""
    definitions:
      Book:
        type: object
        required: []  # <- here
    """,
    good="""
    definitions:
      Book: {type: object}
    """,
)
def required_is_not_empty(schema: Node) -> Problems:
    """A `required` names at least one property.

    Why: OpenAPI 2.0 does not allow an empty list; if nothing is required, the key is
        left out.
    Fix: Remove required.
    See: certification-swagger-validator-rules
    """
    if is_empty_list(schema.get("required")):
        yield Problem("The list 'required' must not be empty.", "required", fix=Drop())


@rule(
    "PP110",
    "required-property-is-declared",
    Severity.ERROR,
    on=Kind.SCHEMA,
    microsoft="RequiredPropertyDefinitionMissing",
    bad="""
    definitions:
      Book:
        type: object
        required:
          - titel  # <- here
        properties:
          title: {type: string}
    """,
    good="""
    definitions:
      Thing:
        type: object
        properties:
          title: {type: string}
      Book:
        allOf:
          - $ref: '#/definitions/Thing'
          - required: [title]
    """,
)
def required_property_is_declared(schema: Node) -> Problems:
    """Each name in `required` is one of the `properties`.

    Why: makers get no field for a property that is not declared.
    Fix: Correct the name, or add it to properties.
    See: certification-swagger-validator-rules
    """
    if (
        not schema.sequence("required")
        or schema.text("type") in _TYPES_WITHOUT_PROPERTIES
    ):
        return
    composition = _outer_composition(schema)
    for index, name in enumerate(schema.sequence("required")):
        if isinstance(name, str) and not (composition.is_open or composition.has(name)):
            yield Problem(
                f"The required property {show(name)} must be in properties.",
                *("required", index),
                hint=schema.did_you_mean(name, composition.names()),
            )


def _outer_composition(schema: Node) -> Composition:
    """Return the composition of a schema, or of the outermost one whose `allOf` it is in."""
    while schema.steps[:1] == ("allOf",) and schema.parent is not None:
        schema = schema.parent
    return schema.connector.definition.schemas.compose(schema.value)


@rule(
    "PP111",
    "required-is-on-object",
    Severity.WARNING,
    on=Kind.SCHEMA,
    microsoft="RequiredPropertyNotOnObject",
    bad="""
    definitions:
      Books:
        type: array
        required: [title]  # <- here
        items: {type: object}
    """,
    good="""
    definitions:
      Books:
        type: array
        items: {type: object, required: [title]}
    """,
)
def required_is_on_object(schema: Node) -> Problems:
    """Only an object has a `required`.

    Why: only an object has properties; on other types, it has no effect.
    Fix: Move it to the object that has the properties, or remove it.
    See: certification-swagger-validator-rules
    """
    type = schema.text("type")
    if schema.sequence("required") and type in _TYPES_WITHOUT_PROPERTIES:
        yield Problem(
            f"A schema of type {type} must not have 'required'.", "required", key=True
        )


@rule(
    "PP114",
    "required-request-property-is-not-read-only",
    Severity.ERROR,
    on=Kind.SCHEMA,
    microsoft="RequiredReadOnlyPropertyNotAllowedAsInput",
    bad="""
    parameters:
      book:
        name: book
        in: body
        schema:
          type: object
          required: [id]
          properties:
            id:
              type: string
              readOnly: true  # <- here
    """,
    good="""
    responses:
      Book:
        description: A book.
        schema:
          type: object
          required: [id]
          properties:
            id: {type: string, readOnly: true}
    """,
)
def required_request_property_is_not_read_only(schema: Node) -> Problems:
    """No property of a request is both `readOnly` and required.

    Why: a maker must enter a value and cannot.
    Fix: Remove it from required; if responses always have it, give them a schema of
        their own.
    See: certification-swagger-validator-rules
    """
    names = texts(schema.get("required"))
    if not names or id(schema.value) not in schema.connector.definition.sent:
        return
    properties = schema.mapping("properties")
    for name in dict.fromkeys(names):
        if mapping(properties.get(name)).get("readOnly") is True:
            yield Problem(
                f"The property {show(name)} of a request must not be both required and"
                " read-only.",
                *("properties", name, "readOnly"),
                key=True,
            )


@rule(
    "PP117",
    "discriminator-is-a-required-string",
    Severity.ERROR,
    on=Kind.SCHEMA,
    microsoft="DiscriminatorMustBeARequiredStringProperty",
    bad="""
    definitions:
      Book:
        type: object
        discriminator: kind  # <- here
        properties:
          kind: {type: string}
    """,
    good="""
    definitions:
      Book:
        type: object
        discriminator: kind
        required: [kind]
        properties:
          kind: {type: string}
    """,
)
def discriminator_is_a_required_string(schema: Node) -> Problems:
    """A `discriminator` is the name of a required property that is a string.

    Why: its value names the schema of an object, so it must always be present.
    Fix: Set discriminator to a string property, and list that in required.
    See: certification-swagger-validator-rules
    """
    name = schema.get("discriminator")
    if not isinstance(name, str):
        return
    composition = _outer_composition(schema)
    if not composition.has(name):
        if not composition.is_open:
            hint = schema.did_you_mean(name, composition.names())
            message = f"The discriminator {show(name)} must be in properties."
            yield Problem(message, "discriminator", hint=hint)
        return
    property = schema.connector.definition.references.resolved(
        composition.schema_of(name)
    )
    if property.get("type", "string") != "string":
        yield Problem(
            f"The discriminator {show(name)} must be a string property.",
            "discriminator",
        )
    elif not composition.requires(name):
        yield Problem(
            f"The discriminator {show(name)} must be a required property.",
            "discriminator",
        )
