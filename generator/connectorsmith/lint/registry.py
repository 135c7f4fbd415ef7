"""All rules, by any of their names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from connectorsmith.checks import dynamic, paging
from connectorsmith.diagnostics.catalogue import FindingKind
from connectorsmith.diagnostics.errors import UsageError
from connectorsmith.documents import problems
from connectorsmith.inputs import reading
from connectorsmith.lint import rules
from connectorsmith.lint.rule import RULES, Rule
from connectorsmith.lint.standard import formats
from connectorsmith.settings import lint, reader

# Importing a module defines its rules.
MODULES = tuple(
    import_module(found.name)
    for found in walk_packages(rules.__path__, f"{rules.__name__}.")
)

KINDS: tuple[FindingKind, ...] = (
    *problems.KINDS,
    reader.CONFIG,
    reading.NO_PART,
    paging.UNDECLARED,
    lint.UNUSED,
    dynamic.NO_METHOD,
    formats.API_PROPERTIES,
    formats.SETTINGS_JSON,
)
"""The findings that other parts of the tool make."""


@cache
def registry() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the ids."""
    rules = (*RULES, *map(Rule.of, KINDS))
    return {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}


@cache
def _by_name() -> Mapping[str, Rule]:
    return by_name((*RULES, *map(Rule.of, KINDS)))


def by_name(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Rules by each of their names, in lower case. Raises ValueError for a name twice."""
    found: dict[str, Rule] = {}
    for rule in rules:
        for name in rule.names:
            if found.setdefault(name.casefold(), rule) is not rule:
                raise ValueError(f"two rules are called {name}")
    return found


def find(name: str) -> Rule | None:
    """The rule with this id, slug or other id; case does not matter."""
    return _by_name().get(name.strip().casefold())


def suggest(name: str) -> tuple[str, ...]:
    """Up to three ids and slugs that were probably meant, the likeliest first."""
    names = (name for rule in registry().values() for name in (rule.id, rule.slug))
    by_fold = {known.casefold(): known for known in names}
    close = difflib.get_close_matches(name.strip().casefold()[:60], by_fold, 3, 0.6)
    return tuple(by_fold[fold] for fold in close)


def unknown_rule(name: str) -> UsageError:
    """The error for a name that no rule has, with what was probably meant."""
    near = suggest(name)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return UsageError(f"there is no rule {name!r}{hint}")
