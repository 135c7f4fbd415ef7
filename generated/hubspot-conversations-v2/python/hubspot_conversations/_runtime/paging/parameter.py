"""The parameter of a request that selects the page."""

from __future__ import annotations

import dataclasses

from ..bodies.json import Json
from ..encode.place import placed
from ..encode.wire import wire
from ..operation import Operation, Page, Place
from ..unset import UNSET

Parameter = str | Place
"""A query parameter by its name, or a property of the JSON body by its path."""


def with_parameter(
    operation: Operation[Page], parameter: Parameter, value: object
) -> Operation[Page]:
    """Return the request with another value of a parameter."""
    if isinstance(parameter, str):
        query = {**operation.query, parameter: value}
        return dataclasses.replace(operation, query=query)
    body = operation.body if isinstance(operation.body, Json) else Json(UNSET)
    content = None if body.value is UNSET else wire(body.value)
    with_value = dataclasses.replace(body, value=placed(content, parameter, value))
    return dataclasses.replace(operation, body=with_value)
