"""Rules on the summary and the description of an operation."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.lookup import is_outside
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.sentences import full_stop
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import is_internal


@rule(
    "PP055",
    "operation-has-summary",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="RequiredPropertyMissing",
    bad="""
    paths:
      /books:
        get:  # <- here
          operationId: ListBooks
    """,
    good="""
    paths:
      /books:
        get: {summary: List books}
        head: {x-ms-visibility: internal}
    """,
)
def operation_has_summary(operation: Node) -> Problems:
    """Every operation has a `summary`, unless it is internal.

    Why: it is the name of the action or trigger that makers see.
    Fix: Add a short summary that begins with a verb, such as List books.
    See: certification-submission
    """
    if (
        not operation.text("summary")
        and not is_internal(operation.value)
        and not is_outside(operation, "summary")
    ):
        yield Problem("The operation must have a 'summary'.", "summary", key=True)


_MAX_SHOWN, _TOO_LONG = 80, 120
"""Characters of a summary: more than 80 are cut off, 120 and more are refused."""


@rule(
    "PP056",
    "operation-summary-is-at-most-80-characters",
    Severity.WARNING,
    on=Kind.OPERATION,
    bad=f"""
    paths:
      /books:
        get:
          summary: List {"all the many " * 6}books  # <- here
    """,
    good="""
    paths:
      /books:
        get: {summary: List books}
    """,
)
def operation_summary_is_at_most_80_characters(operation: Node) -> Problems:
    """A summary has at most 80 characters.

    Why: a longer one is cut off in the list of actions.
    Fix: Move the details from summary to description.
    See: connector-string-guidance
    """
    length = len(operation.text("summary"))
    if _MAX_SHOWN < length < _TOO_LONG:
        yield Problem(
            f"The summary must have at most {_MAX_SHOWN} characters, not {length}.",
            "summary",
        )


@rule(
    "PP056b",
    "operation-summary-is-alphanumeric",
    Severity.INFO,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        get:
          summary: List books, newest first  # <- here
    """,
    good="""
    paths:
      /books:
        get: {summary: List books (newest first)}
    """,
)
def operation_summary_is_alphanumeric(operation: Node) -> Problems:
    """A summary has only letters, digits, spaces and parentheses.

    Why: the submission guide asks for it, though many published summaries have others.
    Fix: Remove the other characters from summary.
    See: certification-submission
    """
    summary = operation.text("summary")
    if _RESTRICTED.search(summary) or summary[-1:] in _PUNCTUATION:
        return  # PP058 and PP059 report it
    if not all(c.isalnum() or c in " ()" for c in summary):
        yield Problem(
            "The summary must have only letters, digits, spaces and parentheses.",
            "summary",
        )


@rule(
    "PP057",
    "operation-summary-is-below-120-characters",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="OperationSummaryTooLong",
    bad=f"""
    paths:
      /books:
        get:
          summary: List {"all the many " * 12}books  # <- here
    """,
    good="""
    paths:
      /books:
        get: {summary: List books}
    """,
)
def operation_summary_is_below_120_characters(operation: Node) -> Problems:
    """A summary has fewer than 120 characters.

    Why: the platform refuses a longer one.
    Fix: Move the details from summary to description.
    See: certification-swagger-validator-rules
    """
    length = len(operation.text("summary"))
    if length >= _TOO_LONG:
        yield Problem(
            f"The summary must have fewer than {_TOO_LONG} characters, not {length}.",
            "summary",
        )


_RESTRICTED = re.compile(r"[/\\<>*%&?]")


@rule(
    "PP058",
    "operation-summary-has-no-restricted-character",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="RestrictedCharactersInSummary",
    bad=r"""
    paths:
      /books:
        get:
          summary: Add/change a book  # <- here
    """,
    good="""
    paths:
      /books:
        get: {summary: Add or change a book}
    """,
)
def operation_summary_has_no_restricted_character(operation: Node) -> Problems:
    r"""A summary has none of the characters / \ < > * % & and ?.

    Why: the summary becomes the name of a step, which cannot contain them.
    Fix: Replace the character in summary with a word.
    See: certification-swagger-validator-rules
    """
    restricted = _RESTRICTED.search(operation.text("summary"))
    if restricted:
        yield Problem(
            f"The summary must not contain {show(restricted.group())}.", "summary"
        )


_PUNCTUATION = frozenset(".,:;!-\u2013\u2026")  # dash and ellipsis


@rule(
    "PP059",
    "operation-summary-has-no-end-punctuation",
    Severity.WARNING,
    on=Kind.OPERATION,
    microsoft="ValueMustEndWithAlphanumeric",
    bad="""
    paths:
      /books:
        get:
          summary: List books.  # <- here
    """,
    good="""
    paths:
      /books:
        get: {summary: List books (newest first)}
    """,
)
def operation_summary_has_no_end_punctuation(operation: Node) -> Problems:
    """A summary does not end in punctuation.

    Why: it is a title, not a sentence.
    Fix: Remove the last character of summary.
    See: connector-string-guidance
    """
    summary = operation.text("summary")
    if summary[-1:] in _PUNCTUATION:
        short = summary.rstrip("".join(_PUNCTUATION) + " ")
        yield Problem(
            f"The summary must not end in {show(summary[-1])}.",
            "summary",
            fix=Put(short) if short else None,
        )


@rule(
    "PP062",
    "operation-has-description",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="RequiredPropertyMissing",
    bad="""
    paths:
      /books:
        get:  # <- here
          summary: List books
    """,
    good="""
    paths:
      /books:
        get: {description: Lists the books of a shelf.}
        head: {x-ms-visibility: internal}
    """,
)
def operation_has_description(operation: Node) -> Problems:
    """Every operation has a `description`, unless it is internal.

    Why: makers read it to know what the action does.
    Fix: Add a description: a sentence that says what the operation does and returns.
    See: certification-submission
    """
    if (
        not operation.text("description")
        and not is_internal(operation.value)
        and not is_outside(operation, "description")
    ):
        yield Problem(
            "The operation must have a 'description'.", "description", key=True
        )


@rule(
    "PP063",
    "operation-description-is-a-sentence",
    Severity.INFO,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        get:
          description: Lists the books of a shelf  # <- here
    """,
    good="""
    paths:
      /books:
        get: {description: Lists the books of a shelf.}
    """,
)
def operation_description_is_a_sentence(operation: Node) -> Problems:
    """A description ends in punctuation.

    Why: reviewers ask for whole sentences.
    Fix: End description with a full stop.
    See: coding-standards
    """
    description = operation.text("description")
    # Microsoft's guide appends this word to the description.
    sentence = description.removesuffix("(deprecated)").rstrip()
    if sentence and sentence[-1] not in ".!?":
        yield Problem(
            "The description must end in a full stop.",
            "description",
            fix=full_stop(operation.get("description")),
        )


@rule(
    "PP064",
    "operation-description-differs-from-summary",
    Severity.INFO,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        get:
          summary: List books
          description: List books.  # <- here
    """,
    good="""
    paths:
      /books:
        get:
          summary: List books
          description: Lists the books of a shelf, the newest first.
    """,
)
def operation_description_differs_from_summary(operation: Node) -> Problems:
    """An operation's description says more than its summary.

    Why: both are shown one below the other.
    Fix: Say in the description what the summary leaves out.
    See: coding-standards
    """
    summary, description = operation.text("summary"), operation.text("description")
    if summary and _bare(summary) == _bare(description):
        yield Problem("The description must say more than the summary.", "description")


def _bare(text: str) -> str:
    return text.rstrip(".").casefold()
