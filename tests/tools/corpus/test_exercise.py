"""The checks of an SDK in use: over connectors of this project, and over SDKs with a mistake."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.corpus.checks import IN_USE, build, exercise
from tools.corpus.connectors import Connector

CASES = Path(__file__).resolve().parents[2] / "cases"


def made(name: str, at: Path) -> tuple[Path, Path]:
    """A connector's folder, copied, and its output."""
    folder = at / name.partition("/")[2]
    shutil.copytree(CASES / name.replace("/", "/input/spec/"), folder)
    assert build(Connector(folder.name, folder, folder), at / "out") == []
    return folder, at / "out" / folder.name


@pytest.mark.parametrize(
    "name",
    [
        "connections/ferry",
        "connections/print-room",
        "policies/lending-desk",
        "request-traps/post-office",
        "triggers/harbour",
    ],
)
def test_nothing_is_wrong_with_what_is_generated(name: str, tmp_path: Path) -> None:
    found = exercise(*made(name, tmp_path))
    assert {check: one.failures for check, one in found.items() if one.failures} == {}
    assert all(found[check].cases for check in IN_USE)


MISTAKES = [
    ("policies/lending-desk", "_policies.py", "Bearer ", "Bear ", "wire"),
    ("policies/lending-desk", "_policies.py", '"full"', '"part"', "wire"),
    ("policies/lending-desk", "operations.py", '"DELETE"', '"PATCH"', "wire"),
    ("policies/lending-desk", "_runtime/http/retry.py", "429", "430", "contract"),
    ("triggers/harbour", "operations.py", '"endpoint"', '"end"', "wire"),
    ("triggers/harbour", "models.py", '"arrivedAt"', '"arrived"', "answer"),
    (
        "triggers/harbour",
        "_methods.py",
        "def when_ships_leave(",
        "def when(",
        "surface",
    ),
]


@pytest.mark.parametrize(("name", "file", "right", "wrong", "check"), MISTAKES)
def test_a_mistake_is_found(
    name: str, file: str, right: str, wrong: str, check: str, tmp_path: Path
) -> None:
    folder, out = made(name, tmp_path)
    (path,) = out.glob(f"python/*/{file}")
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), "utf-8")
    assert exercise(folder, out)[check].failures
