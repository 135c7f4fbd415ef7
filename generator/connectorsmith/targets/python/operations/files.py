"""The views of the files that hold operations: one object per file, decided to the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import Operation, Response
from connectorsmith.ir.types import NamedType
from connectorsmith.render.code import Code, docstring, identifier, literal
from connectorsmith.targets.python.code.annotations import (
    Annotations,
    Imports,
    import_line,
)
from connectorsmith.targets.python.code.docs import (
    DEPRECATED,
    headline,
    operation_docstring,
    says_something,
    wire_lines,
)
from connectorsmith.targets.python.code.layout import bracketed, wrapped
from connectorsmith.targets.python.features.triggers import polling, trigger_notes
from connectorsmith.targets.python.operations.argument import Form
from connectorsmith.targets.python.operations.describe import echoes, sentence
from connectorsmith.targets.python.operations.operation import OperationShape
from connectorsmith.text.words import pascal_case, split_words


@dataclass(frozen=True, slots=True)
class FunctionView:
    """One function of operations.py."""

    overloads: Sequence[Code]
    head: Code
    doc: Code
    call: Code


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


_OPERATION_NAMES = (
    ("dates.alone", ("with_dates",)),
    ("bodies.constants", ("filled",)),
    ("bodies.files", ("need_file",)),
    ("bodies.form", ("Form",)),
    ("bodies.json", ("Json",)),
    ("encode.listed", ("listed",)),
    ("encode.lists", ("Multi", "Pipes", "Ssv", "Tsv")),
    ("bodies.multipart", ("Multipart",)),
    ("encode.path", ("url_path",)),
    ("bodies.raw", ("Bytes",)),
    ("encode.twice", ("twice",)),
    ("paging.counted", ("Offset", "PageNumber")),
    ("paging.cursor", ("Cursor",)),
    ("paging.link", ("NextLink",)),
    ("triggers.callbacks", ("calling_back",)),
)


def operations_view(title: str, shapes: Sequence[OperationShape]) -> OperationsView:
    """The view of operations.py."""
    imports = Imports({"TYPE_CHECKING"})
    functions = [_function(shape, imports) for shape in shapes]
    return OperationsView(
        doc=docstring(
            f"Every operation of {title}, as a value.\n\n"
            "A function here does no I/O: it says what to send and how to read the answer,\n"
            "for `Client.send`, `AsyncClient.send` and for tests."
        ),
        imports=imports.lines(),
        runtime_imports=_operation_imports(functions, imports),
        functions=functions,
    )


def _operation_imports(
    functions: Iterable[FunctionView], imports: Imports
) -> list[Code]:
    text = "\n".join(f"{one.head}\n{one.call}" for one in functions)
    lines = imports.runtime(".")
    for module, names in _OPERATION_NAMES:
        used = [name for name in names if re.search(rf"\b{name}[.(]", text)]
        if "url_path" in used:
            used.remove("url_path")
            used.append("path as url_path")
        if used:
            lines.append(import_line(f"._runtime.{module}", used))
    if "UNSET" in text:
        lines.append(Code("from ._runtime.unset import UNSET, Unset"))
    lines.append(Code("from ._runtime.operation import Operation"))
    lines.append(Code("from ._runtime.lazy import lazy"))
    return sorted(lines)


def _function(shape: OperationShape, imports: Imports) -> FunctionView:
    annotations = Annotations(shape.types, imports)
    first, _ = headline(shape.operation)
    lines = wrapped(first, indent=7)
    if shape.operation.deprecated:
        lines += ["", DEPRECATED]
    doc = "\n".join([*lines, "", *wire_lines(shape.operation, indent=4)])
    start = f"def {shape.function}("
    end = f") -> Operation[{shape.answer(annotations)}]:"
    return FunctionView(
        overloads=[
            bracketed(start, shape.signature(annotations, form), end + " ...")
            for form in _overloads(shape, imports)
        ],
        head=bracketed(start, shape.signature(annotations), end),
        doc=docstring(doc, 4),
        call=bracketed("return Operation(", shape.request(annotations), ")", indent=4),
    )


def _overloads(shape: OperationShape, imports: Imports) -> tuple[Form, ...]:
    if not shape.overloaded:
        return ()
    imports.names.add("overload")
    return ("members", "whole")


def group_view(
    name: str, methods: Mapping[str, OperationShape], title: str
) -> GroupView:
    """The view of a group's module, in `resources/`; `methods` is by method name."""
    words = " ".join(split_words(name)).lower()
    return _methods_view(
        module=identifier(name),
        class_name=identifier(pascal_case(split_words(name))),
        doc=f"The {words} of {title}",
        base=("http.resource", "Resource", "AsyncResource"),
        dots="..",
        methods=methods,
    )


