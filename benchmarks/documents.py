"""Clients for plain OpenAPI 2.0 documents, compared with those of other generators.

    python -m benchmarks.documents [FOLDER ...] [--only TEXT] [--again NAME] [--page FILE]

FOLDER holds documents; by default those of CONNECTOR_CORPORA, without their connectors. Each
generator builds a client of each document, which is then read, imported and checked by
`mypy --strict`. Results are stored in `build/documents`; `--again` drops those of a generator.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import clients
from benchmarks.documents_page import Row, page
from benchmarks.peers import Subject, clients_python, peers
from connectorsmith.commands.pipeline import prepare
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import read_inputs
from tools.corpus.connectors import Connector, find
from tools.corpus.exercise.definition import (
    Definition,
    RawOperation,
    kind,
    load_definition,
)

OURS = "connectorsmith"
READERS: Mapping[str, Callable[[Path], Iterator[tuple[clients.Key, str]]]] = {
    OURS: clients.connectorsmith,
    "openapi-python-client": clients.openapi_python_client,
    "OpenAPI Generator": clients.openapi_generator,
}
"""The generators that are compared, with the readers of their clients."""
MAX_SECONDS = 900
"""Seconds of wall clock that a command may take; it is ended beyond."""
IMPORT = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
package = importlib.import_module(sys.argv[2])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
"""


class NotRunError(Exception):
    """A generator that cannot run here."""


def main() -> int:
    """Measure all documents; return 2 if there are none."""
    options = arguments()
    listed = os.environ.get("CONNECTOR_CORPORA", "").split(os.pathsep)
    roots = options.folders or [Path(part) for part in listed if part]
    documents = [each for each in find(roots) if is_plain(each)]
    if not documents:
        print("no documents: name a folder, or set CONNECTOR_CORPORA", file=sys.stderr)
        return 2
    work: Path = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    store = work / "results.jsonl"
    known = {
        (row.document, row.generator): row
        for row in stored(store)
        if row.generator not in options.again
    }
    rows: list[Row] = []
    for document in documents:
        for generator in READERS:
            row = known.get((document.name, generator))
            if row is None and options.only in document.name:
                try:
                    row = measure(document, generator, work)
                except NotRunError as error:
                    print(f"{generator} is skipped: {error}", file=sys.stderr)
                    continue
                with store.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(row)) + "\n")
                print(row, flush=True)
            if row is not None:
                rows.append(row)
    if options.page:
        options.page.write_text(page(rows, list(READERS)), "utf-8", newline="\n")
    return 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.documents", description=__doc__
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--only", default="", metavar="TEXT")
    parser.add_argument(
        "--again", action="append", default=[], choices=tuple(READERS), metavar="NAME"
    )
    parser.add_argument("--page", type=Path, metavar="FILE")
    parser.add_argument("--work", type=Path, default=Path("build/documents"))
    return parser.parse_args()


def is_plain(document: Connector) -> bool:
    """Return whether a document is not part of a connector."""
    return document.path.is_file() and not any(
        path.name.lower().startswith("apiproperties")
        for path in document.path.parent.iterdir()
    )


def stored(store: Path) -> Iterator[Row]:
    """Yield the stored rows; the last one of a document and generator counts."""
    if store.is_file():
        for line in store.read_text("utf-8").splitlines():
            yield Row(**json.loads(line))


def measure(document: Connector, generator: str, work: Path) -> Row:
    """Build a client and return what it has and what it cost."""
    folder = work / generator.replace(" ", "-") / document.slug
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    definition = load_definition(document.path)
    source = copied(document, folder / "source")
    costs: list[float] = []
    failure = ""
    for command in commands(generator, source, folder / "source"):
        cost, failure = run(command, folder)
        costs.append(cost)
        if failure:
            break
    found = dict(READERS[generator](folder / "client"))
    if generator == OURS and found:
        found = by_path(found, source, folder / "source")
    declared = {
        clients.key(raw.method, raw.path): raw for raw in definition.operations()
    }
    with_type = {each for each, raw in declared.items() if has_type(definition, raw)}
    present = declared.keys() & found.keys()
    typed = {each for each in with_type & present if clients.is_typed(found[each])}
    package = package_of(folder / "client")
    return Row(
        document=document.name,
        generator=generator,
        declared=len(declared),
        present=len(present),
        schemas=len(with_type),
        typed=len(typed),
        imports=package is not None and imports(package),
        mypy=None if package is None else mypy(package, folder),
        seconds=costs[-1],
        conversion=sum(costs[:-1]),
        failure="" if found else failure,
    )


