"""The output of `explain`: a rule as text, or a page of all rules as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectorsmith.lint.registry import find, registry, unknown_rule
from connectorsmith.lint.rule import Rule
from connectorsmith.settings.profile import Profile


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the short facts about a rule, each with its label."""
    yield "Severity", rule.severity
    if rule.microsoft:
        yield "Microsoft", rule.microsoft
    if rule.aliases:
        yield "Also", ", ".join(rule.aliases)
    if rule.profiles != tuple(Profile):
        yield "For", ", ".join(rule.profiles)


def _texts(rule: Rule) -> Iterator[tuple[str, str]]:
    documentation = rule.documentation
    for label, text in (
        ("Why", documentation.why),
        ("Fix", documentation.remedy),
    ):
        if text:
            yield label, text


def _examples(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    for label, example in (("Wrong", rule.bad), ("Right", rule.good)):
        if example:
            yield label, example.splitlines()


def explanation(name: str) -> str:
    """Return the documentation of a rule as text. Raises UsageError
    if there is no such rule.
    """
    rule = find(name)
    if rule is None:
        raise unknown_rule(name)
    lines = [f"{rule.id} ({rule.slug}): {rule.documentation.title}", ""]
    lines += [f"{label}: {fact}" for label, fact in _facts(rule)]
    for label, text in _texts(rule):
        lines += ["", f"{label}: {text}"]
    if rule.documentation.link:
        lines += ["", f"See: {rule.documentation.link}"]
    for label, example in _examples(rule):
        lines += ["", f"{label}:", "", *(f"    {line}".rstrip() for line in example)]
    return "\n".join(lines) + "\n"


_HEAD = """\
# Rules

The rules that `connectorsmith validate` checks, offline. Each rule has an example that breaks it
and one that follows it; the rules are tested with these examples. This page is generated from the
rules (`connectorsmith explain --markdown`); `connectorsmith explain PP085` prints one of them.

*Microsoft* is the code under which Microsoft's own validation reports the same, or the number of
its certification policy. *blocking* and *error* make `validate` exit with 1.

Each rule has a name besides its id. `explain`, `--select`, `--ignore` and `connector.toml` accept
both.
"""


def rules_page() -> str:
    """Return a table of all rules, and a section for each."""
    rules = registry().values()
    sections = [_HEAD, "\n".join(_table(rules)) + "\n", *map(_section, rules)]
    return "\n".join(sections)


def _table(rules: Iterable[Rule]) -> Iterator[str]:
    yield "| Rule | Name | Severity | Title | Microsoft |"
    yield "| --- | --- | --- | --- | --- |"
    for rule in rules:
        microsoft = f"`{rule.microsoft}`" if rule.microsoft else ""
        title = _cell(rule.documentation.title)
        yield (
            f"| [{rule.id}](#{rule.id.lower()}) | `{rule.slug}` | {rule.severity} "
            f"| {title} | {microsoft} |"
        )


def _section(rule: Rule) -> str:
    lines = [f"## {rule.id}", "", _text(rule.documentation.title), ""]
    facts = [("Name", f"`{rule.slug}`")]
    for label, fact in _facts(rule):
        facts.append((label, f"`{fact}`" if label == "Microsoft" else fact))
    lines += [f"*{'; '.join(f'{label}: {fact}' for label, fact in facts)}*", ""]
    for label, text in _texts(rule):
        lines += [f"{label}: {_text(text)}", ""]
    lines += [f"See <{rule.documentation.link}>", ""]
    for label, example in _examples(rule):
        lines += [f"{label}:", "", "```yaml", *example, "```", ""]
    return "\n".join(line.rstrip() for line in lines)


def _text(text: str) -> str:
    """Return prose of a docstring as Markdown; only what would be a
    tag or emphasis is escaped.
    """
    pieces = text.split("`")
    pieces[::2] = [_escaped(piece) for piece in pieces[::2]]
    return "`".join(pieces)


def _escaped(text: str) -> str:
    for character in "*_<":
        text = text.replace(character, f"\\{character}")
    return text


def _cell(text: str) -> str:
    return _text(text).replace("|", "\\|")
