"""Feeds the validator what nobody should write.

    PYTHONPATH=tests python -m fuzz [--cases 20000] [--jobs 2] [--seed 0]
    PYTHONPATH=tests python -m fuzz --corpus [--cases 20000] ...

Documents of at most 8 KB from hypothesis, or, with `--corpus`, files of the folder that
CONNECTOR_CORPUS names with some bytes changed. Prints the seed and what was needed; exits
with 1 at a traceback, at an answer after more than 10 s, and above 300 MB.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from pathlib import Path

from fuzz.work import work


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--corpus", action="store_true")
    options = parser.parse_args()
    corpus = Path(os.environ["CONNECTOR_CORPUS"]) if options.corpus else None
    started = time.perf_counter()
    context = multiprocessing.get_context("spawn")
    share = -(-options.cases // options.jobs)
    workers = [
        context.Process(target=work, args=(share, options.seed + job, corpus))
        for job in range(options.jobs)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    failed = [worker for worker in workers if worker.exitcode != 0]
    seconds = time.perf_counter() - started
    print(
        f"{share * options.jobs} cases in {seconds:.0f} s: {'FAILED' if failed else 'all answered'}"
    )
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
