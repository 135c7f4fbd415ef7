"""The SDK of the warehouse, imported from where it was generated."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from warehouse_connector import write_sdk


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sdk(tmp_path_factory.mktemp("warehouse"))


@pytest.fixture(scope="session")
def sdk(generated: Path) -> Iterator[ModuleType]:
    sys.path.insert(0, str(generated))
    try:
        yield importlib.import_module("warehouse")
    finally:
        sys.path.remove(str(generated))
