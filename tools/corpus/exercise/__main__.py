"""Use a generated SDK as its users would, and print the results as one JSON object.

    python -W error -m tools.corpus.exercise CONNECTOR GENERATED_FOLDER [ROOT]

GENERATED_FOLDER is the connector's output, which holds python/. ROOT is the
common folder of the files that a plain definition refers to.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tools.corpus.exercise import answer, contract, surface, wire
from tools.corpus.exercise.definition import load_definition
from tools.corpus.exercise.report import Report, Sdk


def main(
    connector: Path, generated: Path, root: Path | None = None
) -> dict[str, object]:
    """Return the failures by check."""
    definition = load_definition(connector)
    sdk = Sdk(connector, generated, definition, root)
    results: dict[str, object] = {}
    for name, check in (
        ("wire", wire.check),
        ("answer", answer.check),
        ("contract", contract.check),
        ("surface", surface.check),
    ):
        report = Report()
        check(sdk, definition, report)
        results[name] = report.as_json()
    return results


if __name__ == "__main__":
    print(json.dumps(main(*map(Path, sys.argv[1:]))))
