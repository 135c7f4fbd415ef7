"""The policies of a connector, as they stand in its apiProperties."""

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
    """One template with what is set of it, names in lower case."""

    template: str
    values: Mapping[str, Any]
    section: str

    def text(self, name: str) -> str:
        """A value of it as text; empty where there is none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""


def policies_of(definition: Definition, raw: RawOperation) -> Iterator[RawPolicy]:
    """Those that an operation goes through, in their order."""
    for one in definition.properties.get("policyTemplateInstances") or ():
        given = {
            str(key).lower(): value
            for key, value in (one.get("parameters") or {}).items()
        }
        names = given.get(f"{_SETTING}operationname") or ()
        if names and raw.id not in ([names] if isinstance(names, str) else names):
            continue
        yield RawPolicy(
            str(one.get("templateId")).strip().lower(),
            {key.removeprefix(_PARAMETER): value for key, value in given.items()},
            str(given.get(f"{_SETTING}policysection") or "request").strip().lower(),
        )


def is_made_of_values(policy: RawPolicy) -> bool:
    """Whether it leads to a path that is known once a call is made."""
    return policy.template == ROUTE and "@" in policy.text("newpath")


def routed(definition: Definition, raw: RawOperation) -> RawOperation:
    """The operation with the path and the method that it is really sent with."""
    known = set(re.findall(r"\{([^{}]*)\}", raw.path))
    for one in policies_of(definition, raw):
        path = one.text("newpath")
        if one.template != ROUTE or not path or is_made_of_values(one):
            continue
        if set(re.findall(r"\{([^{}]*)\}", path)) - known:
            continue
        method = one.text("httpmethod").strip().lower()
        raw = replace(
            raw,
            path=path if path.startswith("/") else f"/{path}",
            method=method if method in METHODS else raw.method,
        )
    return raw
