"""What importing a generated SDK costs beyond Python, and beyond httpx2 and pydantic.

    python -m benchmarks.imports [PROJECT...] [--rounds 15]

PROJECT is the folder of a generated Python project; without one, that of HubSpot, whose first
call is measured too. Each statement runs in a process of its own; they take turns, behind a
round that does not count and compiles the files. A number is the median of the processor time,
which a busy machine changes little. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
PROJECT = ROOT / "generated" / "hubspot-conversations-v2" / "python"
LIBRARIES = "import httpx2, pydantic"
CALL = """
import httpx2
from hubspot_conversations import Client
transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json={"id": "1"}))
with Client("key", transport=transport) as hubspot:
    hubspot.threads.get("1")
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process."""

    milliseconds: float
    mebibytes: float
    """At its peak."""


def statements(package: str, *, call: bool) -> dict[str, str]:
    """What is measured, by how the table calls it; the first is nothing at all."""
    client = f"from {package} import Client"
    found = {
        "": "pass",
        f"`import {package}`": f"import {package}",
        f"`{LIBRARIES}`": LIBRARIES,
        f"`{client}`": client,
        f"both of these, `{package}` last": f"{LIBRARIES}\n{client}",
        f"`{client}, models`": f"{client}, models",
    }
    return found | ({"the client, and a first call": CALL} if call else {})


def run(statement: str, source: Path) -> Cost:
    """Run a statement in a new process. Raises RuntimeError where it fails."""
    environment = os.environ | {"PYTHONPATH": str(source)}
    # Whoever imports an SDK has its compiled files.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen([sys.executable, "-c", statement], env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{statement!r} failed")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Cost((usage.ru_utime + usage.ru_stime) * 1000.0, usage.ru_maxrss / unit)


def compare(subjects: Mapping[str, str], source: Path, rounds: int) -> dict[str, Cost]:
    """The medians of turns."""
    costs: dict[str, list[Cost]] = {name: [] for name in subjects}
    for number in range(rounds + 1):
        for name, statement in subjects.items():
            cost = run(statement, source)
            if number > 0:
                costs[name].append(cost)
    return {
        name: Cost(
            median(one.milliseconds for one in found),
            median(one.mebibytes for one in found),
        )
        for name, found in costs.items()
    }


def table(project: Path, rounds: int) -> list[str]:
    """The costs of one SDK."""
    with tempfile.TemporaryDirectory() as work:
        # Compiled files have no place in a folder that is generated.
        source = shutil.copytree(project, Path(work) / "project")
        [package] = (one.parent.name for one in source.glob("*/py.typed"))
        subjects = statements(package, call=project == PROJECT)
        costs = compare(subjects, source, rounds)
    bare, libraries = costs[""], costs[f"`{LIBRARIES}`"]
    return [
        "| Import | ms above bare Python | ms above httpx2 and pydantic | Peak MiB above Python |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {name} | {one.milliseconds - bare.milliseconds:.1f} | "
            f"{one.milliseconds - libraries.milliseconds:+.1f} | "
            f"{one.mebibytes - bare.mebibytes:.1f} |"
            for name, one in costs.items()
            if name
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", nargs="*", type=Path, default=[PROJECT])
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    print(
        f"{date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}\n"
    )
    for project in arguments.projects:
        lines = table(project.resolve(), arguments.rounds)
        print("\n".join(lines), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