def methods_view(
    methods: Mapping[str, OperationShape], title: str, *, clients: str
) -> GroupView:
    """The view of `_methods.py`: the operations that belong to no group.

    `clients` is the module of the runtime that has the clients' base classes.
    """
    return _methods_view(
        module=Code("_methods"),
        class_name=Code("Methods"),
        doc=f"The operations of {title} that the client has itself",
        base=(clients, "SyncClient", "AsyncClient"),
        dots=".",
        methods=methods,
    )


def _methods_view(
    *,
    module: Code,
    class_name: Code,
    doc: str,
    base: tuple[str, str, str],
    dots: str,
    methods: Mapping[str, OperationShape],
) -> GroupView:
    imports = Imports({"TYPE_CHECKING", "Unpack"})
    # A method called `list` hides the builtin from every annotation behind it.
    hidden = frozenset(methods)
    home, sync_base, async_base = base
    client = "self._client" if home == "http.resource" else "self"
    views = [
        _method(method, shape, Annotations(shape.types, imports, hidden), client)
        for method, shape in methods.items()
    ]
    runtime = [f"from {dots}_runtime.{home} import {async_base}, {sync_base}"]
    runtime.append(f"from {dots}_runtime.lazy import lazy")
    hooks = any(shape.is_webhook for shape in methods.values())
    if hooks:
        runtime.append(f"from {dots}_runtime.triggers.subscriptions import subscribed")
    polled = any(shape.polled() is not None for shape in methods.values())
    if polled:
        runtime.append(
            f"from {dots}_runtime.triggers.poller import async_poller, poller"
        )
        runtime.append(f"from {dots}_runtime.triggers.polling import Polling")
    paged = any(shape.page() is not None for shape in methods.values())
    if paged:
        runtime.append(f"from {dots}_runtime.paging.pager import async_pager, pager")
    if any(shape.overloaded for shape in methods.values()):
        runtime.append(f"from {dots}_runtime.bodies.either_way import either_way")
    if any(view.deprecated for view in views):
        runtime.append(f"from {dots}_runtime.deprecation import deprecated")
    if any("UNSET" in view.sync_head for view in views):
        runtime.append(f"from {dots}_runtime.unset import UNSET, Unset")
    mentions = any(
        "models." in f"{view.sync_head}{view.async_head}{view.sync_overloads}"
        for view in views
    )
    typing = [f"from {dots} import {'models, ' if mentions else ''}operations"]
    typing += imports.runtime(dots)
    if paged:
        typing.append(f"from {dots}_runtime.paging.pager import AsyncPager, Pager")
    if polled:
        typing.append(f"from {dots}_runtime.triggers.poller import AsyncPoller, Poller")
    typing.append(f"from {dots}_runtime.http.settings import CallOptions")
    if hooks:
        typing.append(f"from {dots}_runtime.triggers.subscriptions import Subscription")
    package = "__package__" if dots == "." else '__package__.rpartition(".")[0]'
    return GroupView(
        module=module,
        name=class_name,
        home=Code(f".resources.{module}" if dots == ".." else f".{module}"),
        attribute=module,
        module_doc=docstring(f"{doc}."),
        doc=docstring(f"{doc}.", 4),
        async_doc=docstring(f"{doc}, for `async` code.", 4),
        base=Code(sync_base),
        async_base=Code(async_base),
        package=Code(package),
        imports=[*_builtins(imports), *imports.lines()],
        runtime_imports=[Code(line) for line in sorted(runtime)],
        typing_imports=[Code(line) for line in typing],
        methods=views,
    )


