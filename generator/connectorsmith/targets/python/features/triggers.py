"""The view of webhooks.py, and the paragraphs on triggers for docstrings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import Operation, Trigger
from connectorsmith.ir.policies import Step, Template
from connectorsmith.ir.types import ArrayType
from connectorsmith.render.code import (
    Code,
    Need,
    compose,
    docstring,
    identifier,
    literal,
    needs_of,
)
from connectorsmith.sdk.annotations import MODELS, Annotations, holds_date
from connectorsmith.sdk.describe import headline
from connectorsmith.sdk.operation import OperationShape
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.targets.python.code.docs import wire_lines
from connectorsmith.targets.python.code.imports import own_imports, standard_imports
from connectorsmith.targets.python.code.layout import bracketed, call, wrapped


@dataclass(frozen=True, slots=True)
class WebhookView:
    """One webhook."""

    line: Code
    doc: Code


@dataclass(frozen=True, slots=True)
class WebhooksView:
    """webhooks.py."""

    doc: Code
    imports: Sequence[Code]
    runtime_imports: Sequence[Code]
    uses_models: bool
    webhooks: Sequence[WebhookView]


def webhooks_view(title: str, shapes: Iterable[OperationShape]) -> WebhooksView:
    """Return the view of webhooks.py; `shapes` are those of webhook triggers."""
    hooks = sorted(shapes, key=lambda shape: str(shape.function))
    hidden = frozenset(str(one.function) for one in hooks)
    views = [_webhook(one, Annotations(one.types, hidden)) for one in hooks]
    needs = needs_of(one.line for one in views)
    uses_models = MODELS in needs
    if uses_models:
        needs |= {Need("typing", "TYPE_CHECKING"), *runtime("lazy").needs}
    return WebhooksView(
        doc=docstring(
            f"Readers of the events that {title} posts to a webhook.\n\n"
            "    event = webhooks.<trigger>.parse(body)\n\n"
            "`parse` takes the body of the request, as bytes, text or decoded JSON. It does not\n"
            "verify the sender: the definition declares no signature. Use an https callback URL\n"
            "that cannot be guessed, and check important values with a call of the API."
        ),
        imports=standard_imports(needs),
        runtime_imports=own_imports(needs - {MODELS}),
        uses_models=uses_models,
        webhooks=views,
    )


def _webhook(shape: OperationShape, annotations: Annotations) -> WebhookView:
    operation = shape.operation
    trigger = operation.trigger
    assert trigger is not None
    assert trigger.notification is not None
    schema, kind = trigger.notification, "Webhook"
    if isinstance(schema.type, ArrayType):
        schema, kind = schema.type.items, "BatchWebhook"
    elif trigger.kind == "batch":
        kind = "BatchWebhook"
    event = annotations.answer(schema)
    read = (
        compose("{}({})", runtime("with_dates"), event) if holds_date(schema) else event
    )
    first, _ = headline(operation)
    doc = "\n".join([*wrapped(first, indent=3), "", *wire_lines(operation, indent=0)])
    return WebhookView(
        line=bracketed(
            compose(
                "{}: {kind}[{}] = {kind}(", shape.function, event, kind=runtime(kind)
            ),
            [literal(operation.id), compose("lambda: {}", read)],
            ")",
        ),
        doc=docstring(doc),
    )


def polling(operation: Operation) -> Code:
    """Return the expression that says how a trigger is polled."""
    trigger = operation.trigger
    assert trigger is not None
    assert trigger.polling is not None
    arguments: list[Code] = []
    if trigger.kind == "batch":
        arguments.append(literal(trigger.polling.items))
    if trigger.polling.state:
        state = {name: _parts(value) for name, value in trigger.polling.state}
        arguments.append(compose("state={}", literal(state)))
    return call(compose("{}(", runtime("Polling")), arguments, indent=12)


def _parts(template: Template) -> tuple[str | tuple[Step, ...], ...]:
    return tuple(one if isinstance(one, str) else one.path for one in template)


def trigger_notes(shape: OperationShape) -> list[str]:
    """Return the paragraphs on the use of a trigger for its docstring."""
    trigger = shape.operation.trigger
    if trigger is None:
        return []
    if shape.is_webhook:
        return _webhook_notes(shape, trigger)
    if trigger.polling is None:
        note = (
            "A trigger whose events the definition does not declare: call it at intervals and "
            "compare its responses."
        )
        return [note]
    note = (
        "A polling trigger: iterate over the poller for events as they occur, with a pause "
        "between polls, or call its `poll` for those of one request. Pass its `cursor` as "
        "`after` to continue in another run."
    )
    return [note]


def _webhook_notes(shape: OperationShape, trigger: Trigger) -> list[str]:
    callbacks = [one.name for one in shape.arguments if one.schema.notification_url]
    where = f"`{callbacks[0]}`" if callbacks else "the URL that the request names"
    subscribes = (
        f"A webhook trigger: this subscribes, and each event is then posted to {where}. "
        f"Read it with `webhooks.{shape.function}.parse`."
    )
    ends = (
        "The client's `unsubscribe` ends it if the server returned a location for that."
    )
    if trigger.unsubscribe is not None:
        function = shape.functions[trigger.unsubscribe]
        ends += f" Otherwise use `operations.{identifier(function)}`."
    return [subscribes, ends]
