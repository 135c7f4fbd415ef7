"""Rules on `info`: title, description and version."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.settings.profile import CERTIFIED


@rule(
    "PP020",
    "info-title-is-present",
    Severity.ERROR,
    on=Kind.INFO,
    microsoft="RequiredPropertyMissing",
    bad="""
    info:  # <- here
      version: "1.0"
    """,
    good="""
    info: {title: Shelf, version: "1.0"}
    """,
)
def info_title_is_present(info: Node) -> Problems:
    """`info` has a `title`.

    Why: it is the name of the connector wherever makers see it.
    Fix: Add a title of at most 30 characters.
    See: certification-swagger-validator-rules
    """
    if "title" not in info.value or info.get("title") == "":
        yield Problem("'info' must have a 'title'.", "title", key=True)


_MAX_TITLE_LENGTH = 30
"""Characters; certification refuses a longer title."""


@rule(
    "PP021",
    "info-title-is-short",
    Severity.ERROR,
    on=Kind.INFO,
    profiles=CERTIFIED,
    microsoft="FieldLengthExceeded, 5000.2.2.1",
    bad="""
    info:
      title: The Complete and Official Bookshelf  # <- here
    """,
    good="""
    info: {title: Bookshelf}
    """,
)
def info_title_is_short(info: Node) -> Problems:
    """The title has at most 30 characters.

    Why: it is cut off in the lists of connectors, and certification refuses it. The words
        "(Independent Publisher)" do not count: PP048 asks to remove them.
    Fix: Shorten the title to the name of the service.
    See: certification-submission
    """
    length = len(without_suffix(info.text("title")))
    if length > _MAX_TITLE_LENGTH:
        yield Problem(
            f"The title must have at most {_MAX_TITLE_LENGTH} characters, not {length}.",
            "title",
        )


_SUFFIX = "(independent publisher)"


def without_suffix(title: str) -> str:
    """Return a title without "(Independent Publisher)", which the platform adds itself."""
    if not title.casefold().endswith(_SUFFIX):
        return title
    return title[: -len(_SUFFIX)].rstrip()


@rule(
    "PP022",
    "info-title-has-no-api-or-connector",
    Severity.ERROR,
    on=Kind.INFO,
    profiles=CERTIFIED,
    microsoft="ValueContainsRestrictedWords, 5000.2.2.2",
    bad="""
    info:
      title: Shelf Connector  # <- here
    """,
    good="""
    info: {title: Capital Shelf}
    """,
)
def info_title_has_no_api_or_connector(info: Node) -> Problems:
    """The title does not contain the word "API" or "Connector".

    Why: in a list of connectors the word adds nothing; certification refuses it.
    Fix: Keep only the name of the service in title.
    See: certification-submission
    """
    for word in re.findall(r"\b(?:api|connector)\b", info.text("title"), re.IGNORECASE):
        yield Problem(f"The title must not contain the word {show(word)}.", "title")
        return


@rule(
    "PP024",
    "info-title-ends-in-letter-or-digit",
    Severity.WARNING,
    on=Kind.INFO,
    profiles=CERTIFIED,
    microsoft="ValueMustEndWithAlphanumeric, 5000.2.2.3",
    bad="""
    info:
      title: Shelf!  # <- here
    """,
    good="""
    info: {title: Shelf 2}
    """,
)
def info_title_ends_in_letter_or_digit(info: Node) -> Problems:
    """The title ends in a letter or a digit.

    Why: certification requires it, although its validator accepts a closing bracket.
    Fix: Remove the last character of title.
    See: certification-submission
    """
    title = info.text("title")
    if title and not title[-1].isalnum():
        short = title.rstrip(".,:;!-\u2013\u2026 ")
        yield Problem(
            f"The title must end in a letter or a digit, not in {show(title[-1])}.",
            "title",
            fix=Put(short) if short[-1:].isalnum() else None,
        )


@rule(
    "PP026",
    "info-description-is-present",
    Severity.ERROR,
    on=Kind.INFO,
    microsoft="RequiredPropertyMissing",
    bad="""
    info:  # <- here
      title: Shelf
    """,
    good="""
    info: {title: Shelf, description: Keeps the books of a library in order.}
    """,
)
def info_description_is_present(info: Node) -> Problems:
    """`info` has a `description`.

    Why: makers read it before they choose the connector; certification refuses a
        connector without one.
    Fix: Add a description that says in 30 to 500 characters what the service does.
    See: certification-submission
    """
    if "description" not in info.value:
        yield Problem("'info' must have a 'description'.", "description", key=True)


_DESCRIPTION_LENGTHS = range(30, 501)
"""Characters; certification refuses a shorter or longer description."""


@rule(
    "PP027",
    "info-description-is-30-to-500-characters",
    Severity.ERROR,
    on=Kind.INFO,
    profiles=CERTIFIED,
    microsoft="FieldLengthNotInRange, 5000.2.3.4",
    bad="""
    info:
      description: Books.  # <- here
    """,
    good="""
    info: {description: Keeps the books of a library in order.}
    """,
)
def info_description_is_30_to_500_characters(info: Node) -> Problems:
    """The description has 30 to 500 characters.

    Why: a shorter one says nothing, a longer one is cut off; certification refuses both.
    Fix: Describe in one to five sentences what the service does, and for whom.
    See: certification-submission
    """
    description = info.get("description")
    if isinstance(description, str) and len(description) not in _DESCRIPTION_LENGTHS:
        yield Problem(
            f"The description must have 30 to 500 characters, not {len(description)}.",
            "description",
        )


_PRODUCTS = re.compile(r"power apps|power automate|logic apps", re.IGNORECASE)


@rule(
    "PP028",
    "info-description-has-no-product-name",
    Severity.ERROR,
    on=Kind.INFO,
    profiles=CERTIFIED,
    microsoft="ValueContainsRestrictedWords, 5000.2.3.5",
    bad="""
    info:
      description: Use your shelf in Power Automate and beyond.  # <- here
    """,
    good="""
    info: {description: Keeps the books of a library in order.}
    """,
)
def info_description_has_no_product_name(info: Node) -> Problems:
    """The description does not name Power Apps, Power Automate or Logic Apps.

    Why: a connector works in all of them; certification refuses the names.
    Fix: Describe the service, not the products that use it.
    See: certification-submission
    """
    product = _PRODUCTS.search(info.text("description"))
    if product:
        yield Problem(
            f"The description must not name {show(product.group())}.", "description"
        )


@rule(
    "PP030",
    "info-version-is-present",
    Severity.ERROR,
    on=Kind.INFO,
    microsoft="RequiredPropertyMissing, RequiredValueEmpty",
    bad="""
    info:  # <- here
      title: Shelf
    """,
    good="""
    info: {title: Shelf, version: "1.0"}
    """,
)
def info_version_is_present(info: Node) -> Problems:
    """`info` has a `version`.

    Why: OpenAPI requires it, and a generated package takes its version from it.
    Fix: Add a version in quotes, such as "1.0".
    See: certification-swagger-validator-rules
    """
    if "version" not in info.value:
        yield Problem("'info' must have a 'version'.", "version", key=True)
    elif isinstance(info.get("version"), str) and not info.text("version"):
        yield Problem(
            "The version must not be empty.", "version", code="RequiredValueEmpty"
        )
