"""Checks of connector.toml: names in it that the definition does not have."""

from __future__ import annotations

import difflib
import keyword
from collections.abc import Iterable, Iterator, Mapping

from connectorsmith.diagnostics.findings import Finding
from connectorsmith.ir.connector import Connector
from connectorsmith.naming.modules import package_problem
from connectorsmith.naming.names import Names
from connectorsmith.naming.reserved import GROUP, METHOD
from connectorsmith.naming.types import keys
from connectorsmith.passes.paging import misfits
from connectorsmith.settings.config import Config
from connectorsmith.settings.paging import PagingHint
from connectorsmith.settings.reader import CONFIG


def paging_hints(config: Config) -> dict[str, PagingHint]:
    """Return the paging hint of each operation; the first if several name it."""
    hints: dict[str, PagingHint] = {}
    for hint in config.sdk.paging:
        for operation_id in hint.operations:
            hints.setdefault(operation_id, hint)
    return hints


def check_config(
    config: Config, lowered: Connector, connector: Connector, names: Names
) -> list[Finding]:
    """Return a blocking finding for each hint that refers to something unknown.

    `lowered` is the connector before the passes, `connector` after them.
    """
    if config.document is None:
        return []
    known = {operation.id: None for operation in connector.operations}
    problems = [
        *_keywords(config),
        *_groups(config, known),
        *_hidden_methods(config, connector, names),
        *_paging(config, connector),
        *_models(config, connector, names),
        *_present(config, names),
        *_prefixes(config, lowered),
    ]
    return [
        CONFIG.finding(config.document.locate(*at), message, hint)
        for at, message, hint in problems
    ]


Problem = tuple[tuple[str, ...], str, str | None]


def _near(name: str, known: Iterable[str]) -> str | None:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"Did you mean {near[0]!r}?" if near else None


def _keywords(config: Config) -> Iterator[Problem]:
    """Yield a problem for each name that Python or the generated code forbids."""
    package = config.sdk.package
    if package is not None and (problem := package_problem(package)) is not None:
        yield ("sdk", "package"), f"{package!r} {problem}.", "Choose another name."
    named: list[tuple[tuple[str, ...], str]] = []
    for group, methods in (config.sdk.groups or {}).items():
        named.append((("sdk", "groups", group), group))
        named += [(("sdk", "groups", group, method), method) for method in methods]
    for at, name in named:
        if keyword.iskeyword(name):
            yield at, f"{name!r} is a Python keyword.", "Choose another name."


def _groups(config: Config, known: Mapping[str, None]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for group, methods in (config.sdk.groups or {}).items():
        if group in GROUP:
            yield (
                "sdk",
                "groups",
                group,
            ), f"{group!r} is already a name in every client.", "Choose another name."
        for method, operation_id in methods.items():
            at = ("sdk", "groups", group, method)
            if method in METHOD:
                yield at, f"{method!r} is already a name in every group.", "Choose another name."
            if operation_id not in known:
                yield at, f"{operation_id!r} is not an operation of the definition.", _near(
                    operation_id, known
                )
            elif operation_id in seen:
                yield (
                    at,
                    f"{operation_id!r} is already the method {seen[operation_id]!r}.",
                    "Name each operation once.",
                )
            seen.setdefault(operation_id, f"{group}.{method}")


def _hidden_methods(
    config: Config, connector: Connector, names: Names
) -> Iterator[Problem]:
    """Yield a problem for each group that is called like a method of the client."""
    groups = config.sdk.groups or {}
    grouped = {id_ for methods in names.groups.values() for id_ in methods.values()}
    for operation in connector.operations:
        name = names.operations[operation.id]
        if (
            name in groups
            and operation.id not in grouped
            and operation.visibility != "internal"
        ):
            yield (
                ("sdk", "groups", name),
                f"{name!r} is already the method of {operation.id!r}.",
                f"Choose another name, or add {operation.id!r} to a group.",
            )


def _paging(config: Config, connector: Connector) -> Iterator[Problem]:
    known = [operation.id for operation in connector.operations]
    hints = paging_hints(config)
    for operation_id, reason in misfits(connector, hints):
        near = _near(operation_id, known) if operation_id not in known else None
        yield (*hints[operation_id].place, "operations"), reason, near
    for hint in config.sdk.paging:
        for operation_id in hint.operations:
            other = hints[operation_id]
            if other is not hint:
                yield (
                    (*hint.place, "operations"),
                    f"{operation_id!r} is already listed in {'.'.join(other.place)}.",
                    "Name each operation once.",
                )


def _models(config: Config, connector: Connector, names: Names) -> Iterator[Problem]:
    places = {
        key: names.types[type_.id] for type_ in connector.types for key in keys(type_)
    }
    for place, name in config.sdk.models.items():
        at = ("sdk", "models", name)
        if place not in places:
            yield at, f"{place!r} is not the place of a model or an enum.", _near(
                place, places
            )
        elif places[place] != name:
            yield (
                at,
                f"{place!r} is already the place of {places[place]!r}.",
                "Give each place one name, and each name one place.",
            )


def _present(config: Config, names: Names) -> Iterator[Problem]:
    fields = {
        f"{names.types[id_]}.{field}"
        for id_, members in names.fields.items()
        for field in members.values()
    }
    for name in config.sdk.present:
        if name not in fields:
            yield ("sdk", "present"), f"{name!r} is not a field of a model.", _near(
                name, fields
            )


def _prefixes(config: Config, connector: Connector) -> Iterator[Problem]:
    known = [parameter.name for parameter in connector.connection_parameters]
    for name in config.sdk.prefixes:
        if name not in known:
            yield (
                ("sdk", "auth", name),
                f"{name!r} is not a connection parameter.",
                _near(name, known),
            )
