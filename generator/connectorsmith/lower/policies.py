"""Lowering of the policy template instances of apiProperties."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from connectorsmith.documents.data import mapping, sequence, text, texts
from connectorsmith.documents.document import Json, join_pointer
from connectorsmith.ir.policies import (
    ArrayToObjectPolicy,
    EncodeValuePolicy,
    HeaderPolicy,
    HostPolicy,
    ObjectToArrayPolicy,
    Policy,
    PollingTriggerPolicy,
    QueryPolicy,
    Reference,
    RoutePolicy,
    SetPropertyPolicy,
    StringReplacePolicy,
    StringToArrayPolicy,
    Template,
    UnappliedPolicy,
)
from connectorsmith.lower.templates import (
    is_json,
    literal_text,
    read_place,
    read_steps,
    read_template,
    references,
)
from connectorsmith.openapi.api_properties import ApiProperties
from connectorsmith.openapi.extensions import POLICY_OPERATIONS, POLICY_SECTION
from connectorsmith.openapi.operations import METHODS

_PREFIX = "x-ms-apimtemplateparameter."
_ORIGINAL_METHOD = "@request.originalhttpmethod"
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_FRAMING = frozenset({"connection", "content-length", "transfer-encoding"})
"""Headers that frame a message. The HTTP connection sets them, never a policy."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NO_URL = re.compile(r"[\s\\#\x00-\x1f\x7f]")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_CALL_TIME = ("connection", "header", "query", "body")
"""Sources of references that are known when a request is made."""

_KNOWN_TO_THE_PLATFORM = {
    "setvaluefromurl": "it takes a value from another call",
    "setconnectionstatustounauthenticated": "it changes the state of a connection on the platform",
}
NO_CHANGE = frozenset({"updatenextlink"})
"""Policies that route next links through the platform; a client requests them directly."""


def lower_policies(
    properties: ApiProperties, paths: Mapping[str, str]
) -> Iterator[Policy]:
    """Yield the policies of an apiProperties document.

    `paths` holds the path templates by operationId.
    """
    connection = [one.name for one in properties.connection_parameters]
    instances = sequence(properties.properties.get("policyTemplateInstances"))
    for index, node in enumerate(instances):
        at = join_pointer("/properties/policyTemplateInstances", index)
        policy = lower_policy(mapping(node), at, paths, connection)
        if policy is not None:
            yield policy


def lower_policy(
    node: Mapping[str, Json],
    at: str,
    paths: Mapping[str, str],
    connection: Collection[str] = (),
) -> Policy | None:
    """Return one policy; None if it is not a policy or changes nothing for a client.

    `connection` holds the names of the connection parameters. The platform compares
    them without regard to case.
    """
    template = (text(node.get("templateId")) or "").strip().lower()
    if not template or template in NO_CHANGE:
        return None
    given = {
        key.lower(): value for key, value in mapping(node.get("parameters")).items()
    }
    names = given.get(POLICY_OPERATIONS.lower())
    base = _Given(
        {
            "template": template,
            "at": at,
            "operations": (names,) if isinstance(names, str) else texts(names),
        },
        {key.removeprefix(_PREFIX): value for key, value in given.items()},
        (text(given.get(POLICY_SECTION.lower())) or "request").strip().lower(),
        paths,
        connection,
    )
    try:
        read = _READERS.get(template)
        if read is None:
            reason = _KNOWN_TO_THE_PLATFORM.get(template, "its template is unknown")
            raise ValueError(reason)
        return read(base)
    except ValueError as problem:
        return UnappliedPolicy(**base.base, reason=str(problem))


@dataclass(frozen=True, slots=True)
class _Given:
    """The parameters of a policy by lower-case name, without their prefix."""

    base: Mapping[str, Any]
    values: Mapping[str, Json]
    section: str
    paths: Mapping[str, str]
    connection: Collection[str]

    def text(self, name: str, default: str | None = None) -> str:
        """Return a parameter as text. Raise ValueError if it is missing and has no default."""
        value = self.values.get(name.lower())
        if isinstance(value, bool):
            value = "true" if value else "false"
        if isinstance(value, int | float):
            value = str(value)
        if isinstance(value, str) and (value or default is None):
            return value
        if default is None:
            raise ValueError(f"its {name} is missing")
        return default

    def template(
        self, name: str, sources: tuple[str, ...] = _CALL_TIME, *, braces: bool = False
    ) -> Template:
        """Return a parameter as a template. Raise ValueError for a reference to another
        source."""
        template = read_template(self.text(name), braces=braces)
        for reference in references(template):
            if reference.source not in sources:
                raise ValueError(f"its {name} must not refer to the {reference.source}")
        return tuple(p if isinstance(p, str) else self._declared(p) for p in template)

    def _declared(self, reference: Reference) -> Reference:
        """Return a reference with the name of the connection parameter as it is declared."""
        name = reference.name
        if reference.source != "connection" or name in self.connection:
            return reference
        same = (other for other in self.connection if other.lower() == name.lower())
        return replace(reference, name=next(same, name))

    def sectioned(self) -> Mapping[str, Any]:
        """Return the section and the common fields. Raise ValueError for another section."""
        if self.section not in ("request", "response"):
            raise ValueError(
                f"its section must be 'request' or 'response', not {self.section!r}"
            )
        return {**self.base, "section": self.section}

    def exists(self) -> str:
        action = self.text("existsAction", "override").lower()
        if action not in ("override", "skip", "append"):
            raise ValueError(
                "its existsAction must be 'override', 'skip' or 'append', "
                f"not {action!r}"
            )
        return action

    def body(self, parent: str, property: str) -> Mapping[str, Any]:
        """Return the fields that all policies on JSON share. Raise ValueError if one is
        wrong."""
        place = read_place(self.text(parent))
        if place.source != "body":
            raise ValueError(f"its {parent} must be a place in the body")
        steps = read_steps(self.text(property, "null"))
        return {**self.sectioned(), "parent": place.path, "property": steps}

    def convert(self) -> Mapping[str, Any]:
        """Return the fields of a policy that reads one place and writes another.

        Raise ValueError if one is wrong.
        """
        target = read_place(self.text("newPropertyPath"))
        if target.source not in ("body", "item") or not target.path:
            raise ValueError("its newPropertyPath must be a place in the body")
        return {**self.body("propertyParentPath", "propertySubPath"), "target": target}


def _header(given: _Given) -> Policy:
    name = given.text("name").strip()
    if not _HEADER_NAME.match(name) or name.lower() in _FRAMING:
        raise ValueError(
            f"its name must be a header that a policy can set, not {name!r}"
        )
    base = given.sectioned()
    known = _CALL_TIME if base["section"] == "request" else _CALL_TIME[:-1]
    value = given.template("value", known)
    if _CONTROL.search(literal_text(value)):
        raise ValueError("its value must not contain a control character")
    return HeaderPolicy(**base, name=name, value=value, exists=given.exists())


def _query(given: _Given) -> Policy:
    name = given.text("name").strip()
    if not name:
        raise ValueError("its name is missing")
    value = given.template("value")
    return QueryPolicy(**given.base, name=name, value=value, exists=given.exists())


def _host(given: _Given) -> Policy:
    url = given.template("urlTemplate") or ("",)
    if _NO_URL.search(literal_text(url)) or "?" in literal_text(url):
        raise ValueError("its urlTemplate must be only scheme, host and path")
    first = url[0]
    if isinstance(first, str) and not first.lower().startswith(("https://", "http://")):
        raise ValueError("its urlTemplate must be an http or https URL")
    if not list(references(url)) and not urlsplit(literal_text(url)).hostname:
        raise ValueError("its urlTemplate must have a host")
    return HostPolicy(**given.base, url=url)


def _route(given: _Given) -> Policy:
    path = given.template("newPath")
    if not path:
        raise ValueError("its newPath is missing")
    literal = literal_text(path)
    if _NO_URL.search(literal) or "://" in literal:
        raise ValueError("its newPath must be a path")
    first = path[0]
    if not isinstance(first, str):
        path = ("/", *path)
    elif not first.startswith("/"):
        path = (f"/{first}", *path[1:])
    wanted = set(_PLACEHOLDER.findall(literal))
    for operation in given.base["operations"] or given.paths:
        known = _PLACEHOLDER.findall(given.paths.get(operation, literal))
        if missing := sorted(wanted.difference(known)):
            raise ValueError(f"{operation!r} has no path parameter {missing[0]!r}")
    method = given.text("httpMethod", "").strip().lower()
    if method not in ("", _ORIGINAL_METHOD, *METHODS):
        raise ValueError("its httpMethod must be an HTTP method")
    own = method in ("", _ORIGINAL_METHOD)
    return RoutePolicy(**given.base, path=path, method=None if own else method.upper())


def _set_property(given: _Given) -> Policy:
    base = given.body("newPropertyParentPathTemplate", "newPropertySubPathTemplate")
    if not base["property"]:
        raise ValueError("its newPropertySubPathTemplate is missing")
    name = "propertyValuePathTemplate"
    value = given.template(name, (*_CALL_TIME, "item"), braces=True)
    if is_json(value):
        return SetPropertyPolicy(**base, value=value, json=True)
    return SetPropertyPolicy(**base, value=_unquoted(value))


def _unquoted(value: Template) -> Template:
    """Return a template without the quotes that enclose the whole of it."""
    literal = literal_text(value)
    head, tail = (value[0], value[-1]) if value else ("", "")
    if not (isinstance(head, str) and isinstance(tail, str) and len(literal) > 1):
        return value
    mark = head[:1]
    if mark not in ("'", '"') or tail[-1:] != mark or literal.count(mark) != 2:
        return value
    inner = (literal[1:-1],) if len(value) == 1 else (head[1:], *value[1:-1], tail[:-1])
    return tuple(part for part in inner if part != "")


def _string_replace(given: _Given) -> Policy:
    old = given.text("sourceString")
    if not old:
        raise ValueError("its sourceString is empty")
    new = given.text("replacementString", "")
    return StringReplacePolicy(**given.convert(), old=old, new=new)


def _object_to_array(given: _Given) -> Policy:
    key, value = given.text("keyName", "key"), given.text("valueName", "value")
    if key == value:
        raise ValueError("its keyName and its valueName must differ")
    return ObjectToArrayPolicy(**given.convert(), key=key, value=value)


def _array_to_object(given: _Given) -> Policy:
    key = given.text("keyWithinCollectionPath").strip()
    steps = (
        read_place(key).path
        if re.match(r"@?item\(", key, re.IGNORECASE)
        else read_steps(key)
    )
    if not steps:
        raise ValueError("its keyWithinCollectionPath is missing")
    retain = given.text("retainKey", "true").strip().lower() != "false"
    return ArrayToObjectPolicy(**given.convert(), key=steps, retain=retain)


def _string_to_array(given: _Given) -> Policy:
    delimiters = given.text("delimiterList")
    if not delimiters:
        raise ValueError("its delimiterList is empty")
    child = given.text("childPropertyName", "").strip() or None
    return StringToArrayPolicy(**given.convert(), delimiters=delimiters, child=child)


def _encode_value(given: _Given) -> Policy:
    return EncodeValuePolicy(**given.convert())


def _polling_trigger(given: _Given) -> Policy:
    config = mapping(given.values.get("triggerconfig"))
    parameters = tuple(
        (name, read_template(value))
        for name, value in config.items()
        if name and isinstance(value, str)
    )
    data = read_place(given.text("triggerDataPath"))
    return PollingTriggerPolicy(**given.base, parameters=parameters, data=data.path)


_READERS: Mapping[str, Callable[[_Given], Policy]] = {
    "setheader": _header,
    "setqueryparameter": _query,
    "dynamichosturl": _host,
    "routerequesttoendpoint": _route,
    "setproperty": _set_property,
    "stringreplace": _string_replace,
    "convertobjecttoarray": _object_to_array,
    "convertarraytoobject": _array_to_object,
    "stringtoarray": _string_to_array,
    "encodepropertyvalue": _encode_value,
    "pollingtrigger": _polling_trigger,
}
