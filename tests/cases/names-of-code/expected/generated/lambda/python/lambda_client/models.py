"""The models of Greenhouse.

Undeclared properties of a response are kept in `model_extra`, and undeclared values of
an enumeration are accepted. A field that is missing in a response is None.
"""

from builtins import str as _str
from datetime import date as _date
from typing import Annotated

from ._runtime.decode.model import Model, Wire


class Annotated2(Model):
    """Annotated. Used in `Wire2.wire`."""

    str: _str | None = None
    length: Annotated[float | None, Wire("Length")] = None


class Wire2(Model):
    """Wire. Returned by `client.list_`."""

    class_2: Annotated[int | None, Wire("Class")] = None
    class_: Annotated[str | None, Wire("class")] = None
    date: _date | None = None
    名_: Annotated["名 | None", Wire("名")] = None
    wire: Annotated2 | None = None


class 名(Model):
    """Used in `Wire2.名_`."""

    名_: Annotated[str | None, Wire("名")] = None
