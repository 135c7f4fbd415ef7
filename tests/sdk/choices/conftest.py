"""The SDK of the golden case `dynamic-values`, generated and imported."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.cli import main

SPEC = Path(__file__).parents[2] / "cases" / "dynamic-values" / "input" / "spec"


@pytest.fixture(scope="session")
def tides(tmp_path_factory: pytest.TempPathFactory) -> Any:
    out = tmp_path_factory.mktemp("sdk")
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(SPEC), "--target", "python", "-o", str(out), "-q"])
    assert stopped.value.code == 0
    sys.path.insert(0, str(out / "tide-tables" / "python"))
    return importlib.import_module("tide_tables")
