"""What the policies of a connector make of a request, read from its apiProperties alone."""

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
"""What is given for a connection parameter, and for an argument that is part of a host."""
ADDRESS = f"https://{WORD}.example"
"""The same where it is the beginning of one."""
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
"""Nothing that a single request shows."""


class UnknownError(Exception):
    """A policy that these checks do not know how to apply."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request on its way through policies."""

    made: Expected
    connection: Mapping[str, str]
    """What a connection is given, by the connector's names in lower case: any case names them."""

    def header(self, name: str) -> str | None:
        """A header that the request has so far, whatever the case of its name."""
        found = {key.lower(): value for key, value in self.made.headers.items()}
        return found.get(name.lower())

    def fill(self, template: str) -> str:
        """A template as text; empty where something in it is not given."""
        absent = False

        def value(match: re.Match[str]) -> str:
            nonlocal absent
            found = self._look(match[1].lower(), match[2])
            found = found or match[3]
            absent = absent or found is None
            return found or ""

        filled = _REFERENCE.sub(value, template)
        if _LEFT.search(_REFERENCE.sub("", template)):
            raise UnknownError
        return "" if absent else filled

    def _look(self, source: str, name: str) -> str | None:
        if source == "connectionparameters":
            return self.connection.get(name.lower())
        if source == "headers":
            return self.header(name)
        found = [value for key, value in self.made.query if key == name]
        return ",".join(found) if found else None


def is_changed(definition: Definition, raw: RawOperation) -> bool:
    """Whether policies change the request of an operation, beside where it is sent."""
    return any(
        one.section == "request"
        and one.template not in _NO_CHANGE
        and (one.template != ROUTE or is_made_of_values(one))
        for one in policies_of(definition, raw)
    )


def apply(definition: Definition, raw: RawOperation, call: Call) -> str | None:
    """Change what is expected; the template of a policy that cannot be applied here, or None."""
    for one in policies_of(definition, raw):
        if one.section != "request" or one.template in _NO_CHANGE:
            continue
        change = _CHANGES.get(one.template)
        try:
            if change is None:
                raise UnknownError
            change(one, call)
        except UnknownError:
            return one.template
    return None


def _set_header(policy: RawPolicy, call: Call) -> None:
    made, name = call.made, policy.text("name").strip()
    value, before = call.fill(policy.text("value")), call.header(name)
    exists = policy.text("existsaction").lower() or "override"
    if not _HEADER_NAME.match(name):
        raise UnknownError  # no client can send it
    if name.lower() in ("accept", "user-agent") and exists != "override":
        raise UnknownError  # whether a client says it by itself is its own affair
    if name.lower() == "content-type" and made.kind not in ("none", "json"):
        raise UnknownError
    of_body = name.lower() == "content-type" and made.kind != "none"
    if not value or (exists == "skip" and (before is not None or of_body)):
        return
    if exists == "append" and before is not None:
        value = f"{before},{value}"
    kept = {k: v for k, v in made.headers.items() if k.lower() != name.lower()}
    made.headers = {**kept, name: value}
    if of_body:
        made.content_types = (value,)


def _set_query(policy: RawPolicy, call: Call) -> None:
    made, name = call.made, policy.text("name").strip()
    value = call.fill(policy.text("value"))
    exists = policy.text("existsaction").lower() or "override"
    is_there = any(key == name for key, _ in made.query)
    if not value or (exists == "skip" and is_there):
        return
    if exists == "override":
        made.query = [pair for pair in made.query if pair[0] != name]
    made.query = [*made.query, (name, value)]


def _set_host(policy: RawPolicy, call: Call) -> None:
    url = urlsplit(call.fill(policy.text("urltemplate")))
    if not url.netloc:
        raise UnknownError
    made = call.made
    made.origin = f"{url.scheme}://{url.netloc}".lower()
    # A path in the address takes the place of the definition's.
    path = url.path.strip("/")
    if path:
        own = made.segments[made.base :]
        made.segments = [*unquote_to_bytes(path).split(b"/"), *own]
        made.base = path.count("/") + 1


def _set_path(policy: RawPolicy, call: Call) -> None:
    if not is_made_of_values(policy):
        return  # known before a call is made: see `routed`
    template = policy.text("newpath")
    if "{" in template:
        raise UnknownError
    path, _, query = template.partition("?")
    made = call.made
    segments = [call.fill(one).encode() for one in path.lstrip("/").split("/")]
    made.segments = [*made.segments[: made.base], *segments]
    pairs = [part.partition("=") for part in query.split("&") if part]
    made.query += [(call.fill(name), call.fill(value)) for name, _, value in pairs]


def _set_property(policy: RawPolicy, call: Call) -> None:
    made, text = call.made, policy.text("propertyvaluepathtemplate")
    name = _NAME.match(policy.text("newpropertysubpathtemplate").strip())
    parent = policy.text("newpropertyparentpathtemplate").strip()
    simple = parent == "@body()" and name and made.kind == "json"
    if not simple or not isinstance(made.body, dict) or made.optional or "@" in text:
        raise UnknownError
    try:
        value: Any = json.loads(text) if text.startswith(("[", "{")) else text
    except ValueError:
        value = text
    assert name
    made.body = {**made.body, name[1] or name[2]: value}


_CHANGES: Mapping[str, Callable[[RawPolicy, Call], None]] = {
    "setheader": _set_header,
    "setqueryparameter": _set_query,
    "dynamichosturl": _set_host,
    "routerequesttoendpoint": _set_path,
    "setproperty": _set_property,
}


def places(definition: Definition, raw: RawOperation) -> dict[tuple[str, str], str]:
    """What is given for parameters that are part of the host, by location and name in lower case."""
    locations = {"headers": "header", "queryparameters": "query"}
    return {
        (locations[match[1].lower()], match[2].lower()): (
            WORD if match.start() else ADDRESS
        )
        for one in policies_of(definition, raw)
        for match in _REFERENCE.finditer(one.text("urltemplate"))
        if match[1].lower() in locations
    }


def addresses(definition: Definition) -> set[str]:
    """The connection parameters that are whole addresses: a host begins with them."""
    found: set[str] = set()
    for one in definition.properties.get("policyTemplateInstances") or ():
        for value in (one.get("parameters") or {}).values():
            match = _REFERENCE.match(value) if isinstance(value, str) else None
            if match and "dynamichosturl" in str(one.get("templateId")).lower():
                found.add(squash(match[2]))
    return found


def squash(name: str) -> str:
    """A name without what a language changes in it: `token:customHost` is `custom_host`."""
    return re.sub(r"[\W_]", "", name.rpartition(":")[2]).lower()


def connection(definition: Definition, values: Mapping[str, str]) -> dict[str, str]:
    """What is given for each connection parameter, by the connector's own names in lower case."""
    given = {squash(name): value for name, value in values.items()}
    sets = definition.properties.get("connectionParameterSets") or {}
    owners = [
        definition.properties.get("connectionParameters") or {},
        *(one.get("parameters") or {} for one in sets.get("values") or ()),
    ]
    return {
        name.lower(): given[squash(name)]
        for owner in owners
        for name in owner
        if squash(name) in given
    }
