"""Every rule against its own examples, and what the registry says about them."""

from __future__ import annotations

import re
import sys
from dataclasses import replace

import pytest
from support.lint import read

from connectorsmith.diagnostics.catalogue import Documentation, FindingKind
from connectorsmith.diagnostics.errors import UsageError
from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.documents.document import Source
from connectorsmith.inputs.facts import text_facts
from connectorsmith.inputs.files import Files
from connectorsmith.lint.engine import Report, lint_package, run_rules
from connectorsmith.lint.engine import problems as all_problems
from connectorsmith.lint.explain import explanation
from connectorsmith.lint.fixes.rounds import Judge, fix
from connectorsmith.lint.nodes.node import Kind
from connectorsmith.lint.registry import KINDS, by_name, find, registry, suggest
from connectorsmith.lint.rule import Rule

RULES = [rule for rule in registry().values() if rule.check]
ON_PROPERTIES = {
    Kind.PROPERTIES_FILE,
    Kind.PROPERTIES,
    Kind.PARAMETER_SET,
    Kind.CONNECTION_PARAMETER,
    Kind.OAUTH,
    Kind.POLICY,
}
HERE = "# <- here"


def files_of(rule: Rule, example: str) -> Files:
    """The files that an example shows, in a folder with nothing besides."""
    nothing = read("{}")
    match rule.on[0]:
        case Kind.README:
            return Files(nothing, readme=text_facts(example.encode(), "readme.md"))
        case Kind.SCRIPT if example.startswith("{"):  # the facts themselves
            return Files(nothing, script=read(example, "script.yaml"))
        case Kind.SCRIPT:
            return Files(nothing, script=text_facts(example.encode(), "script.csx"))
        case Kind.SETTINGS:
            return Files(nothing, settings=read(example, "settings.yaml"))
        case Kind.ICON:
            return Files(nothing, icon=read(example, "icon.yaml"))
        case Kind.PACKAGE:
            return Files(read(example, "package.yaml"))
        case Kind.FOLDER:
            folder = read(example)
            assert isinstance(folder.value, dict)
            return Files(folder, names=folder.value["files"])
    first, _, second = example.partition("\n---\n")
    if not second and rule.on[0] in ON_PROPERTIES:
        return Files(nothing, read(first, "properties.yaml"), names=())
    properties = read(second, "properties.yaml") if second else None
    return Files(read(first), properties, names=())


def problems(rule: Rule, example: str) -> list[Finding]:
    files = files_of(rule, example)
    if Kind.PACKAGE in rule.on:
        return [one for one in lint_package(files.definition) if one.rule == rule.id]
    return run_rules([rule], files, profile=rule.profiles[0])


