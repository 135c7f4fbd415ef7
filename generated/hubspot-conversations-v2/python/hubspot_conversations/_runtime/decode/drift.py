"""JSON that is not what was declared, made what was declared where it has one meaning there.

It is used for a body that pydantic has refused, and to check one strictly. The JSON is walked
along the declared type, once, to the first place that cannot be mended (see `readers`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from .misfit import UndecodableError
from .readers import members, reader
from .walk import MisfitError, Walk, where

Validate = Callable[[Any, bytes], Any]
"""Reads JSON as a type. Raises `ValidationError`."""


def mended(content: bytes, kind: Any, validate: Validate) -> Any:
    """The JSON that `validate` refused as a type, once it is mended. Raises `UndecodableError`.

    Of a union it is the first member that fits.
    """
    value = _parsed(content)
    first: UndecodableError | None = None
    for member in members(kind):
        walk = Walk(strict=False)
        try:
            fitting = _walked(value, member, walk)
            result = validate(member, json.dumps(fitting).encode())
        except UndecodableError as error:
            first = first or error
        except ValidationError as error:
            # The type is none that a walk knows.
            problem = error.errors(include_url=False, include_input=False)[0]
            first = first or UndecodableError(where(problem["loc"]), problem["msg"])
        else:
            for act in walk.later:
                act(result)
            return result
    assert first is not None
    raise first


def check(content: bytes, kind: Any) -> None:
    """Raises `UndecodableError` where JSON is not literally what is declared."""
    _walked(_parsed(content), kind, Walk(strict=True))


def _parsed(content: bytes) -> object:
    try:
        return json.loads(content)
    except RecursionError:
        raise UndecodableError("", "nested too deeply") from None
    except ValueError:
        raise UndecodableError("", "not JSON") from None


def _walked(value: object, kind: Any, walk: Walk) -> object:
    try:
        return reader(kind)(value, walk)
    except MisfitError as error:
        raise UndecodableError(walk.where, str(error)) from None
    except RecursionError:
        raise UndecodableError("", "nested too deeply") from None
