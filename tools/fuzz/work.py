"""What one process of the fuzzer does."""

from __future__ import annotations

import random
import sys
import tempfile
import traceback
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from tools.fuzz.documents import files, mutated
from tools.fuzz.judge import MEGABYTES, judge, peak_megabytes

FAILED = "FAILED"


def made_up(cases: int, number: int) -> None:
    """Documents from hypothesis."""
    with tempfile.TemporaryDirectory() as folder:

        @seed(number)
        @settings(
            max_examples=cases,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(files(), files())
        def one(definition: tuple[bytes, str], properties: tuple[bytes, str]) -> None:
            judge(Path(folder), definition, properties)

        one()


def spoilt(cases: int, number: int, corpus: Path) -> None:
    """Published files with some bytes changed."""
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
            pair: list[tuple[bytes, str]] = []
            for name in names:
                raw = (chosen / name).read_bytes()
                changes = [
                    (dice.randrange(2**24), dice.randrange(4), dice.randbytes(2))
                    for _ in range(dice.randrange(1, 4))
                ]
                pair.append((mutated(raw, changes), ".json"))
            try:
                judge(Path(folder), pair[0], pair[1])
            except BaseException:
                kept = Path(tempfile.mkdtemp(prefix="spoilt-"))
                for (data, _), name in zip(pair, names, strict=True):
                    (kept / name).write_bytes(data)
                print(f"{chosen.name}: kept in {kept}", file=sys.stderr)
                raise


def work(cases: int, number: int, corpus: Path | None) -> str:
    """What one process does; a line about it, or the traceback of what went wrong."""
    try:
        if corpus is None:
            made_up(cases, number)
        else:
            spoilt(cases, number, corpus)
        peak = peak_megabytes()
        assert peak <= MEGABYTES, f"{peak:.0f} MB are more than {MEGABYTES}"
    except BaseException:
        return f"with seed {number}: {FAILED}\n{traceback.format_exc()}"
    return f"{cases} cases with seed {number}: at most {peak:.0f} MB"
