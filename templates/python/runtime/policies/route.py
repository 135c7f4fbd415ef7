"""The policy that fills in a path."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from ..encode.path import path
from .draft import Draft, Reference, as_text, called
from .places import ABSENT
from .policies import Policy


@dataclass(frozen=True, slots=True)
class Route(Policy):
    """Fill in what a path has of the connection and of other arguments (`routerequesttoendpoint`)."""

    values: Mapping[str, Reference]
    """By the placeholder in the path."""

    def on_request(self, draft: Draft) -> Draft:
        """The request, to that path. Raises `ValueError` for a value that no path can have."""
        template = draft.operation.path
        if "{@" not in template:
            return draft
        found: dict[str, object] = {}
        for name, one in self.values.items():
            if f"{{{name}}}" in template:
                found[name] = draft.look(one)
                if found[name] is ABSENT:
                    raise ValueError(
                        f"{draft.operation.id}: {called(one)} is not given"
                    )
        filled = path(template, {name: as_text(one) for name, one in found.items()})
        operation = dataclasses.replace(draft.operation, path=filled)
        return dataclasses.replace(draft, operation=operation).weave(*found.values())
