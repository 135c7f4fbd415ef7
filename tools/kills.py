"""Kill builds at random moments, and build into one folder twice at once.

    python -m tools.kills [--kills 300] [--pairs 100] [--seed 0]

A connector is edited, built and killed (SIGKILL): half of the kills come at any moment of the
pipeline, half while files are written. After each, every file must be complete; after the next
whole build, often of another edit, the output must be that of a build into a new folder, with
nothing left over, and `build --check` must agree. Of two builds at once, both must exit with
0, and the output must be that of one of them. Exits with 1 if anything else happens. POSIX only.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import math
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from connectorsmith.cli import main as connectorsmith
from connectorsmith.output import manifest
from connectorsmith.output.leftovers import JOURNAL

WORDS = ("Book", "Shelf", "Author", "Loan", "Reader", "Branch")
NAME = "library"
Tree = dict[str, bytes]


def definition(edit: int) -> str:
    """Return the definition after an edit: another number of operations, and other texts."""
    lines = [
        'swagger: "2.0"',
        f"info: {{title: Library, version: 1.{edit}.0, description: Edit {edit}.}}",
        "host: api.example.com",
        "paths:",
    ]
    for word in WORDS[: 1 + edit]:
        lines += [
            f"  /{word.lower()}:",
            "    get:",
            f"      operationId: List{word}",
            f"      tags: [{word}]",
            "      responses:",
            '        "200":',
            f"          description: Edit {edit}.",
            f"          schema: {{type: object, properties: {{name{edit % 3}: {{type: string}}}}}}",
        ]
    return "\n".join(lines) + "\n"


def config(edit: int) -> str:
    """Return connector.toml after an edit: names do not depend on earlier edits."""
    groups = (
        f'[sdk.groups.{word.lower()}]\nlist = "List{word}"\n'
        for word in WORDS[: 1 + edit]
    )
    return "".join(groups)


def tree(folder: Path) -> Tree:
    """Return the content of all files of a folder by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass
