"""Cost of each lint rule, and its growth with the size of the definition.

    python -m benchmarks.rules [SPEC] [--copies 1] [--rounds 3]

SPEC is a connector's folder or a definition; by default that of HubSpot. Each rule runs
alone, so that work shared by several rules counts for each of them. Each is measured with
`--copies` copies of the definition's operations and shared parts, under new names, and with
ten times as many: a ratio of about 10 is linear, 100 is quadratic. Then measures a cold
`connectorsmith validate`, and importing the libraries that it needs. Asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from connectorsmith.commands.pipeline import check, prepare, selection_of
from connectorsmith.documents.load import load_bytes
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import Inputs, read_inputs
from connectorsmith.lint.engine import lint, run_rules
from connectorsmith.lint.nodes.node import Node
from connectorsmith.lint.registry import registry
from connectorsmith.lint.rule import Problem, Rule
from connectorsmith.lint.standard.conformance import conformance

ROOT = Path(__file__).resolve().parents[1]
SPEC = ROOT / "spec" / "hubspot-conversations-v2"
STEEP = 15
"""Rules with a larger ratio are listed."""
SHORTEST = 0.001
"""Seconds; the ratio of a rule that takes less on the large definition is ignored."""
LIBRARIES = "import yaml, jsonschema, click"


@dataclass(frozen=True, slots=True)
class Cost:
    """The seconds for the small definition and for the large one."""

    name: str
    small: float
    large: float

    @property
    def ratio(self) -> float:
        return self.large / self.small if self.small else 0.0

    @property
    def is_steep(self) -> bool:
        return self.large >= SHORTEST and self.ratio > STEEP

    def line(self, share: str = "") -> str:
        return (
            f"{self.name:<12} {1000 * self.small:>9.2f} {1000 * self.large:>9.2f} "
            f"{self.ratio:>6.1f} {share}"
        )


def multiplied(definition: Mapping[str, Any], copies: int) -> dict[str, Any]:
    """Return the definition with `copies` copies of its operations and shared parts."""
    copied: dict[str, Any] = {**definition}
    for key in ("paths", "definitions", "parameters", "responses"):
        held = definition.get(key)
        if isinstance(held, Mapping):
            copied[key] = {
                _renamed(key, name, copy): _copied(value, copy)
                for copy in range(copies)
                for name, value in held.items()
            }
    return copied


def _renamed(key: str, name: str, copy: int) -> str:
    if copy == 0:
        return name
    return f"/copy{copy}{name}" if key == "paths" else f"{name}Copy{copy}"


def _copied(value: Any, copy: int) -> Any:
    if isinstance(value, Mapping):
        return {key: _member(key, inner, copy) for key, inner in value.items()}
    if isinstance(value, list):
        return [_copied(inner, copy) for inner in value]
    return value


def _member(key: str, value: Any, copy: int) -> Any:
    is_name = isinstance(value, str) and copy > 0
    if is_name and key == "operationId":
        return f"{value}Copy{copy}"
    if is_name and key == "$ref" and re.match("#/[a-z]+/", value):
        return f"{value}Copy{copy}"
    return _copied(value, copy)


def sized(inputs: Inputs, copies: int) -> Inputs:
    """Return the connector with `copies` copies of the content of its definition."""
    old = inputs.definition.value
    assert isinstance(old, Mapping)
    text = json.dumps(multiplied(old, copies), indent=2)
    definition = load_bytes(text.encode(), "large.json", ".json")
    files = replace(inputs.files, definition=definition)
    return replace(inputs, definition=definition, files=files)


def fastest(measured: Callable[..., float], rounds: int, *given: Any) -> float:
    return min(measured(*given) for _ in range(rounds))


def alone(rule: Rule, inputs: Inputs) -> float:
    """Return the seconds that a rule takes, without traversing the document."""
    spent = 0.0
    work = rule.check
    assert work is not None

    def timed(node: Node) -> Iterator[Problem]:
        nonlocal spent
        started = time.process_time()
        problems = list(work(node))
        spent += time.process_time() - started
        return iter(problems)

    run_rules([replace(rule, check=timed)], inputs.files)
    return spent


def whole(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that a function takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def phases(inputs: Inputs) -> dict[str, Callable[[], object]]:
    """Return the phases of `validate` after reading, alone and together."""
    return {
        "conformance": lambda: list(conformance(inputs.definition.value)),
        "walk": lambda: run_rules([], inputs.files),
        "lint": lambda: lint(inputs.files),
        "prepare": lambda: prepare(inputs),
        "check": lambda: check(inputs, selection_of(inputs)),
    }


def cold(rounds: int) -> tuple[float, float]:
    """Return the median seconds of a cold `validate` of HubSpot, and of its imports."""
    runs = {
        "validate": ["-m", "connectorsmith", "validate", str(SPEC)],
        "imports": ["-c", LIBRARIES],
    }
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    environment = dict(os.environ)
    # An installed tool has compiled files.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        environment["PYTHONPYCACHEPREFIX"] = folder
        for _ in range(rounds + 1):
            for name, arguments in runs.items():
                seconds[name].append(processor(arguments, environment))
    # The first round compiled the files.
    return median(seconds["validate"][1:]), median(seconds["imports"][1:])


def processor(arguments: list[str], environment: dict[str, str]) -> float:
    """Return the seconds of processor time of Python with these arguments."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, env=environment
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("spec", nargs="?", type=Path, default=SPEC)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    (folder,) = find_connectors([options.spec])
    inputs = read_inputs(folder)
    small, large = (sized(inputs, n * options.copies) for n in (1, 10))
    rounds: int = options.rounds

    print(f"{'':<12} {'ms':>9} {'ten times':>9} {'ratio':>6}")
    for (name, little), much in zip(
        phases(small).items(), phases(large).values(), strict=True
    ):
        seconds = (fastest(whole, rounds, work) for work in (little, much))
        print(Cost(name, *seconds).line())
    costs = [
        Cost(
            rule.id,
            fastest(alone, rounds, rule, small),
            fastest(alone, rounds, rule, large),
        )
        for rule in registry().values()
        if rule.check is not None
    ]
    total = sum(cost.large for cost in costs)
    print(f"\nthe slowest of {len(costs)} rules")
    for cost in sorted(costs, key=lambda cost: -cost.large)[:10]:
        print(cost.line(f"{100 * cost.large / total:5.1f} %"))
    steep = [cost for cost in costs if cost.is_steep]
    print(f"\n{len(steep)} rules with a ratio above {STEEP}")
    for cost in steep:
        print(cost.line())
    validate, imports = cold(9)
    print(f"\ncold validate {validate:.3f} s, {LIBRARIES!r} {imports:.3f} s: ", end="")
    print(f"{validate / imports:.2f} to 1")


if __name__ == "__main__":
    main()
