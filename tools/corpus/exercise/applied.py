"""The effect of a connector's policies on a request, read from its apiProperties only."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from tools.corpus.exercise.definition import Definition, RawOperation
from tools.corpus.exercise.policies import (
    ROUTE,
    RawPolicy,
    is_made_of_values,
    policies_of,
)
from tools.corpus.exercise.request import Expected

WORD = "word"
"""The value for a connection parameter, and for an argument that is part of a host."""
ADDRESS = f"https://{WORD}.example"
"""The value for an argument that is the beginning of an address."""
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_REFERENCE = re.compile(
    r"@\{?\s*(connectionParameters|headers|queryParameters)"
    r"\(\s*'([^']*)'\s*(?:,\s*'([^']*)'\s*)?\)\}?",
    re.IGNORECASE,
)
_LEFT = re.compile(r"@\w*\(|@\{|\{@|@Request\.", re.IGNORECASE)
_NAME = re.compile(r"(?:\['([^']+)'\]|([\w$]+))\Z")
_NO_CHANGE = frozenset(
    "updatenextlink pollingtrigger setconnectionstatustounauthenticated".split()
)
"""Policies without an effect on a single request."""


class UnknownError(Exception):
    """A policy that these checks cannot apply."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request to which policies are applied."""

    expected: Expected
    connection: Mapping[str, str]
    """The values of a connection by the connector's names in lower
    case, since their case does not matter.
    """

    def header(self, name: str) -> str | None:
        """Return a header of the request; its case does not matter."""
        headers = {key.lower(): value for key, value in self.expected.headers.items()}
        return headers.get(name.lower())

    def fill(self, template: str) -> str:
        """Return a template as text; empty if a value in it is missing."""
        absent = False

        def value(match: re.Match[str]) -> str:
            nonlocal absent
            part = self._look(match[1].lower(), match[2])
            part = part or match[3]
            absent = absent or part is None
            return part or ""

        filled = _REFERENCE.sub(value, template)
        if _LEFT.search(_REFERENCE.sub("", template)):
            raise UnknownError
        return "" if absent else filled

    def _look(self, source: str, name: str) -> str | None:
        if source == "connectionparameters":
            return self.connection.get(name.lower())
        if source == "headers":
            return self.header(name)
        values = [value for key, value in self.expected.query if key == name]
        return ",".join(values) if values else None


def is_changed(definition: Definition, raw: RawOperation) -> bool:
    """Return whether policies change the request of an operation, other than its path."""
    return any(
        policy.section == "request"
        and policy.template not in _NO_CHANGE
        and (policy.template != ROUTE or is_made_of_values(policy))
        for policy in policies_of(definition, raw)
    )


def apply(definition: Definition, raw: RawOperation, call: Call) -> str | None:
    """Apply the policies to the expected request; return the
    template of one that cannot be applied.
    """
    for policy in policies_of(definition, raw):
        if policy.section != "request" or policy.template in _NO_CHANGE:
            continue
        change = _CHANGES.get(policy.template)
        try:
            if change is None:
                raise UnknownError
            change(policy, call)
        except UnknownError:
            return policy.template
    return None


def _set_header(policy: RawPolicy, call: Call) -> None:
    expected, name = call.expected, policy.text("name").strip()
    value, before = call.fill(policy.text("value")), call.header(name)
    exists = policy.text("existsaction").lower() or "override"
    if not _HEADER_NAME.match(name):
        raise UnknownError  # no client can send this name
    if name.lower() in ("accept", "user-agent") and exists != "override":
        raise UnknownError  # a client may send its own
    if name.lower() == "content-type" and expected.kind not in ("none", "json"):
        raise UnknownError
    of_body = name.lower() == "content-type" and expected.kind != "none"
    if not value or (exists == "skip" and (before is not None or of_body)):
        return
    if exists == "append" and before is not None:
        value = f"{before},{value}"
    kept = {k: v for k, v in expected.headers.items() if k.lower() != name.lower()}
    expected.headers = {**kept, name: value}
    if of_body:
        expected.content_types = (value,)


