"""connector.toml: what the definition cannot say.

Everything has a default, so that a bare definition is a whole connector. A key that is
unknown or of the wrong kind is a blocking finding at its place: a misspelt hint that is
passed over in silence would be found by a user of the SDK.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import NoneType
from typing import cast

from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.spec.toml_reader import TomlDocument, as_list, as_table

RULE = "CS010"
"""The rule of what is wrong with connector.toml."""

_PACKAGE = re.compile(r"[a-z][a-z0-9_]*\Z")
_DISTRIBUTION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\Z")
_VERSION = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?\Z")
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_MANY = 10**9
_CLASS = re.compile(r"[A-Z][A-Za-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class CursorHint:
    """Paging by a value that the answer holds and a query parameter takes."""

    parameter: str
    next: tuple[str, ...]
    items: tuple[str, ...]
    operations: tuple[str, ...]
    place: tuple[str, ...]
    """The key in connector.toml, for findings."""


@dataclass(frozen=True, slots=True)
class Throttle:
    """At most `calls` calls in any `seconds` seconds."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class SdkConfig:
    """What concerns the Python SDK."""

    package: str | None = None
    """The import package."""
    distribution: str | None = None
    version: str | None = None
    present: tuple[str, ...] = ()
    """`Model.field` that every answer has, so that its type is not optional."""
    trust_required: bool = False
    """Whether `required` of the definition is believed for answers as well."""
    prefixes: Mapping[str, str] = field(default_factory=dict[str, str])
    """By connection parameter: what is put before its value where a person left it out."""
    throttle: Throttle | None = None
    paging: tuple[CursorHint, ...] = ()
    groups: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict[str, Mapping[str, str]]
    )
    """Group, then method name, then operationId."""
    models: Mapping[str, str] = field(default_factory=dict[str, str])
    """Place of a shape (`GetThreads/200/results/[]`) to its class name."""


@dataclass(frozen=True, slots=True)
class Config:
    """connector.toml, whole."""

    sdk: SdkConfig = SdkConfig()
    listing: Mapping[str, object] = field(default_factory=dict[str, object])
    """The facts of the listing, read by the reference page."""
    findings: tuple[Finding, ...] = ()
    document: TomlDocument | None = None


def read_config(document: TomlDocument) -> Config:
    """The settings of a file; what is wrong in it stands in `findings`."""
    reader = _Reader(document)
    root = reader.table((), ("sdk", "listing"))
    sdk = _read_sdk(reader) if "sdk" in root else SdkConfig()
    listing = reader.table(("listing",), None)
    return Config(sdk, listing, tuple(reader.findings), document)


def _read_sdk(reader: _Reader) -> SdkConfig:
    at = ("sdk",)
    known = "package distribution version present trust_required auth throttle paging groups models"
    reader.table(at, known.split())
    return SdkConfig(
        package=reader.text(
            (*at, "package"), _PACKAGE, "a lower-case Python package name"
        ),
        distribution=reader.text(
            (*at, "distribution"), _DISTRIBUTION, "a name as PyPI takes it"
        ),
        version=reader.text((*at, "version"), _VERSION, "a version as PEP 440 has it"),
        present=reader.texts((*at, "present")),
        trust_required=reader.boolean((*at, "trust_required")),
        prefixes=_prefixes(reader, (*at, "auth")),
        throttle=_throttle(reader, (*at, "throttle")),
        paging=tuple(
            hint
            for name in reader.table((*at, "paging"), None)
            if (hint := _cursor(reader, (*at, "paging", name))) is not None
        ),
        groups={
            group: _methods(reader, (*at, "groups", group))
            for group in reader.table((*at, "groups"), None)
            if reader.fits((*at, "groups", group), group, _NAME, "a lower-case name")
        },
        models={
            place: name
            for name in reader.table((*at, "models"), None)
            if reader.fits((*at, "models", name), name, _CLASS, "a class name")
            for place in reader.texts((*at, "models", name), single=True)
        },
    )


