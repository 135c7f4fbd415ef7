"""The models of Orchestra.

Undeclared properties of a response are kept in `model_extra`, and undeclared values of
an enumeration are accepted. A field that is missing in a response is None.
"""

from datetime import datetime
from typing import Annotated, Literal

from ._runtime.dates.variants import Model
from ._runtime.decode.model import Wire


class Case(Model, discriminator="shape", sends={"shape": "Case"}, is_open=True):
    """Only its discriminator is declared."""

    shape: str | None = None


class Instrument(
    Model,
    discriminator="@kind",
    sends={"@kind": "Instrument"},
    required={"@kind", "name"},
    is_open=True,
):
    """Returned by `client.list_instruments` and 1 more. The body of
    `client.add_instrument`.
    """

    kind: Annotated[str | None, Wire("@kind")] = None
    """What it is."""
    name: str | None = None
    tuned: datetime | None = None
    spare: "Instrument | Organ | None" = None


class Strings(Instrument, sends={"@kind": "Strings"}):
    """Returned by `client.get_string`."""

    strings: int | None = None


class Cello(Strings, sends={"@kind": "Cello"}):
    """Adds nothing."""


class Passage(Model, discriminator="type", required={"type"}, is_open=True):
    """Returned by `client.get_score`. The body of `client.set_score`."""

    type: Literal["rest", "note", "Chord", "loop"] | str | None = None
    beats: float | None = None


class Chord(Passage, sends={"type": "Chord"}):
    """Chord."""

    notes: "list[Note] | None" = None


class Drum(Instrument, sends={"@kind": "#orchestra.drum"}, required={"diameter"}):
    """Drum."""

    diameter: int | None = None


class Lid(Model, discriminator="made", sends={"made": "Lid"}):
    """Returned by `client.get_lid`."""

    made: str | None = None


class GlassLid(Lid, sends={"made": "GlassLid"}):
    """GlassLid."""

    tint: str | None = None


class HardCase(Case, sends={"shape": "HardCase"}):
    """HardCase."""

    locks: int | None = None


class Pitched(Model, discriminator="clef", sends={"clef": "Pitched"}, is_open=True):
    """Pitched."""

    clef: str | None = None
    pitch: str | None = None


class Note(Passage, Pitched, sends={"type": "note", "clef": "Note"}):
    """Used in `Chord.notes`."""


class Organ(
    Model,
    variant_of=(Instrument,),
    sends={"@kind": "Organ"},
    required={"@kind", "name"},
    is_open=True,
):
    """Its name is a number."""

    kind: Annotated[str | None, Wire("@kind")] = None
    """What it is."""
    name: int | None = None
    tuned: datetime | None = None
    spare: "Instrument | Organ | None" = None
    pipes: int | None = None


class Repeat(Passage, sends={"type": "loop"}, required={"of"}):
    """Repeat."""

    of: list[Passage] | None = None


class Rest(Passage, sends={"type": "rest"}):
    """Rest."""


class SoftCase(Case, sends={"shape": "SoftCase"}):
    """SoftCase."""


class Stage(Model, nullable={"first"}):
    """Returned by `client.get_stage`."""

    solo: Instrument | Organ | None = None
    rows: list[list[Instrument | Organ]] | None = None
    by_seat: Annotated[dict[str, Strings] | None, Wire("bySeat")] = None
    first: "Violin | None" = None


class Violin(Strings, sends={"@kind": "Violin"}, required={"maker"}):
    """Returned by `client.add_violin`. The body of `client.add_violin`."""

    maker: str | None = None