def _set_query(policy: RawPolicy, call: Call) -> None:
    expected, name = call.expected, policy.text("name").strip()
    value = call.fill(policy.text("value"))
    exists = policy.text("existsaction").lower() or "override"
    is_there = any(key == name for key, _ in expected.query)
    if not value or (exists == "skip" and is_there):
        return
    if exists == "override":
        expected.query = [pair for pair in expected.query if pair[0] != name]
    expected.query = [*expected.query, (name, value)]


def _set_host(policy: RawPolicy, call: Call) -> None:
    url = urlsplit(call.fill(policy.text("urltemplate")))
    if not url.netloc:
        raise UnknownError
    expected = call.expected
    expected.origin = f"{url.scheme}://{url.netloc}".lower()
    # A path in the address replaces that of the definition.
    path = url.path.strip("/")
    if path:
        own = expected.segments[expected.base :]
        expected.segments = [*unquote_to_bytes(path).split(b"/"), *own]
        expected.base = path.count("/") + 1


def _set_path(policy: RawPolicy, call: Call) -> None:
    if not is_made_of_values(policy):
        return  # already applied: see `routed`
    template = policy.text("newpath")
    if "{" in template:
        raise UnknownError
    path, _, query = template.partition("?")
    expected = call.expected
    segments = [call.fill(segment).encode() for segment in path.lstrip("/").split("/")]
    expected.segments = [*expected.segments[: expected.base], *segments]
    pairs = [part.partition("=") for part in query.split("&") if part]
    expected.query += [(call.fill(name), call.fill(value)) for name, _, value in pairs]


def _set_property(policy: RawPolicy, call: Call) -> None:
    expected, text = call.expected, policy.text("propertyvaluepathtemplate")
    name = _NAME.match(policy.text("newpropertysubpathtemplate").strip())
    parent = policy.text("newpropertyparentpathtemplate").strip()
    simple = parent == "@body()" and name and expected.kind == "json"
    if (
        not simple
        or not isinstance(expected.body, dict)
        or expected.optional
        or "@" in text
    ):
        raise UnknownError
    try:
        value: Any = json.loads(text) if text.startswith(("[", "{")) else text
    except ValueError:
        value = text
    assert name
    expected.body = {**expected.body, name[1] or name[2]: value}


_CHANGES: Mapping[str, Callable[[RawPolicy, Call], None]] = {
    "setheader": _set_header,
    "setqueryparameter": _set_query,
    "dynamichosturl": _set_host,
    "routerequesttoendpoint": _set_path,
    "setproperty": _set_property,
}


def places(definition: Definition, raw: RawOperation) -> dict[tuple[str, str], str]:
    """Return the values for parameters that are part of the host, by
    location and name in lower case.
    """
    locations = {"headers": "header", "queryparameters": "query"}
    return {
        (locations[match[1].lower()], match[2].lower()): (
            WORD if match.start() else ADDRESS
        )
        for policy in policies_of(definition, raw)
        for match in _REFERENCE.finditer(policy.text("urltemplate"))
        if match[1].lower() in locations
    }


def addresses(definition: Definition) -> set[str]:
    """Return the connection parameters that are addresses, with which a host begins."""
    names: set[str] = set()
    for policy in definition.properties.get("policyTemplateInstances") or ():
        for value in (policy.get("parameters") or {}).values():
            match = _REFERENCE.match(value) if isinstance(value, str) else None
            if match and "dynamichosturl" in str(policy.get("templateId")).lower():
                names.add(squash(match[2]))
    return names


def squash(name: str) -> str:
    """Return a name without the characters that its Python name may change:
    `token:customHost` gives `customhost`.
    """
    return re.sub(r"[\W_]", "", name.rpartition(":")[2]).lower()


def connection(definition: Definition, values: Mapping[str, str]) -> dict[str, str]:
    """Return the values of the connection parameters by the connector's names in lower case."""
    given = {squash(name): value for name, value in values.items()}
    sets = definition.properties.get("connectionParameterSets") or {}
    owners = [
        definition.properties.get("connectionParameters") or {},
        *(choice.get("parameters") or {} for choice in sets.get("values") or ()),
    ]
    return {
        name.lower(): given[squash(name)]
        for owner in owners
        for name in owner
        if squash(name) in given
    }
