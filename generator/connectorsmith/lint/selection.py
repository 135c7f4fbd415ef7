"""The selection of findings: chosen on the command line, accepted in connector.toml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.documents.document import split_pointer
from connectorsmith.lint.registry import find, registry, suggest, unknown_rule
from connectorsmith.settings.lint import UNUSED, Ignore

_END = " "
"""The terminator of an id: a slug selects only its own rule, no rule whose id is longer."""


def _start(wanted: str) -> str:
    """Return the prefix of the ids that a text selects: a slug, an id, or a prefix of ids."""
    rule = find(wanted)
    if rule is None:
        return wanted.casefold()
    is_slug = wanted.strip().casefold() == rule.slug
    return rule.id.casefold() + (_END if is_slug else "")


def _begins(id_: str, starts: tuple[str, ...]) -> bool:
    return f"{id_}{_END}".casefold().startswith(starts)


def check_rules(wanted: Iterable[str]) -> None:
    """Raise UsageError for a text that is neither a slug nor a prefix of an id."""
    for text in wanted:
        if not any(_begins(id_, (_start(text),)) for id_ in registry()):
            raise unknown_rule(text)


class Selection:
    """The selection of findings to report.

    `select` and `ignore` hold slugs of rules, ids or prefixes of ids, in any case; an empty
    `select` chooses all. `accepted` are the ignores of connector.toml. Blocking findings
    are always reported, since they prevent a build.
    """

    def __init__(
        self,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        accepted: Iterable[Ignore] = (),
        operations: Mapping[str, str] | None = None,
    ) -> None:
        """Initialize the selection. `operations` maps an operationId to its JSON pointer."""
        self._select = tuple(map(_start, select))
        self._ignore = tuple(map(_start, ignore))
        self._by_rule: dict[str, list[tuple[Ignore, list[str] | None]]] = {}
        self._unused: dict[Ignore, None] = {}
        for entry in accepted:
            place = entry.place
            if place and not place.startswith("/"):
                place = (operations or {}).get(place, "")
                tokens = split_pointer(place) if place else None
            else:
                tokens = split_pointer(place)
            rule = find(entry.rule)
            if rule is not None:
                self._by_rule.setdefault(rule.id, []).append((entry, tokens))
            self._unused[entry] = None

    def chooses(self, rule: str) -> bool:
        """Return whether the options select findings of a rule."""
        is_selected = not self._select or _begins(rule, self._select)
        return is_selected and not _begins(rule, self._ignore)

    def keeps(self, rule: str, severity: Severity, pointer: str) -> bool:
        """Return whether to report a finding; mark the ignore that accepts it as used."""
        if severity is Severity.BLOCKING:
            return True
        return self.chooses(rule) and not self._accepts(rule, pointer)

    def filter(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings to report."""
        return [
            finding
            for finding in findings
            if self.keeps(finding.rule, finding.severity, finding.pointer)
        ]

    def _accepts(self, rule: str, pointer: str) -> bool:
        ignores = self._by_rule.get(rule)
        if ignores is None:
            return False
        at = split_pointer(pointer)
        accepted = False
        for entry, tokens in ignores:
            if tokens is not None and _is_below(at, tokens):
                self._unused.pop(entry, None)
                accepted = True
        return accepted

    def unused(self) -> Iterator[Finding]:
        """Yield a finding for each unused ignore of a selected rule."""
        for entry in self._unused:
            known = find(entry.rule)
            if not self.chooses(entry.rule if known is None else known.id):
                continue
            near = suggest(entry.rule)
            if known is None:
                message = f"There is no rule {entry.rule!r} to ignore."
                hint = (
                    f"Did you mean {near[0]}?"
                    if near
                    else "Name a rule that `connectorsmith explain` lists."
                )
            else:
                where = f" at {entry.place}" if entry.place else ""
                message = f"There is no finding of {known.id}{where} to ignore."
                hint = "Remove the line, or correct its place; blocking findings stay."
            yield UNUSED.finding(entry.location, message, hint)


def _is_below(at: Sequence[str], place: Sequence[str]) -> bool:
    """Return whether a place is at or below another; `*` matches any one step."""
    return len(at) >= len(place) and all(
        wanted in ("*", step) for wanted, step in zip(place, at, strict=False)
    )
