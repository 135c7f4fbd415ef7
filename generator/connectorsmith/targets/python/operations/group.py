"""The view of a module of methods over operations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from connectorsmith.render.code import Code, Need, docstring, needs_of
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.targets.python.code.imports import (
    TYPE_CHECKING,
    own_imports,
    standard_imports,
)

OPTIONS = Code(
    "**options: Unpack[CallOptions]",
    {Need("typing", "Unpack"), *runtime("CallOptions", typing=True).needs},
)
"""The last parameter of every method."""

_OPERATIONS = Code("operations", [Need(".", "operations", typing=True)])


@dataclass(frozen=True, slots=True)
class MethodView:
    """One operation as a method, in both worlds."""

    sync_overloads: Sequence[Code]
    async_overloads: Sequence[Code]
    sync_head: Code
    async_head: Code
    doc: Code
    sync_body: Code
    async_body: Code
    deprecated: Code | None = None
    """What a call is warned with."""

    @property
    def code(self) -> Iterable[Code]:
        """All of its code."""
        yield from (*self.sync_overloads, *self.async_overloads)
        yield from (self.sync_head, self.async_head, self.sync_body, self.async_body)
        yield from () if self.deprecated is None else (self.deprecated,)


@dataclass(frozen=True, slots=True)
class GroupView:
    """A module of methods: a class for each world."""

    module: Code
    name: Code
    """The name of the class; its twin is `Async` and the same."""
    home: Code
    """The module, from the package on, with a dot before it."""
    attribute: Code
    """What the group is called on the client."""
    module_doc: Code
    doc: Code
    async_doc: Code
    base: Code
    async_base: Code
    package: Code
    """The expression for the package that `operations` is in."""
    imports: Sequence[Code]
    runtime_imports: Sequence[Code]
    typing_imports: Sequence[Code]
    """Needed by annotations alone."""
    methods: Sequence[MethodView]


def methods_module(
    methods: Sequence[MethodView],
    *,
    module: Code,
    class_name: Code,
    doc: str,
    base: tuple[Code, Code],
    dots: str,
) -> GroupView:
    """The view of a module of methods over operations, with all that they need.

    `base` is the class that its classes are derived from, in both worlds; `dots` lead to
    the package.
    """
    used = needs_of(
        (
            *(*base, TYPE_CHECKING, runtime("lazy"), _OPERATIONS),
            *(code for one in methods for code in one.code),
        )
    )
    package = "__package__" if dots == "." else '__package__.rpartition(".")[0]'
    return GroupView(
        module=module,
        name=class_name,
        home=Code(f".resources.{module}" if dots == ".." else f".{module}"),
        attribute=module,
        module_doc=docstring(f"{doc}."),
        doc=docstring(f"{doc}.", 4),
        async_doc=docstring(f"{doc}, for `async` code.", 4),
        base=base[0],
        async_base=base[1],
        package=Code(package),
        imports=standard_imports(used),
        runtime_imports=own_imports((one for one in used if not one.typing), dots),
        typing_imports=own_imports((one for one in used if one.typing), dots),
        methods=methods,
    )
