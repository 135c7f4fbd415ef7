"""The registry of all rules and kinds of findings."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from connectorsmith.checks import dynamic, groups, paging
from connectorsmith.diagnostics.catalogue import FindingKind
from connectorsmith.diagnostics.errors import UsageError
from connectorsmith.documents import problems
from connectorsmith.inputs import reading
from connectorsmith.lint import rules
from connectorsmith.lint.rule import RULES, Rule
from connectorsmith.lint.standard import formats
from connectorsmith.settings import lint, reader

# Importing a module registers its rules.
MODULES = tuple(
    import_module(module.name)
    for module in walk_packages(rules.__path__, f"{rules.__name__}.")
)

KINDS: tuple[FindingKind, ...] = (
    *problems.KINDS,
    reader.CONFIG,
    reading.NO_PART,
    paging.UNDECLARED,
    groups.ALONE,
    lint.UNUSED,
    dynamic.NO_METHOD,
    formats.API_PROPERTIES,
    formats.SETTINGS_JSON,
)
"""The kinds of findings that other parts of connectorsmith make."""


@cache
def registry() -> Mapping[str, Rule]:
    """Return every rule by its id, in the order of the ids."""
    rules = (*RULES, *map(Rule.of, KINDS))
    return {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}


@cache
def _by_name() -> Mapping[str, Rule]:
    return by_name((*RULES, *map(Rule.of, KINDS)))


def by_name(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Return the rules by each of their names, in lower case.

    Raises ValueError if two rules have the same name.
    """
    rules_by_name: dict[str, Rule] = {}
    for rule in rules:
        for name in rule.names:
            if rules_by_name.setdefault(name.casefold(), rule) is not rule:
                raise ValueError(f"two rules are called {name}")
    return rules_by_name


def find(name: str) -> Rule | None:
    """Return the rule with an id, slug or alias, in any case; None if there is none."""
    return _by_name().get(name.strip().casefold())


def suggest(name: str) -> tuple[str, ...]:
    """Return up to three ids and slugs that resemble a name, the most similar first."""
    names = (name for rule in registry().values() for name in (rule.id, rule.slug))
    by_fold = {known.casefold(): known for known in names}
    close = difflib.get_close_matches(name.strip().casefold()[:60], by_fold, 3, 0.6)
    return tuple(by_fold[fold] for fold in close)


def unknown_rule(name: str) -> UsageError:
    """Return the error for an unknown name, with suggestions."""
    near = suggest(name)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return UsageError(f"there is no rule {name!r}{hint}")