def commands(generator: str, document: Path, root: Path) -> list[tuple[str, ...]]:
    """Return the commands that build a client into `client`; all but the last convert."""
    if generator == OURS:
        tool = str(Path(sys.executable).with_name("connectorsmith"))
        paths = (str(document), "--root", str(root), "-o", "client")
        return [(tool, "build", *paths, "-q", "--force")]
    peer = next(one for one in peers(document) if one.name.startswith(generator))
    if not isinstance(peer, Subject):
        raise NotRunError(peer.reason)
    # Without this option, it refuses many of the documents as invalid.
    more = ("--skip-validate-spec",) if generator == "OpenAPI Generator" else ()
    return [*peer.commands[:-1], (*peer.commands[-1], *more)]


def copied(document: Connector, folder: Path) -> Path:
    """Copy a document's files, without the references of Azure's documents to example files."""
    root = document.root or document.path.parent
    for path in document.files():
        if path.suffix.lower() not in (".json", ".yaml", ".yml"):
            continue
        target = folder / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        data = path.read_bytes()
        if b"x-ms-examples" in data and path.suffix.lower() == ".json":
            data = json.dumps(without_examples(json.loads(data)), indent=2).encode()
        target.write_bytes(data)
    return folder / document.path.relative_to(root)


def without_examples(value: Any) -> Any:
    """Return a value without `x-ms-examples`."""
    if isinstance(value, list):
        return [without_examples(item) for item in value]
    if isinstance(value, dict):
        return {
            key: without_examples(item)
            for key, item in value.items()
            if key != "x-ms-examples"
        }
    return value


def run(command: tuple[str, ...], folder: Path) -> tuple[float, str]:
    """Run a command; return its seconds of processor time, and the reason if it failed."""
    log = folder / "log.txt"
    # The tools beside a generator format what it writes.
    path = f"{Path(command[0]).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "PATH": path}
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["timeout", str(MAX_SECONDS), *command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    text = log.read_text("utf-8", "replace")
    lines = [line for line in text.splitlines() if line.strip()]
    failed = process.returncode != 0
    return usage.ru_utime + usage.ru_stime, (lines or ["?"])[0] if failed else ""


def by_path(
    found: dict[clients.Key, str], source: Path, root: Path
) -> dict[clients.Key, str]:
    """Return operations that are known by operationId by their methods and paths."""
    prepared = prepare(read_inputs(find_connectors([source])[0], root=root))
    keys: dict[str, clients.Key] = {}
    for operation in prepared.connector.operations:
        path, method = operation.at.split("/")[-2:]
        keys[operation.id] = clients.key(
            method, path.replace("~1", "/").replace("~0", "~")
        )
    return {keys[id_]: returned for (_, id_), returned in found.items()}


def has_type(definition: Definition, raw: RawOperation) -> bool:
    """Return whether the first success has a schema that says what is returned."""
    successes = sorted(status for status in raw.responses if status[:1] == "2")
    for status in successes or ["default"]:
        node = raw.responses.get(status, {}).get("schema")
        if not isinstance(node, Mapping) or status in ("204", "205"):
            continue
        schema = definition.schema(node)
        extra = schema.get("additionalProperties")
        if kind(schema) == "object":
            return bool(schema.get("properties")) or isinstance(extra, Mapping)
        return kind(schema) != "any"
    return False


def package_of(client: Path) -> Path | None:
    """Return the package in a client's folder; None if there is none."""
    folders = [path.parent for path in sorted(client.rglob("py.typed"))]
    return folders[0] if folders else None


def imports(package: Path) -> bool:
    """Return whether all modules of a package can be imported."""
    done = subprocess.run(
        [clients_python(), "-c", IMPORT, str(package.parent), package.name],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def mypy(package: Path, folder: Path) -> int | None:
    """Return the number of errors of `mypy --strict`."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--config-file="),
            f"--python-executable={clients_python()}",
            f"--cache-dir={folder / 'mypy'}",
            package.name,
        ],
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return sum(": error: " in line for line in done.stdout.splitlines())


if __name__ == "__main__":
    sys.exit(main())
