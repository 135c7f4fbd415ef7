"""The invented library of the runtime's tests is called here over real sockets."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "runtime"))
