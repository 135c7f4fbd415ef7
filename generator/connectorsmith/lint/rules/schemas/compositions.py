"""Rules on `allOf`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.document import split_pointer
from connectorsmith.ir.types import TypeId, Variant
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.lower.variants import lower_variants


@rule(
    "CS045",
    "schema-needs-no-merging",
    Severity.WARNING,
    on=Kind.SCHEMA,
    bad="""
    definitions:
      Book: {type: object, properties: {title: {type: string}}}
      Loan:
        allOf:  # <- here
          - $ref: '#/definitions/Book'
          - {type: object, properties: {reader: {type: string}}}
    """,
    good="""
    definitions:
      Loan: {type: object, properties: {title: {type: string}, reader: {type: string}}}
    """,
)
def schema_needs_no_merging(schema: Node) -> Problems:
    """A schema lists its properties itself, without `allOf`.

    Why: the SDK merges the members of `allOf`, but not every part of Power Platform does:
        where it does not, makers see no fields, or one without a type. One in a hundred
        published connectors has an `allOf`.
    Fix: Copy the properties of the members into the schema.
    See: https://github.com/microsoft/PowerPlatformConnectors/issues/2067
    """
    members = schema.sequence("allOf")
    if members:
        is_wrapped = len(members) == 1 and "properties" not in schema.value
        yield Problem(
            "The schema must not use allOf, which Power Platform does not merge everywhere.",
            "allOf",
            key=True,
            hint=(
                "Write the one member itself instead of the allOf."
                if is_wrapped
                else None
            ),
        )


@rule(
    "CS065",
    "discriminator-value-is-of-one-schema",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    bad="""
    definitions:
      Item:
        type: object
        discriminator: kind
        required: [kind]
        properties: {kind: {type: string}}
      Book:
        x-ms-discriminator-value: book
        allOf: [{$ref: '#/definitions/Item'}]
      Novel:  # <- here
        x-ms-discriminator-value: book
        allOf: [{$ref: '#/definitions/Item'}]
    """,
    good="""
    definitions:
      Item:
        type: object
        discriminator: kind
        required: [kind]
        properties: {kind: {type: string}}
      Book:
        x-ms-discriminator-value: book
        allOf: [{$ref: '#/definitions/Item'}]
      Novel:
        x-ms-discriminator-value: novel
        allOf: [{$ref: '#/definitions/Item'}]
    """,
)
def discriminator_value_is_of_one_schema(document: Node) -> Problems:
    """Each schema has its own value of a discriminator.

    Why: the value alone says of which schema an object is. The SDK reads each object with a
        shared value as the same one of the two.
    Fix: Give one of the two another x-ms-discriminator-value.
    See: openapi-extensions
    """
    references = document.connector.definition.references
    variants = lower_variants(document.mapping("definitions"), references)
    reported: set[tuple[TypeId, str]] = set()
    for first, second, name, tag in _shared_tags(variants):
        if (second, name) not in reported:
            reported.add((second, name))
            mine, other = (split_pointer(id_[1:])[-1] for id_ in (second, first))
            yield Problem(
                f"The schema {show(mine)} must not have the value {show(tag)} of the "
                f"discriminator {show(name)}, which {show(other)} has.",
                "definitions",
                mine,
                key=True,
            )


MAX_STEPS = 100_000
"""Schemas below discriminators that are compared; further ones are not."""


def _shared_tags(
    variants: Mapping[TypeId, Variant],
) -> Iterator[tuple[TypeId, TypeId, str, str]]:
    """Yield two schemas that have the same value of a discriminator, in order; its name; the value."""
    order = {id_: index for index, id_ in enumerate(variants)}
    heirs: defaultdict[TypeId, list[TypeId]] = defaultdict(list)
    names = {id_: dict(variant.tags) for id_, variant in variants.items()}
    for id_, variant in variants.items():
        for base in variant.bases:
            heirs[base].append(id_)
    steps = MAX_STEPS
    for id_, variant in variants.items():
        for name in names[id_]:
            # What is below a base with the same discriminator is compared there.
            if any(name in names[base] for base in variant.bases):
                continue
            below, pending = {id_}, [id_]
            while pending and steps:
                steps -= 1
                new = [one for one in heirs[pending.pop()] if one not in below]
                below.update(new)
                pending += new
            first: dict[str, TypeId] = {}
            for other in sorted(below, key=order.__getitem__):
                tag = names[other].get(name)
                if tag is not None and first.setdefault(tag, other) != other:
                    yield first[tag], other, name, tag
