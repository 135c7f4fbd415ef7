"""The work of one process of the fuzzer."""

from __future__ import annotations

import random
import sys
import tempfile
import traceback
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from tools.fuzz.documents import files, mutated
from tools.fuzz.judge import MAX_MEGABYTES, judge, peak_megabytes

FAILED = "FAILED"


def run_generated(cases: int, number: int) -> None:
    """Run the validator on documents from hypothesis."""
    with tempfile.TemporaryDirectory() as folder:

        @seed(number)
        @settings(
            max_examples=cases,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(files(), files())
        def run(definition: tuple[bytes, str], properties: tuple[bytes, str]) -> None:
            judge(Path(folder), definition, properties)

        run()


def run_mutated(cases: int, number: int, corpus: Path) -> None:
    """Run the validator on published files with some bytes changed."""
    dice = random.Random(number)
    names = ("apiDefinition.swagger.json", "apiProperties.json")
    folders = sorted(
        path.parent
        for path in corpus.rglob(names[0])
        if path.with_name(names[1]).is_file()
    )
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(cases):
            chosen = dice.choice(folders)
            documents: list[tuple[bytes, str]] = []
            for name in names:
                raw = (chosen / name).read_bytes()
                changes = [
                    (dice.randrange(2**24), dice.randrange(4), dice.randbytes(2))
                    for _ in range(dice.randrange(1, 4))
                ]
                documents.append((mutated(raw, changes), ".json"))
            try:
                judge(Path(folder), documents[0], documents[1])
            except BaseException:
                kept = Path(tempfile.mkdtemp(prefix="mutated-"))
                for (data, _), name in zip(documents, names, strict=True):
                    (kept / name).write_bytes(data)
                print(f"{chosen.name}: kept in {kept}", file=sys.stderr)
                raise


def work(cases: int, number: int, corpus: Path | None) -> str:
    """Run a batch of cases; return a line about it, or the traceback of an error."""
    try:
        if corpus is None:
            run_generated(cases, number)
        else:
            run_mutated(cases, number, corpus)
        peak = peak_megabytes()
        assert peak <= MAX_MEGABYTES, f"{peak:.0f} MB are more than {MAX_MEGABYTES}"
    except BaseException:
        return f"with seed {number}: {FAILED}\n{traceback.format_exc()}"
    return f"{cases} cases with seed {number}: at most {peak:.0f} MB"
