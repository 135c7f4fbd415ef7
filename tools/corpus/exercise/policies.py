"""The policies of a connector, read from its apiProperties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tools.corpus.exercise.definition import METHODS, Definition, RawOperation

ROUTE = "routerequesttoendpoint"
_PARAMETER = "x-ms-apimtemplateparameter."
_SETTING = "x-ms-apimtemplate-"


@dataclass(frozen=True, slots=True)
class RawPolicy:
    """An instance of a policy template with its parameters, names in lower case."""

    template: str
    values: Mapping[str, Any]
    section: str

    def text(self, name: str) -> str:
        """Return a parameter as text; empty if there is none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""


def policies_of(definition: Definition, raw: RawOperation) -> Iterator[RawPolicy]:
    """Yield the policies of an operation, in their order."""
    for instance in definition.properties.get("policyTemplateInstances") or ():
        given = {
            str(key).lower(): value
            for key, value in (instance.get("parameters") or {}).items()
        }
        names = given.get(f"{_SETTING}operationname") or ()
        if names and raw.id not in ([names] if isinstance(names, str) else names):
            continue
        yield RawPolicy(
            str(instance.get("templateId")).strip().lower(),
            {key.removeprefix(_PARAMETER): value for key, value in given.items()},
            str(given.get(f"{_SETTING}policysection") or "request").strip().lower(),
        )


def is_made_of_values(policy: RawPolicy) -> bool:
    """Return whether a policy routes to a path that contains values of the request."""
    return policy.template == ROUTE and "@" in policy.text("newpath")


def routed(definition: Definition, raw: RawOperation) -> RawOperation:
    """Return the operation with the path and the method after routing."""
    known = set(re.findall(r"\{([^{}]*)\}", raw.path))
    for policy in policies_of(definition, raw):
        path = policy.text("newpath")
        if policy.template != ROUTE or not path or is_made_of_values(policy):
            continue
        if set(re.findall(r"\{([^{}]*)\}", path)) - known:
            continue
        method = policy.text("httpmethod").strip().lower()
        raw = replace(
            raw,
            path=path if path.startswith("/") else f"/{path}",
            method=method if method in METHODS else raw.method,
        )
    return raw
