"""All rules, and what `explain` says about one."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from importlib import import_module
from pkgutil import walk_packages

from connectorsmith.lint import rules
from connectorsmith.lint.rule import RULES, Rule

# Importing a module defines its rules.
MODULES = tuple(
    import_module(found.name)
    for found in walk_packages(rules.__path__, f"{rules.__name__}.")
)


def registry() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the ids."""
    return {id: RULES[id] for id in sorted(RULES)}


def find(id: str) -> Rule | None:
    """The rule with this id, or with this other name; case does not matter."""
    by_fold = {
        known.casefold(): rule
        for rule in RULES.values()
        for known in (*rule.aliases, rule.id)
    }
    return by_fold.get(id.strip().casefold())


def suggest(id: str) -> tuple[str, ...]:
    """Up to three ids that were probably meant, the likeliest first."""
    by_fold = {known.casefold(): known for known in registry()}
    close = difflib.get_close_matches(id.strip().casefold()[:20], by_fold, 3, 0.6)
    return tuple(by_fold[fold] for fold in close)


def explain(id: str) -> str | None:
    """Everything that is known about a rule, as text; None where there is no such rule."""
    rule = find(id)
    if rule is None:
        return None
    told = rule.documentation
    lines = [f"{rule.id}: {told.title}", "", f"Severity: {rule.severity}"]
    if rule.aliases:
        lines.append(f"Also: {', '.join(rule.aliases)}")
    if rule.microsoft:
        lines.append(f"Microsoft: {rule.microsoft}")
    for name, text in (("Why", told.why), ("What to do", told.remedy)):
        if text:
            lines += ["", f"{name}: {text}"]
    if told.link:
        lines += ["", f"See: {told.link}"]
    for name, example in (("Wrong", rule.bad), ("Right", rule.good)):
        if example:
            lines += ["", f"{name}:", ""]
            lines += [f"    {line}".rstrip() for line in example.splitlines()]
    return "\n".join(lines) + "\n"
