"""The findings of `validate` for one connector, and its time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass

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
    """The measurement of one connector."""

    name: str
    profile: Profile | None
    """None if its files cannot be read."""
    findings: tuple[Finding, ...]
    processor: float
    """Seconds of processor time."""

    @property
    def severities(self) -> dict[str, Severity]:
        """The severity of the worst finding of each rule."""
        worst: dict[str, Severity] = {}
        for finding in self.findings:
            known = worst.setdefault(finding.rule, finding.severity)
            worst[finding.rule] = min(known, finding.severity, key=lambda s: s.rank)
        return worst

    @property
    def fails(self) -> bool:
        """True if `validate` exits with 1 or 2."""
        worst = (Severity.BLOCKING, Severity.ERROR)
        return any(one.severity in worst for one in self.findings)


def measure(connector: Connector) -> Measured:
    """Validate a connector's folder as the command does."""
    started = time.process_time()
    profile: Profile | None = None
    try:
        (folder,) = find_connectors([connector.path])
        inputs = read_inputs(folder, root=connector.root)
        profile = inputs.config.lint.profile or Linted(inputs.files).profile
        findings = check(inputs, selection_of(inputs))
    except UnreadableError as error:
        findings = error.findings
    return Measured(connector.name, profile, findings, time.process_time() - started)


def measure_all(connectors: list[Connector], jobs: int) -> Iterator[Measured]:
    """Validate all connectors in `jobs` processes; yield each as it is done."""
    # The largest come first: at the end, other processes would wait for one.
    largest = sorted(connectors, key=lambda connector: -weight(connector))
    with ProcessPoolExecutor(jobs, initializer=registry) as pool:
        for done in as_completed(
            [pool.submit(measure, connector) for connector in largest]
        ):
            yield done.result()


def weight(connector: Connector) -> int:
    """Return the bytes of a connector's files."""
    return sum(path.stat().st_size for path in connector.files())
