"""connector.toml: settings that the definition has no place for.

Every setting has a default, so that a lone definition is a complete connector. A key
that is unknown or has the wrong type is a blocking finding: if it were ignored, a user
of the SDK would be the first to notice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from connectorsmith.diagnostics.findings import Finding
from connectorsmith.documents.toml_reader import TomlDocument
from connectorsmith.settings.lint import LintConfig, read_lint
from connectorsmith.settings.listing import Listing, ListingError
from connectorsmith.settings.paging import PagingHint, read_paging
from connectorsmith.settings.reader import Reader

_PACKAGE = re.compile(r"[a-z][a-z0-9_]*\Z")
_DISTRIBUTION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\Z")
_VERSION = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?\Z")
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_MAX_NUMBER = 10**9
"""Calls or seconds of a throttle; a larger number is a finding."""
_FOLDER = re.compile(r"(?!/)[^\\:]+\Z")
_CLASS = re.compile(r"[A-Z][A-Za-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class Throttle:
    """A limit of `calls` calls in any `seconds` seconds."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class SdkConfig:
    """Settings of the Python SDK."""

    package: str | None = None
    """The name of the import package."""
    distribution: str | None = None
    version: str | None = None
    present: tuple[str, ...] = ()
    """`Model.field` of each field that every response has, so that its type is not
    optional."""
    trust_required: bool = False
    """True if `required` of the definition holds for responses, too."""
    decimals: bool = False
    """True if numbers of a decimal format are exact."""
    prefixes: Mapping[str, str] = field(default_factory=dict[str, str])
    """By connection parameter, the prefix that is added to its value if the user omits
    it."""
    throttle: Throttle | None = None
    paging: tuple[PagingHint, ...] = ()
    groups: Mapping[str, Mapping[str, str]] | None = None
    """The operationId, by group and then by method name; None if there is no table of
    groups."""
    models: Mapping[str, str] = field(default_factory=dict[str, str])
    """The class name of an inline schema, by its place (`GetThreads/200/results/[]`)."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of connector.toml."""

    sdk: SdkConfig = SdkConfig()
    listing: Listing = field(default_factory=Listing)
    """The facts of the listing, read by the reference page."""
    lint: LintConfig = field(default_factory=LintConfig)
    references_root: str | None = None
    """The folder of all files that `$ref`s can name, relative to the definition's own."""
    findings: tuple[Finding, ...] = ()
    document: TomlDocument | None = None


def read_config(document: TomlDocument) -> Config:
    """Return the settings of a file; its errors are in `findings`."""
    reader = Reader(document)
    root = reader.table((), ("sdk", "listing", "lint", "references"))
    reader.table(("references",), ("root",))
    sdk = _read_sdk(reader) if "sdk" in root else SdkConfig()
    listing = _read_listing(reader)
    lint = read_lint(reader) if "lint" in root else LintConfig()
    references_root = reader.text(
        ("references", "root"), _FOLDER, "a folder relative to the definition's"
    )
    findings = tuple(reader.findings)
    return Config(sdk, listing, lint, references_root, findings, document)


def _read_listing(reader: Reader) -> Listing:
    try:
        return Listing.from_mapping(reader.table(("listing",), None))
    except ListingError as error:
        reader.note(("listing", *map(str, error.path)), f"listing: {error}")
        return Listing()


def _read_sdk(reader: Reader) -> SdkConfig:
    at = ("sdk",)
    known = "package distribution version present trust_required decimals auth throttle paging groups models"
    root = reader.table(at, known.split())
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
        decimals=reader.boolean((*at, "decimals")),
        prefixes=_prefixes(reader, (*at, "auth")),
        throttle=_throttle(reader, (*at, "throttle")),
        paging=tuple(
            hint
            for name in reader.table((*at, "paging"), None)
            if (hint := read_paging(reader, (*at, "paging", name))) is not None
        ),
        groups=_groups(reader, (*at, "groups")) if "groups" in root else None,
        models={
            place: name
            for name in reader.table((*at, "models"), None)
            if reader.fits((*at, "models", name), name, _CLASS, "a class name")
            for place in reader.texts((*at, "models", name), single=True)
        },
    )


def _prefixes(reader: Reader, at: tuple[str, ...]) -> dict[str, str]:
    prefixes: dict[str, str] = {}
    for parameter in reader.table(at, None):
        reader.table((*at, parameter), ("prefix",))
        prefix = reader.text((*at, parameter, "prefix"))
        if prefix is not None:
            prefixes[parameter] = prefix
    return prefixes


def _throttle(reader: Reader, at: tuple[str, ...]) -> Throttle | None:
    if not reader.table(at, ("calls", "seconds")):
        return None
    calls = reader.value((*at, "calls"))
    seconds = reader.value((*at, "seconds"))
    if type(calls) is not int or not 1 <= calls <= _MAX_NUMBER:
        reader.complain((*at, "calls"), "has to be a whole number above 0")
        return None
    if (
        type(seconds) not in (int, float)
        or not 0 < cast("float", seconds) <= _MAX_NUMBER
    ):
        reader.complain((*at, "seconds"), "has to be a number above 0")
        return None
    return Throttle(calls, float(cast("float", seconds)))


def _groups(reader: Reader, at: tuple[str, ...]) -> dict[str, dict[str, str]]:
    return {
        group: _methods(reader, (*at, group))
        for group in reader.table(at, None)
        if reader.fits((*at, group), group, _NAME, "a lower-case name")
    }


def _methods(reader: Reader, at: tuple[str, ...]) -> dict[str, str]:
    methods: dict[str, str] = {}
    for method in reader.table(at, None):
        operation_id = reader.text((*at, method))
        if operation_id is not None and reader.fits(
            (*at, method), method, _NAME, "a lower-case name"
        ):
            methods[method] = operation_id
    return methods
