"""One document through the whole of `validate`, as the command line runs it."""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from connectorsmith.commands.fix import mend
from connectorsmith.commands.validate import ValidateOptions, validate
from connectorsmith.diagnostics.findings import UnreadableError

SECONDS = 10
"""A file under the size limit that takes more processor time is a hang."""
MEGABYTES = 300
"""A process that needs more has lost its measure."""
MENDED = 4
"""One in so many is mended as well: that takes several judgements."""
FORMATS = ("text", "json", "sarif", "github", "microsoft")


def judge(
    folder: Path, definition: tuple[bytes, str], properties: tuple[bytes, str]
) -> None:
    """Raises what `validate` must never raise, and TimeoutError where it hangs."""
    names: list[Path] = []
    for stem, (data, suffix) in (
        ("apiDefinition.swagger", definition),
        ("apiProperties", properties),
    ):
        path = folder / (stem + suffix)
        path.write_bytes(data)
        names.append(path)
    try:
        with in_time():
            chance = len(definition[0])
            for format_ in (FORMATS[chance % len(FORMATS)], "text"):
                _run(folder, format_)
            if chance % MENDED == 0:
                _mend(folder, names)
    finally:
        for path in names:
            path.unlink()


def _mend(folder: Path, files: list[Path]) -> None:
    """Mending twice is mending once."""
    options = ValidateOptions()
    try:
        mend([folder], options, write=True, terminal=False)
        once = [path.read_bytes() for path in files]
        mend([folder], options, write=True, terminal=False)
    except UnreadableError:
        return
    assert [path.read_bytes() for path in files] == once


def _run(folder: Path, format_: str) -> None:
    try:
        text, status = validate([folder], ValidateOptions(format=format_))
    except UnreadableError:
        return
    assert status in (0, 1, 2), status
    text.encode()  # what cannot be printed is no report
    assert text or format_ in ("github", "microsoft")


@contextmanager
def in_time(seconds: int = SECONDS) -> Iterator[None]:
    """Raise TimeoutError, in the main thread, after so many seconds of processor time."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"no answer after {seconds} s of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def peak_megabytes() -> float:
    """The most memory that this program has had."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
    # On Linux the other figure counts the process that started this one, too.
    (line,) = (one for one in status.splitlines() if one.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
