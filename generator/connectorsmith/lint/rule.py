"""Rules: a rule is a decorated function, documented by its
docstring and tested by its examples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import cleandoc
from typing import TypeAlias

from connectorsmith.diagnostics.catalogue import Documentation, FindingKind
from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.document import Token
from connectorsmith.lint.fix import Fix
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.settings.profile import Profile


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """A problem of a node.

    `at` is the path from the node to the wrong value, or to where a missing one belongs; it
    is empty for a problem of the whole node. `key` places the problem at the key instead of
    the value. Without a hint, the rule's remedy is reported.
    """

    message: str
    at: tuple[Token, ...]
    key: bool
    hint: str | None
    severity: Severity | None
    """The severity, if it differs from the rule's."""
    fix: Fix | None
    """The fix, if only one is possible: a change of the entry at `at`."""
    echoes: tuple[Token, ...]
    """Sibling keys of the last one of `at` at which the
    standard's schema finds the same mistake.
    """
    code: str | None
    """The code of Microsoft's validation, if the rule has several."""
    decisive: bool
    """True if other problems cannot be judged before this one is fixed."""
    effect: str
    """What the SDK does with the part, after the words "the SDK"; empty if nothing."""

    def __init__(
        self,
        message: str,
        *at: Token,
        key: bool = False,
        hint: str | None = None,
        severity: Severity | None = None,
        fix: Fix | None = None,
        echoes: tuple[Token, ...] = (),
        code: str | None = None,
        decisive: bool = False,
        effect: str = "",
    ) -> None:
        object.__setattr__(self, "message", message)
        object.__setattr__(self, "at", at)
        object.__setattr__(self, "key", key or not at)
        object.__setattr__(self, "hint", hint)
        object.__setattr__(self, "severity", severity)
        object.__setattr__(self, "fix", fix)
        object.__setattr__(self, "echoes", echoes)
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "decisive", decisive)
        object.__setattr__(self, "effect", effect)


Problems: TypeAlias = Iterator[Problem]
Check: TypeAlias = Callable[[Node], Problems]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, or a kind of findings that another part of connectorsmith makes."""

    id: str
    slug: str
    """The readable name: `enum-is-not-empty`."""
    severity: Severity
    documentation: Documentation
    on: tuple[Kind, ...] = ()
    microsoft: str | None = None
    """The codes of Microsoft's validation and the numbers of its certification policies,
    separated by commas. The first is that of a problem without a code.
    """
    check: Check | None = None
    """The function that finds the problems; None if another part of connectorsmith does."""
    bad: str = ""
    """A definition that breaks the rule, as YAML, with `# <- here` at each finding. After a
    line `---`, or alone for rules about it, the apiProperties document.
    """
    good: str = ""
    profiles: tuple[Profile, ...] = tuple(Profile)
    """The profiles to which the rule applies."""
    aliases: tuple[str, ...] = ()
    """Other ids that `explain` accepts."""

    @classmethod
    def of(cls, kind: FindingKind) -> Rule:
        """Return a kind of findings as a rule without a check."""
        return cls(
            kind.id, kind.slug, kind.severity, kind.documentation, aliases=kind.aliases
        )

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the rule: its id, its slug, and its aliases."""
        return (self.id, self.slug, *self.aliases)

    @property
    def code(self) -> str | None:
        """The first of Microsoft's codes."""
        first, _, _ = (self.microsoft or "").partition(",")
        return first or None


RULES: list[Rule] = []
"""Every registered rule. Use `registry()` to read it, which imports all rules."""


def rule(
    id: str,
    slug: str,
    severity: Severity,
    *,
    on: Kind | tuple[Kind, ...],
    bad: str,
    good: str,
    microsoft: str | None = None,
    profiles: tuple[Profile, ...] = tuple(Profile),
    aliases: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Return a decorator that registers a function as a rule: it
    takes a node and yields its problems.
    """

    def decorate(check: Check) -> Check:
        RULES.append(
            Rule(
                id=id,
                slug=slug,
                severity=severity,
                documentation=Documentation.parse(check.__doc__ or ""),
                on=(on,) if isinstance(on, Kind) else on,
                microsoft=microsoft,
                check=check,
                bad=cleandoc(bad),
                good=cleandoc(good),
                profiles=profiles,
                aliases=aliases,
            )
        )
        return check

    return decorate
