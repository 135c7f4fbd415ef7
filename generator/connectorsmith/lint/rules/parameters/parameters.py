"""Rules on single parameters: name, texts and presence."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.lookup import is_shown
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import SUMMARY


@rule(
    "PP075",
    "parameter-is-not-connection-id",
    Severity.ERROR,
    on=Kind.PARAMETER,
    microsoft="ConnectionIdParameterNotAllowed",
    bad="""
    parameters:
      connection:
        name: connectionId  # <- here
        in: query
    """,
    good="""
    parameters:
      connection: {name: connection, in: query, type: string}
    """,
)
def parameter_is_not_connection_id(parameter: Node) -> Problems:
    """No parameter has the name `connectionId`.

    Why: the platform adds a parameter of this name to every call.
    Fix: Rename the parameter; if the API requires this name, set it by a policy.
    See: certification-swagger-validator-rules
    """
    if parameter.get("name") == "connectionId":
        yield Problem("A parameter must not have the name 'connectionId'.", "name")


@rule(
    "PP085",
    "path-parameter-is-required",
    Severity.ERROR,
    on=Kind.PARAMETER,
    microsoft="PathParameterMustBeRequired",
    bad="""
    paths:
      /books/{id}:
        get:
          parameters:
            - name: id  # <- here
              in: path
              type: string
    """,
    good="""
    paths:
      /books/{id}:
        get:
          parameters:
            - {name: id, in: path, type: string, required: true}
    """,
)
def path_parameter_is_required(parameter: Node) -> Problems:
    """A path parameter is marked `required: true`.

    Why: the URL cannot be built without its value.
    Fix: Add required: true to the parameter.
    See: certification-swagger-validator-rules
    """
    if parameter.get("in") == "path" and parameter.get("required") is not True:
        yield Problem(
            f"The path parameter {show(parameter.text('name'))} must be required.",
            "required",
            key=True,
            fix=Put(True),
            effect="requires it",
        )


@rule(
    "PP090",
    "parameter-has-summary",
    Severity.ERROR,
    on=Kind.PARAMETER,
    microsoft="RequiredPropertyMissing",
    bad="""
    parameters:
      author:  # <- here
        name: author
        in: query
    """,
    good="""
    parameters:
      author: {name: author, in: query, x-ms-summary: Author}
      hidden: {name: hidden, in: query, x-ms-visibility: internal}
      body: {name: body, in: body}
    """,
)
def parameter_has_summary(parameter: Node) -> Problems:
    """Every parameter that makers see has an `x-ms-summary`.

    Why: it is the title of the input field; without it the raw name is shown. Microsoft's
        checks stop a submission without one (pull requests 550, 3841 and 4041 of
        microsoft/PowerPlatformConnectors). A body and an internal parameter have no input
        field.
    Fix: Add x-ms-summary with a short title, such as Book Id.
    See: certification-submission
    """
    if is_shown(parameter) and not parameter.get(SUMMARY):
        yield Problem("The parameter must have 'x-ms-summary'.", SUMMARY, key=True)


@rule(
    "PP091",
    "parameter-has-description",
    Severity.ERROR,
    on=Kind.PARAMETER,
    microsoft="RequiredPropertyMissing",
    bad="""
    parameters:
      author:  # <- here
        name: author
        in: query
    """,
    good="""
    parameters:
      author: {name: author, in: query, description: Who wrote it.}
      hidden: {name: hidden, in: query, x-ms-visibility: internal}
    """,
)
def parameter_has_description(parameter: Node) -> Problems:
    """Every parameter that makers see has a `description`.

    Why: it is the help text in the input field. Microsoft's checks stop a submission
        without one (pull request 4160 of microsoft/PowerPlatformConnectors).
    Fix: Add a description: a sentence that says what to enter.
    See: certification-submission
    """
    if is_shown(parameter) and not parameter.get("description"):
        yield Problem(
            "The parameter must have a 'description'.", "description", key=True
        )


@rule(
    "PP093",
    "parameter-summary-is-title-case",
    Severity.INFO,
    on=Kind.PARAMETER,
    bad="""
    parameters:
      author:
        name: author
        in: query
        x-ms-summary: Name of the author  # <- here
    """,
    good="""
    parameters:
      author: {name: author, in: query, x-ms-summary: Name of the Author (or ISBN)}
    """,
)
def parameter_summary_is_title_case(parameter: Node) -> Problems:
    """An `x-ms-summary` is in title case.

    Why: the guidance for texts asks for it; it is the title of an input field.
    Fix: Begin each word with a capital, except short ones such as "of".
    See: connector-string-guidance
    """
    words = _WORD.findall(parameter.text(SUMMARY))
    if any(word[0].islower() and word not in _SMALL_WORDS for word in words) or (
        words and words[0][0].islower()
    ):
        yield Problem(
            "The x-ms-summary must be in title case.",
            SUMMARY,
            fix=_titled(str(parameter.get(SUMMARY)), words),
        )


_WORD = re.compile(r"[^\W_][\w'\u2019.-]*")


def _titled(summary: str, words: list[str]) -> Put | None:
    """Return the fix in title case; None if a name such as iPhone has a case of its own."""
    if _MARKUP.search(summary) or any(
        word[0].islower() and not _PLAIN_WORD.fullmatch(word) for word in words
    ):
        return None
    first = _WORD.sub(lambda word: word[0][0].upper() + word[0][1:], summary, count=1)
    return Put(_WORD.sub(_capital, first))


_MARKUP = re.compile(r"[@{}<>`]|://")
_PLAIN_WORD = re.compile(r"[a-z]+(['\u2019-][a-z]+)*")


def _capital(word: re.Match[str]) -> str:
    return word[0] if word[0] in _SMALL_WORDS else word[0][0].upper() + word[0][1:]


_SMALL_WORDS = frozenset(
    "a an and as at but by for from if in into nor of on or per so the to vs via with yet".split()
)
