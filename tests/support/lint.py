"""Lints what a test writes down, and gives what is found in short forms."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath

from connectorsmith.commands.pipeline import check, selection_of
from connectorsmith.diagnostics.findings import Finding
from connectorsmith.documents.document import Document, Json, Source, Token
from connectorsmith.documents.load import load_bytes
from connectorsmith.inputs.files import Files
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import read_inputs
from connectorsmith.lint.engine import lint, run_rules
from connectorsmith.lint.fix import Fix
from connectorsmith.lint.nodes.node import Connector
from connectorsmith.lint.nodes.walk import walk_files
from connectorsmith.lint.registry import registry
from connectorsmith.settings.profile import Profile


def read(text: str, name: str = "api.yaml") -> Document:
    """Read a text as a file of this name, whose suffix says whether it is JSON or YAML."""
    return load_bytes(text.encode(), name, PurePath(name).suffix)


def document(value: Json, name: str = "api.json", text: str = "") -> Document:
    """Make a document of data, in which no value knows its line."""
    return Document(Source(name, text), value, {})


def lint_text(
    definition: str, properties: str | None = None, *, rules: Iterable[str] = ()
) -> list[Finding]:
    """Lint a connector that is written in YAML, by these rules alone or by everything."""
    second = None if properties is None else read(properties, "properties.yaml")
    return lint_files(Files(read(definition), second), rules=rules)


def lint_data(
    definition: Json, properties: Json = None, *, rules: Iterable[str] = ()
) -> list[Finding]:
    """Lint a connector that is data, by these rules alone or by everything."""
    second = None if properties is None else document(properties, "properties.json")
    return lint_files(Files(document(definition), second), rules=rules)


def lint_files(
    files: Files, *, rules: Iterable[str] = (), profile: Profile | None = None
) -> list[Finding]:
    """Lint the files of a connector, by these rules alone or by everything."""
    chosen = [registry()[rule] for rule in rules]
    if chosen:
        return run_rules(chosen, files, profile=profile)
    return lint(files, profile=profile)


def lint_path(path: Path) -> list[Finding]:
    """Lint the connector that a path leads to, as `validate` does."""
    (connector,) = find_connectors([path])
    inputs = read_inputs(connector)
    return check(inputs, selection_of(inputs))


def rules_of(findings: Iterable[Finding]) -> list[str]:
    """Give the rule of each finding."""
    return [finding.rule for finding in findings]


def places_of(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Give the rule and the pointer of each finding."""
    return [(finding.rule, finding.pointer) for finding in findings]


def messages_of(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Give the pointer and the message of each finding."""
    return [(finding.pointer, finding.message) for finding in findings]


def fixes_of(rule: str, file: Document) -> list[tuple[tuple[Token, ...], Fix | None]]:
    """Give the place of each problem that one rule has with a definition, and its fix."""
    checked = registry()[rule]
    assert checked.check is not None
    return [
        (node.tokens + problem.at, problem.fix)
        for _, node in walk_files(Connector(Files(file)))
        if node.kind in checked.on
        for problem in checked.check(node)
    ]
