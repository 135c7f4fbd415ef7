"""Runs of `validate`, its fixes and `build` on one document, as from the command line."""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from connectorsmith.commands.fix import fix
from connectorsmith.commands.pipeline import make
from connectorsmith.commands.validate import ValidateOptions, validate
from connectorsmith.diagnostics.findings import UnreadableError
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import read_inputs
from connectorsmith.targets import TARGETS

MAX_SECONDS = 10
"""Processor time for one file; more counts as a hang."""
MAX_MEGABYTES = 300
"""Memory of a process of the fuzzer; more is a failure."""
FIX_EVERY = 4
"""The fixes are applied to one in this many documents, since they need several runs."""
BUILD_EVERY = 50
"""One in this many documents is built, which takes longer than validation."""
FORMATS = ("text", "json", "sarif", "github", "microsoft")


def judge(
    folder: Path, definition: tuple[bytes, str], properties: tuple[bytes, str]
) -> None:
    """Run the commands; raise whatever they wrongly raise, and TimeoutError if one hangs."""
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
            if chance % FIX_EVERY == 0:
                _fix(folder, names)
            if chance % BUILD_EVERY == 1:
                build(folder)
    finally:
        for path in names:
            path.unlink()


def build(folder: Path) -> dict[str, bytes]:
    """Return the files of all targets by path; none if the definition stops the build.

    Checks that every Python file compiles.
    """
    try:
        (connector,) = find_connectors([folder])
        built = make(read_inputs(connector), TARGETS)
    except UnreadableError:
        return {}
    for path, content in built.files.items():
        if path.endswith(".py"):
            compile(content, path, "exec")
    return dict(built.files)


def _fix(folder: Path, files: list[Path]) -> None:
    """Check that fixing twice gives the same files as fixing once."""
    options = ValidateOptions()
    try:
        fix([folder], options, write=True, terminal=False)
        once = [path.read_bytes() for path in files]
        fix([folder], options, write=True, terminal=False)
    except UnreadableError:
        return
    assert [path.read_bytes() for path in files] == once


def _run(folder: Path, format_: str) -> None:
    try:
        text, status = validate([folder], ValidateOptions(format=format_))
    except UnreadableError:
        return
    assert status in (0, 1, 2), status
    text.encode()  # a report must be printable
    assert text or format_ in ("github", "microsoft")


@contextmanager
def in_time(seconds: int = MAX_SECONDS) -> Iterator[None]:
    """Raise TimeoutError in the main thread after a number of seconds of processor time."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"no result after {seconds} s of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def peak_megabytes() -> float:
    """Return the peak memory of this process."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
    # On Linux, ru_maxrss also counts the parent process.
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
