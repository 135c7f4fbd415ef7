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
    """One operation as a method, blocking and `async`."""

    sync_overloads: Sequence[Code]
    async_overloads: Sequence[Code]
    sync_head: Code
    async_head: Code
    doc: Code
    sync_body: Code
    async_body: Code
    deprecated: Code | None = None
    """The text of the deprecation warning."""

    @property
    def code(self) -> Iterable[Code]:
        """All its pieces of code."""
        yield from (*self.sync_overloads, *self.async_overloads)
        yield from (self.sync_head, self.async_head, self.sync_body, self.async_body)
        yield from () if self.deprecated is None else (self.deprecated,)


@dataclass(frozen=True, slots=True)
class GroupView:
    """A module of methods: a blocking and an `async` class."""

    module: Code
    name: Code
    """The name of the blocking class; the other one has the prefix `Async`."""
    home: Code
    """The module, relative to the package."""
    attribute: Code
    """The attribute of the client; empty for the client's own methods."""
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
    """Imports that only annotations need."""
    methods: Sequence[MethodView]


def methods_module(
    methods: Sequence[MethodView],
    *,
    module: Code,
    attribute: Code,
    class_name: Code,
    doc: str,
    base: tuple[Code, Code],
    dots: str,
) -> GroupView:
    """Return the view of a module of methods over operations, with all that they need.

    `base` are the base classes of its blocking and its `async` class; `dots` is the relative
    path of the package.
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
        attribute=attribute,
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