def _builtins(imports: Imports) -> list[Code]:
    return [Code("import builtins")] if "builtins" in imports.names else []


def _method(
    name: str, shape: OperationShape, annotations: Annotations, client: str
) -> MethodView:
    """The view of a method; `client` is the expression for the client itself."""
    function = f"operations.{shape.function}"
    if shape.overloaded:
        function = f"either_way({function})"
    call = bracketed(f"{function}(", shape.forwarded(), ")", indent=12, behind=1)
    way = _way(shape, annotations, client, call)
    returned = "" if way.sync_answer == "None" else "return "
    start = f"def {identifier(name)}("
    asynchronous = f"{way.keyword} {identifier(name)}("

    def head(start: str, answer: Code, form: Form, body: str = "") -> Code:
        signature = [Code("self"), *shape.signature(annotations, form, indent=4)]
        signature.append(Code("**options: Unpack[CallOptions]"))
        return bracketed(start, signature, f") -> {answer}:{body}", indent=4)

    forms = _overloads(shape, annotations.imports)
    return MethodView(
        sync_overloads=[head(start, way.sync_answer, form, " ...") for form in forms],
        async_overloads=[
            head(asynchronous, way.async_answer, form, " ...") for form in forms
        ],
        sync_head=head(start, way.sync_answer, "any"),
        async_head=head(asynchronous, way.async_answer, "any"),
        doc=docstring(_method_doc(shape), 8),
        sync_body=bracketed(
            f"{returned}{way.sync_call}", way.arguments, way.end, indent=8
        ),
        async_body=bracketed(
            f"{returned}{way.async_call}", way.arguments, way.end, indent=8
        ),
        deprecated=_warning(shape.operation),
    )


def _warning(operation: Operation) -> Code | None:
    if not operation.deprecated:
        return None
    return literal(f"deprecated by its publisher: {operation.id}")


@dataclass(frozen=True, slots=True)
class _Way:
    """How a method makes its call, and what it gives."""

    sync_answer: Code
    async_answer: Code
    sync_call: str
    async_call: str
    arguments: Sequence[Code]
    keyword: str = "def"
    """Of the method in the async world."""
    end: str = ")"


def _way(
    shape: OperationShape, annotations: Annotations, client: str, call: Code
) -> _Way:
    options = Code("options")
    if shape.is_webhook:
        answer = Code(f"Subscription[{shape.answer(annotations)}]")
        return _Way(
            answer,
            answer,
            f"subscribed({client}.send(",
            f"subscribed(await {client}.send(",
            [call, Code("**options")],
            keyword="async def",
            end="))",
        )
    event = shape.polled()
    if event is not None:
        item = annotations.answer(event)
        return _Way(
            Code(f"Poller[{item}]"),
            Code(f"AsyncPoller[{item}]"),
            "poller(",
            "async_poller(",
            [Code(client), call, polling(shape.operation), options],
        )
    page = shape.page()
    if page is not None:
        parts = f"[{annotations.answer(page[1])}, {annotations.answer(page[0])}]"
        return _Way(
            Code(f"Pager{parts}"),
            Code(f"AsyncPager{parts}"),
            "pager(",
            "async_pager(",
            [Code(client), call, options],
        )
    answer = shape.answer(annotations)
    return _Way(
        answer,
        answer,
        "self._call(",
        "await self._call(",
        [call, options],
        keyword="async def",
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
