"""The `ir` and `explain` commands."""

from __future__ import annotations

from pathlib import Path

from connectorsmith.commands.pipeline import lint_inputs, prepare, selection_of
from connectorsmith.diagnostics.errors import UsageError
from connectorsmith.diagnostics.findings import Severity, UnreadableError
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import read_inputs
from connectorsmith.ir.dump import dump


def ir_text(spec: Path, root: Path | None = None) -> str:
    """Return the intermediate representation of one connector, as JSON.

    `root` is the folder of the files that the definition can refer to.

    Raises UnreadableError if the path is not a connector or has a blocking finding, and
    UsageError if it holds several connectors.
    """
    connectors = find_connectors([spec])
    if len(connectors) != 1:
        raise UsageError(f"{spec} holds {len(connectors)} connectors; name one of them")
    inputs = read_inputs(connectors[0], root=root)
    blocking = [
        finding
        for finding in lint_inputs(inputs, selection_of(inputs))
        if finding.severity is Severity.BLOCKING
    ]
    if blocking:
        raise UnreadableError(*blocking)
    from connectorsmith.render.code import json_text

    return f"{json_text(dump(prepare(inputs).connector))}\n"


def rules_text() -> str:
    """Return a line of text for each rule."""
    from connectorsmith.lint.registry import registry

    rules = registry().values()
    return "".join(
        f"{rule.id:<6} {rule.slug:<46} {rule.severity:<8} {rule.documentation.title}\n"
        for rule in rules
    )


def rules_markdown() -> str:
    """Return the page of all rules."""
    from connectorsmith.lint.explain import rules_page

    return rules_page()


def explain_text(rule: str) -> str:
    """Return the documentation of a rule. Raises UsageError with
    suggestions for an unknown one.
    """
    from connectorsmith.lint.explain import explanation

    return explanation(rule)
