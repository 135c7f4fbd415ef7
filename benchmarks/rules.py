"""What each rule of the validator costs, and how that grows with the definition.

    python -m benchmarks.rules [SPEC] [--copies 1] [--rounds 3]

SPEC is a connector's folder or a definition; without one, that of HubSpot. Each rule runs
by itself, so what several rules share is counted for each of them. The definition is taken
so many times, and ten times as many: with its paths, operationIds and shared parts copied
under new names. A ratio of about 10 is linear, 100 would be quadratic. Then the time of a
cold `connectorsmith validate`, beside that of importing what it cannot do without.
Nothing is asserted.
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
"""A ratio above this is told."""
SHORTEST = 0.001
"""Seconds; what takes less in the large definition has no ratio that means anything."""
LIBRARIES = "import yaml, jsonschema, click"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds for the small definition and for the large one."""

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
    """The definition with its operations and shared parts so many times."""
    made: dict[str, Any] = {**definition}
    for key in ("paths", "definitions", "parameters", "responses"):
        held = definition.get(key)
        if isinstance(held, Mapping):
            made[key] = {
                _renamed(key, name, copy): _copied(value, copy)
                for copy in range(copies)
                for name, value in held.items()
            }
    return made


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
    """The connector, with its definition so many times."""
    old = inputs.definition.value
    assert isinstance(old, Mapping)
    text = json.dumps(multiplied(old, copies), indent=2)
    definition = load_bytes(text.encode(), "large.json", ".json")
    files = replace(inputs.files, definition=definition)
    return replace(inputs, definition=definition, files=files)


def fastest(measured: Callable[..., float], rounds: int, *given: Any) -> float:
    return min(measured(*given) for _ in range(rounds))


def alone(rule: Rule, inputs: Inputs) -> float:
    """Seconds that a rule works, without the way through the document."""
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
    """Seconds of the processor."""
    started = time.process_time()
    work()
    return time.process_time() - started


def phases(inputs: Inputs) -> dict[str, Callable[[], object]]:
    """The parts of `validate`, and all of it but the reading."""
    return {
        "conformance": lambda: list(conformance(inputs.definition.value)),
        "walk": lambda: run_rules([], inputs.files),
        "lint": lambda: lint(inputs.files),
        "prepare": lambda: prepare(inputs),
        "check": lambda: check(inputs, selection_of(inputs)),
    }


def cold(rounds: int) -> tuple[float, float]:
    """Median seconds of a cold `validate` of HubSpot, and of the imports that it needs."""
    runs = {
        "validate": ["-m", "connectorsmith", "validate", str(SPEC)],
        "imports": ["-c", LIBRARIES],
    }
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    environment = dict(os.environ)
    # Whoever has the tool installed has its compiled files.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        environment["PYTHONPYCACHEPREFIX"] = folder
        for _ in range(rounds + 1):
            for name, arguments in runs.items():
                seconds[name].append(processor(arguments, environment))
    # The first round compiled the files.
    return median(seconds["validate"][1:]), median(seconds["imports"][1:])


def processor(arguments: list[str], environment: dict[str, str]) -> float:
    """Seconds of the processor that Python takes with these arguments."""
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
    total = sum(one.large for one in costs)
    print(f"\nthe slowest of {len(costs)} rules")
    for one in sorted(costs, key=lambda one: -one.large)[:10]:
        print(one.line(f"{100 * one.large / total:5.1f} %"))
    steep = [one for one in costs if one.is_steep]
    print(f"\n{len(steep)} rules with a ratio above {STEEP}")
    for one in steep:
        print(one.line())
    validate, imports = cold(9)
    print(f"\ncold validate {validate:.3f} s, {LIBRARIES!r} {imports:.3f} s: ", end="")
    print(f"{validate / imports:.2f} to 1")


if __name__ == "__main__":
    main()
