"""The views of the files that hold operations: one object per file, decided to the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from connectorsmith.ir.connector import Operation, Response
from connectorsmith.ir.types import NamedType
from connectorsmith.render.code import (
    Code,
    Need,
    compose,
    docstring,
    identifier,
    literal,
    needs_of,
)
from connectorsmith.sdk.annotations import MODELS, Annotations
from connectorsmith.sdk.argument import Form
from connectorsmith.sdk.describe import echoes, headline, sentence
from connectorsmith.sdk.operation import OperationShape
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.targets.python.code.docs import (
    DEPRECATED,
    operation_docstring,
    says_something,
    wire_lines,
)
from connectorsmith.targets.python.code.imports import import_lines
from connectorsmith.targets.python.code.layout import bracketed, wrapped
from connectorsmith.targets.python.features.triggers import polling, trigger_notes
from connectorsmith.targets.python.operations.request import request, signature
from connectorsmith.text.words import pascal_case, split_words


@dataclass(frozen=True, slots=True)
class FunctionView:
    """One function of operations.py."""

    overloads: Sequence[Code]
    head: Code
    doc: Code
    call: Code

    @property
    def code(self) -> Iterable[Code]:
        """All of its code."""
        return (*self.overloads, self.head, self.call)


@dataclass(frozen=True, slots=True)
class OperationsView:
    """operations.py."""

    doc: Code
    imports: Sequence[Code]
    runtime_imports: Sequence[Code]
    functions: Sequence[FunctionView]


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


def operations_view(title: str, shapes: Sequence[OperationShape]) -> OperationsView:
    """The view of operations.py."""
    functions = [_function(shape) for shape in shapes]
    needs = needs_of((*_ALWAYS, *(code for one in functions for code in one.code)))
    return OperationsView(
        doc=docstring(
            f"Every operation of {title}, as a value.\n\n"
            "A function here does no I/O: it says what to send and how to read the answer,\n"
            "for `Client.send`, `AsyncClient.send` and for tests."
        ),
        imports=import_lines(one for one in needs if not one.is_own),
        runtime_imports=import_lines(
            one for one in needs if one.is_own and one != MODELS
        ),
        functions=functions,
    )


TYPE_CHECKING = Code("TYPE_CHECKING", [Need("typing", "TYPE_CHECKING")])
_OVERLOAD = Need("typing", "overload")
OPTIONS = Code(
    "**options: Unpack[CallOptions]",
    {Need("typing", "Unpack"), *runtime("CallOptions", typing=True).needs},
)
_ALWAYS = (TYPE_CHECKING, runtime("lazy"), runtime("Operation"))
"""What operations.py uses whatever is in it."""


def _function(shape: OperationShape) -> FunctionView:
    annotations = Annotations(shape.types)
    first, _ = headline(shape.operation)
    lines = wrapped(first, indent=7)
    if shape.operation.deprecated:
        lines += ["", DEPRECATED]
    doc = "\n".join([*lines, "", *wire_lines(shape.operation, indent=4)])
    start = compose("def {}(", shape.function)
    end = compose(") -> {}[{}]:", runtime("Operation"), shape.answer(annotations))
    return FunctionView(
        overloads=[
            bracketed(start, signature(shape, annotations, form), _overloaded(end))
            for form in _overloads(shape)
        ],
        head=bracketed(start, signature(shape, annotations), end),
        doc=docstring(doc, 4),
        call=bracketed("return Operation(", request(shape, annotations), ")", indent=4),
    )


def _overloads(shape: OperationShape) -> tuple[Form, ...]:
    return ("members", "whole") if shape.overloaded else ()


def _overloaded(end: Code) -> Code:
    return Code(f"{end} ...", {*end.needs, _OVERLOAD})


def group_view(
    name: str, methods: Mapping[str, OperationShape], title: str
) -> GroupView:
    """The view of a group's module, in `resources/`; `methods` is by method name."""
    words = " ".join(split_words(name)).lower()
    return _methods_view(
        module=identifier(name),
        class_name=identifier(pascal_case(split_words(name))),
        doc=f"The {words} of {title}",
        base=(runtime("Resource"), runtime("AsyncResource")),
        dots="..",
        methods=methods,
    )


def methods_view(methods: Mapping[str, OperationShape], title: str) -> GroupView:
    """The view of `_methods.py`: the operations that belong to no group."""
    return _methods_view(
        module=Code("_methods"),
        class_name=Code("Methods"),
        doc=f"The operations of {title} that the client has itself",
        base=(runtime("SyncClient"), runtime("AsyncClient")),
        dots=".",
        methods=methods,
    )


def _methods_view(
    *,
    module: Code,
    class_name: Code,
    doc: str,
    base: tuple[Code, Code],
    dots: str,
    methods: Mapping[str, OperationShape],
) -> GroupView:
    # A method called `list` hides the builtin from every annotation behind it.
    hidden = frozenset(methods)
    client = Code("self._client" if dots == ".." else "self")
    return methods_module(
        [
            _method(method, shape, Annotations(shape.types, hidden), client)
            for method, shape in methods.items()
        ],
        module=module,
        class_name=class_name,
        doc=doc,
        base=base,
        dots=dots,
    )


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
        imports=import_lines(one for one in used if not one.is_own),
        runtime_imports=import_lines(
            (one for one in used if one.is_own and not one.typing), dots
        ),
        typing_imports=import_lines(
            (one for one in used if one.is_own and one.typing), dots
        ),
        methods=methods,
    )


