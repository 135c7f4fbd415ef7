"""Invariants that every target may rely on after the passes."""

from __future__ import annotations

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.types import AllOfType, NamedType, Schema, Use
from connectorsmith.passes.inline_aliases import is_class
from connectorsmith.passes.traverse import descend, rewrite_roots


def check(connector: Connector) -> Connector:
    """Return the connector unchanged. Raise AssertionError if a pass broke an invariant.

    Every object with properties is a named type, every reference resolves to one, no
    `allOf` remains, and ids are unique. A failure is a bug of connectorsmith, never of
    a definition.
    """
    declared = {one.id for one in connector.types}
    assert len(declared) == len(connector.types), "two types have one id"
    ids = {operation.id for operation in connector.operations}
    assert len(ids) == len(connector.operations), "two operations have one id"

    def visit(schema: Schema, use: Use) -> Schema:
        assert not isinstance(schema.type, AllOfType), f"allOf at {use}"
        if isinstance(schema.type, NamedType):
            assert (
                schema.type.id in declared
            ), f"{schema.type.id} of {use} is undeclared"
        return descend(schema, use, visit)

    def visit_root(schema: Schema, use: Use) -> Schema:
        is_type = use.owner in declared and not use.role
        assert is_type or not is_class(schema), f"an inline object at {use}"
        return visit(schema, use)

    rewrite_roots(connector, visit_root)
    return connector
