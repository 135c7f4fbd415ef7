"""The models of Post Office.

Undeclared properties of a response are kept in `model_extra`, and undeclared values of
an enumeration are accepted. A field that is missing in a response is None.
"""

from ._runtime.decode.model import Model


class Envelope(Model, sends={"format": "C5"}):
    """Used in `LetterRequest.envelope`."""

    format: str | None = None
    """Power Platform's default is "C5"."""
    to: str


class FormRequest(Model):
    """The body of `client.send_form`."""

    to: str | None = None


class LetterRequest(Model, sends={"kind": "letter"}):
    """The body of `client.send_letter`."""

    kind: str | None = None
    """Power Platform's default is "letter"."""
    envelope: Envelope
    stamp: str | None = None
