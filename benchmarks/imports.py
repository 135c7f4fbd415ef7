"""Cost of importing a generated SDK, beyond Python and beyond httpx2 and pydantic.

    python -m benchmarks.imports [PROJECT...] [--rounds 15]

PROJECT is the folder of a generated Python project; by default that of HubSpot, for which
the first call is measured, too. Each statement runs in a process of its own, in turns; the
first round compiles the files and is not counted. A number is the median of the processor
time, which depends little on the load of the machine. Asserts nothing.
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
    """The cost of one process."""

    milliseconds: float
    mebibytes: float
    """Peak memory."""


def statements(package: str, *, call: bool) -> dict[str, str]:
    """Return the statements to measure, by label; the first does nothing."""
    client = f"from {package} import Client"
    by_label = {
        "": "pass",
        f"`import {package}`": f"import {package}",
        f"`{LIBRARIES}`": LIBRARIES,
        f"`{client}`": client,
        f"both of these, `{package}` last": f"{LIBRARIES}\n{client}",
        f"`{client}, models`": f"{client}, models",
    }
    return by_label | ({"the client, and a first call": CALL} if call else {})


def run(statement: str, source: Path) -> Cost:
    """Run a statement in a new process. Raises RuntimeError if it fails."""
    environment = os.environ | {"PYTHONPATH": str(source)}
    # An installed SDK has compiled files.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen([sys.executable, "-c", statement], env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{statement!r} failed")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Cost((usage.ru_utime + usage.ru_stime) * 1000.0, usage.ru_maxrss / unit)


def compare(subjects: Mapping[str, str], source: Path, rounds: int) -> dict[str, Cost]:
    """Return the median costs of the statements, which are run in turns."""
    costs: dict[str, list[Cost]] = {name: [] for name in subjects}
    for number in range(rounds + 1):
        for name, statement in subjects.items():
            cost = run(statement, source)
            if number > 0:
                costs[name].append(cost)
    return {
        name: Cost(
            median(cost.milliseconds for cost in own),
            median(cost.mebibytes for cost in own),
        )
        for name, own in costs.items()
    }


def table(project: Path, rounds: int) -> list[str]:
    """Return a table of the costs of one SDK."""
    with tempfile.TemporaryDirectory() as work:
        # A copy, so that no compiled files are written to the generated folder.
        source = shutil.copytree(project, Path(work) / "project")
        [package] = (marker.parent.name for marker in source.glob("*/py.typed"))
        subjects = statements(package, call=project == PROJECT)
        costs = compare(subjects, source, rounds)
    bare, libraries = costs[""], costs[f"`{LIBRARIES}`"]
    return [
        "| Import | ms above bare Python | ms above httpx2 and pydantic | Peak MiB above Python |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {name} | {cost.milliseconds - bare.milliseconds:.1f} | "
            f"{cost.milliseconds - libraries.milliseconds:+.1f} | "
            f"{cost.mebibytes - bare.mebibytes:.1f} |"
            for name, cost in costs.items()
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
