"""Example values of the definition, by class and field. Only tests use them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "Case": {
        "shape": "Case",
    },
    "Cello": {
        "kind": "Cello",
    },
    "Chord": {
        "type": "Chord",
    },
    "Drum": {
        "kind": "#orchestra.drum",
    },
    "GlassLid": {
        "made": "GlassLid",
    },
    "HardCase": {
        "shape": "HardCase",
    },
    "Instrument": {
        "kind": "Instrument",
    },
    "Lid": {
        "made": "Lid",
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
    "SoftCase": {
        "shape": "SoftCase",
    },
    "Strings": {
        "kind": "Strings",
    },
    "Violin": {
        "kind": "Violin",
    },
}
