"""Rules on the wording of summaries and descriptions of operations."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.english import why_not_english
from connectorsmith.lint.words.wording import show
from connectorsmith.settings.profile import CERTIFIED

_TEXTS = ("summary", "description")


@rule(
    "PP060",
    "operation-summary-is-capitalized",
    Severity.INFO,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        get:
          summary: list books  # <- here
    """,
    good="""
    paths:
      /books:
        get: {summary: List books}
        post: {summary: iPad import}
    """,
)
def operation_summary_is_capitalized(operation: Node) -> Problems:
    """A summary begins with a capital.

    Why: the guidance for texts asks for sentence case. A name with a later capital, such as
        iPad, passes.
    Fix: Begin the summary with a capital.
    See: connector-string-guidance
    """
    summary = operation.text("summary")
    first = re.match(r"\w+", summary)
    if first and first.group()[0].islower() and first.group().islower():
        yield Problem(
            "The summary must begin with a capital.",
            "summary",
            fix=Put(summary[0].upper() + summary[1:]),
        )


_PRODUCTS = re.compile(
    r"\b(?:power apps|power automate|logic apps|microsoft flow)\b", re.IGNORECASE
)


@rule(
    "PP061",
    "operation-text-has-no-product-name",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="ValueContainsRestrictedWords",
    profiles=CERTIFIED,
    bad="""
    paths:
      /books:
        get:
          description: Lists the books for Power Automate.  # <- here
    """,
    good="""
    paths:
      /books:
        get: {description: Lists the books of a shelf.}
    """,
)
def operation_text_has_no_product_name(operation: Node) -> Problems:
    """A summary or description names neither Power Apps, Power Automate nor Logic Apps.

    Why: an operation works in all of them; certification refuses the names.
    Fix: Describe what the operation does, not the products that use it.
    See: certification-submission
    """
    for key in _TEXTS:
        product = _PRODUCTS.search(operation.text(key))
        if product:
            yield Problem(f"The {key} must not name {show(product.group())}.", key)


@rule(
    "PP065",
    "operation-text-is-english",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="ValueMustBeInEnglish",
    profiles=CERTIFIED,
    bad="""
    paths:
      /books:
        get:
          description: Renvoie la liste des livres pour une étagère.  # <- here
    """,
    good="""
    paths:
      /books:
        get: {summary: Liste Karten, description: "Lists the cards, such as Karte des Landes."}
    """,
)
def operation_text_is_english(operation: Node) -> Problems:
    """Summaries and descriptions are in English.

    Why: people of all countries read them; certification refuses other languages. The
        language is guessed from the script and from small words such as "und" or "pour"; if
        in doubt, nothing is reported.
    Fix: Translate the text into English.
    See: certification-swagger-validator-rules
    """
    for key in _TEXTS:
        reason = why_not_english(operation.text(key))
        if reason:
            yield Problem(f"The {key} must be in English, but {reason}.", key)


@rule(
    "PP066",
    "description-has-no-url",
    Severity.INFO,
    on=(Kind.OPERATION, Kind.INFO),
    microsoft="5000.2.3.6",
    profiles=CERTIFIED,
    bad="""
    paths:
      /books:
        get:
          description: Lists books. See https://shelf.example/books.  # <- here
    """,
    good="""
    paths:
      /books:
        get: {description: Lists the books of a shelf.}
    """,
)
def description_has_no_url(node: Node) -> Problems:
    """A description contains no URL.

    Why: it is shown as plain text, where a link cannot be opened; certification reports it.
    Fix: Describe it in words; put the link into externalDocs or the readme.
    See: certification-submission
    """
    if re.search(r"\bhttps?://[\w{]|\bwww\.\w", node.text("description")):
        yield Problem("The description must not contain a URL.", "description")


_DEPRECATED = "deprecated"


@rule(
    "PP079",
    "deprecated-operation-says-deprecated",
    Severity.INFO,
    on=Kind.OPERATION,
    bad="""
    paths:
      /books:
        get:
          deprecated: true
          summary: List books  # <- here
          description: Lists all books (deprecated).
    """,
    good="""
    paths:
      /books:
        get:
          deprecated: true
          summary: List books (deprecated)
          description: Lists all books. Deprecated, use another action.
    """,
)
def deprecated_operation_says_deprecated(operation: Node) -> Problems:
    """The summary and the description of a deprecated operation contain "deprecated".

    Why: makers do not see `deprecated: true`.
    Fix: Append (deprecated) to the text.
    See: deprecate-operation
    """
    if operation.get("deprecated") is not True:
        return
    for key in _TEXTS:
        text = operation.text(key)
        if text and _DEPRECATED not in text.casefold():
            yield Problem(
                f"The {key} of a deprecated operation must contain 'deprecated'.",
                key,
                fix=Put(f"{text} ({_DEPRECATED})"),
            )