_OPERATIONS = Code("operations", [Need(".", "operations", typing=True)])


def _method(
    name: str, shape: OperationShape, annotations: Annotations, client: Code
) -> MethodView:
    """The view of a method; `client` is the expression for the client itself."""
    function = compose("operations.{}", shape.function)
    if shape.overloaded:
        function = compose("{}({})", runtime("either_way"), function)
    call = bracketed(
        compose("{}(", function), shape.forwarded(), ")", indent=12, behind=1
    )
    way = _way(shape, annotations, client, call)
    start = compose("def {}(", identifier(name))
    asynchronous = compose("async {}", start) if way.is_awaited else start

    def head(start: Code, answer: Code, form: Form = "any") -> Code:
        parameters = signature(shape, annotations, form, indent=4)
        end = compose(") -> {}:", answer)
        if form != "any":
            end = _overloaded(end)
        return bracketed(start, [Code("self"), *parameters, OPTIONS], end, indent=4)

    def body(call: Code) -> Code:
        start = call if way.is_nothing else compose("return {}", call)
        return bracketed(start, way.arguments, way.end, indent=8)

    forms = _overloads(shape)
    return MethodView(
        sync_overloads=[head(start, way.sync_answer, form) for form in forms],
        async_overloads=[head(asynchronous, way.async_answer, form) for form in forms],
        sync_head=head(start, way.sync_answer),
        async_head=head(asynchronous, way.async_answer),
        doc=docstring(_method_doc(shape), 8),
        sync_body=body(way.sync_call),
        async_body=body(way.async_call),
        deprecated=_warning(shape.operation),
    )


def _warning(operation: Operation) -> Code | None:
    if not operation.deprecated:
        return None
    text = literal(f"deprecated by its publisher: {operation.id}")
    return Code(text, runtime("deprecated").needs)


@dataclass(frozen=True, slots=True)
class _Way:
    """How a method makes its call, and what it gives."""

    sync_answer: Code
    async_answer: Code
    sync_call: Code
    async_call: Code
    arguments: Sequence[Code]
    is_awaited: bool = False
    """Whether the method is a coroutine in the async world."""
    end: Literal[")", "))"] = ")"
    is_nothing: bool = False
    """Whether nothing comes back."""


def _way(
    shape: OperationShape, annotations: Annotations, client: Code, call: Code
) -> _Way:
    options = Code("options")
    if shape.is_webhook:
        kind = runtime("Subscription", typing=True)
        answer = compose("{}[{}]", kind, shape.answer(annotations))
        subscribed = runtime("subscribed")
        return _Way(
            answer,
            answer,
            compose("{}({}.send(", subscribed, client),
            compose("{}(await {}.send(", subscribed, client),
            [call, Code("**options")],
            is_awaited=True,
            end="))",
        )
    event = shape.polled()
    if event is not None:
        item = annotations.answer(event)
        return _Way(
            compose("{}[{}]", runtime("Poller", typing=True), item),
            compose("{}[{}]", runtime("AsyncPoller", typing=True), item),
            compose("{}(", runtime("poller")),
            compose("{}(", runtime("async_poller")),
            [client, call, polling(shape.operation), options],
        )
    page = shape.page()
    if page is not None:
        parts = (annotations.answer(page[1]), annotations.answer(page[0]))
        pages = Code("self._pages(")
        return _Way(
            compose("{}[{}, {}]", runtime("Pager", typing=True), *parts),
            compose("{}[{}, {}]", runtime("AsyncPager", typing=True), *parts),
            pages,
            pages,
            [call, options],
        )
    answer = shape.answer(annotations)
    return _Way(
        answer,
        answer,
        Code("self._call("),
        Code("await self._call("),
        [call, options],
        is_awaited=True,
        is_nothing=not shape.answers,
    )


def _method_doc(shape: OperationShape) -> str:
    return operation_docstring(
        shape.operation,
        shape.arguments,
        _returns(shape),
        indent=8,
        refusals=shape.refusals(),
        notes=trigger_notes(shape),
        lookups=shape.lookups,
    )


def _tells(one: Response, shape: OperationShape) -> bool:
    """Whether the description of an answer is more than that it is one, of its type."""
    kind = one.schema.type if one.schema is not None else None
    name = shape.types[kind.id] if isinstance(kind, NamedType) else ""
    said = one.description or ""
    return says_something(said) and not echoes(said, name)


def _returns(shape: OperationShape) -> str | None:
    if shape.is_webhook:
        return "The subscription; what the server answered is its `data`."
    if shape.polled() is not None:
        return "A poller: iterate over it for events, as they come; nothing is sent before."
    if shape.page() is not None:
        return (
            "A pager: iterate over it for the items of every page, fetched as needed."
        )
    said = [
        sentence(one.description or "")
        for one in shape.successes()
        if one.schema is not None and _tells(one, shape)
    ]
    return " Or: ".join(dict.fromkeys(said)) or None
