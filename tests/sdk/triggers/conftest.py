"""The SDK of the golden case `triggers`, generated and imported."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.cli import main

SPEC = Path(__file__).parents[2] / "cases" / "triggers" / "input" / "spec" / "harbour"


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Any:
    out = tmp_path_factory.mktemp("sdk")
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(SPEC), "--target", "python", "-o", str(out), "-q"])
    assert stopped.value.code == 0
    sys.path.insert(0, str(out / "harbour" / "python"))
    return importlib.import_module("harbour")
