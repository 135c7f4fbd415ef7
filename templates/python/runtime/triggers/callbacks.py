"""Callback URLs that are nested in a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..bodies.with_value import with_value
from ..encode.place import placed
from ..encode.wire import wire

if TYPE_CHECKING:
    from ..bodies.body import Body
    from ..operation import Place


def calling_back(body: Body, place: Place, url: str) -> Body:
    """Return the body with a callback URL at a path; missing objects on the path are created."""
    return with_value(body, placed(wire(body.value), place, url))
