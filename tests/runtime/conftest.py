"""The runtime is imported as it stands in the templates, as the package `runtime`."""

from __future__ import annotations

import sys
from pathlib import Path

_TESTS = Path(__file__).parent.parent
sys.path[:0] = [str(_TESTS.parent / "templates" / "python"), str(_TESTS)]
