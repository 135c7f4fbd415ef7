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

    Why: it is the title of an input field, which is cut where it is longer.
    Fix: Name the thing in a few words, and explain it in the description.
    See: connector-string-guidance
    """
    length = len(parameter.text(SUMMARY))
    if length > _MAX_SUMMARY_LENGTH:
        yield Problem(
            f"The x-ms-summary has {length} characters, more than {_MAX_SUMMARY_LENGTH}.",
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
    Fix: End it with a full stop.
    See: certification-submission
    """
    description = parameter.text("description")
    if is_shown(parameter) and description and description[-1] not in ".!?":
        yield Problem(
            "The description does not end in a full stop.",
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
        description: The name as it stands on the cover, such as Woolf.
    """,
)
def parameter_description_differs_from_summary(parameter: Node) -> Problems:
    """A parameter's description says more than its `x-ms-summary`.

    Why: both are shown in the same input field; the second should help who did not
        understand the first.
    Fix: Say what to enter: the form, an example, where to find it.
    See: coding-standards
    """
    summary = parameter.text(SUMMARY)
    if summary and _bare(summary) == _bare(parameter.text("description")):
        yield Problem(
            "The description only repeats the x-ms-summary.",
            "description",
        )


def _bare(text: str) -> str:
    return text.rstrip(".").casefold()
