"""Copies of what the checkout holds, which the tests may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from checkout import GENERATED, SPEC


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No build may remember another one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SPEC, tmp_path / "spec"))


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    return Path(
        shutil.copytree(
            GENERATED,
            tmp_path / "generated",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    )
