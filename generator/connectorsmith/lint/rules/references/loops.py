"""Rules on references that stand at the top of a definition, or lead back to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping, reference, sequence, texts
from connectorsmith.documents.document import Json, split_pointer
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show


@rule(
    "MS005",
    "shared-object-is-not-a-ref",
    Severity.ERROR,
    on=Kind.REFERENCE,
    microsoft="SchemaRefLoopNotAllowed, ParameterRefLoopNotAllowed,"
    " ResponseRefLoopNotAllowed",
    bad="""
    definitions:
      Novel:
        $ref: '#/definitions/Book'  # <- here
      Book: {type: object}
    """,
    good="""
    definitions:
      Novel:
        allOf:
          - $ref: '#/definitions/Book'
      Book: {type: object}
    """,
)
def shared_object_is_not_a_ref(node: Node) -> Problems:
    """What stands in `definitions`, `parameters` or `responses` is itself no `$ref`.

    Why: the platform follows one reference, not a second one behind it.
    Fix: Let those who use it refer to the target, or write allOf with the $ref.
    See: certification-swagger-validator-rules
    """
    # Where it leads nowhere or round in a circle, PP016 says so.
    if node.parent is None or node.parent.kind is not Kind.DOCUMENT:
        return
    if isinstance(node.connector.definition.references.target(node.value), Mapping):
        role = "Schema" if node.role is None else node.role.value.capitalize()
        yield Problem(
            f"{show(node.name)} is only a $ref to something else.",
            "$ref",
            code=f"{role}RefLoopNotAllowed",
        )


@rule(
    "MS012",
    "schema-does-not-require-itself",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="RequiredLoopInSchemaNotAllowed",
    bad="""
    definitions:
      Book:  # <- here
        type: object
        required: [shelf]
        properties:
          shelf:
            $ref: '#/definitions/Shelf'
      Shelf:
        type: object
        required: [first]
        properties:
          first:
            $ref: '#/definitions/Book'
    """,
    good="""
    definitions:
      Book:
        type: object
        required: [shelf]
        properties:
          shelf:
            $ref: '#/definitions/Shelf'
      Shelf:
        type: object
        required: [books]
        properties:
          books:
            type: array
            items:
              $ref: '#/definitions/Book'
    """,
)
def schema_does_not_require_itself(document: Node) -> Problems:
    """No schema requires itself through its required properties.

    Why: such a value could never be complete: each would hold a further one.
    Fix: Take one of the properties of the loop out of required.
    See: certification-swagger-validator-rules
    """
    definitions = document.mapping("definitions")
    needs = {name: _needed(schema, definitions) for name, schema in definitions.items()}
    told: set[str] = set()
    for first, second in _loops(needs):
        if first not in told:
            through = f" through {show(second)}" if second != first else ""
            message = f"{show(first)} requires itself{through}."
            yield Problem(message, "definitions", first, key=True)
        told.add(first)


def _needed(schema: Json, definitions: Collection[str]) -> list[str]:
    """The definitions that a value of a schema cannot be without."""
    found: dict[str, None] = {}
    stack = [schema]
    while stack:
        part = mapping(stack.pop())
        if "$ref" in part:
            steps = split_pointer(reference(part) or "")
            if (
                len(steps) == 2
                and steps[0] == "definitions"
                and steps[1] in definitions
            ):
                found[steps[1]] = None
            continue
        properties = mapping(part.get("properties"))
        stack.extend(properties.get(name) for name in set(texts(part.get("required"))))
        stack.extend(sequence(part.get("allOf")))
    return sorted(found)


def _loops(needs: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """The first and the second member of loops, at least one of all that hang together."""
    done: set[str] = set()
    for start in needs:
        way = [start] if start not in done else []
        left = {one: iter(needs[one]) for one in way}
        places = dict.fromkeys(way, 0)
        while way:
            one = next(left[way[-1]], None)
            if one is None:
                last = way.pop()
                done.add(last)
                del left[last], places[last]
            elif one in places:
                yield one, way[min(places[one] + 1, len(way) - 1)]
            elif one not in done:
                places[one] = len(way)
                left[one] = iter(needs[one])
                way.append(one)
