"""Run the validator and the build on malformed documents.

    python -m tools.fuzz [--cases 20000] [--jobs 2] [--seed 0]
    python -m tools.fuzz --corpus [--cases 20000] ...

Documents of at most 8 KB from hypothesis, or, with `--corpus`, files of the folder that
CONNECTOR_CORPUS names with some bytes changed. Prints the seeds and the peak memory; exits
with 1 for a traceback, more than 10 s of processor time for a file, or more than 300 MB.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from functools import partial
from pathlib import Path

from tools.fuzz.work import FAILED, work

BATCH = 1_000


def main() -> None:
    """Run the cases; exit with 1 if one fails."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--corpus", action="store_true")
    options = parser.parse_args()
    corpus = Path(os.environ["CONNECTOR_CORPUS"]) if options.corpus else None
    started = time.perf_counter()
    # Each batch runs in a separate process: hypothesis keeps every case in memory.
    seeds = range(options.seed, options.seed + -(-options.cases // BATCH))
    run = partial(work, BATCH, corpus=corpus)
    results: list[str] = []
    context = multiprocessing.get_context("spawn")
    with context.Pool(options.jobs, maxtasksperchild=1) as pool:
        for line in pool.imap_unordered(run, seeds):
            print(line, flush=True)
            results.append(line)
    failed = any(FAILED in line for line in results)
    seconds = time.perf_counter() - started
    end = FAILED if failed else "all passed"
    print(f"{BATCH * len(results)} cases in {seconds:.0f} s: {end}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
