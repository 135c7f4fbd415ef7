"""The page of all rules in the documentation, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectorsmith.lint.registry import registry
from connectorsmith.lint.rule import Rule
from connectorsmith.settings.profile import Profile

_HEAD = """\
# Rules

What `connectorsmith validate` looks at, offline. Each rule has an example that breaks it, and one
that keeps it; the tests of the rules are these examples. This page is made from the rules
themselves (`connectorsmith explain --markdown`); `connectorsmith explain PP085` prints one.

*Microsoft* is the code under which Microsoft's own validation reports the same, or the number of
its certification policy. *blocking* and *error* make `validate` exit with 1.
"""


def rules_page() -> str:
    """A table of all rules, and a section for each."""
    rules = registry().values()
    sections = [_HEAD, "\n".join(_table(rules)) + "\n", *map(_section, rules)]
    return "\n".join(sections)


def _table(rules: Iterable[Rule]) -> Iterator[str]:
    yield "| Rule | Severity | What holds in a good connector | Microsoft |"
    yield "| --- | --- | --- | --- |"
    for rule in rules:
        microsoft = f"`{rule.microsoft}`" if rule.microsoft else ""
        title = _cell(rule.documentation.title)
        yield (
            f"| [{rule.id}](#{rule.id.lower()}) | {rule.severity} | {title} | {microsoft} |"
        )


def _section(rule: Rule) -> str:
    told = rule.documentation
    lines = [f"## {rule.id}", "", _text(told.title), ""]
    facts = [f"Severity: {rule.severity}"]
    if rule.microsoft:
        facts.append(f"Microsoft: `{rule.microsoft}`")
    if rule.aliases:
        facts.append(f"Also: {', '.join(rule.aliases)}")
    if rule.profiles != tuple(Profile):
        facts.append(f"For: {', '.join(rule.profiles)}")
    lines += [f"*{'; '.join(facts)}*", ""]
    lines += [f"Why: {_text(told.why)}", "", f"What to do: {_text(told.remedy)}", ""]
    lines += [f"See <{told.link}>", ""]
    for name, example in (("Wrong", rule.bad), ("Right", rule.good)):
        if example:
            lines += [f"{name}:", "", "```yaml", *example.splitlines(), "```", ""]
    return "\n".join(line.rstrip() for line in lines)


def _text(text: str) -> str:
    """Prose of a docstring: only what Markdown would take for a tag or an emphasis is escaped."""
    pieces = text.split("`")
    pieces[::2] = [_escaped(piece) for piece in pieces[::2]]
    return "`".join(pieces)


def _escaped(text: str) -> str:
    for character in "*_<":
        text = text.replace(character, f"\\{character}")
    return text


def _cell(text: str) -> str:
    return _text(text).replace("|", "\\|")
