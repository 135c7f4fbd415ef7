"""The view of operations.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from connectorsmith.render.code import Code, compose, docstring, needs_of
from connectorsmith.sdk.annotations import MODELS, Annotations
from connectorsmith.sdk.describe import headline
from connectorsmith.sdk.operation import OperationShape
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.targets.python.code.docs import DEPRECATED, wire_lines
from connectorsmith.targets.python.code.imports import (
    TYPE_CHECKING,
    own_imports,
    standard_imports,
)
from connectorsmith.targets.python.code.layout import bracketed, wrapped
from connectorsmith.targets.python.operations.request import (
    overloaded,
    overloads,
    request,
    signature,
)


@dataclass(frozen=True, slots=True)
class FunctionView:
    """One function of operations.py."""

    overloads: Sequence[Code]
    head: Code
    doc: Code
    call: Code

    @property
    def code(self) -> Iterable[Code]:
        """All its pieces of code."""
        return (*self.overloads, self.head, self.call)


@dataclass(frozen=True, slots=True)
class OperationsView:
    """operations.py."""

    doc: Code
    imports: Sequence[Code]
    runtime_imports: Sequence[Code]
    functions: Sequence[FunctionView]


def operations_view(
    title: str, shapes: Sequence[OperationShape], *, decimals: bool = False
) -> OperationsView:
    """Return the view of operations.py; `decimals` is True if it sends or reads decimals."""
    names = frozenset(str(shape.function) for shape in shapes)
    functions = [_function(shape, names) for shape in shapes]
    needs = needs_of((*_ALWAYS, *(code for one in functions for code in one.code)))
    if decimals and not needs & _DECIMAL.needs:
        # Also a mapping can have decimals, which are exact if this is imported.
        needs |= runtime("Decimal", alias="Decimal").needs
    return OperationsView(
        doc=docstring(
            f"The operations of {title} as values.\n\n"
            "A function here does no I/O: it describes the request and how to read the response,\n"
            "for `Client.send`, `AsyncClient.send` and for tests."
        ),
        imports=standard_imports(needs),
        runtime_imports=own_imports(needs - {MODELS}),
        functions=functions,
    )


_DECIMAL = runtime("Decimal")

_ALWAYS = (TYPE_CHECKING, runtime("lazy"), runtime("Operation"))
"""The imports that every operations.py needs."""


def _function(shape: OperationShape, functions: frozenset[str]) -> FunctionView:
    """Return the view of a function; `functions` are the names of all of them.

    Its parameters hide names from its body, but not from its signature.
    """
    annotations = Annotations(shape.types, functions)
    parameters = {str(argument.name) for argument in shape.arguments}
    inside = Annotations(shape.types, functions | parameters)
    first, _ = headline(shape.operation)
    lines = wrapped(first, indent=7)
    if shape.operation.deprecated:
        lines += ["", DEPRECATED]
    doc = "\n".join([*lines, "", *wire_lines(shape.operation, indent=4)])
    start = compose("def {}(", shape.function)
    end = compose(") -> {}[{}]:", runtime("Operation"), shape.answer(annotations))
    return FunctionView(
        overloads=[
            bracketed(start, signature(shape, annotations, form), overloaded(end))
            for form in overloads(shape)
        ],
        head=bracketed(start, signature(shape, annotations), end),
        doc=docstring(doc, 4),
        call=bracketed("return Operation(", request(shape, inside), ")", indent=4),
    )
