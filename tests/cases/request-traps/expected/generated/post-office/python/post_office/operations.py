"""The operations of Post Office as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from ._runtime.bodies.declared import declared
from ._runtime.bodies.form import Form
from ._runtime.bodies.json import Json
from ._runtime.bodies.multipart import Multipart
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


@overload
def send_letter(*, envelope: models.Envelope) -> Operation[bytes]: ...
@overload
def send_letter(
    *,
    body: models.LetterRequest | Mapping[str, Any],
) -> Operation[bytes]: ...
def send_letter(
    *,
    envelope: models.Envelope | Unset = UNSET,
    body: models.LetterRequest | Mapping[str, Any] | Unset = UNSET,
) -> Operation[bytes]:
    """Sends a letter.

    Operation SendLetter: POST /letters
    """
    return Operation(
        id="SendLetter",
        method="POST",
        path="/letters",
        body=declared(
            Json.either(
                body,
                {"envelope": envelope},
                needs=("envelope",),
                also=("kind", "stamp"),
            ),
            models.LetterRequest,
        ),
        answers={200: bytes},
    )


def send_form(
    *,
    to: str | None | Unset = UNSET,
    body: models.FormRequest | Mapping[str, Any] | Unset = UNSET,
) -> Operation[str]:
    """Sends an object as a form, which is all that is taken.

    Operation SendForm: POST /letters/form
    """
    return Operation(
        id="SendForm",
        method="POST",
        path="/letters/form",
        headers={"Accept": "text/plain"},
        body=Form.either(body, {"to": to}),
        answers={200: str},
    )


def send_parts(*, note: str | Unset = UNSET) -> Operation[None]:
    """The client's own Content-Type says what kind of form this is.

    Operation SendParts: POST /letters/parts
    """
    return Operation(
        id="SendParts",
        method="POST",
        path="/letters/parts",
        headers={"Content-Type": "multipart/form-data"},
        body=Multipart({"note": note}),
        answers={204: None},
    )


def send_json(*, body: Mapping[str, Any]) -> Operation[None]:
    """JSON stays JSON where only parts are said to be taken.

    Operation SendJson: POST /letters/json
    """
    return Operation(
        id="SendJson",
        method="POST",
        path="/letters/json",
        body=Json(body),
        answers={204: None},
    )