class Trial:
    """A working folder, what every edit must become, and what went wrong."""

    work: Path
    expected: list[Tree] = field(default_factory=list[Tree])
    seconds: float = math.inf
    """The seconds of the fastest whole build."""
    writing: float = math.inf
    """The seconds of it in which files are written."""
    faults: list[str] = field(default_factory=list[str])

    def start(self, spec: Path, out: Path, *options: str) -> int:
        """Start a build in a process of its own, and return its number."""
        number = os.fork()
        if number:
            return number
        with contextlib.suppress(BaseException):
            log = os.open(self.work / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            os.dup2(log, 2)
            try:
                connectorsmith(
                    ["build", str(spec), "-o", str(out), "--target", "python", *options]
                )
            except SystemExit as end:
                os._exit(end.code if isinstance(end.code, int) else 3)
        os._exit(4)

    def build(self, spec: Path, out: Path, *options: str) -> int:
        """Build, and return the exit status."""
        return status(self.start(spec, out, *options))

    def edit(self, spec: Path, edit: int) -> None:
        """Write the definition of an edit."""
        spec.mkdir(parents=True, exist_ok=True)
        (spec / "apiDefinition.swagger.yaml").write_text(definition(edit), "utf-8")
        (spec / "connector.toml").write_text(config(edit), "utf-8")

    def prepare(self) -> None:
        """Build every edit into a new folder, and measure a build."""
        for edit in range(len(WORDS)):
            spec = self.work / "reference" / str(edit) / NAME
            out = self.work / "reference" / str(edit) / "out"
            self.edit(spec, edit)
            began = time.perf_counter()
            number = self.start(spec, out)
            written = until_journal(number, out / NAME / JOURNAL)
            if status(number) != 0:
                raise SystemExit((self.work / "log").read_text("utf-8"))
            now = time.perf_counter()
            self.seconds = min(self.seconds, now - began)
            self.writing = min(self.writing, now - written)
            self.expected.append(tree(out / NAME))

    def compare(self, moment: str, spec: Path, out: Path, *edits: int) -> None:
        """Record a fault if the output is not that of one of the edits, or has leftovers."""
        found = tree(out / NAME)
        if not any(found == self.expected[edit] for edit in edits):
            expected = self.expected[edits[0]]
            wrong = [path for path in found if found[path] != expected.get(path)]
            self.faults.append(f"{moment}: mixed or left over: {wrong}")
        left = [path.name for path in spec.iterdir() if path.name.startswith(".")]
        if left:
            self.faults.append(f"{moment}: left beside the definition: {left}")

    def torn(self, moment: str, out: Path) -> None:
        """Record a fault if a file has no content of any edit."""
        for path, content in tree(out / NAME).items():
            if path.rpartition("/")[2].startswith(".connectorsmith"):
                if path == manifest.NAME:
                    manifest.read(out / NAME)  # raises ManifestError if it is torn
            elif all(each.get(path) != content for each in self.expected):
                self.faults.append(f"{moment}: {path} is torn")

    def refused(self, moment: str) -> None:
        """Record a fault: a build did not exit with 0."""
        log = (self.work / "log").read_text("utf-8")
        self.faults.append(f"{moment}: refused: {log[-300:]}")


def until_journal(number: int, journal: Path) -> float:
    """Wait until a build writes, or has ended, and return the time."""
    while not journal.exists() and not ended(number):
        time.sleep(0.0002)
    return time.perf_counter()


def ended(number: int) -> bool:
    """Return whether a process has ended, without taking its status."""
    return os.waitid(os.P_PID, number, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def status(number: int) -> int:
    """Wait for a process, and return its exit status; negative if a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def kill_builds(trial: Trial, kills: int, chance: random.Random) -> Iterator[str]:
    """Start and kill builds; yield what each kill met."""
    spec, out = trial.work / "spec" / NAME, trial.work / "generated"
    edit = 0
    for count in range(kills):
        if chance.random() < 0.8:
            edit = chance.randrange(len(WORDS))
        trial.edit(spec, edit)
        number = trial.start(spec, out)
        if count % 2:
            until_journal(number, out / NAME / JOURNAL)
            time.sleep(chance.uniform(0, trial.writing))
        else:
            time.sleep(chance.uniform(0, trial.seconds))
        os.kill(number, signal.SIGKILL)
        if status(number) >= 0:
            yield "after its end"
        elif (out / NAME / JOURNAL).exists():
            yield "while it wrote"
        else:
            yield "before or after it wrote"
        moment = f"kill {count}"
        trial.torn(moment, out)
        if chance.random() < 0.3:
            continue  # the next build is killed, too
        if chance.random() < 0.6:
            edit = chance.randrange(len(WORDS))
            trial.edit(spec, edit)
        if trial.build(spec, out) != 0:
            trial.refused(moment)
        trial.compare(moment, spec, out, edit)
        if trial.build(spec, out, "--check") != 0:
            trial.refused(f"{moment}, --check")


def build_pairs(trial: Trial, pairs: int, chance: random.Random) -> None:
    """Build two edits into one output at once, and one definition into two outputs."""
    for count in range(pairs):
        moment = f"pair {count}"
        edits = chance.sample(range(len(WORDS)), 2)
        specs = [trial.work / side / NAME for side in ("first", "second")]
        outs = [trial.work / "shared"] * 2
        if count % 4 == 3:
            specs, edits = specs[:1] * 2, edits[:1] * 2
            outs = [trial.work / "one", trial.work / "other"]
        for spec, edit in zip(specs, edits, strict=True):
            trial.edit(spec, edit)
        first = trial.start(specs[0], outs[0])
        time.sleep(chance.uniform(0, trial.seconds / 2))
        second = trial.start(specs[1], outs[1])
        if [status(first), status(second)] != [0, 0]:
            trial.refused(moment)
        for spec, out in zip(specs, outs, strict=True):
            trial.compare(moment, spec, out, *edits)


def main() -> None:
    """Run the trials; exit with 1 for a fault."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        # The parent builds once, so that its children need not import anything.
        trial = Trial(Path(folder))
        trial.edit(trial.work / "warm" / NAME, 0)
        with (
            contextlib.suppress(SystemExit),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            connectorsmith(
                ["build", f"{folder}/warm/{NAME}", "-o", f"{folder}/w", "-q"]
            )
        trial.prepare()
        moments = Counter(kill_builds(trial, options.kills, chance))
        build_pairs(trial, options.pairs, chance)
    met = ", ".join(f"{number} {moment}" for moment, number in sorted(moments.items()))
    print(f"{options.kills} kills: {met}")
    print(f"{options.pairs} pairs of builds at once")
    print("\n".join(trial.faults) or "nothing torn, refused or left over")
    sys.exit(1 if trial.faults else 0)


if __name__ == "__main__":
    main()
