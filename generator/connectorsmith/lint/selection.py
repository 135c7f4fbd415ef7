"""Which findings a person wants to see: chosen on the command line, accepted with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.documents.document import split_pointer
from connectorsmith.lint.registry import find, registry, suggest
from connectorsmith.settings.lint import Ignore

UNUSED = "CS013"
"""The rule of an ignore that matches nothing."""


def _meant(wanted: str) -> str:
    """The id that a rule is told under, for one of its other ids; else what was written."""
    rule = find(wanted)
    return (wanted if rule is None else rule.id).casefold()


def check_ids(wanted: Iterable[str]) -> None:
    """Raises LookupError for what no rule's id begins with."""
    known = [id_.casefold() for id_ in registry()]
    for one in wanted:
        if not any(id_.startswith(_meant(one)) for id_ in known):
            near = suggest(one)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise LookupError(f"there is no rule {one!r}{hint}")


class Selection:
    """The findings that are wanted.

    `select` and `ignore` hold ids of rules or what they begin with, in any case; an empty
    `select` chooses all. `accepted` are the ignores of connector.toml. Blocking findings
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
        self._select = tuple(map(_meant, select))
        self._ignore = tuple(map(_meant, ignore))
        self._by_rule: dict[str, list[tuple[Ignore, list[str] | None]]] = {}
        self._unused: dict[Ignore, None] = {}
        for one in accepted:
            place = one.place
            if place and not place.startswith("/"):
                place = (operations or {}).get(place, "")
                tokens = split_pointer(place) if place else None
            else:
                tokens = split_pointer(place)
            self._by_rule.setdefault(_meant(one.rule), []).append((one, tokens))
            self._unused[one] = None

    def chooses(self, rule: str) -> bool:
        """Whether findings of a rule were asked for at all."""
        id_ = rule.casefold()
        chosen = not self._select or id_.startswith(self._select)
        return chosen and not (self._ignore and id_.startswith(self._ignore))

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
        ignores = self._by_rule.get(rule.casefold())
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
            yield Finding(UNUSED, Severity.WARNING, message, one.location, hint=hint)


def _is_below(at: Sequence[str], place: Sequence[str]) -> bool:
    """Whether a place is at or below another; `*` stands for any one step."""
    return len(at) >= len(place) and all(
        wanted in ("*", step) for wanted, step in zip(place, at, strict=False)
    )
