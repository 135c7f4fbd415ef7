"""Policies that set headers and query parameters."""

from __future__ import annotations

from dataclasses import dataclass

import httpx2

from ..auth.secret import Secret
from ..encode.lists import Multi
from .draft import Draft, Look, Template, as_text, fill
from .policies import Exists, Policy


@dataclass(frozen=True, slots=True)
class SetHeader(Policy):
    """Set a header (`setheader`). A value that is empty or absent sets nothing."""

    name: str
    value: Template
    exists: Exists = "override"

    def on_request(self, draft: Draft) -> Draft:
        """The request with the header."""
        value = fill(self.value, draft.look)
        before = draft.header(self.name)
        if not value or not as_text(value):
            return draft
        if self.exists == "skip" and (before is not None or self._of_body(draft)):
            return draft
        if self.exists == "append" and before is not None:
            value = _together(before, ",", value)
        return draft.set_header(self.name, value)

    def _of_body(self, draft: Draft) -> bool:
        return self.name.lower() == "content-type" and draft.operation.body is not None

    def on_headers(self, response: httpx2.Response, look: Look) -> None:
        """Set it on the answer."""
        value = fill(self.value, look)
        before = response.headers.get(self.name)
        if value and not (self.exists == "skip" and before is not None):
            new = as_text(value)
            append = self.exists == "append" and before is not None
            response.headers[self.name] = f"{before},{new}" if append else new


@dataclass(frozen=True, slots=True)
class SetQuery(Policy):
    """Set a query parameter (`setqueryparameter`). A value that is empty or absent sets nothing."""

    name: str
    value: Template
    exists: Exists = "override"

    def on_request(self, draft: Draft) -> Draft:
        """The request with the parameter; appended to one that is there, it is sent twice."""
        value = fill(self.value, draft.look)
        before = draft.query(self.name)
        if not value or not as_text(value):
            return draft
        if before is None or self.exists == "override":
            return draft.set_query(self.name, value)
        if self.exists == "skip":
            return draft
        both = Multi([as_text(before), as_text(value)])
        return draft.set_query(self.name, both).weave(before, value)


def _together(before: str | Secret, between: str, value: str | Secret) -> str | Secret:
    made = f"{as_text(before)}{between}{as_text(value)}"
    hidden = isinstance(before, Secret) or isinstance(value, Secret)
    return Secret(made) if hidden else made
