"""Time and memory of a build, compared with other generators on the same definition.

    python -m benchmarks.build_time

Prints tables of medians and ratios; asserts nothing. A cold run begins with an empty
output folder and an empty cache, but with compiled Python files, because a first run of
each subject is not counted. Runs alternate, so that a slow moment of the machine affects
all subjects.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.peers import Skipped, Subject, peers

ROOT = Path(__file__).resolve().parents[1]
KEY = "hubspot-conversations-v2"
BUILDS, SHORT = 5, 15
"""Counted runs: of builds, and of commands that take milliseconds."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The cost of one run."""

    seconds: float
    mebibytes: float
    """Peak memory of the largest process."""


@dataclass(frozen=True, slots=True)
class Result:
    """The medians of a subject's runs."""

    name: str
    seconds: float
    mebibytes: float


def run(subject: Subject, folder: Path, environment: dict[str, str]) -> Sample:
    """Run the commands of a subject once. Raises RuntimeError if one fails."""
    peak = 0.0
    log = folder.parent / "log.txt"
    start = time.perf_counter()
    for command in subject.commands:
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(f"{subject.name}: {log.read_text('utf-8', 'replace')}")
        peak = max(peak, usage.ru_maxrss)
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Sample(time.perf_counter() - start, peak / unit)


def compare(
    subjects: Sequence[Subject],
    work: Path,
    *,
    rounds: int,
    cold: bool,
) -> list[Result]:
    """Return the medians of alternating runs; the first run of each is not counted."""
    samples: dict[str, list[Sample]] = {subject.name: [] for subject in subjects}
    for number in range(rounds + 1):
        for index, subject in enumerate(subjects):
            place = work / str(index)
            if cold:
                shutil.rmtree(place, ignore_errors=True)
            (place / "output").mkdir(parents=True, exist_ok=True)
            cache = {"XDG_CACHE_HOME": str(place / "cache")}
            environment = os.environ | cache
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            sample = run(subject, place / "output", environment)
            if number > 0:
                samples[subject.name].append(sample)
    return [
        Result(
            name,
            median(sample.seconds for sample in own),
            median(sample.mebibytes for sample in own),
        )
        for name, own in samples.items()
    ]


def cold_builds(work: Path) -> list[str]:
    definition = ROOT / "generated" / KEY / "connector" / "apiDefinition.swagger.json"
    others = peers(definition)
    ours = build_command("connectorsmith build")
    subjects = [ours, *(peer for peer in others if isinstance(peer, Subject))]
    results = compare(subjects, work, rounds=BUILDS, cold=True)
    own = results[0]
    lines = [
        "| Cold build | Seconds | Peak MiB | connectorsmith is to it as |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {result.name} | {result.seconds:.2f} | {result.mebibytes:.0f} | "
        f"{own.seconds / result.seconds:.2f} to 1 |"
        for result in results
    ]
    lines += [
        f"| {peer.name} | not run: {peer.reason} | | |"
        for peer in others
        if isinstance(peer, Skipped)
    ]
    return lines


def build_command(name: str) -> Subject:
    return Subject(
        name,
        ((connectorsmith(), "build", str(ROOT / "spec" / KEY), "-o", "out", "-q"),),
    )


def connectorsmith() -> str:
    return str(Path(sys.executable).with_name("connectorsmith"))


def short_runs(work: Path) -> list[str]:
    subjects = [
        build_command("connectorsmith build, nothing to do"),
        Subject("connectorsmith --help", ((connectorsmith(), "--help"),)),
    ]
    results = compare(subjects, work, rounds=SHORT, cold=False)
    return [
        "| Short runs | Seconds | Peak MiB |",
        "| --- | ---: | ---: |",
        *(
            f"| {result.name} | {result.seconds:.3f} | {result.mebibytes:.0f} |"
            for result in results
        ),
    ]


def main() -> None:
    busy = os.getloadavg()[0]
    if busy > 0.5:
        print(f"The load is {busy:.1f}: the machine is not quiet.", file=sys.stderr)
    print(
        f"{date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}\n"
    )
    for table in (cold_builds, short_runs):
        with tempfile.TemporaryDirectory() as work:
            print("\n".join(table(Path(work))), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
