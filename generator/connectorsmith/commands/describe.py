"""`ir` and `explain`: what connectorsmith knows, printed."""

from __future__ import annotations

import json
from pathlib import Path

from connectorsmith.commands.pipeline import lint_inputs, prepare, selection_of
from connectorsmith.diagnostics.findings import Severity, UnreadableError
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import read_inputs
from connectorsmith.ir.dump import dump


def ir_text(spec: Path) -> str:
    """The intermediate representation of one connector, as JSON.

    Raises UnreadableError where the path is no connector, is several, or holds what blocks.
    """
    connectors = find_connectors([spec])
    if len(connectors) != 1:
        raise ValueError(f"{spec} holds {len(connectors)} connectors; name one of them")
    inputs = read_inputs(connectors[0])
    blocking = [
        one
        for one in lint_inputs(inputs, selection_of(inputs))
        if one.severity is Severity.BLOCKING
    ]
    if blocking:
        raise UnreadableError(*blocking)
    return (
        json.dumps(dump(prepare(inputs).connector), indent=2, ensure_ascii=False) + "\n"
    )


def rules_text() -> str:
    """Every rule, a line each."""
    from connectorsmith.lint.registry import registry

    rules = registry().values()
    return "".join(
        f"{rule.id:<6} {rule.severity:<8} {rule.documentation.title}\n"
        for rule in rules
    )


def rules_markdown() -> str:
    """The page of all rules."""
    from connectorsmith.lint.page import rules_page

    return rules_page()


def explain_text(rule: str) -> str:
    """All that is known about a rule. Raises LookupError with what was probably meant."""
    from connectorsmith.lint.registry import explain, suggest

    text = explain(rule)
    if text is None:
        near = suggest(rule)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise LookupError(f"there is no rule {rule!r}{hint}")
    return text
