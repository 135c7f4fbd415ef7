"""A rule is one decorated function: its docstring documents it, its examples test it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import cleandoc
from typing import TypeAlias

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.document import Token
from connectorsmith.lint.fixes.fix import Fix
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.settings.profile import Profile

_PAGES = "https://learn.microsoft.com/en-us/connectors/custom-connectors/"


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
class Documentation:
    """What a docstring says about a rule."""

    title: str
    """What holds in a good connector, one sentence."""
    why: str
    remedy: str
    """What to do, one line."""
    link: str
    """The page that says so."""

    @classmethod
    def parse(cls, docstring: str) -> Documentation:
        """Read a docstring: a title, then the parts `Why:`, `Mend:` and `See:`.

        `See:` holds the name of a page of Microsoft's custom connector documentation,
        or a whole URL. A part that is missing is empty.
        """
        text = cleandoc(docstring)
        parts: dict[str, str] = {
            name: " ".join(body.split()) for name, body in _PART.findall(text)
        }
        see = parts.get("See", "")
        return cls(
            title=" ".join(text.split("\n\n", 1)[0].split()),
            why=parts.get("Why", ""),
            remedy=parts.get("Mend", ""),
            link=see if not see or "://" in see else _PAGES + see,
        )


_PART = re.compile(
    r"^(Why|Mend|See): (.*?)(?=^(?:Why|Mend|See): |\Z)", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, or the documentation of a finding that another part of the tool makes."""

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
    """None where the finding is made elsewhere (loading, conformance)."""
    bad: str = ""
    """A definition that breaks it, as YAML, with `# <- here` where the finding stands.
    Behind a line `---`, or alone for rules on it, the apiProperties document."""
    good: str = ""
    profiles: tuple[Profile, ...] = tuple(Profile)
    """Whom it concerns."""
    aliases: tuple[str, ...] = ()
    """Other ids that `explain` takes for it."""

    @property
    def code(self) -> str | None:
        """The first of Microsoft's codes."""
        first, _, _ = (self.microsoft or "").partition(",")
        return first or None


RULES: dict[str, Rule] = {}
"""Every rule that was defined, by id. Read it through `registry()`, which loads them."""


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
        _add(
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


def documented(
    id: str,
    slug: str,
    severity: Severity,
    documentation: str,
    *,
    aliases: tuple[str, ...] = (),
) -> None:
    """Document a finding that another part of the tool makes."""
    _add(Rule(id, slug, severity, Documentation.parse(documentation), aliases=aliases))


def _add(new: Rule) -> None:
    if new.id in RULES:
        raise ValueError(f"two rules are called {new.id}")
    RULES[new.id] = new
