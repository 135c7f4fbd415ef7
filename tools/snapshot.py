"""Record everything that is built from many definitions, and compare two records.

    python -m tools.snapshot record RECORD FOLDER... [--every N]
    python -m tools.snapshot compare OLD NEW [--moves FILE] [--show N]

FOLDER is any folder that holds definitions, at any depth. A record keeps, for each of them,
the output and status of `validate --format json` and of `build`, and every built file. To
record another commit, put its `generator` folder into PYTHONPATH. `--every` records each Nth
definition alone, and `compare` then compares those that both records have.

FILE lists moved modules of the runtime, `old new` a line (`_runtime.retry
_runtime.http.retry`): the old files and their imports are read as if they had been moved.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import gzip
import hashlib
import io
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

Record = dict[str, dict[str, str]]
"""For each definition, the digest of each file."""


def main() -> int:
    """Run one of the two commands; 1 where two records differ."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.snapshot",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record")
    recording.add_argument("record", type=Path)
    recording.add_argument("folders", nargs="+", type=Path)
    recording.add_argument("--every", type=int, default=1, metavar="N")
    recording.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    comparing = commands.add_parser("compare")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    comparing.add_argument("--moves", type=Path)
    comparing.add_argument("--show", type=int, default=5, metavar="N")
    options = parser.parse_args()
    if options.command == "record":
        record(options.record, options.folders, options.every, options.jobs)
        return 0
    return compare(options.old, options.new, moves(options.moves), options.show)


def definitions(folder: Path) -> Iterator[Path]:
    """Yield what `build` is called with: connectors' folders, and single definitions."""
    names = ("apiDefinition.swagger.json", "apiDefinition.swagger.yaml")
    for path in sorted(folder.rglob("*")):
        if path.name in names:
            yield path.parent
        elif path.suffix in (".json", ".yaml", ".yml") and path.name != "index.json":
            beside = {other.name for other in path.parent.iterdir()}
            if not beside & {*names, "apiProperties.json"} and _is_definition(path):
                yield path


def _is_definition(path: Path) -> bool:
    return re.search(r"""["']?swagger["']?\s*:""", path.read_text("utf-8")) is not None


def record(target: Path, folders: list[Path], every: int, jobs: int) -> None:
    """Build and validate everything below the folders, and write a record."""
    pending = [
        (name, path)
        for folder in folders
        for path in definitions(folder)
        for name in [f"{folder.name}/{path.relative_to(folder).as_posix()}"]
    ][::every]
    index: Record = {}
    with ProcessPoolExecutor(jobs) as pool:
        futures = [pool.submit(_record_definition, path, target) for _, path in pending]
        for (name, _), future in zip(pending, futures, strict=True):
            index[name] = future.result()
    (target / "index.json").write_text(json.dumps(index, indent=1, sort_keys=True))
    files = sum(len(files) for files in index.values())
    print(f"{len(index)} definitions, {files} files recorded")


def _record_definition(path: Path, target: Path) -> dict[str, str]:
    files: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_CACHE_HOME"] = str(Path(scratch, "cache"))
        out = Path(scratch, "out")
        files["validate.json"] = _run(["validate", "--format", "json", str(path)])
        text = _run(["build", "-o", str(out), "-v", str(path)])
        files["build.txt"] = text.replace(str(out).encode(), b"OUT")
        for built in sorted(out.rglob("*")):
            if built.is_file() and built.name != ".connectorsmith.json":
                files[f"out/{built.relative_to(out).as_posix()}"] = built.read_bytes()
    return {name: _keep(target, content) for name, content in files.items()}


def _run(arguments: list[str]) -> bytes:
    from connectorsmith.cli import main as connectorsmith

    output, errors = io.StringIO(), io.StringIO()
    status: int | str | None = 0
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            connectorsmith(arguments)
        except SystemExit as end:
            status = end.code
    return f"{output.getvalue()}{errors.getvalue()}status: {status}\n".encode()


def _keep(target: Path, content: bytes) -> str:
    """Store content under its digest, once, and return the digest."""
    digest = hashlib.sha256(content).hexdigest()
    path = _stored(target, digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_bytes(gzip.compress(content, 1))
        temporary.replace(path)
    return digest


def _stored(target: Path, digest: str) -> Path:
    return target / digest[:2] / f"{digest}.gz"


def _text(target: Path, digest: str) -> str:
    content = gzip.decompress(_stored(target, digest).read_bytes())
    return content.decode("utf-8", "replace")


def moves(path: Path | None) -> Mapping[str, str]:
    """Read a table of moved modules: old and new dotted name."""
    if path is None:
        return {}
    rows = (line.split() for line in path.read_text("utf-8").splitlines())
    return {row[0]: row[1] for row in rows if len(row) == 2}


def compare(old: Path, new: Path, moved: Mapping[str, str], show: int) -> int:
    """Print what differs, by kind, with the first diffs; 1 where anything does."""
    if moved:
        print(f"{len(moved)} modules moved:")
        print("\n".join(f"  {was} -> {now}" for was, now in moved.items()))
    before: Record = json.loads((old / "index.json").read_text())
    after: Record = json.loads((new / "index.json").read_text())
    kinds: Counter[str] = Counter()
    equal = 0
    for name in sorted(before.keys() & after.keys()):
        was = {_moved_path(path, moved): path for path in before.get(name, {})}
        now = after.get(name, {})
        for path in sorted(was.keys() | now.keys()):
            difference = _difference(
                (old, before.get(name, {}).get(was.get(path, ""))),
                (new, now.get(path)),
                moved,
            )
            if difference is None:
                equal += 1
                continue
            kind = _kind(path)
            kinds[kind] += 1
            if kinds[kind] <= show:
                print(f"\n## {name}: {path}\n{difference}")
    alone = len(before.keys() ^ after.keys())
    print(f"\n{len(before.keys() & after.keys())} definitions compared, {alone} not")
    print(f"{equal} files equal, {kinds.total()} differ")
    for kind, count in kinds.most_common():
        print(f"  {count:6} {kind}")
    return 1 if kinds else 0


def _difference(
    was: tuple[Path, str | None],
    now: tuple[Path, str | None],
    moved: Mapping[str, str],
) -> str | None:
    """Return a diff of two files; None if they are equal."""
    if was[1] == now[1]:
        return None
    if was[1] is None or now[1] is None:
        return "only before" if now[1] is None else "only after"
    old, new = _moved_imports(_text(was[0], was[1]), moved), _text(now[0], now[1])
    if old == new:
        return None
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=1)
    return "\n".join([line for line, _ in zip(lines, range(40), strict=False)])


def _kind(path: str) -> str:
    parts = path.split("/")
    return "/".join(["*" if i in (1, 3) else part for i, part in enumerate(parts)])


def _moved_path(path: str, moved: Mapping[str, str]) -> str:
    for was, now in moved.items():
        ending = "/" + was.replace(".", "/") + ".py"
        if path.endswith(ending):
            return path.removesuffix(ending) + "/" + now.replace(".", "/") + ".py"
    return path


def _moved_imports(text: str, moved: Mapping[str, str]) -> str:
    for was, now in moved.items():
        text = re.sub(rf"(?<![\w.]){re.escape(was)}(?![\w.])", now, text)
    return text


if __name__ == "__main__":
    sys.exit(main())
