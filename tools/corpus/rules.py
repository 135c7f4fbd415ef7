"""Count the published connectors that break each rule.

    python -m tools.corpus.rules [FOLDER] [--reference FILE] [--page FILE] [--findings FILE]

FOLDER is any folder of connectors; by default that of CONNECTOR_CORPUS. Each is validated
as `connectorsmith validate` does. A reference is another count of the same rules: a JSON
list of objects with `id`, `certified` and `independent`. `--findings` writes every finding
as a line of JSON, to inspect the findings of a rule.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.registry import registry
from connectorsmith.settings.profile import Profile
from tools.corpus.connectors import find
from tools.corpus.measured import Measured, measure_all

REFERENCE_SIZE = 619 + 396
"""The number of certified and independent definitions in the reference."""


@dataclass(frozen=True, slots=True)
class Row:
    """The number of connectors that break a rule."""

    rule: str
    severity: Severity
    hits: Counter[Severity]
    """Connectors by their worst finding of the rule."""

    @property
    def connectors(self) -> int:
        """The number of connectors that break the rule."""
        return self.hits.total()

    @property
    def severities(self) -> str:
        """The rule's severity, and the number of connectors with another one."""
        other = [
            f"{severity} {self.hits[severity]}"
            for severity in Severity
            if severity is not self.severity and self.hits[severity]
        ]
        return f"{self.severity} ({', '.join(other)})" if other else str(self.severity)


def rows(measured: Iterable[Measured]) -> list[Row]:
    """Return a row for each rule, the worst and most broken first."""
    hits = {rule: Counter[Severity]() for rule in registry()}
    for result in measured:
        for rule, severity in result.severities.items():
            hits[rule][severity] += 1
    table_rows = [
        Row(rule, registry()[rule].severity, found) for rule, found in hits.items()
    ]
    return sorted(
        table_rows, key=lambda row: (row.severity.rank, -row.connectors, row.rule)
    )


def table(
    table_rows: list[Row], total: int, reference: dict[str, float] | None
) -> Iterator[str]:
    """Yield the rules that a connector breaks or the reference has, as a Markdown table."""
    has_reference = reference is not None
    yield "| Rule | Severity | Connectors | Rate in % |" + (
        " Reference in % |" if has_reference else ""
    )
    yield "| --- | --- | ---: | ---: |" + (" ---: |" if has_reference else "")
    for row in table_rows:
        rate = (reference or {}).get(row.rule)
        if row.connectors or rate:
            cells = [
                row.rule,
                row.severities,
                row.connectors,
                f"{percent(row.connectors, total):.1f}",
            ]
            if has_reference:
                cells.append("" if rate is None else f"{rate:.1f}")
            yield f"| {' | '.join(map(str, cells))} |"


def percent(part: int, whole: int) -> float:
    """Return a part in percent."""
    return 100 * part / whole if whole else 0.0


def read_reference(path: Path) -> dict[str, float]:
    """Return the rate of each rule in the reference, in percent."""
    return {
        entry["id"]: percent(entry["certified"] + entry["independent"], REFERENCE_SIZE)
        for entry in json.loads(path.read_text("utf-8"))
        if entry["certified"] is not None and entry["independent"] is not None
    }


def summary(measured: list[Measured], seconds: float) -> Iterator[str]:
    """Yield the number of connectors without an error by group, and the times."""
    groups: dict[str, list[Measured]] = {profile: [] for profile in Profile}
    for result in measured:
        if result.profile is not None:
            groups[result.profile].append(result)
        groups.setdefault(result.name.partition("/")[0], []).append(result)
    for name, own in groups.items():
        passed = sum(not result.fails for result in own)
        if own:
            yield f"{name}: {passed} of {len(own)} have no error ({percent(passed, len(own)):.0f} %)"
    unread = sum(result.profile is None for result in measured)
    if unread:
        yield f"{unread} cannot be read"
    times = sorted(result.processor for result in measured)
    yield (
        f"{len(measured)} connectors: {seconds:.0f} s, {sum(times):.0f} s of the processor; "
        f"median {1000 * times[len(times) // 2]:.0f} ms, slowest {times[-1]:.1f} s"
    )


def page(table_rows: list[Row], measured: list[Measured], facts: list[str]) -> str:
    """Return the table as a page of the documentation; it names no connector."""
    silent = [row.rule for row in table_rows if not row.connectors]
    lines = [
        "# How often published connectors break each rule",
        "",
        "Every finding of `connectorsmith validate` over a folder of published connectors, which is",
        "not part of this project; `make corpus-rules` rewrites this page. A connector counts once for",
        "a rule, however many places break it, and with the worst of them where a rule has findings of",
        "several severities. A connector is taken for an independent publisher's by its brand color; the",
        "other groups are the folders that it is in. Microsoft reviews none of `custom-connectors`.",
        "",
        "What concerns files that a connector of the folder lacks counts as broken: PP220 for readme.md,",
        "and PP205 for script.csx.",
        "",
        *(f"- {fact}" for fact in facts),
        "",
        *table(table_rows, len(measured), None),
        "",
        f"No connector breaks the other {len(silent)}: {', '.join(silent)}.",
    ]
    return "\n".join(lines) + "\n"


def write_findings(path: Path, measured: Iterable[Measured]) -> None:
    """Write every finding as a line of JSON."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for result in measured:
            for finding in result.findings:
                line = {
                    "connector": result.name,
                    "rule": finding.rule,
                    "severity": finding.severity,
                    "message": finding.message,
                    "location": str(finding.location),
                    "pointer": finding.pointer,
                    "also": len(finding.also),
                }
                file.write(json.dumps(line) + "\n")


def main() -> int:
    """Validate all connectors and print the table; return 2 if there is no folder of them."""
    options = arguments()
    root = options.folder or os.environ.get("CONNECTOR_CORPUS")
    if not root or not Path(root).is_dir():
        print(
            "no folder of connectors: name one, or set CONNECTOR_CORPUS",
            file=sys.stderr,
        )
        return 2
    reference = read_reference(options.reference) if options.reference else None
    started = time.monotonic()
    measured = list(measure_all(find([Path(root)], only=options.only), options.jobs))
    measured.sort(key=lambda result: result.name)
    table_rows = rows(measured)
    facts = list(summary(measured, time.monotonic() - started))
    print("\n".join([*table(table_rows, len(measured), reference), "", *facts]))
    print("\nslowest, in seconds of the processor:")
    for result in sorted(measured, key=lambda result: -result.processor)[:10]:
        print(f"{result.processor:8.2f}  {result.name}")
    if options.page:
        options.page.write_text(
            page(table_rows, measured, facts), "utf-8", newline="\n"
        )
    if options.findings:
        write_findings(options.findings, measured)
    return 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.corpus.rules",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--only", action="append", default=[], metavar="GLOB")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--reference", type=Path, metavar="FILE")
    parser.add_argument("--page", type=Path, metavar="FILE")
    parser.add_argument("--findings", type=Path, metavar="FILE")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
