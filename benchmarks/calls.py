"""Speed of calls with the generated SDK, compared with other clients of the same API.

    python -m benchmarks.calls [--rounds 15]

All clients get the same responses from a server on the loopback interface, which runs in a
process of its own. They take turns of a fraction of a second, so that a slow moment of the
machine affects all of them. A number is the median of the rounds, a ratio the median of
their ratios. Asserts nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.peers import Skipped, Subject, clients_python, peers

ROOT = Path(__file__).resolve().parents[1]
PROJECT = ROOT / "generated" / "hubspot-conversations-v2"
REFERENCE = "by hand: httpx2 and pydantic"
SUBJECTS = (
    Subject(REFERENCE, (), "handwritten", str(ROOT)),
    Subject("connectorsmith", (), "generated", str(PROJECT / "python")),
    Subject("by hand: httpx2 and json, no models", (), "raw", str(ROOT)),
)
PAGES = {1: 300, 100: 60}
"""The number of calls in a turn, by the number of messages in the response."""
RETAINED = 100
"""Pages of 100 messages that are kept to measure their memory."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The seconds for each call of one turn."""

    clock: float
    processor: float


class Caller:
    """A process that makes calls on request."""

    def __init__(self, subject: Subject, base_url: str, folder: Path) -> None:
        self.name = subject.name
        roots = [str(folder / subject.source_root), str(ROOT)]
        self._process = subprocess.Popen(
            [clients_python(), "-m", "benchmarks.callers", subject.caller, base_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(roots)},
        )

    def __enter__(self) -> Caller:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def ask(self, what: str, messages: int, calls: int) -> list[float]:
        """Return the numbers that the process prints; none if its client cannot do
        this.

        Raises RuntimeError if the process has ended.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{what} {messages} {calls}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} stopped")
        return [float(number) for number in line.split()]


def compare(
    callers: Sequence[Caller], world: str, messages: int, rounds: int
) -> dict[str, list[Turn]]:
    """Return the turns of each client that can do this; the first turn is not counted."""
    calls = PAGES[messages]
    turns: dict[str, list[Turn]] = {}
    for number in range(rounds + 1):
        for caller in callers:
            seconds_spent = caller.ask(world, messages, calls)
            if seconds_spent and number > 0:
                clock, processor = (seconds / calls for seconds in seconds_spent)
                turns.setdefault(caller.name, []).append(Turn(clock, processor))
    return turns


def table(title: str, turns: dict[str, list[Turn]]) -> list[str]:
    """Return a table of calls per second, compared with the handwritten client."""
    reference = turns[REFERENCE]
    rows = [
        (
            name,
            1.0 / median(turn.clock for turn in own),
            median(r.clock / t.clock for r, t in zip(reference, own, strict=True)),
            median(turn.processor for turn in own) * 1e6,
        )
        for name, own in turns.items()
    ]
    return [
        f"| {title} | Calls a second | To those by hand | Processor µs a call |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {name} | {rate:,.0f} | {ratio:.2f} | {cost:,.0f} |"
            for name, rate, ratio, cost in sorted(rows, key=lambda row: -row[2])
        ),
    ]


def memory(callers: Sequence[Caller]) -> list[str]:
    """Return a table of the memory that decoded responses take."""
    held = {
        caller.name: caller.ask("memory", 100, RETAINED)[0] / 1024**2
        for caller in callers
    }
    return [
        f"| Memory of {100 * RETAINED:,} messages | MiB | To that by hand |",
        "| --- | ---: | ---: |",
        *(
            f"| {name} | {size:.1f} | {size / held[REFERENCE]:.2f} |"
            for name, size in sorted(held.items(), key=lambda item: item[1])
        ),
    ]


def clients(work: Path) -> list[tuple[Subject, Path]]:
    """Return the clients to compare, with their folders; generate those of peers."""
    subjects = [(subject, work) for subject in SUBJECTS]
    definition = PROJECT / "connector" / "apiDefinition.swagger.json"
    for number, peer in enumerate(peers(definition)):
        if isinstance(peer, Skipped):
            print(f"{peer.name}: not run, {peer.reason}", file=sys.stderr)
            continue
        folder = work / str(number)
        folder.mkdir()
        for command in peer.commands:
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        subjects.append((peer, folder))
    return subjects


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    busy = os.getloadavg()[0]
    if busy > 0.5:
        print(f"The load is {busy:.1f}: the machine is not quiet.", file=sys.stderr)
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.loopback"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        stack.callback(server.communicate)
        assert server.stdout is not None
        base_url = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        callers = [
            stack.enter_context(Caller(subject, base_url, folder))
            for subject, folder in clients(work)
        ]
        cores, python = os.cpu_count(), platform.python_version()
        print(f"{date.today()}, {cores} cores, Python {python}\n")
        for messages in PAGES:
            size = "one message" if messages == 1 else f"{messages} messages"
            for world, label in (("sync", "blocking"), ("async", "async")):
                turns = compare(callers, world, messages, rounds)
                lines = table(f"A page of {size}, {label}", turns)
                print("\n".join(lines), end="\n\n", flush=True)
        print("\n".join(memory(callers)))


if __name__ == "__main__":
    main()
