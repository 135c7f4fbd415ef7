"""Growth of build time and memory with the size of a definition.

    python -m benchmarks.scaling [--largest 10000]

Builds synthetic definitions of 10, 100 and 1,000 operations, each in its own process.
Each operation has schemas of its own. Prints the seconds, and the ratio to those of a tenth
of the operations: about 10 is linear, 100 is quadratic.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

MEASURED = """
import resource, sys, time
from connectorsmith.cli import main
started = time.perf_counter()
try:
    main(["build", sys.argv[1], "-o", sys.argv[2], "--quiet"])
except SystemExit as stop:
    assert stop.code == 0, stop.code
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def definition(operations: int) -> dict[str, Any]:
    """Return a connector with so many operations, whose schemas are partly shared."""
    paths: dict[str, Any] = {}
    for number in range(operations):
        owner = {
            "type": "object",
            "properties": {
                "name": {"type": "string", "description": "Who owns it."},
                f"code{number % 7}": {"type": "integer"},
            },
        }
        row = {
            "type": "object",
            "properties": {
                "id": {"type": "string"},
                f"field{number}": {"type": "string", "format": "date-time"},
                "owner": owner,
            },
        }
        paths[f"/kind{number}/{{id}}/rows"] = {
            "get": {
                "operationId": f"GetKind{number}Rows",
                "summary": f"Get rows of kind {number}",
                "description": "Gets the rows. There can be many.",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "type": "string"},
                    {"name": "limit", "in": "query", "type": "integer"},
                ],
                "responses": {
                    "200": {
                        "description": "The rows.",
                        "schema": {
                            "type": "object",
                            "properties": {"value": {"type": "array", "items": row}},
                        },
                    }
                },
            }
        }
    return {
        "swagger": "2.0",
        "info": {"title": "Scaling", "version": "1.0", "description": "Grows."},
        "host": "scaling.example",
        "paths": paths,
    }


def measure(operations: int) -> tuple[float, float]:
    """Return the seconds and the peak MiB of one cold build."""
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder, "scaling.swagger.json")
        spec.write_text(json.dumps(definition(operations)))
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, str(spec), str(Path(folder, "out"))],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "XDG_CACHE_HOME": folder},
        )
        seconds, peak = done.stdout.split()
        return float(seconds), float(peak)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=1000)
    largest = parser.parse_args().largest
    print(
        f"{'operations':>10} {'seconds':>8} {'MiB':>6} {'ratio':>6} {'per operation':>14}"
    )
    before = 0.0
    size = 10
    while size <= largest:
        seconds, peak = measure(size)
        ratio = f"{seconds / before:.1f}" if before else ""
        each = f"{1000 * seconds / size:.1f} ms"
        print(
            f"{size:>10} {seconds:>8.2f} {peak:>6.0f} {ratio:>6} {each:>14}", flush=True
        )
        before, size = seconds, size * 10


if __name__ == "__main__":
    main()
