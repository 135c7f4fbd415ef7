"""The SDK of the golden case `request-forms`, generated and imported."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.cli import main

SPEC = Path(__file__).parents[2] / "cases" / "request-forms" / "input" / "spec"


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sdk")
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(SPEC), "--target", "python", "-o", str(out), "-q"])
    assert stopped.value.code == 0
    return out / "depot" / "python"


@pytest.fixture(scope="session")
def sdk(generated: Path) -> Any:
    sys.path.insert(0, str(generated))
    return importlib.import_module("depot")
