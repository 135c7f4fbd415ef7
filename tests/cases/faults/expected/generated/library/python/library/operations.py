"""The operations of Library as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._runtime.bodies.json import Json
from ._runtime.encode.path import path as url_path
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def get_sound() -> Operation[str]:
    """GetSound.

    Operation GetSound: GET /sound
    """
    return Operation(id="GetSound", method="GET", path="/sound", answers={200: str})


def missing_schema() -> Operation[models.Book]:
    """MissingSchema.

    Operation MissingSchema: GET /missing/schema
    """
    return Operation(
        id="MissingSchema",
        method="GET",
        path="/missing/schema",
        answers={200: models.Book},
    )


def missing_parameter(*, shelf: str | Unset = UNSET) -> Operation[str]:
    """MissingParameter.

    Operation MissingParameter: GET /missing/parameter
    """
    return Operation(
        id="MissingParameter",
        method="GET",
        path="/missing/parameter",
        query={"shelf": shelf},
        answers={200: str},
    )


def missing_response() -> Operation[Any]:
    """MissingResponse.

    Operation MissingResponse: GET /missing/response
    """
    return Operation(
        id="MissingResponse",
        method="GET",
        path="/missing/response",
        answers={200: object},
    )


def circular_response() -> Operation[Any]:
    """CircularResponse.

    Operation CircularResponse: GET /circular
    """
    return Operation(
        id="CircularResponse",
        method="GET",
        path="/circular",
        answers={200: object},
    )


def remote_schema() -> Operation[Any]:
    """RemoteSchema.

    Operation RemoteSchema: GET /remote
    """
    return Operation(
        id="RemoteSchema",
        method="GET",
        path="/remote",
        headers={"Accept": "*/*"},
        answers={200: Any},
    )


def get_sound_get_copied() -> Operation[str]:
    """GetSound get /copied.

    Operation GetSound get /copied: GET /copied
    """
    return Operation(
        id="GetSound get /copied",
        method="GET",
        path="/copied",
        answers={200: str},
    )


def undeclared_variable(room: int, shelf: str) -> Operation[str]:
    """UndeclaredVariable.

    Operation UndeclaredVariable: GET /undeclared/{room}/{shelf}
    """
    return Operation(
        id="UndeclaredVariable",
        method="GET",
        path=url_path("/undeclared/{room}/{shelf}", {"shelf": shelf, "room": room}),
        answers={200: str},
    )


def no_variable() -> Operation[str]:
    """NoVariable.

    Operation NoVariable: GET /no-variable
    """
    return Operation(
        id="NoVariable",
        method="GET",
        path="/no-variable",
        answers={200: str},
    )


def twice_get_twice_b() -> Operation[int]:
    """Twice get /twice/b.

    Operation Twice get /twice/b: GET /twice/b
    """
    return Operation(
        id="Twice get /twice/b",
        method="GET",
        path="/twice/b",
        answers={200: int},
    )


def twice_() -> Operation[str]:
    """Twice.

    Operation Twice: GET /twice/a
    """
    return Operation(id="Twice", method="GET", path="/twice/a", answers={200: str})


def unreadable_parameters(
    *,
    cover: str | Unset = UNSET,
    sort: str | Unset = UNSET,
) -> Operation[str]:
    """UnreadableParameters.

    Operation UnreadableParameters: GET /unreadable
    """
    return Operation(
        id="UnreadableParameters",
        method="GET",
        path="/unreadable",
        query={"cover": cover, "sort": sort},
        answers={200: str},
    )


def unreadable_body(*, body: Any) -> Operation[Any]:
    """UnreadableBody.

    Operation UnreadableBody: PUT /unreadable
    """
    return Operation(
        id="UnreadableBody",
        method="PUT",
        path="/unreadable",
        headers={"Accept": "*/*"},
        body=Json(body),
        answers={200: Any},
    )
