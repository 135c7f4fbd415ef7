"""What the definition says that fields look like: by class, by field. For tests alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "BookRequest": {
        "source": "power-platform",
    },
}
