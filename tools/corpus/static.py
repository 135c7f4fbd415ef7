"""Checks by type checkers of many SDKs at a time, since starting
them costs more than checking an SDK.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from tools.corpus.results import Failure

BATCH = 24
T = TypeVar("T")


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the items in batches."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def mypy(packages: Mapping[str, Path], work: Path) -> dict[str, list[Failure]]:
    """Return the findings of `mypy --strict` by connector; `packages`
    are the folders of the packages.

    Each SDK is checked like a user's own package, with its folder on the path.
    """
    failures: dict[str, list[Failure]] = {name: [] for name in packages}
    by_package: dict[str, dict[str, Path]] = defaultdict(dict)
    for name, package in packages.items():
        by_package[package.name][name] = package
    # Packages of the same name cannot be checked in one run.
    run_count = max((len(homonyms) for homonyms in by_package.values()), default=0)
    for index in range(run_count):
        chosen = {
            name: package
            for homonyms in by_package.values()
            for name, package in list(homonyms.items())[index : index + 1]
        }
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "mypy",
                "--strict",
                "--config-file=",
                "--no-error-summary",
                "--hide-error-context",
                f"--cache-dir={work / 'mypy'}",
                *(str(package) for package in chosen.values()),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=work,
        )
        homes = {package.resolve(): name for name, package in chosen.items()}
        for line in (done.stdout + done.stderr).splitlines():
            matched = re.match(r"(.+?):(\d+): error: (.*)", line)
            if matched is None:
                if "error" in line.lower() or "Traceback" in line:
                    for name in chosen:
                        failures[name].append(Failure(f"mypy: {line[:70]}", line))
                continue
            path = (work / matched[1]).resolve()
            owner = next((n for home, n in homes.items() if home in path.parents), None)
            if owner is None:
                continue
            code = re.search(r"\[([a-z-]+)\]$", matched[3])
            cause = f"{path.name}: [{code[1] if code else '?'}]"
            failures[owner].append(
                Failure(cause, f"{path.name}:{matched[2]}: {matched[3]}")
            )
    return failures


def pyright(packages: Mapping[str, Path], work: Path) -> dict[str, list[Failure]]:
    """Return findings of pyright in strict mode by connector."""
    failures: dict[str, list[Failure]] = {name: [] for name in packages}
    config = work / "pyrightconfig.json"
    config.write_text(
        json.dumps(
            {
                "include": [str(package) for package in packages.values()],
                "typeCheckingMode": "strict",
                "pythonVersion": "3.11",
            }
        )
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pyright",
            "--outputjson",
            "--pythonpath",
            sys.executable,
            "--project",
            str(config),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=work,
    )
    homes = {package.resolve(): name for name, package in packages.items()}
    try:
        report = json.loads(done.stdout)
    except ValueError:
        crash = Failure("pyright crashed", (done.stderr or done.stdout)[-300:])
        return {name: [crash] for name in packages}
    for diagnostic in report["generalDiagnostics"]:
        path = Path(diagnostic["file"]).resolve()
        name = next((n for home, n in homes.items() if home in path.parents), None)
        if name is None or diagnostic["severity"] == "information":
            continue
        line = diagnostic["range"]["start"]["line"] + 1
        message = diagnostic["message"].replace("\n", " ")
        rule = diagnostic.get("rule", diagnostic["severity"])
        failures[name].append(
            Failure(f"{path.name}: {rule}", f"{path.name}:{line}: {message}")
        )
    return failures


def pyrefly(packages: Mapping[str, Path], work: Path) -> dict[str, list[Failure]]:
    """Return findings of pyrefly by connector.

    It reads a package as an installed one, with its folder on the path.
    """
    failures: dict[str, list[Failure]] = {name: [] for name in packages}
    for name, package in packages.items():
        config = work / "pyrefly.toml"
        config.write_text(
            f"project-includes = [{json.dumps(str(package))}]\n"
            f"search-path = [{json.dumps(str(package.parent))}]\n"
            f"python-interpreter-path = {json.dumps(sys.executable)}\n"
            'python-version = "3.11"\n'
            "use-ignore-files = false\n"  # the folder of builds is one that git ignores
        )
        done = subprocess.run(
            [
                str(Path(sys.executable).with_name("pyrefly")),
                *("check", "--output-format=json", "--config", str(config)),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=work,
        )
        try:
            report = json.loads(done.stdout)
        except ValueError:
            failures[name].append(
                Failure("pyrefly crashed", (done.stderr or done.stdout)[-300:])
            )
            continue
        for error in report["errors"]:
            if error["severity"] != "error":
                continue
            file = Path(error["path"]).name
            failures[name].append(
                Failure(
                    f"{file}: {error['name']}",
                    f"{file}:{error['line']}: {error['concise_description']}",
                )
            )
    return failures


CHECKERS: Mapping[
    str, Callable[[Mapping[str, Path], Path], dict[str, list[Failure]]]
] = {"mypy": mypy, "pyright": pyright, "pyrefly": pyrefly}
"""The type checkers by the name of the check."""
