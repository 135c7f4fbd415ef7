"""The checks of one connector, except those that run in batches."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from connectorsmith.commands.build import BuildOptions, build_one
from connectorsmith.commands.pipeline import prepare
from connectorsmith.diagnostics.findings import UnreadableError
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import read_inputs
from connectorsmith.targets import DEFAULT
from tools.corpus.connectors import Connector
from tools.corpus.results import Failure, Result
from tools.reach import Package

IN_USE = ("surface", "wire", "answer", "contract")
"""The checks of `exercise`."""
ROOT = Path(__file__).resolve().parents[2]
IMPORT = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
package = importlib.import_module(sys.argv[2])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
for name in package.__all__:
    getattr(package, name)
"""


def run(connector: Connector, out: Path, result: Result, wanted: set[str]) -> Result:
    """Build a connector into a folder and run the wanted checks on it."""
    started = time.perf_counter()
    failures = build(connector, out)
    result.checks["build"] = failures
    result.facts["seconds"] = time.perf_counter() - started
    folders = list(out.glob("*/python"))
    if failures or not folders:
        return result
    root = folders[0].parent
    if "lossless" in wanted:
        result.checks["lossless"] = list(lossless(connector, root))
    if "names" in wanted:
        result.checks["names"] = list(names(connector, result))
    package = package_of(root)
    if "black" in wanted:
        result.checks["black"] = list(black(root))
    if "import" in wanted:
        result.checks["import"] = list(importing(root, package))
    if "reach" in wanted:
        result.checks["reach"] = list(reach(package))
    if set(IN_USE) & wanted:
        for check, exercised in exercise(connector, root).items():
            if check in wanted:
                result.checks[check] = exercised.failures
                result.facts[f"{check} cases"] = exercised.cases
                result.skips[check] = exercised.skips
    return result


def package_of(root: Path) -> Path:
    """Return the package of a generated SDK."""
    (typed,) = root.glob("python/*/py.typed")
    return typed.parent


def build(connector: Connector, out: Path) -> list[Failure]:
    """Build a connector; fail unless the status is 0, or 2 with
    exactly one located blocking finding.
    """
    options = BuildOptions(out=out, targets=DEFAULT, force=True, root=connector.root)
    try:
        (folder,) = find_connectors([connector.path])
        outcome = build_one(folder, options)
    except UnreadableError as error:
        return [Failure("unreadable folder", str(error))]
    except Exception as error:
        return [Failure(f"{type(error).__name__}: {str(error)[:60]}", str(error))]
    if outcome.status == 2:
        located = re.findall(
            r"^.+:\d+:\d+: blocking CS00\d ", outcome.report, re.MULTILINE
        )
        if len(located) == 1:
            return []
        return [Failure("unreadable without one located error", outcome.report[:300])]
    if outcome.status:
        first = outcome.report.splitlines()[0]
        rule = re.search(r"blocking (\w+) ", first)
        return [Failure(f"blocked by {rule[1] if rule else '?'}", first)]
    return []


def lossless(connector: Connector, root: Path) -> list[Failure]:
    """Compare the published documents with the input, read by the standard library.

    A definition of several files is published as one document, which is not compared.
    """
    failures: list[Failure] = []
    names = ("apiDefinition.swagger.json", "apiProperties.json")
    own = {path.name.lower(): path for path in connector.files()}
    if connector.path.is_file():
        own = {names[0].lower(): connector.path}
    for name in names:
        source = own.get(name.lower())
        if source is None or source.suffix.lower() != ".json":
            continue
        before, after = read(source), read(root / "connector" / name)
        if any(not one.startswith("#") for one in references(before)):
            continue
        if json.dumps(without_secret(before)) != json.dumps(without_secret(after)):
            same = without_secret(before) == without_secret(after)
            failures.append(Failure("order changed" if same else "data changed", name))
    return failures


