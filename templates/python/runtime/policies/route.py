"""The policy that fills in a path."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from ..encode.path import path
from .draft import Draft, Reference, as_text, describe
from .places import ABSENT
from .policies import Policy


@dataclass(frozen=True, slots=True)
class Route(Policy):
    """A policy that inserts connection parameters and arguments in a path (`routerequesttoendpoint`)."""

    values: Mapping[str, Reference]
    """The references by their placeholders in the path."""

    def on_request(self, draft: Draft) -> Draft:
        """Return the request to that path. Raises `ValueError` for a value that a path cannot hold."""
        template = draft.operation.path
        if "{@" not in template:
            return draft
        values: dict[str, object] = {}
        for name, reference in self.values.items():
            if f"{{{name}}}" in template:
                values[name] = draft.resolve(reference)
                if values[name] is ABSENT:
                    raise ValueError(
                        f"{draft.operation.id}: {describe(reference)} must be given"
                    )
        filled = path(
            template,
            {name: as_text(value) for name, value in values.items()},
            {name: name for name in values},  # no arguments of the method
        )
        operation = dataclasses.replace(draft.operation, path=filled)
        return dataclasses.replace(draft, operation=operation).with_embedded(
            *values.values()
        )
