"""Run the whole generator on a folder of connectors and report failures.

    python -m tools.corpus [FOLDER ...] [--only GLOB] [--sample N --seed S] [--checks a,b]

FOLDER is any folder of connectors or plain definitions; by default that of CONNECTOR_CORPUS.
`--others` means the folders of CONNECTOR_CORPORA, which are separated like those of PATH.
Results are stored, so that an interrupted run continues; what has changed runs again.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from connectorsmith.render.environment import templates_folder
from tools.corpus import static
from tools.corpus.checks import IN_USE, package_of, run
from tools.corpus.connectors import Connector, find
from tools.corpus.results import CHECKS, Failure, Result, Store, table

CHEAP = ("build", "lossless", "names", "import", "reach")


def main() -> int:
    """Run the checks; return 1 if one fails."""
    options = arguments()
    variable = "CONNECTOR_CORPORA" if options.others else "CONNECTOR_CORPUS"
    roots = options.folders or folders_of(os.environ.get(variable))
    if not roots or not all(root.is_dir() for root in roots):
        print(f"no folder of connectors: name one, or set {variable}", file=sys.stderr)
        return 2
    wanted = set(options.checks.split(",")) if options.checks else set(CHECKS)
    connectors = find(
        roots, only=options.only, sample=options.sample, seed=options.seed
    )
    if options.names:
        listed = set(Path(options.names).read_text("utf-8").splitlines())
        connectors = [one for one in connectors if one.name in listed]
    work = Path(options.work)
    store = Store(work / "results.jsonl")
    started = time.monotonic()
    results = list(collect(connectors, work, store, wanted, options.jobs))
    lines = table(results)
    facts = summary(results, time.monotonic() - started)
    print("\n".join([*lines, "", *facts]))
    if options.page:
        write_page(Path(options.page), lines, facts)
    failed = sum(any(result.checks.values()) for result in results)
    print(f"\n{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.corpus", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--others", action="store_true", help="check the folders of CONNECTOR_CORPORA"
    )
    parser.add_argument("--only", action="append", default=[], metavar="GLOB")
    parser.add_argument(
        "--names", metavar="FILE", help="names of the connectors to run, one per line"
    )
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--checks", metavar="A,B", help=f"of {', '.join(CHECKS)}")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--work", default="build/corpus", help="where output and results are kept"
    )
    parser.add_argument("--page", metavar="FILE", help="write the table there as well")
    return parser.parse_args()


def folders_of(value: str | None) -> list[Path]:
    """Return the folders that a variable lists, separated like those of PATH."""
    return [Path(part) for part in (value or "").split(os.pathsep) if part]


def collect(
    connectors: list[Connector],
    work: Path,
    store: Store,
    wanted: set[str],
    jobs: int,
) -> Iterable[Result]:
    """Yield the results of all connectors by name; stored results
    that are still valid are reused.
    """
    # Stamps of builds go to the working folder, so that only this run uses them.
    os.environ["XDG_CACHE_HOME"] = str((work / "cache").resolve())
    code = fingerprint()
    results: dict[str, Result] = {}
    pending: list[tuple[Connector, Result]] = []
    for connector in connectors:
        known = store.get(connector.name, f"{code}:{connector.digest()}")
        result = known or Result(connector.name, f"{code}:{connector.digest()}")
        results[connector.name] = result
        missing = wanted - set(result.checks) - set(static.CHECKERS)
        if known is None or (missing and not result.checks.get("build")):
            pending.append((connector, result))
    console = Console(stderr=True)
    columns = (
        "{task.description}",
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("connectors", total=len(pending))
        with ProcessPoolExecutor(jobs) as pool:
            futures = [
                pool.submit(
                    fresh, connector, work / "out" / connector.slug, result, wanted
                )
                for connector, result in pending
            ]
            for future in as_completed(futures):
                result = future.result()
                results[result.name] = result
                store.put(result)
                progress.advance(task)
        packages = {
            connector.name: package_of(next((work / "out" / connector.slug).glob("*")))
            for connector in connectors
            if not results[connector.name].checks["build"]
            and any((work / "out" / connector.slug).glob("*/python/*/py.typed"))
        }
        for check in static.CHECKERS:
            if check not in wanted:
                continue
            left = [n for n in packages if check not in results[n].checks]
            task = progress.add_task(check, total=len(left))
            with ProcessPoolExecutor(jobs) as pool:
                parts = [
                    pool.submit(
                        static_check, check, {n: packages[n] for n in part}, work, index
                    )
                    for index, part in enumerate(static.batches(left))
                ]
                for part in as_completed(parts):
                    for name, failures in part.result().items():
                        results[name].checks[check] = failures
                        store.put(results[name])
                        progress.advance(task)
    return [results[connector.name] for connector in connectors]


def fresh(connector: Connector, out: Path, result: Result, wanted: set[str]) -> Result:
    """Run a connector's checks in an empty folder."""
    shutil.rmtree(out, ignore_errors=True)
    return run(connector, out, result, wanted)


def static_check(
    check: str, packages: dict[str, Path], work: Path, index: int
) -> dict[str, list[Failure]]:
    """Run a type checker on a batch of packages, in a separate folder."""
    folder = work.resolve() / "static" / f"{check}-{index}"
    folder.mkdir(parents=True, exist_ok=True)
    resolved = {name: package.resolve() for name, package in packages.items()}
    return static.CHECKERS[check](resolved, folder)


def fingerprint() -> str:
    """Return a hash of the generator, its templates and these checks."""
    own = Path(__file__).resolve().parent
    generator = Path(__file__).resolve().parents[2] / "generator"
    digest = hashlib.sha256()
    for folder in (own, generator, templates_folder()):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".jinja", ".jinja2"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def summary(results: list[Result], seconds: float) -> list[str]:
    """Return the counts and times of a run."""
    derived = sum(one.facts.get("derived", 0) for one in results)
    numbered = sum(one.facts.get("numbered", 0) for one in results)
    builds = sorted(one.facts.get("seconds", 0.0) for one in results)
    operations = sum(one.facts.get("operations", 0) for one in results)
    models = sum(one.facts.get("models", 0) for one in results)
    lines = [
        f"{len(results)} connectors, {operations:.0f} operations, {models:.0f} models"
    ]
    for check in IN_USE:
        cases = [one.facts.get(f"{check} cases", 0) for one in results]
        if any(cases):
            lines.append(f"{check}: {sum(cases):,.0f} cases")
    if derived:
        share = 100 * numbered / derived
        lines.append(
            f"{derived:.0f} derived names, {numbered:.0f} with a number of ours ({share:.2f} %)"
        )
    if builds:
        lines.append(
            f"building: median {builds[len(builds) // 2]:.2f} s, slowest {builds[-1]:.1f} s; "
            f"this run {seconds:.0f} s"
        )
    return lines


def write_page(path: Path, lines: list[str], facts: list[str]) -> None:
    """Write the table as a page of the documentation."""
    head = [
        "# The corpus",
        "",
        "Every check of `python -m tools.corpus` over a folder of published connectors, which",
        "is not part of this project. `make corpus-page` rewrites this page.",
        "",
    ]
    path.write_text(
        "\n".join([*head, *facts, "", *lines]) + "\n", "utf-8", newline="\n"
    )


if __name__ == "__main__":
    sys.exit(main())
