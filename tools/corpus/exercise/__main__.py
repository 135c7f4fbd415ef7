"""Uses a generated SDK as its users would, and prints what it found: one JSON object.

    python -W error -m tools.corpus.exercise CONNECTOR_FOLDER GENERATED_FOLDER

GENERATED_FOLDER is the connector's output, which holds python/.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tools.corpus.exercise import answer, contract, surface, wire
from tools.corpus.exercise.definition import load_definition
from tools.corpus.exercise.report import Report, Sdk


def main(connector: Path, generated: Path) -> dict[str, object]:
    """The failures by check."""
    definition = load_definition(connector)
    sdk = Sdk(connector, generated, definition)
    told: dict[str, object] = {}
    for name, check in (
        ("wire", wire.check),
        ("answer", answer.check),
        ("contract", contract.check),
        ("surface", surface.check),
    ):
        report = Report()
        check(sdk, definition, report)
        told[name] = report.told()
    return told


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