def marked(files: Files) -> list[tuple[str, int]]:
    documents = (
        files.definition,
        files.properties,
        files.settings,
        files.readme,
        files.script,
        files.icon,
    )
    return [
        (document.source.name, number)
        for document in documents
        if document is not None
        for number, line in enumerate(document.source.text.splitlines(), 1)
        if HERE in line
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_fires_at_the_marked_line_of_its_bad_example(rule: Rule) -> None:
    expected = marked(files_of(rule, rule.bad))
    found = problems(rule, rule.bad)
    assert expected, "the bad example has no mark"
    assert [(f.location.file, f.location.line) for f in found] == expected
    assert {finding.rule for finding in found} == {rule.id}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_is_silent_on_its_good_example(rule: Rule) -> None:
    assert HERE not in rule.good
    assert rule.good
    assert problems(rule, rule.good) == []


def nothing(_: Files) -> list[Finding]:
    return []


def lintable(files: Files) -> Files:
    """The files with names that say that they are YAML, so that they can be edited."""
    return replace(
        files,
        **{
            name: replace(document, source=Source(f"{name}.yaml", document.source.text))
            for name in ("definition", "properties", "settings")
            if (document := getattr(files, name)) is not None
        },
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_its_fix_repairs_its_bad_example(rule: Rule) -> None:
    # Alone: an example shows no whole connector, and what it lacks is no harm of the fix.
    def told(files: Files) -> list[Report]:
        found = all_problems(files, profile=rule.profiles[0])
        return [one for one in found if one.rule == rule.id]

    files = lintable(files_of(rule, rule.bad))
    own = told(files)
    if not own or any(one.fix is None for one in own):
        return  # it has none, or not for this mistake
    fixed = fix(files, Judge(told, nothing))
    assert told(fixed.files) == []
    again = fix(fixed.files, Judge(told, nothing))
    assert again.fixed == 0


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_its_codes_are_microsofts(rule: Rule) -> None:
    codes = (rule.microsoft or "").split(", ") if rule.microsoft else []
    assert [c for c in codes if not re.fullmatch(r"[A-Za-z]+|5000(\.\d+)+", c)] == []
    told = {finding.code for finding in problems(rule, rule.bad)}
    assert told <= {*codes, None}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_says_one_sentence_and_one_hint(rule: Rule) -> None:
    for finding in problems(rule, rule.bad):
        assert re.fullmatch(r"[^\n]+\.", finding.message)
        assert finding.hint
        assert "\n" not in finding.hint
        assert finding.pointer == "" or finding.pointer.startswith("/")


@pytest.mark.parametrize("rule", registry().values(), ids=lambda rule: rule.id)
def test_docstring_says_what_why_how_and_where(rule: Rule) -> None:
    told = rule.documentation
    assert re.fullmatch(r"\S.*\.", told.title)
    assert told.why
    assert told.remedy.endswith(".")
    assert told.link.startswith("https://")
    assert not told.link.endswith("/")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_id_has_the_usual_shape(rule: Rule) -> None:
    assert re.fullmatch(r"PP\d{3}[a-z]?|MS\d{3}|CS0\d{2}|OAS2", rule.id)


def test_documentation_is_parsed_in_parts() -> None:
    told = Documentation.parse("""A book has a title.

        Why: it is found
            by it.
        Fix: Give it one.
        See: coding-standards
        """)
    assert told == Documentation(
        "A book has a title.",
        "it is found by it.",
        "Give it one.",
        "https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards",
    )


def test_loading_and_conformance_are_documented() -> None:
    told = {
        id: rule.severity
        for id, rule in registry().items()
        if rule.check is None or id == "OAS2"
    }
    assert told == {
        "CS010": Severity.BLOCKING,
        "CS011": Severity.WARNING,
        "CS012": Severity.INFO,
        "CS013": Severity.WARNING,
        "CS026": Severity.WARNING,
        "CS060": Severity.INFO,
        "CS001": Severity.BLOCKING,
        "CS002": Severity.ERROR,
        "CS003": Severity.WARNING,
        "CS004": Severity.BLOCKING,
        "CS005": Severity.BLOCKING,
        "CS006": Severity.BLOCKING,
        "OAS2": Severity.ERROR,
        "MS300": Severity.ERROR,
        "PP238": Severity.WARNING,
    }


@pytest.mark.parametrize("rule", registry().values(), ids=lambda rule: rule.id)
def test_its_slug_is_short_and_is_the_name_of_its_function(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", rule.slug)
    assert len(rule.slug) <= 45
    if rule.check is not None:
        assert getattr(rule.check, "__name__", "") == rule.slug.replace("-", "_")


def test_no_two_rules_share_a_name() -> None:
    first, second, *_ = RULES
    for again in (
        replace(second, id=first.id.lower()),
        replace(second, slug=first.slug),
        replace(second, aliases=(first.id,)),
    ):
        with pytest.raises(ValueError, match="two rules are called"):
            by_name((first, again))
    assert find(first.slug) is first


def test_every_kind_of_finding_is_listed() -> None:
    declared = {
        id(value)
        for name, module in sys.modules.items()
        if name.startswith("connectorsmith.")
        for value in vars(module).values()
        if isinstance(value, FindingKind)
    }
    assert declared == {id(kind) for kind in KINDS}


def test_explain_tells_everything() -> None:
    text = explanation("pp085")
    assert text == explanation("Path-Parameter-Is-Required")
    assert text.startswith(
        "PP085 (path-parameter-is-required): A path parameter is marked `required: true`.\n"
    )
    for part in (
        "Severity: error",
        "Microsoft: PathParameterMustBeRequired",
        "Why: the URL cannot be built without its value.",
        "Fix: Add required: true to the parameter.",
        "See: https://learn.microsoft.com/",
        "Wrong:\n\n    paths:\n",
        "Right:\n\n    paths:\n",
    ):
        assert part in text


def test_explain_of_a_finding_made_elsewhere_has_no_examples() -> None:
    text = explanation("CS003")
    assert "byte order mark" in text
    assert "Wrong:" not in text


def test_explain_takes_the_ids_of_syntax_for_each_file() -> None:
    assert explanation("PP001") == explanation("pp169") == explanation("CS001")
    assert "Also: PP001, PP169" in explanation("PP001")


def test_unknown_ids_are_suggested_for() -> None:
    with pytest.raises(UsageError, match=r"no rule 'PP85'; did you mean .*PP085"):
        explanation("PP85")
    assert find("PP85") is None
    assert "PP085" in suggest("PP85")
    assert "OAS2" in suggest("oas20")
    assert "enum-is-not-empty" in suggest("enum-not-empty")
    assert suggest("x" * 1_000_000) == ()
