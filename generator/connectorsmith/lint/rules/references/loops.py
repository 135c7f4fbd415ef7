"""Rules on shared objects that are references, and on schemas that require themselves."""

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
    """No entry of `definitions`, `parameters` or `responses` is itself a `$ref`.

    Why: the platform resolves a reference only once, not a second one at its target.
    Fix: Point the references to the target instead, or put this $ref into an allOf.
    See: certification-swagger-validator-rules
    """
    # PP016 reports a $ref that is broken or circular.
    if node.parent is None or node.parent.kind is not Kind.DOCUMENT:
        return
    if isinstance(node.connector.definition.references.target(node.value), Mapping):
        role = "Schema" if node.role is None else node.role.value.capitalize()
        yield Problem(
            f"The shared {role.lower()} {show(node.name)} must not itself be a $ref.",
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

    Why: a value could never be complete: it would have to contain another one of the same
        schema.
    Fix: Remove one property of the loop from required.
    See: certification-swagger-validator-rules
    """
    definitions = document.mapping("definitions")
    needs = {name: _needed(schema, definitions) for name, schema in definitions.items()}
    reported: set[str] = set()
    for first, second in _loops(needs):
        if first not in reported:
            through = f" through {show(second)}" if second != first else ""
            message = f"The schema {show(first)} must not require itself{through}."
            yield Problem(message, "definitions", first, key=True)
        reported.add(first)


def _needed(schema: Json, definitions: Collection[str]) -> list[str]:
    """Return the names of the definitions that every value of a schema contains."""
    names: dict[str, None] = {}
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
                names[steps[1]] = None
            continue
        properties = mapping(part.get("properties"))
        stack.extend(properties.get(name) for name in set(texts(part.get("required"))))
        stack.extend(sequence(part.get("allOf")))
    return sorted(names)


def _loops(needs: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """Yield the first two members of each loop that a depth-first search closes.

    Definitions that reach each other have at least one such loop.
    """
    done: set[str] = set()
    for start in needs:
        path = [start] if start not in done else []
        remaining = {name: iter(needs[name]) for name in path}
        positions = dict.fromkeys(path, 0)
        while path:
            name = next(remaining[path[-1]], None)
            if name is None:
                last = path.pop()
                done.add(last)
                del remaining[last], positions[last]
            elif name in positions:
                yield name, path[min(positions[name] + 1, len(path) - 1)]
            elif name not in done:
                positions[name] = len(path)
                remaining[name] = iter(needs[name])
                path.append(name)
