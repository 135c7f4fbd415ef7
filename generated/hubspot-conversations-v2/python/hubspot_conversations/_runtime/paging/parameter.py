"""What a request says about the page that it asks for."""

from __future__ import annotations

import dataclasses

from ..bodies.json import Json
from ..encode.place import placed
from ..encode.wire import wire
from ..operation import Operation, Page, Place
from ..unset import UNSET

Parameter = str | Place
"""What a request says: a query parameter by its name, or a property of the JSON body by its path."""


def with_parameter(
    operation: Operation[Page], parameter: Parameter, value: object
) -> Operation[Page]:
    """The request with another value for a parameter."""
    if isinstance(parameter, str):
        query = {**operation.query, parameter: value}
        return dataclasses.replace(operation, query=query)
    body = operation.body if isinstance(operation.body, Json) else Json(UNSET)
    said = None if body.value is UNSET else wire(body.value)
    with_value = dataclasses.replace(body, value=placed(said, parameter, value))
    return dataclasses.replace(operation, body=with_value)
