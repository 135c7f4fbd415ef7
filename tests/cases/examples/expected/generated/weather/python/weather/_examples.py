"""Example values of the definition, by class and field. Only tests use them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "Owner": {
        "mail": "eva@weather.example",
        "since": 1990,
    },
    "Reading": {
        "at": "2026-01-31T12:00:00Z",
        "celsius": 21,
    },
    "Station": {
        "height": 312.5,
        "kind": "summit",
        "name": 'Alp "Obere" \\ {{ 7*7 }}',
        "opened": "1999-12-31",
        "serial": "00000000-0000-4000-8000-000000000001",
        "tags": ["open", "staffed"],
        "unit": "metric",
    },
}
