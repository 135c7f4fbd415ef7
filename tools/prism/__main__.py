"""Call every operation of generated SDKs against Prism, a mock server that is not ours.

    python -m tools.prism [--sample] [FOLDER_OR_DEFINITION ...]

Prism (npm's @stoplight/prism-cli, with --errors) serves a definition, and refuses a request
that the definition does not allow. Each operation is called with every parameter and with
the required ones only. A refusal without a reason in `tools/prism/reasons.py` is a failure.

Without paths, the definitions of DEFINITIONS are found in the folders of CONNECTOR_CORPUS and
CONNECTOR_CORPORA; `--sample` takes the first of each.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tools.corpus.checks import build
from tools.corpus.connectors import Connector, find
from tools.corpus.exercise.definition import load_definition
from tools.corpus.exercise.report import Sdk
from tools.prism.calls import Call, calls
from tools.prism.reasons import Reason, reason_for
from tools.prism.server import PrismError, install, serve

DEFINITIONS = {
    "CONNECTOR_CORPORA": ("petstore", "docker_engine"),
    "CONNECTOR_CORPUS": (
        "certified-connectors/sms77io",
        "certified-connectors/GISCloud",
        "certified-connectors/nimflow",
        "certified-connectors/SAS Decisioning",
        "certified-connectors/smapOne",
    ),
}
"""The definitions to serve, by the variable that names their folders."""


def main() -> int:
    """Run all calls; return 1 if a refusal has no reason."""
    options = arguments()
    if options.paths:
        connectors = [Connector(one.stem, one) for one in options.paths]
    else:
        connectors = list(known(sample=options.sample))
    if not connectors:
        print("skipped: CONNECTOR_CORPUS and CONNECTOR_CORPORA name no definitions")
        return 0
    command = install(options.work / "npm")
    if command is None:
        print("skipped: Prism needs npm and node")
        return 0
    # Deprecated operations are called like others.
    warnings.simplefilter("ignore", DeprecationWarning)
    results = [check(connector, options.work, command) for connector in connectors]
    return 0 if all(results) else 1


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.prism", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, metavar="FOLDER_OR_DEFINITION")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--work", type=Path, default=Path("build/prism"))
    return parser.parse_args()


def known(*, sample: bool) -> Iterator[Connector]:
    """Yield the definitions of DEFINITIONS that are there."""
    for variable, names in DEFINITIONS.items():
        roots = [
            Path(part)
            for part in os.environ.get(variable, "").split(os.pathsep)
            if part
        ]
        found = {one.name: one for root in roots for one in find([root])}
        yield from (
            found[name] for name in names[: 1 if sample else None] if name in found
        )


def check(connector: Connector, work: Path, command: Path) -> bool:
    """Build an SDK and call its operations; print refusals. Return whether all have a reason."""
    out = work / "out" / connector.slug
    shutil.rmtree(out, ignore_errors=True)
    failures = build(connector, out)
    if failures:
        print(f"{connector.name}: not built: {failures[0].detail}")
        return False
    definition = load_definition(connector.path)
    generated = next(out.glob("*/python")).parent
    sdk = Sdk(connector.path, generated, definition, connector.root)
    try:
        with serve(command, definition.root, out) as port:
            results = list(calls(sdk, definition, port))
    except PrismError as error:
        print(f"{connector.name}: Prism serves nothing: {error}")
        return False
    return show(connector.name, results)


def show(name: str, results: list[Call]) -> bool:
    """Print the counts, reasons and failures; return whether each refusal has a reason."""
    operations: dict[Reason, set[str]] = defaultdict(set)
    failures: list[str] = []
    explained = 0
    for call in results:
        reasons = {one: reason_for(name, call.operation, one) for one in call.refusals}
        unknown = [refusal for refusal, reason in reasons.items() if reason is None]
        if unknown:
            failures.append(f"{call.operation} ({call.case}): {unknown[0]}")
        elif reasons:
            explained += 1
        for reason in reasons.values():
            if reason is not None:
                operations[reason].add(call.operation)
    accepted = sum(not call.refusals for call in results)
    print(
        f"{name}: {len(results)} calls, {accepted} accepted, {explained} refused with a "
        f"known reason, {len(failures)} without"
    )
    for reason, concerned in operations.items():
        print(f"  {', '.join(sorted(concerned))}: {reason.why}")
    for failure in failures:
        print(f"  FAILED {failure}")
    return not failures


if __name__ == "__main__":
    sys.exit(main())
