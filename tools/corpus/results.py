"""What a run found, kept on disk so that an interrupted one goes on where it was."""

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
}


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that is wrong with one connector."""

    cause: str
    """Short, and the same wherever the cause is the same."""
    detail: str


@dataclass(slots=True)
class Result:
    """What is known of one connector."""

    name: str
    fingerprint: str
    checks: dict[str, list[Failure]] = field(default_factory=dict[str, list[Failure]])
    """By check; an empty list is a pass, an absent check was not run."""
    facts: dict[str, float] = field(default_factory=dict[str, float])
    """Counts and seconds."""
    skips: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    """By check and reason, how often something could not be checked."""

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Result:
        """Read what was kept as JSON."""
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
    """Results in a file, one a line; the last one of a name counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, Result] = {}
        if path.exists():
            for line in path.read_text("utf-8").splitlines():
                try:
                    result = Result.read(json.loads(line))
                except (ValueError, KeyError, TypeError):
                    continue  # the run was ended in the middle of this line
                self._known[result.name] = result

    def get(self, name: str, fingerprint: str) -> Result | None:
        """The result of a connector, unless it or the generator changed since."""
        known = self._known.get(name)
        return known if known and known.fingerprint == fingerprint else None

    def put(self, result: Result) -> None:
        """Keep a result."""
        self._known[result.name] = result
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(result)) + "\n")


def table(results: Iterable[Result]) -> list[str]:
    """Markdown: a row a check, then the failures by cause with an example each."""
    all_results = list(results)
    lines = ["| check | what holds | pass | fail |", "| --- | --- | ---: | ---: |"]
    causes: dict[str, dict[str, list[tuple[str, Failure]]]] = {}
    for check, meaning in CHECKS.items():
        ran = [one for one in all_results if check in one.checks]
        if not ran:
            continue
        failed = [one for one in ran if one.checks[check]]
        lines.append(
            f"| {check} | {meaning} | {len(ran) - len(failed)} | {len(failed)} |"
        )
        by_cause: dict[str, list[tuple[str, Failure]]] = defaultdict(list)
        for one in failed:
            for failure in one.checks[check]:
                by_cause[failure.cause].append((one.name, failure))
        causes[check] = by_cause
    for check, by_cause in causes.items():
        if not by_cause:
            continue
        lines += ["", f"{check}:", ""]
        order = sorted(by_cause.items(), key=lambda item: (-len(item[1]), item[0]))
        for cause, found in order[:25]:
            connectors = len({name for name, _ in found})
            name, example = found[0]
            lines.append(
                f"- {connectors} connectors, {len(found)} places: {cause} "
                f"({name}: {example.detail[:200]})"
            )
        if len(order) > 25:
            lines.append(f"- and {len(order) - 25} more causes")
    return [*lines, *_skips(all_results)]


def _skips(results: list[Result]) -> list[str]:
    """What could not be checked, by check and reason, with an example each."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for one in results:
        for check, reasons in one.skips.items():
            for reason, times in reasons.items():
                found[check, reason][one.name] = times
    lines = ["", "not checked:", ""] if found else []
    for (check, reason), where in sorted(found.items()):
        lines.append(
            f"- {check}: {reason} ({sum(where.values())} places in {len(where)} connectors, "
            f"such as {min(where)})"
        )
    return lines
