"""What `validate` finds in one connector, and the seconds that it takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from connectorsmith.commands.pipeline import check, selection_of
from connectorsmith.diagnostics.findings import Finding, Severity, UnreadableError
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import read_inputs
from connectorsmith.lint.nodes.node import Connector as Linted
from connectorsmith.lint.registry import registry
from connectorsmith.settings.profile import Profile
from tools.corpus.connectors import Connector


@dataclass(frozen=True, slots=True)
class Measured:
    """One connector."""

    name: str
    profile: Profile | None
    """None where its files cannot be read."""
    findings: tuple[Finding, ...]
    processor: float
    """Seconds that its process worked for it."""

    @property
    def severities(self) -> dict[str, Severity]:
        """By rule, the worst finding."""
        found: dict[str, Severity] = {}
        for one in self.findings:
            known = found.setdefault(one.rule, one.severity)
            found[one.rule] = min(known, one.severity, key=lambda s: s.rank)
        return found

    @property
    def fails(self) -> bool:
        """Whether `validate` exits with 1 or 2."""
        worst = (Severity.BLOCKING, Severity.ERROR)
        return any(one.severity in worst for one in self.findings)


def measure(connector: Connector) -> Measured:
    """Validate a connector's folder, as the command does."""
    started = time.process_time()
    profile: Profile | None = None
    try:
        (folder,) = find_connectors([connector.folder])
        inputs = read_inputs(folder)
        profile = inputs.config.lint.profile or Linted(inputs.files).profile
        found = check(inputs, selection_of(inputs))
    except UnreadableError as error:
        found = error.findings
    return Measured(connector.name, profile, found, time.process_time() - started)


def measure_all(connectors: list[Connector], jobs: int) -> Iterator[Measured]:
    """Validate all, in so many processes, each as it is done."""
    # The largest first: a long one at the end would be alone.
    largest = sorted(connectors, key=lambda one: -weight(one.folder))
    with ProcessPoolExecutor(jobs, initializer=registry) as pool:
        for done in as_completed([pool.submit(measure, one) for one in largest]):
            yield done.result()


def weight(folder: Path) -> int:
    """The bytes of a connector's files."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
