"""Policies that set headers and query parameters."""

from __future__ import annotations

from dataclasses import dataclass

import httpx2

from ..auth.secret import Secret
from ..encode.lists import Multi
from .draft import Draft, Resolve, Template, as_text, fill
from .policies import Exists, Policy


@dataclass(frozen=True, slots=True)
class SetHeader(Policy):
    """A policy that sets a header (`setheader`), unless the value is empty or absent."""

    name: str
    value: Template
    exists: Exists = "override"

    def on_request(self, draft: Draft) -> Draft:
        """Return the request with the header."""
        value = fill(self.value, draft.resolve)
        previous = draft.header(self.name)
        if not value or not as_text(value):
            return draft
        if self.exists == "skip" and (previous is not None or self._of_body(draft)):
            return draft
        if self.exists == "append" and previous is not None:
            value = _concatenated(previous, ",", value)
        return draft.set_header(self.name, value)

    def _of_body(self, draft: Draft) -> bool:
        return self.name.lower() == "content-type" and draft.operation.body is not None

    def on_headers(self, response: httpx2.Response, resolve: Resolve) -> None:
        """Set the header on the response."""
        value = fill(self.value, resolve)
        previous = response.headers.get(self.name)
        if value and not (self.exists == "skip" and previous is not None):
            new = as_text(value)
            append = self.exists == "append" and previous is not None
            response.headers[self.name] = f"{previous},{new}" if append else new


@dataclass(frozen=True, slots=True)
class SetQuery(Policy):
    """A policy that sets a query parameter (`setqueryparameter`), unless the value is empty or absent."""

    name: str
    value: Template
    exists: Exists = "override"

    def on_request(self, draft: Draft) -> Draft:
        """Return the request with the parameter; with "append", both values are sent."""
        value = fill(self.value, draft.resolve)
        previous = draft.query(self.name)
        if not value or not as_text(value):
            return draft
        if previous is None or self.exists == "override":
            return draft.set_query(self.name, value)
        if self.exists == "skip":
            return draft
        both = Multi([as_text(previous), as_text(value)])
        return draft.set_query(self.name, both).with_embedded(previous, value)


def _concatenated(
    previous: str | Secret, separator: str, value: str | Secret
) -> str | Secret:
    text = f"{as_text(previous)}{separator}{as_text(value)}"
    hidden = isinstance(previous, Secret) or isinstance(value, Secret)
    return Secret(text) if hidden else text