def _prefixes(reader: _Reader, at: tuple[str, ...]) -> dict[str, str]:
    prefixes: dict[str, str] = {}
    for parameter in reader.table(at, None):
        reader.table((*at, parameter), ("prefix",))
        prefix = reader.text((*at, parameter, "prefix"))
        if prefix is not None:
            prefixes[parameter] = prefix
    return prefixes


def _throttle(reader: _Reader, at: tuple[str, ...]) -> Throttle | None:
    if not reader.table(at, ("calls", "seconds")):
        return None
    calls = reader.value((*at, "calls"))
    seconds = reader.value((*at, "seconds"))
    if type(calls) is not int or not 1 <= calls <= _MANY:
        reader.complain((*at, "calls"), "has to be a whole number above 0")
        return None
    if type(seconds) not in (int, float) or not 0 < cast("float", seconds) <= _MANY:
        reader.complain((*at, "seconds"), "has to be a number above 0")
        return None
    return Throttle(calls, float(cast("float", seconds)))


def _cursor(reader: _Reader, at: tuple[str, ...]) -> CursorHint | None:
    reader.table(at, ("parameter", "next", "items", "operations"))
    parameter = reader.text((*at, "parameter"))
    next_ = reader.text((*at, "next"))
    items = reader.text((*at, "items"))
    operations = reader.texts((*at, "operations"))
    if parameter is None or next_ is None or not operations:
        reader.complain(at, "needs parameter, next and operations")
        return None
    return CursorHint(
        parameter,
        tuple(next_.split(".")),
        tuple(items.split(".")) if items else (),
        operations,
        at,
    )


def _methods(reader: _Reader, at: tuple[str, ...]) -> dict[str, str]:
    methods: dict[str, str] = {}
    for method in reader.table(at, None):
        operation_id = reader.text((*at, method))
        if operation_id is not None and reader.fits(
            (*at, method), method, _NAME, "a lower-case name"
        ):
            methods[method] = operation_id
    return methods


class _Reader:
    """Typed access to a TOML document that collects what does not fit."""

    def __init__(self, document: TomlDocument) -> None:
        self._document = document
        self.findings: list[Finding] = []

    def complain(
        self, at: tuple[str, ...], message: str, hint: str | None = None
    ) -> None:
        self.findings.append(
            Finding(
                RULE,
                Severity.BLOCKING,
                f"{'.'.join(at)} {message}",
                self._document.locate(*at),
                hint=hint,
            )
        )

    def value(self, at: tuple[str, ...]) -> object:
        node: object = self._document.value
        for key in at:
            node = as_table(node).get(key)
        return node

    def table(
        self, at: tuple[str, ...], known: Sequence[str] | None
    ) -> Mapping[str, object]:
        """The table at a place, empty where there is none; unknown keys are findings."""
        node = self.value(at)
        table = as_table(node)
        if node is not None and not isinstance(node, dict):
            self.complain(at, "has to be a table")
        for key in table:
            if known is not None and key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                hint = (
                    f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
                )
                self.complain((*at, key), "is not a setting", hint)
        return table

    def text(
        self,
        at: tuple[str, ...],
        pattern: re.Pattern[str] | None = None,
        what: str = "text",
    ) -> str | None:
        node = self.value(at)
        if node is None:
            return None
        if isinstance(node, str) and (pattern is None or pattern.match(node)):
            return node
        self.complain(at, f"has to be {what}")
        return None

    def boolean(self, at: tuple[str, ...]) -> bool:
        node = self.value(at)
        if node is not None and not isinstance(node, bool):
            self.complain(at, "has to be true or false")
        return node is True

    def texts(self, at: tuple[str, ...], *, single: bool = False) -> tuple[str, ...]:
        node = self.value(at)
        if single and isinstance(node, str):
            return (node,)
        found = as_list(node)
        items = tuple(item for item in found if isinstance(item, str))
        if len(items) != len(found) or not isinstance(node, (list, NoneType)):
            self.complain(at, "has to be a list of strings")
        return items

    def fits(
        self, at: tuple[str, ...], name: str, pattern: re.Pattern[str], what: str
    ) -> bool:
        if pattern.match(name):
            return True
        self.complain(at, f"has to be {what}")
        return False
