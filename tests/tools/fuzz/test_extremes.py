"""Files at the limits: each in a process of its own, which may not need too much of anything."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.documents.limits import MAX_BYTES, MAX_NODES
from tools.fuzz.documents import SKELETON
from tools.fuzz.judge import MAX_MEGABYTES

RUN = """
import sys
sys.path.insert(0, sys.argv[2])
from connectorsmith.cli import main
from tools.fuzz.judge import peak_megabytes
try:
    main(["validate", sys.argv[1]])
except SystemExit as stop:
    code = stop.code
print(code, round(peak_megabytes()), file=sys.stderr)
"""
ROOT = Path(__file__).parents[3]
GUARD = 300
"""Seconds after which a file is taken to hang."""


def skeleton(**more: Any) -> bytes:
    return json.dumps({**SKELETON, **more}).encode()


def with_operations(count: int) -> bytes:
    item = SKELETON["paths"]["/books"]
    return skeleton(paths={f"/books{n}/{{id}}": item for n in range(count)})


def filled(size: int, part: bytes = b"x") -> bytes:
    """A definition of exactly so many bytes, most of them in one text."""
    empty = skeleton(**{"x-text": ""})
    at = empty.index(b'"x-text": "') + len(b'"x-text": "')
    missing = size - len(empty)
    return empty[:at] + (part * missing)[:missing] + empty[at:]


def bomb(levels: int, width: int) -> bytes:
    lines = ["a0: &a0 [x, x]"]
    lines += [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, levels)
    ]
    return "\n".join(lines).encode()


def cycle(length: int) -> bytes:
    names = [f"D{n}" for n in range(length)]
    return skeleton(
        definitions={
            name: {"$ref": f"#/definitions/{names[(n + 1) % length]}"}
            for n, name in enumerate(names)
        }
    )


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "alias bomb": (lambda: bomb(30, 9), ".yaml"),
    "wide alias bomb": (lambda: bomb(3, 30_000), ".yaml"),
    "deep JSON lists": (lambda: b"[" * 100_000 + b"]" * 100_000, ".json"),
    "deep JSON objects": (lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, ".json"),
    "deep YAML flow": (lambda: b"[" * 100_000, ".yaml"),
    "deep YAML blocks": (lambda: b"- " * 100_000, ".yaml"),
    "deep schemas": (
        lambda: skeleton(definitions={"A": _nested(40)}),
        ".json",
    ),
    "one long text": (lambda: filled(MAX_BYTES), ".json"),
    "one long line of brackets in a text": (lambda: filled(MAX_BYTES, b"[{"), ".json"),
    "a byte too many": (lambda: filled(MAX_BYTES + 1), ".json"),
    "one long YAML text": (lambda: filled(MAX_BYTES), ".yaml"),
    "long key": (lambda: skeleton(**{"x" * 1_000_000: 1}), ".json"),
    "as many values as may be": (
        lambda: skeleton(**{"x-values": [0] * (MAX_NODES - 500)}),
        ".json",
    ),
    "as many keys as may be": (
        lambda: skeleton(definitions={f"D{n}": {} for n in range(MAX_NODES // 4)}),
        ".json",
    ),
    "one value too many": (
        lambda: skeleton(**{"x-values": [0] * (MAX_NODES + 1)}),
        ".json",
    ),
    "many operations": (lambda: with_operations(1_000), ".json"),
    "many operations in YAML": (lambda: with_operations(500), ".yaml"),
    "cyclic references": (lambda: cycle(1), ".json"),
    "a long cycle of references": (lambda: cycle(3_000), ".json"),
    "keys that are no text": (lambda: b"1: 2\nnull: 3\n? [a]\n: b\n1.5: x\n", ".yaml"),
    "not a number": (lambda: b'{"swagger": NaN, "info": Infinity}', ".json"),
    "not a number in YAML": (lambda: b"swagger: .nan\ninfo: -.inf\n", ".yaml"),
    "lone surrogates": (
        lambda: skeleton(host="\ud800", info={"title": "\udfff"}),
        ".json",
    ),
    "nothing": (lambda: b"", ".json"),
    "zeros": (lambda: bytes(100_000), ".yaml"),
    "a huge number": (lambda: b'{"swagger": ' + b"9" * 1_000_000 + b"}", ".json"),
    "a huge number in YAML": (lambda: b"swagger: " + b"9" * 1_000_000, ".yaml"),
    "a slow pattern": (
        lambda: skeleton(
            definitions={
                "A": {"type": "string", "pattern": "(a+)+" * 50, "default": "a" * 5_000}
            }
        ),
        ".json",
    ),
}


def _nested(levels: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(levels):
        schema = {"type": "object", "properties": {"a": schema}}
    return schema


@pytest.mark.parametrize("name", CASES)
def test_an_extreme_file_is_answered(name: str, tmp_path: Path) -> None:
    content, suffix = CASES[name]
    path = tmp_path / f"extreme{suffix}"
    path.write_bytes(content())
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(path), str(ROOT)],
        capture_output=True,
        text=True,
        timeout=GUARD,
        check=False,
    )
    assert "Traceback" not in done.stderr
    code, megabytes = map(int, done.stderr.splitlines()[-1].split())
    assert code in (0, 1, 2)
    assert "fault in connectorsmith" not in done.stderr
    assert megabytes <= MAX_MEGABYTES
