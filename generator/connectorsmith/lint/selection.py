"""Which findings a person wants to see: chosen on the command line, accepted with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.documents.document import split_pointer
from connectorsmith.lint.registry import find, registry, suggest, unknown_rule
from connectorsmith.settings.lint import UNUSED, Ignore

_END = " "
"""Stands behind an id, so that a slug means its own rule and none whose id is longer."""


def _start(wanted: str) -> str:
    """What the ids begin with that a text means: a slug, an id, or the beginning of ids."""
    rule = find(wanted)
    if rule is None:
        return wanted.casefold()
    is_slug = wanted.strip().casefold() == rule.slug
    return rule.id.casefold() + (_END if is_slug else "")


def _begins(id_: str, starts: tuple[str, ...]) -> bool:
    return f"{id_}{_END}".casefold().startswith(starts)


def check_rules(wanted: Iterable[str]) -> None:
    """Raise UsageError for a text that is no slug and that no id begins with."""
    for one in wanted:
        if not any(_begins(id_, (_start(one),)) for id_ in registry()):
            raise unknown_rule(one)


class Selection:
    """The findings that are wanted.

    `select` and `ignore` hold slugs of rules, and ids or what they begin with, in any case;
    an empty `select` chooses all. `accepted` are the ignores of connector.toml. Blocking findings
    are always told: without a mend there is nothing to build.
    """

    def __init__(
        self,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        accepted: Iterable[Ignore] = (),
        operations: Mapping[str, str] | None = None,
    ) -> None:
        """What there is; `operations` leads from an operationId to its JSON pointer."""
        self._select = tuple(map(_start, select))
        self._ignore = tuple(map(_start, ignore))
        self._by_rule: dict[str, list[tuple[Ignore, list[str] | None]]] = {}
        self._unused: dict[Ignore, None] = {}
        for one in accepted:
            place = one.place
            if place and not place.startswith("/"):
                place = (operations or {}).get(place, "")
                tokens = split_pointer(place) if place else None
            else:
                tokens = split_pointer(place)
            rule = find(one.rule)
            if rule is not None:
                self._by_rule.setdefault(rule.id, []).append((one, tokens))
            self._unused[one] = None

    def chooses(self, rule: str) -> bool:
        """Whether findings of a rule were asked for at all."""
        is_selected = not self._select or _begins(rule, self._select)
        return is_selected and not _begins(rule, self._ignore)

    def keeps(self, rule: str, severity: Severity, pointer: str) -> bool:
        """Whether a finding is wanted; one that is accepted uses its ignore."""
        if severity is Severity.BLOCKING:
            return True
        return self.chooses(rule) and not self._accepts(rule, pointer)

    def filter(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are wanted."""
        return [
            one for one in findings if self.keeps(one.rule, one.severity, one.pointer)
        ]

    def _accepts(self, rule: str, pointer: str) -> bool:
        ignores = self._by_rule.get(rule)
        if ignores is None:
            return False
        at = split_pointer(pointer)
        accepted = False
        for one, tokens in ignores:
            if tokens is not None and _is_below(at, tokens):
                self._unused.pop(one, None)
                accepted = True
        return accepted

    def unused(self) -> Iterator[Finding]:
        """A finding for each ignore that nothing used, of the rules that were asked for."""
        for one in self._unused:
            known = find(one.rule)
            if not self.chooses(one.rule if known is None else known.id):
                continue
            near = suggest(one.rule)
            if known is None:
                message = f"There is no rule {one.rule!r} to ignore."
                hint = (
                    f"Did you mean {near[0]}?" if near else "explain lists the rules."
                )
            else:
                where = f" at {one.place}" if one.place else ""
                message = f"There is no finding of {known.id}{where} to ignore."
                hint = "Remove the line, or correct its place; blocking findings stay."
            yield UNUSED.finding(one.location, message, hint)


def _is_below(at: Sequence[str], place: Sequence[str]) -> bool:
    """Whether a place is at or below another; `*` stands for any one step."""
    return len(at) >= len(place) and all(
        wanted in ("*", step) for wanted, step in zip(place, at, strict=False)
    )