def read(path: Path) -> Any:
    """Read a published JSON file."""
    data = path.read_bytes()
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return json.loads(data.decode("cp1252"))


def references(value: Any) -> Iterator[str]:
    """Yield the references in a value."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from references(item)


def without_secret(value: Any) -> Any:
    """Copy a value without client secrets and settings of this project."""
    if isinstance(value, dict):
        return {
            key: without_secret(item)
            for key, item in value.items()
            if key != "clientSecret" and not key.startswith("x-connectorsmith-")
        }
    return (
        [without_secret(item) for item in value] if isinstance(value, list) else value
    )


def names(connector: Connector, result: Result) -> list[Failure]:
    """Check that derived class names have at most 60 characters; count numbered ones."""
    (folder,) = find_connectors([connector.path])
    prepared = prepare(read_inputs(folder, root=connector.root))
    failures: list[Failure] = []
    derived = numbered = 0
    for type_ in prepared.connector.types:
        name = prepared.names.types[type_.id]
        if type_.definition is not None:
            continue
        derived += 1
        number = re.search(r"\d+$", name)
        if number and not any(number[0] in str(use) for use in type_.uses):
            numbered += 1
        if len(name) > 60:
            failures.append(Failure("a name of over 60 characters", name))
    result.facts |= {
        "derived": derived,
        "numbered": numbered,
        "operations": len(prepared.connector.operations),
        "models": len(prepared.connector.types),
    }
    return failures


def black(root: Path) -> list[Failure]:
    """Check that black would not change the generated files."""
    import black as formatter
    from black.mode import Mode, TargetVersion

    mode = Mode(target_versions={TargetVersion.PY311})
    failures: list[Failure] = []
    for path in sorted((root / "python").rglob("*.py")):
        if "_runtime" in path.parts:
            continue
        source = path.read_text("utf-8")
        if formatter.format_str(source, mode=mode) != source:
            failures.append(Failure("black would change a file", path.name))
    return failures


def importing(root: Path, package: Path) -> list[Failure]:
    """Import every module in a separate interpreter with warnings as errors."""
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-I",
            "-c",
            IMPORT,
            str(root / "python"),
            package.name,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode == 0:
        return []
    last = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "?"
    return [Failure(re.sub(r"'[^']*'", "'...'", last)[:80], last)]


def reach(package: Path) -> list[Failure]:
    """Yield the modules that are imported and missing, and those that nothing imports."""
    built = Package(package)
    return [
        *(Failure(f"missing: {one}", one) for one in built.missing()),
        *(Failure(f"unreachable: {one}", one) for one in built.unreachable()),
    ]


@dataclass(frozen=True, slots=True)
class Exercised:
    """The result of one check of a generated SDK in use."""

    failures: list[Failure]
    cases: int = 0
    skips: dict[str, int] = field(default_factory=dict[str, int])


def exercise(connector: Connector, root: Path) -> Mapping[str, Exercised]:
    """Run the checks of `exercise` in a separate interpreter."""
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-W",
            "ignore:deprecated by its publisher:DeprecationWarning",
            "-m",
            "tools.corpus.exercise",
            str(connector.path.resolve()),
            str(root.resolve()),
            *([str(connector.root.resolve())] if connector.root else []),
        ],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        cwd=ROOT,
    )
    try:
        results = json.loads(done.stdout.strip().splitlines()[-1])
    except (ValueError, IndexError):
        last = (done.stderr.strip().splitlines() or ["?"])[-1]
        crash = [Failure(f"the exercise crashed: {last[:60]}", last)]
        return dict.fromkeys(IN_USE, Exercised(crash))
    return {
        check: Exercised(
            [_failure(one) for one in body["failures"]], body["cases"], body["skips"]
        )
        for check, body in results.items()
    }


def _failure(failure: Mapping[str, str]) -> Failure:
    where = f"{failure['operation']} ({failure['case']})"
    return Failure(failure["cause"], f"{where}: {failure['detail']}")
