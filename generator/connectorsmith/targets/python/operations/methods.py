"""The methods of a client and of its groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from connectorsmith.ir.connector import Operation, Response
from connectorsmith.ir.types import NamedType
from connectorsmith.naming.modules import module_name
from connectorsmith.render.code import Code, compose, docstring, identifier, literal
from connectorsmith.sdk.annotations import Annotations, is_any
from connectorsmith.sdk.argument import Form
from connectorsmith.sdk.describe import echoes, says_something, sentence
from connectorsmith.sdk.model import SdkModel
from connectorsmith.sdk.operation import OperationShape, content
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.targets.python.code.docs import operation_docstring
from connectorsmith.targets.python.code.layout import bracketed
from connectorsmith.targets.python.features.triggers import polling, trigger_notes
from connectorsmith.targets.python.operations.group import (
    OPTIONS,
    GroupView,
    MethodView,
    methods_module,
)
from connectorsmith.targets.python.operations.request import (
    overloaded,
    overloads,
    signature,
)
from connectorsmith.text.words import split_words


def group_view(
    name: str, class_name: str, methods: Mapping[str, OperationShape], title: str
) -> GroupView:
    """Return the view of a group's module, in `resources/`; `methods` is by method name."""
    words = " ".join(split_words(name)).lower()
    return _methods_view(
        module=identifier(module_name(name)),
        attribute=identifier(name),
        class_name=identifier(class_name),
        doc=f"The {words} of {title}",
        base=(runtime("Resource"), runtime("AsyncResource")),
        dots="..",
        methods=methods,
    )


def methods_view(model: SdkModel) -> GroupView:
    """Return the view of `_methods.py`: the operations that belong to no group."""
    return _methods_view(
        module=Code("_methods"),
        attribute=Code(),
        class_name=Code("Methods"),
        doc=f"The operations of {model.connector.title} that are methods of the client itself",
        base=client_bases(model),
        dots=".",
        methods=model.methods,
    )


def client_bases(model: SdkModel, prefix: str = "") -> tuple[Code, Code]:
    """Return the classes that both clients are derived from, named with a prefix."""
    streams = model.has_downloads or model.has_streams
    variant = "http.downloads" if streams else None
    sync, other = (
        runtime(name, alias=prefix and f"{prefix}{name}", variant=variant)
        for name in ("SyncClient", "AsyncClient")
    )
    return sync, other


def _methods_view(
    *,
    module: Code,
    attribute: Code,
    class_name: Code,
    doc: str,
    base: tuple[Code, Code],
    dots: str,
    methods: Mapping[str, OperationShape],
) -> GroupView:
    # A method called `list` hides the builtin from every annotation after it.
    hidden = frozenset(methods)
    client = Code("self._client" if dots == ".." else "self")
    return methods_module(
        [
            _method(method, shape, Annotations(shape.types, hidden), client)
            for method, shape in methods.items()
        ],
        module=module,
        attribute=attribute,
        class_name=class_name,
        doc=doc,
        base=base,
        dots=dots,
    )


def _method(
    name: str, shape: OperationShape, annotations: Annotations, client: Code
) -> MethodView:
    """Return the view of a method; `client` is the expression for the client itself."""
    function = compose("operations.{}", shape.function)
    if shape.overloaded:
        function = compose("{}({})", runtime("either_way"), function)
    call = bracketed(
        compose("{}(", function), shape.forwarded(), ")", indent=12, behind=1
    )
    execution = _execution(shape, annotations, client, call)
    start = compose("def {}(", identifier(name))
    asynchronous = compose("async {}", start) if execution.is_awaited else start

    def head(start: Code, answer: Code, form: Form = "any") -> Code:
        parameters = signature(shape, annotations, form, indent=4)
        end = compose(") -> {}:", answer)
        if form != "any":
            end = overloaded(end)
        return bracketed(start, [Code("self"), *parameters, OPTIONS], end, indent=4)

    def body(call: Code) -> Code:
        start = call if execution.is_nothing else compose("return {}", call)
        return bracketed(start, execution.arguments, execution.end, indent=8)

    forms = overloads(shape)
    return MethodView(
        sync_overloads=[head(start, execution.sync_answer, form) for form in forms],
        async_overloads=[
            head(asynchronous, execution.async_answer, form) for form in forms
        ],
        sync_head=head(start, execution.sync_answer),
        async_head=head(asynchronous, execution.async_answer),
        doc=docstring(_method_doc(shape), 8),
        sync_body=body(execution.sync_call),
        async_body=body(execution.async_call),
        deprecated=_warning(shape.operation),
    )


