"""The arguments of methods, by the names that the definition has for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

NO_NAMES: Mapping[str, str] = MappingProxyType({})

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def keyword(name: str, names: Mapping[str, str] = NO_NAMES) -> str:
    """Return the argument for a name in the definition, as a caller types it.

    `names` has the arguments that cannot be derived.
    """
    return names.get(name) or re.sub(r"\W+", "_", _WORD_START.sub("_", name)).lower()


def about(
    name: str, error: TypeError | ValueError, names: Mapping[str, str] | None
) -> TypeError | ValueError:
    """Return an error with the argument that caused it; with the name itself if there are no `names`."""
    kind = TypeError if isinstance(error, TypeError) else ValueError
    return kind(f"{name if names is None else keyword(name, names)}: {error}")
