"""The SDK of an invented post office, whose operations send values in every form."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.cli import main


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sdk")
    definition = Path(__file__).parent / "post_office.yaml"
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(definition), "--target", "python", "-o", str(out), "-q"])
    assert stopped.value.code == 0
    return out / "post_office" / "python"


@pytest.fixture(scope="session")
def sdk(generated: Path) -> Any:
    sys.path.insert(0, str(generated))
    return importlib.import_module("post_office")