def _warning(operation: Operation) -> Code | None:
    if not operation.deprecated:
        return None
    text = literal(f"deprecated by its publisher: {operation.id}")
    return Code(text, runtime("deprecated").needs)


@dataclass(frozen=True, slots=True)
class _Execution:
    """The expressions of a method for its call, and the annotations of its result."""

    sync_answer: Code
    async_answer: Code
    sync_call: Code
    async_call: Code
    arguments: Sequence[Code]
    is_awaited: bool = False
    """True if the method of the async client is a coroutine."""
    end: Literal[")", "))"] = ")"
    is_nothing: bool = False
    """True if the method returns nothing."""


def _execution(
    shape: OperationShape, annotations: Annotations, client: Code, call: Code
) -> _Execution:
    options = Code("options")
    if shape.is_webhook:
        kind = runtime("Subscription", typing=True)
        answer = compose("{}[{}]", kind, shape.answer(annotations))
        subscribed = runtime("subscribed")
        return _Execution(
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
        return _Execution(
            compose("{}[{}]", runtime("Poller", typing=True), item),
            compose("{}[{}]", runtime("AsyncPoller", typing=True), item),
            compose("{}(", runtime("poller")),
            compose("{}(", runtime("async_poller")),
            [client, call, polling(shape.operation), options],
        )
    page = shape.page()
    if page is not None:
        parts = (annotations.answer(page[1]), annotations.answer(page[0]))
        return _Execution(
            compose("{}[{}, {}]", runtime("Pager", typing=True), *parts),
            compose("{}[{}, {}]", runtime("AsyncPager", typing=True), *parts),
            compose("{}(", runtime("pager")),
            compose("{}(", runtime("async_pager")),
            [client, call, options],
        )
    answer = shape.answer(annotations)
    if shape.operation.stream:
        return _Execution(
            compose("{}[{}]", runtime("Stream", typing=True), answer),
            compose("{}[{}]", runtime("AsyncStream", typing=True), answer),
            compose("{}(", runtime("open_stream")),
            compose("{}(", runtime("open_async_stream")),
            [client, call, options],
        )
    return _Execution(
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
        notes=[*trigger_notes(shape), *filter(None, [shape.credentials])],
        lookups=shape.lookups,
    )


def _adds_something(response: Response, shape: OperationShape) -> bool:
    """Return whether a response description says more than the name of its type."""
    kind = response.schema.type if response.schema is not None else None
    name = shape.types[kind.id] if isinstance(kind, NamedType) else ""
    text = response.description or ""
    return says_something(text) and not echoes(text, name)


def _returns(shape: OperationShape) -> str | None:
    if shape.is_webhook:
        return "The subscription; the response of the server is its `data`."
    if shape.polled() is not None:
        return "A poller: iterate over it for events as they occur; nothing is sent before."
    if shape.operation.stream:
        return "A stream: iterate over it for the items as they arrive; nothing is sent before."
    if shape.page() is not None:
        return (
            "A pager: iterate over it for the items of every page, fetched as needed."
        )
    descriptions = [
        sentence(response.description or "")
        for response in shape.successes()
        if content(response) is not None and _adds_something(response, shape)
    ]
    described = " Or: ".join(dict.fromkeys(descriptions))
    undeclared = not shape.successes() or any(
        response.undeclared and response.schema is not None and is_any(response.schema)
        for response in shape.successes()
    )
    notes = [_UNDECLARED] if undeclared and shape.answers else []
    return " ".join([*([described] if described else []), *notes]) or None


_UNDECLARED = (
    "The body has no declared type: it is JSON, text or bytes by its content type, "
    "None if empty."
)
