"""The `validate` command: returns all findings of connectors in a chosen format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from connectorsmith import __version__
from connectorsmith.commands.pipeline import check, selection_of
from connectorsmith.diagnostics.findings import Finding, Severity, UnreadableError
from connectorsmith.documents.load import read_bytes
from connectorsmith.inputs.folders import find_connectors, shown
from connectorsmith.inputs.reading import read_inputs, sources_of
from connectorsmith.settings.profile import Profile

if TYPE_CHECKING:
    from connectorsmith.diagnostics.sarif_format import RuleText


@dataclass(frozen=True, slots=True)
class ValidateOptions:
    """Options of `validate`."""

    format: str = "text"
    strict: bool = False
    """True if warnings fail, too."""
    select: tuple[str, ...] = ()
    """Slugs of rules, ids, or prefixes of ids; empty for all."""
    ignore: tuple[str, ...] = ()
    profile: Profile | None = None
    root: Path | None = None
    """The folder of the files that a definition can refer to."""
    color: bool = False


def validate(specs: Sequence[Path], options: ValidateOptions) -> tuple[str, int]:
    """Return the text to print, and the exit status.

    The status is 2 if a file cannot be read, 1 for an error (with `strict`, for a warning),
    else 0. A path that ends in .zip is a certification package, whose layout is checked.
    Raises UnreadableError if a path is not a connector, and UsageError for an unknown rule.
    """
    from connectorsmith.lint.selection import check_rules

    check_rules((*options.select, *options.ignore))
    findings: list[Finding] = []
    sources: dict[str, str] = {}
    status = 0
    packages = [spec for spec in specs if is_package(spec)]
    for spec in packages:
        try:
            findings += _package(spec)
        except UnreadableError as error:
            findings += error.findings
            status = 2
    for folder in find_connectors(spec for spec in specs if spec not in packages):
        try:
            inputs = read_inputs(folder, root=options.root)
        except UnreadableError as error:
            findings += error.findings
            sources |= sources_of(error.findings)
            status = 2
            continue
        selection = selection_of(inputs, options.select, options.ignore)
        findings += check(inputs, selection, options.profile)
        sources |= inputs.sources
    failing = {Severity.BLOCKING, Severity.ERROR}
    if options.strict:
        failing.add(Severity.WARNING)
    if status == 0 and any(finding.severity in failing for finding in findings):
        status = 1
    return _formatted(findings, sources, options.format, color=options.color), status


def is_package(path: Path) -> bool:
    """Return whether a path is a certification package."""
    return path.suffix == ".zip" and not path.is_dir()


def _package(path: Path) -> Sequence[Finding]:
    from connectorsmith.inputs.package_facts import package_facts
    from connectorsmith.lint.engine import lint_package

    data = read_bytes(path, shown(path))
    return lint_package(package_facts(data, shown(path)))


def _formatted(
    findings: Sequence[Finding],
    sources: dict[str, str],
    format_: str,
    *,
    color: bool,
) -> str:
    match format_:
        case "json":
            from connectorsmith.diagnostics.json_format import format_json

            return format_json(findings, sources, names=_rule_names())
        case "sarif":
            from connectorsmith.diagnostics.sarif_format import format_sarif

            return format_sarif(
                findings, sources, rules=_rule_texts(), version=__version__
            )
        case "github":
            from connectorsmith.diagnostics.github_format import format_github

            return format_github(findings, sources)
        case "microsoft":
            from connectorsmith.diagnostics.microsoft_format import format_microsoft

            return format_microsoft(findings, sources)
        case _:
            from connectorsmith.diagnostics.text_format import format_text

            return format_text(findings, sources, color=color)


def _rule_names() -> dict[str, str]:
    """Return the slug of each rule by its id."""
    from connectorsmith.lint.registry import registry

    return {id_: rule.slug for id_, rule in registry().items()}


def _rule_texts() -> dict[str, RuleText]:
    """Return the documentation of each rule for SARIF, by its id."""
    from connectorsmith.diagnostics.sarif_format import RuleText
    from connectorsmith.lint.registry import registry

    return {
        id_: RuleText(
            rule.slug,
            rule.documentation.title,
            f"{rule.documentation.why} {rule.documentation.remedy}".strip(),
            rule.documentation.link or None,
        )
        for id_, rule in registry().items()
    }
