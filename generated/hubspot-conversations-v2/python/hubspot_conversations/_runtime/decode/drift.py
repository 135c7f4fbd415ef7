"""Drift: conversion of JSON that differs from its declared type but has only one meaning there.

This is used for a body that pydantic has refused, and for strict checks. The JSON is walked once
along the declared type, up to the first value that cannot be converted (see `readers`).
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
"""Decodes JSON as a type. Raises `ValidationError`."""


def converted(content: bytes, kind: Any, validate: Validate) -> Any:
    """Return the JSON that `validate` refused, converted to the type. Raises `UndecodableError`.

    Of a union, the first member that fits is taken.
    """
    value = _parsed(content)
    failure: UndecodableError | None = None
    for member in members(kind):
        walk = Walk(strict=False)
        try:
            fitted = _walked(value, member, walk)
            result = validate(member, json.dumps(fitted).encode())
        except UndecodableError as error:
            failure = failure or error
        except ValidationError as error:
            # The readers do not know this type.
            problem = error.errors(include_url=False, include_input=False)[0]
            failure = failure or UndecodableError(where(problem["loc"]), problem["msg"])
        else:
            for action in walk.later:
                action(result)
            return result
    assert failure is not None
    raise failure


def check(content: bytes, kind: Any) -> None:
    """Raise `UndecodableError` if JSON does not match the declared type exactly."""
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
