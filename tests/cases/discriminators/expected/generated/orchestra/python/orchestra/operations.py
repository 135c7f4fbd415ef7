"""The operations of Orchestra as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, overload

from ._runtime.bodies.declared import declared
from ._runtime.bodies.json import Json
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def list_instruments() -> Operation[list[models.Instrument | models.Organ]]:
    """List the instruments.

    Operation ListInstruments: GET /instruments
    """
    return Operation(
        id="ListInstruments",
        method="GET",
        path="/instruments",
        answers={200: list[models.Instrument | models.Organ]},
    )


@overload
def add_instrument(
    *,
    name: str,
    tuned: datetime | str | None | Unset = UNSET,
    spare: models.Instrument | models.Organ | None | Unset = UNSET,
) -> Operation[models.Instrument | models.Organ]: ...
@overload
def add_instrument(
    *,
    body: models.Instrument | models.Organ | Mapping[str, Any],
) -> Operation[models.Instrument | models.Organ]: ...
def add_instrument(
    *,
    name: str | Unset = UNSET,
    tuned: datetime | str | None | Unset = UNSET,
    spare: models.Instrument | models.Organ | None | Unset = UNSET,
    body: models.Instrument | models.Organ | Mapping[str, Any] | Unset = UNSET,
) -> Operation[models.Instrument | models.Organ]:
    """Add an instrument.

    Operation AddInstrument: POST /instruments
    """
    return Operation(
        id="AddInstrument",
        method="POST",
        path="/instruments",
        body=declared(
            Json.either(
                body,
                {"name": name, "tuned": tuned, "spare": spare},
                needs=("name",),
                also=None,
            ),
            models.Instrument | models.Organ,
        ),
        answers={200: models.Instrument | models.Organ},
    )


def get_string() -> Operation[models.Strings]:
    """Get a string instrument.

    Operation GetString: GET /strings
    """
    return Operation(
        id="GetString",
        method="GET",
        path="/strings",
        answers={200: models.Strings},
    )


@overload
def add_violin(
    *,
    name: str,
    maker: str,
    tuned: datetime | str | None | Unset = UNSET,
    spare: models.Instrument | models.Organ | None | Unset = UNSET,
    strings: int | None | Unset = UNSET,
) -> Operation[models.Violin]: ...
@overload
def add_violin(
    *,
    body: models.Violin | Mapping[str, Any],
) -> Operation[models.Violin]: ...
def add_violin(
    *,
    name: str | Unset = UNSET,
    maker: str | Unset = UNSET,
    tuned: datetime | str | None | Unset = UNSET,
    spare: models.Instrument | models.Organ | None | Unset = UNSET,
    strings: int | None | Unset = UNSET,
    body: models.Violin | Mapping[str, Any] | Unset = UNSET,
) -> Operation[models.Violin]:
    """Add a violin.

    Operation AddViolin: POST /violins
    """
    return Operation(
        id="AddViolin",
        method="POST",
        path="/violins",
        body=declared(
            Json.either(
                body,
                {
                    "name": name,
                    "tuned": tuned,
                    "spare": spare,
                    "strings": strings,
                    "maker": maker,
                },
                needs=("name", "maker"),
                also=None,
            ),
            models.Violin,
        ),
        answers={200: models.Violin},
    )


def get_stage() -> Operation[models.Stage]:
    """Get the stage.

    Operation GetStage: GET /stage
    """
    return Operation(
        id="GetStage",
        method="GET",
        path="/stage",
        answers={200: models.Stage},
    )


def get_score() -> Operation[models.Passage]:
    """Get the score.

    Operation GetScore: GET /score
    """
    return Operation(
        id="GetScore",
        method="GET",
        path="/score",
        answers={200: models.Passage},
    )


@overload
def set_score(
    *,
    type: Literal["rest", "note", "Chord", "loop"] | str,
    beats: float | None | Unset = UNSET,
) -> Operation[None]: ...
@overload
def set_score(*, body: models.Passage | Mapping[str, Any]) -> Operation[None]: ...
def set_score(
    *,
    type: Literal["rest", "note", "Chord", "loop"] | str | Unset = UNSET,
    beats: float | None | Unset = UNSET,
    body: models.Passage | Mapping[str, Any] | Unset = UNSET,
) -> Operation[None]:
    """Set the score.

    Operation SetScore: PUT /score
    """
    return Operation(
        id="SetScore",
        method="PUT",
        path="/score",
        body=Json.either(
            body, {"type": type, "beats": beats}, needs=("type",), also=None
        ),
        answers={204: None},
    )


def list_cases() -> Operation[list[models.Case]]:
    """List the cases.

    Operation ListCases: GET /cases
    """
    return Operation(
        id="ListCases",
        method="GET",
        path="/cases",
        answers={200: list[models.Case]},
    )


def add_case(*, body: models.Case | Mapping[str, Any]) -> Operation[models.Case]:
    """Add a case.

    Operation AddCase: POST /cases
    """
    return Operation(
        id="AddCase",
        method="POST",
        path="/cases",
        body=declared(Json(body), models.Case),
        answers={200: models.Case},
    )


def get_lid() -> Operation[models.Lid]:
    """Get the lid.

    Operation GetLid: GET /lid
    """
    return Operation(id="GetLid", method="GET", path="/lid", answers={200: models.Lid})
