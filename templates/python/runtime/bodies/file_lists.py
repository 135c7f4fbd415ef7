"""Arguments that are lists of files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import cast

from ..unset import UNSET, Unset
from .files import need_file


def need_files(
    name: str, values: Iterable[object] | Unset, *, required: bool = False
) -> list[object] | Unset:
    """Return an argument that must be a list of files.

    Raises `TypeError` for one file and other types, `ValueError` for an empty list that is
    required: a multipart body has at least one part.
    """
    if isinstance(values, Unset):
        return values
    single = isinstance(values, str | bytes | os.PathLike | Mapping)
    if single or hasattr(values, "read") or not hasattr(values, "__iter__"):
        kind = type(cast("object", values)).__name__
        raise TypeError(
            f"{name} must be a list of files, not a {kind}: pass [value] for one file"
        )
    found = [
        need_file(f"{name}[{index}]", item)
        for index, item in enumerate(values)
        if item is not UNSET
    ]
    if required and not found:
        raise ValueError(f"{name} must have at least one file")
    return found
