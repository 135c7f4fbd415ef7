"""Rules on the length and the wording of a parameter's texts."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.lookup import is_shown
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.sentences import full_stop
from connectorsmith.openapi.extensions import SUMMARY

_MAX_SUMMARY_LENGTH = 80
"""Characters; a longer title of an input field is cut off."""


@rule(
    "PP092",
    "parameter-summary-is-at-most-80-characters",
    Severity.WARNING,
    on=Kind.PARAMETER,
    bad=f"""
    parameters:
      author:
        name: author
        in: query
        x-ms-summary: {"Name of the Author " * 5}  # <- here
    """,
    good="""
    parameters:
      author: {name: author, in: query, x-ms-summary: Name of the Author}
    """,
)
def parameter_summary_is_at_most_80_characters(parameter: Node) -> Problems:
    """A parameter's `x-ms-summary` has at most 80 characters.

    Why: it is the title of an input field, where a longer one is cut off.
    Fix: Shorten x-ms-summary to a few words, and explain them in description.
    See: connector-string-guidance
    """
    length = len(parameter.text(SUMMARY))
    if length > _MAX_SUMMARY_LENGTH:
        yield Problem(
            f"The x-ms-summary must have at most {_MAX_SUMMARY_LENGTH} characters,"
            f" not {length}.",
            SUMMARY,
        )


@rule(
    "PP091p",
    "parameter-description-is-a-sentence",
    Severity.INFO,
    on=Kind.PARAMETER,
    bad="""
    parameters:
      author:
        name: author
        in: query
        description: Who wrote it  # <- here
    """,
    good="""
    parameters:
      author: {name: author, in: query, description: Who wrote it?}
      hidden: {name: hidden, in: query, description: The shelf, x-ms-visibility: internal}
    """,
)
def parameter_description_is_a_sentence(parameter: Node) -> Problems:
    """The description of a parameter that makers see ends in punctuation.

    Why: reviewers ask for whole sentences, as in the descriptions of operations.
    Fix: End description with a full stop.
    See: certification-submission
    """
    description = parameter.text("description")
    if is_shown(parameter) and description and description[-1] not in ".!?":
        yield Problem(
            "The description must end in a full stop.",
            "description",
            fix=full_stop(parameter.get("description")),
        )


@rule(
    "PP064p",
    "parameter-description-differs-from-summary",
    Severity.INFO,
    on=Kind.PARAMETER,
    bad="""
    parameters:
      author:
        name: author
        in: query
        x-ms-summary: Author Name
        description: Author name.  # <- here
    """,
    good="""
    parameters:
      author:
        name: author
        in: query
        x-ms-summary: Author Name
        description: The name as printed on the cover, such as Woolf.
    """,
)
def parameter_description_differs_from_summary(parameter: Node) -> Problems:
    """A parameter's description says more than its `x-ms-summary`.

    Why: both are shown in the same input field; the description should help makers who did
        not understand the title.
    Fix: Say in description what to enter: its format, an example, where to find it.
    See: coding-standards
    """
    summary = parameter.text(SUMMARY)
    if summary and _bare(summary) == _bare(parameter.text("description")):
        yield Problem(
            "The description must say more than the x-ms-summary.",
            "description",
        )


def _bare(text: str) -> str:
    return text.rstrip(".").casefold()
