"""The models of Library.

Undeclared properties of a response are kept in `model_extra`, and undeclared values of
an enumeration are accepted. A field that is missing in a response is None.
"""

from typing import Any

from ._runtime.decode.model import Model


class Book(Model):
    """Returned by `client.missing_schema`."""

    title: str | None = None
    author: Any | None = None
    pages: Any | None = None
    tags: list[Any] | None = None
