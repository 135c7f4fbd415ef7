"""Headings of a readme and code of a script, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.growth import assert_linear
from support.lint import document, lint_files

from connectorsmith.diagnostics.findings import Finding, Severity
from connectorsmith.inputs.facts import text_facts
from connectorsmith.inputs.files import Files
from connectorsmith.lint.words.csharp import code
from connectorsmith.settings.profile import Profile

NOTHING = document({})
SECTIONS = ("PP221", "PP222", "PP223", "PP224", "PP225")
INDEPENDENT = Profile.INDEPENDENT_PUBLISHER


def of_readme(text: str, profile: Profile = INDEPENDENT) -> list[Finding]:
    files = Files(NOTHING, readme=text_facts(text.encode(), "readme.md"))
    return lint_files(files, rules=SECTIONS, profile=profile)


def of_script(text: str) -> list[tuple[str, int]]:
    files = Files(NOTHING, script=text_facts(text.encode(), "script.csx"))
    found = lint_files(files, rules=("PP232", "PP233", "PP235"))
    return [(one.rule, one.location.line) for one in found]


@pytest.mark.parametrize(
    "readme",
    [
        """# Shelf
## Publisher: Shelf Team
## Pre-requisites
## Supported Operations
### List books
## Obtaining Credentials
## Known Issues and Limitations
""",
        """Shelf
=====
##Publisher
**Prerequisites**
__Operations__:
How to get an API key
---
#### LIMITATIONS ####
""",
    ],
)
def test_headings_are_found_in_every_form(readme: str) -> None:
    assert of_readme(readme) == []
    assert of_readme(readme.replace("\n", "\r\n")) == []


def test_words_of_the_text_and_of_code_are_no_headings() -> None:
    readme = """# Shelf
The publisher has prerequisites, operations, credentials and limitations.

```
# Publisher
## Prerequisites
```
~~~
## Supported Operations
```
## Obtaining Credentials
~~~
"""
    assert [one.rule for one in of_readme(readme)] == list(SECTIONS)


def test_most_sections_are_style_for_verified_publishers() -> None:
    told = {one.rule: one.severity for one in of_readme("", Profile.VERIFIED_PUBLISHER)}
    mild, bad = Severity.INFO, Severity.WARNING
    assert told == dict(zip(SECTIONS, (mild, bad, bad, mild, mild), strict=True))
    assert of_readme("", Profile.CUSTOM) == []


SCRIPT = """\
using System.Net.Http;
public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        return await this.Context.SendAsync(this.Context.Request, CancellationToken);
    }
}
"""


def test_a_script_as_the_platform_wants_it() -> None:
    assert of_script(SCRIPT) == []
    assert of_script(SCRIPT.replace("public class", "public partial class")) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("using System.Globalization;", [("PP235", 1)]),
        ("  using   Newtonsoft.Json.Schema ;", [("PP235", 1)]),
        ("using static System.Globalization.CultureInfo;", []),
        ("using (var made = Make()) {}", []),
        ("using var made = Make();", []),
        ("// using System.Globalization;", []),
        ("var made = new HttpClient();", [("PP233", 1)]),
        ("HttpClient made = new();", [("PP233", 1)]),
        ("var made = new System.Net.Http.HttpClient { };", [("PP233", 1)]),
        ("var made = new HttpClientHandler();", []),
        ('var text = "new HttpClient()";', []),
        ('var text = @"a "" new HttpClient()";', []),
        ("var quote = '\"'; var made = new HttpClient();", [("PP233", 1)]),
        ("/* new HttpClient() */", []),
    ],
)
def test_only_code_counts(line: str, expected: list[tuple[str, int]]) -> None:
    assert of_script(f"{line}\n{SCRIPT}") == expected


def test_a_class_in_a_comment_is_none() -> None:
    assert of_script(f"/*\n{SCRIPT}*/") == [("PP232", 1)]


@given(st.text(alphabet="\"'@$\\/*\na ", max_size=40))
def test_code_keeps_its_lines(text: str) -> None:
    shown = code(text.split("\n"))
    assert [len(line) for line in shown.split("\n")] == [
        len(line) for line in text.split("\n")
    ]


@pytest.mark.parametrize(
    "piece", ['"', "'", "/*", '@"', "new ", "public ", "using ", "\\", "a."]
)
def test_a_long_script_does_not_cost_a_square(piece: str) -> None:
    assert_linear(lambda size: lambda: of_script(piece * size), 100_000)
    assert_linear(lambda size: lambda: of_readme(f"{piece}\n" * size), 25_000)
