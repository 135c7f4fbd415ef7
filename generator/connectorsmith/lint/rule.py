"""A rule is one decorated function: its docstring documents it, its examples test it."""

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
    """One thing that is wrong with a node.

    `at` leads from the node to the value that is wrong, or to where a missing one
    belongs; a problem of the node as a whole has no steps. `key` places it at the key
    instead of at the value. Without a hint, the rule's own remedy is told.
    """

    message: str
    at: tuple[Token, ...]
    key: bool
    hint: str | None
    severity: Severity | None
    """Where it differs from the rule's."""
    fix: Fix | None
    """What mends it, where there is only one way: a change of the entry at `at`."""
    echoes: tuple[Token, ...]
    """Keys beside the last of `at` where the standard's schema sees the same mistake."""
    code: str | None
    """That of Microsoft's validator, where the rule has several."""
    decisive: bool
    """Whether nothing else can be judged before this is mended."""

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


Problems: TypeAlias = Iterator[Problem]
Check: TypeAlias = Callable[[Node], Problems]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, or a kind of findings that another part of the tool makes."""

    id: str
    slug: str
    """The name that people say: `enum-is-not-empty`."""
    severity: Severity
    documentation: Documentation
    on: tuple[Kind, ...] = ()
    microsoft: str | None = None
    """The codes of Microsoft's validator, and the numbers of its certification policies,
    with commas between. The first stands for a problem that names none."""
    check: Check | None = None
    """None where another part of the tool makes the findings, such as reading the files."""
    bad: str = ""
    """A definition that breaks it, as YAML, with `# <- here` where the finding stands.
    Behind a line `---`, or alone for rules on it, the apiProperties document."""
    good: str = ""
    profiles: tuple[Profile, ...] = tuple(Profile)
    """Whom it concerns."""
    aliases: tuple[str, ...] = ()
    """Other ids that it is found by."""

    @classmethod
    def of(cls, kind: FindingKind) -> Rule:
        """Describe a kind of findings as a rule without a check."""
        return cls(
            kind.id, kind.slug, kind.severity, kind.documentation, aliases=kind.aliases
        )

    @property
    def names(self) -> tuple[str, ...]:
        """All that a person can call it: its id, its slug, and its other ids."""
        return (self.id, self.slug, *self.aliases)

    @property
    def code(self) -> str | None:
        """The first of Microsoft's codes."""
        first, _, _ = (self.microsoft or "").partition(",")
        return first or None


RULES: list[Rule] = []
"""Every rule that was defined. Read it through `registry()`, which loads them."""


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
    """Make a function a rule: it takes a node of a kind and yields its problems."""

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
