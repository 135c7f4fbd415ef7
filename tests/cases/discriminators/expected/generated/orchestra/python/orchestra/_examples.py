"""Example values of the definition, by class and field. Only tests use them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "Cello": {
        "kind": "Cello",
    },
    "Chord": {
        "type": "Chord",
    },
    "Drum": {
        "kind": "#orchestra.drum",
    },
    "Instrument": {
        "kind": "Instrument",
    },
    "Note": {
        "clef": "Note",
        "type": "note",
    },
    "Organ": {
        "kind": "Organ",
    },
    "Pitched": {
        "clef": "Pitched",
    },
    "Repeat": {
        "type": "loop",
    },
    "Rest": {
        "type": "rest",
    },
    "Strings": {
        "kind": "Strings",
    },
    "Violin": {
        "kind": "Violin",
    },
}
