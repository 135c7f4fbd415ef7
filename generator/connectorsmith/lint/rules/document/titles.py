"""Rules on the wording of the connector's title and description."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.english import is_foreign_script, why_not_english
from connectorsmith.lint.words.wording import show
from connectorsmith.settings.profile import CERTIFIED, Profile

_PRODUCTS = re.compile(
    r"\b(?:power\s?(?:apps|automate|bi|pages|platform|virtual agents)|logic\s?apps"
    r"|microsoft flow|copilot studio|dataverse)\b",
    re.IGNORECASE,
)


@rule(
    "PP023",
    "info-title-has-no-product-name",
    Severity.ERROR,
    on=Kind.INFO,
    microsoft="5000.2.2.2",
    bad="""
    info:
      title: Shelf for Power Apps  # <- here
    """,
    good="""
    info: {title: Shelf}
    """,
)
def info_title_has_no_product_name(info: Node) -> Problems:
    """The title does not name a product of the Power Platform.

    Why: every connector works in all of them, and the name reads as if Microsoft had made
        the connector; certification refuses it.
    Fix: Keep only the name of the service in title.
    See: certification-submission
    """
    product = _PRODUCTS.search(info.text("title"))
    if product:
        yield Problem(f"The title must not name {show(product.group())}.", "title")


@rule(
    "PP025",
    "info-title-is-english",
    Severity.ERROR,
    on=Kind.INFO,
    microsoft="ValueMustBeInEnglish",
    bad="""
    info:
      title: 本棚  # <- here
    """,
    good="""
    info: {title: Bücherei 図}
    """,
)
def info_title_is_english(info: Node) -> Problems:
    """The title is in English.

    Why: people of all countries read the list of connectors. Only the script is checked: a
        title in Latin letters passes in any language.
    Fix: Write the name of the service in Latin letters.
    See: certification-swagger-validator-rules
    """
    if is_foreign_script(info.text("title")):
        yield Problem("The title must be written mostly in Latin letters.", "title")


@rule(
    "PP028b",
    "info-description-has-no-api",
    Severity.INFO,
    on=Kind.INFO,
    profiles=CERTIFIED,
    bad="""
    info:
      description: An API for the books of a library.  # <- here
    """,
    good="""
    info: {description: Keeps the books of a library in order.}
    """,
)
def info_description_has_no_api(info: Node) -> Problems:
    """The description does not contain the word "API".

    Why: makers want to know what the service does for them. The guidance for texts asks for
        this, the platform does not.
    Fix: Describe what the service does, without the word API.
    See: connector-string-guidance
    """
    if re.search(r"\bAPIs?\b", info.text("description"), re.IGNORECASE):
        yield Problem("The description must not contain the word 'API'.", "description")


@rule(
    "PP029",
    "info-description-is-english",
    Severity.WARNING,
    on=Kind.INFO,
    microsoft="ValueMustBeInEnglish, 5000.2.3.2",
    bad="""
    info:
      description: Hält die Bücher einer Bibliothek in Ordnung und sucht die Leser.  # <- here
    """,
    good="""
    info: {description: Keeps the books of a library in order.}
    """,
)
def info_description_is_english(info: Node) -> Problems:
    """The description is in English.

    Why: people of all countries read it. The language is guessed from the script and from
        small words such as "und" or "pour"; if in doubt, nothing is reported.
    Fix: Translate the description into English.
    See: certification-submission
    """
    reason = why_not_english(info.text("description"))
    if reason:
        yield Problem(
            f"The description must be in English, but {reason}.", "description"
        )


_SUFFIX = "independent publisher"


@rule(
    "PP048",
    "info-title-has-no-independent-publisher",
    Severity.WARNING,
    on=Kind.INFO,
    profiles=(Profile.INDEPENDENT_PUBLISHER,),
    bad="""
    info:
      title: Shelf (Independent Publisher)  # <- here
    """,
    good="""
    info: {title: Shelf}
    """,
)
def info_title_has_no_independent_publisher(info: Node) -> Problems:
    """The title does not end in "(Independent Publisher)".

    Why: the platform adds these words itself, so the title would show them twice.
    Fix: Remove (Independent Publisher) from title.
    See: certification-submission-ip
    """
    title = info.text("title").removesuffix(")").rstrip()
    if title[-len(_SUFFIX) :].lower() == _SUFFIX:
        short = title[: -len(_SUFFIX)].rstrip().removesuffix("(").rstrip(" -")
        yield Problem(
            "The title must not end in 'Independent Publisher', which the platform adds.",
            "title",
            fix=Put(short) if short else None,
        )
