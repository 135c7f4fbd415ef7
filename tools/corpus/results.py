"""The results of a run, stored on disk so that an interrupted run continues."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

CHECKS = {
    "build": "builds, or one located error for a file that is no JSON",
    "lossless": "the published files equal the input as data, order kept",
    "names": "derived names: at most 60 characters, few numbers",
    "black": "black changes nothing",
    "import": "every module imports, without a warning",
    "reach": "every module is needed, and none that is imported is missing",
    "surface": "every operation and argument is there",
    "wire": "requests are what the definition asks for",
    "answer": "answers parse, and dump back equal",
    "contract": "each client answers, fails and retries as promised",
    "mypy": "mypy --strict finds nothing",
    "pyright": "pyright strict finds nothing",
    "pyrefly": "pyrefly finds nothing",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed check of a connector."""

    cause: str
    """A short text that is equal for equal causes."""
    detail: str


@dataclass(slots=True)
class Result:
    """The results of one connector."""

    name: str
    fingerprint: str
    checks: dict[str, list[Failure]] = field(default_factory=dict[str, list[Failure]])
    """The failures by check; an empty list is a pass, an absent check was not run."""
    facts: dict[str, float] = field(default_factory=dict[str, float])
    """Counts and seconds."""
    skips: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    """The number of places that could not be checked, by check and reason."""

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Result:
        """Return a result from its JSON."""
        checks = {
            name: [Failure(**one) for one in failures]
            for name, failures in value["checks"].items()
        }
        return cls(
            value["name"],
            value["fingerprint"],
            checks,
            dict(value["facts"]),
            value["skips"],
        )


class Store:
    """The stored results: a file with one per line, of which the last one of a name counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, Result] = {}
        if path.exists():
            for line in path.read_text("utf-8").splitlines():
                try:
                    result = Result.read(json.loads(line))
                except (ValueError, KeyError, TypeError):
                    continue  # the run was interrupted while it wrote this line
                self._known[result.name] = result

    def get(self, name: str, fingerprint: str) -> Result | None:
        """Return the result of a connector; None if it or the generator has changed since."""
        known = self._known.get(name)
        return known if known and known.fingerprint == fingerprint else None

    def put(self, result: Result) -> None:
        """Store a result."""
        self._known[result.name] = result
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(result)) + "\n")


def table(results: Iterable[Result]) -> list[str]:
    """Return the results as Markdown: a row for each check, then the
    failures by cause with an example.
    """
    all_results = list(results)
    lines = ["| check | what holds | pass | fail |", "| --- | --- | ---: | ---: |"]
    causes: dict[str, dict[str, list[tuple[str, Failure]]]] = {}
    for check, meaning in CHECKS.items():
        ran = [result for result in all_results if check in result.checks]
        if not ran:
            continue
        failed = [result for result in ran if result.checks[check]]
        lines.append(
            f"| {check} | {meaning} | {len(ran) - len(failed)} | {len(failed)} |"
        )
        by_cause: dict[str, list[tuple[str, Failure]]] = defaultdict(list)
        for result in failed:
            for failure in result.checks[check]:
                by_cause[failure.cause].append((result.name, failure))
        causes[check] = by_cause
    for check, by_cause in causes.items():
        if not by_cause:
            continue
        lines += ["", f"{check}:", ""]
        order = sorted(by_cause.items(), key=lambda item: (-len(item[1]), item[0]))
        for cause, failures in order[:25]:
            connectors = len({name for name, _ in failures})
            name, example = failures[0]
            lines.append(
                f"- {connectors} connectors, {len(failures)} places: {cause} "
                f"({name}: {example.detail[:200]})"
            )
        if len(order) > 25:
            lines.append(f"- and {len(order) - 25} more causes")
    return [*lines, *_skips(all_results)]


def _skips(results: list[Result]) -> list[str]:
    """Return what could not be checked, by check and reason, with an example."""
    skipped: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for result in results:
        for check, reasons in result.skips.items():
            for reason, times in reasons.items():
                skipped[check, reason][result.name] = times
    lines = ["", "not checked:", ""] if skipped else []
    for (check, reason), where in sorted(skipped.items()):
        lines.append(
            f"- {check}: {reason} ({sum(where.values())} places in {len(where)} connectors, "
            f"such as {min(where)})"
        )
    return lines
