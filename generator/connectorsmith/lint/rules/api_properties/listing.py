"""Rules on what the listing of a connector shows: color, publisher and owner."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.settings.profile import CERTIFIED, INDEPENDENT_COLOR, Profile


@rule(
    "PP172",
    "brand-color-is-present",
    Severity.ERROR,
    on=Kind.PROPERTIES,
    bad="""
    properties:  # <- here
      publisher: Shelf
    """,
    good="""
    properties: {iconBrandColor: "#123456"}
    """,
)
def brand_color_is_present(properties: Node) -> Problems:
    """`iconBrandColor` is present.

    Why: it is the background of the icon wherever the connector is shown.
    Fix: Add iconBrandColor with a color such as "#da3b01".
    See: certification-submission
    """
    if "iconBrandColor" not in properties.value:
        yield Problem(
            "The apiProperties must have an iconBrandColor.", "iconBrandColor", key=True
        )


@rule(
    "PP173",
    "brand-color-is-hexadecimal",
    Severity.ERROR,
    on=Kind.PROPERTIES,
    microsoft="5000.2.1.1",
    bad="""
    properties:
      iconBrandColor: red  # <- here
    """,
    good="""
    properties: {iconBrandColor: "#123456"}
    """,
)
def brand_color_is_hexadecimal(properties: Node) -> Problems:
    """`iconBrandColor` is `#` and six hexadecimal digits.

    Why: the platform accepts no other form of a color.
    Fix: Write it as "#rrggbb", in quotes because YAML takes # for a comment.
    See: certification-submission
    """
    color = properties.get("iconBrandColor")
    if "iconBrandColor" in properties.value and not (
        isinstance(color, str) and re.fullmatch(r"#[0-9A-Fa-f]{6}", color)
    ):
        yield Problem(
            f"The iconBrandColor {show(color)} must be # and six hexadecimal digits.",
            "iconBrandColor",
        )


@rule(
    "PP174",
    "brand-color-is-custom",
    Severity.WARNING,
    on=Kind.PROPERTIES,
    profiles=CERTIFIED,
    microsoft="5000.2.1.1",
    bad="""
    properties:
      iconBrandColor: "#007EE5"  # <- here
    """,
    good="""
    properties: {iconBrandColor: "#123456"}
    """,
)
def brand_color_is_custom(properties: Node) -> Problems:
    """`iconBrandColor` is neither white nor the color of the template.

    Why: certification asks for a color of the brand (policy 5000.2.1.1); independent
        publishers use #da3b01. Some connectors of 2025 and 2026 were published with the
        color of the template all the same.
    Fix: Set iconBrandColor to the main color of the service's own icon.
    See: certification-submission
    """
    color = properties.text("iconBrandColor")
    if color.casefold() in ("#ffffff", "#007ee5"):
        yield Problem(
            f"The iconBrandColor {show(color)} must be a color of the brand.",
            "iconBrandColor",
        )


@rule(
    "PP175",
    "independent-publisher-brand-color-is-da3b01",
    Severity.ERROR,
    on=Kind.PROPERTIES,
    profiles=(Profile.INDEPENDENT_PUBLISHER,),
    bad="""
    properties:
      iconBrandColor: "#123456"  # <- here
    """,
    good="""
    properties: {iconBrandColor: "#DA3B01"}
    """,
)
def independent_publisher_brand_color_is_da3b01(properties: Node) -> Problems:
    """The `iconBrandColor` of an independent publisher is `#da3b01`.

    Why: all these connectors have the same icon and its color.
    Fix: Set iconBrandColor to "#da3b01".
    See: certification-submission-ip
    """
    color = properties.text("iconBrandColor")
    if color and color.casefold() != INDEPENDENT_COLOR:
        yield Problem(
            f"The iconBrandColor of an independent publisher must be {INDEPENDENT_COLOR}, not"
            f" {show(color)}.",
            "iconBrandColor",
            fix=Put(INDEPENDENT_COLOR),
        )


@rule(
    "PP176",
    "publisher-is-present",
    Severity.WARNING,
    on=Kind.PROPERTIES,
    profiles=CERTIFIED,
    bad="""
    properties:  # <- here
      stackOwner: Shelf
    """,
    good="""
    properties: {publisher: Shelf, stackOwner: Shelf}
    """,
)
def publisher_is_present(properties: Node) -> Problems:
    """`publisher` is present.

    Why: the listing names who made the connector. No refusal of a connector without
        it is known, and one in twenty of the published ones has none.
    Fix: Add publisher with the name of your company, or your own.
    See: certification-submission
    """
    if not properties.text("publisher"):
        yield Problem("The apiProperties must have a publisher.", "publisher", key=True)


@rule(
    "PP177",
    "stack-owner-is-present",
    Severity.WARNING,
    on=Kind.PROPERTIES,
    profiles=CERTIFIED,
    bad="""
    properties:  # <- here
      publisher: Shelf
    """,
    good="""
    properties: {publisher: Shelf, stackOwner: Shelf}
    """,
)
def stack_owner_is_present(properties: Node) -> Problems:
    """`stackOwner` is present.

    Why: it names the owner of the service that the connector calls. Reviewers have
        rejected a submission without it (pull request 918 of
        microsoft/PowerPlatformConnectors), but some connectors of 2025 and 2026 were
        published so.
    Fix: Add stackOwner with the name of the company that owns the service.
    See: certification-submission
    """
    if not properties.text("stackOwner"):
        yield Problem(
            "The apiProperties must have a stackOwner.", "stackOwner", key=True
        )


@rule(
    "PP178",
    "publisher-and-stack-owner-are-alphanumeric",
    Severity.INFO,
    on=Kind.PROPERTIES,
    profiles=CERTIFIED,
    bad="""
    properties:
      publisher: Shelf™  # <- here
    """,
    good="""
    properties: {publisher: "Shelf & Sons, Inc.", stackOwner: Shelf}
    """,
)
def publisher_and_stack_owner_are_alphanumeric(properties: Node) -> Problems:
    """`publisher` and `stackOwner` have only letters, digits and common punctuation.

    Why: the submission guide asks for letters and digits; the punctuation of a
        company name (. , & ' - and parentheses) is accepted.
    Fix: Use only letters, digits, spaces and the characters . , & ' ( ) and -.
    See: certification-submission
    """
    for key in ("publisher", "stackOwner"):
        if not re.fullmatch(r"[A-Za-z0-9 .,&'()-]*", properties.text(key)):
            yield Problem(f"The {key} must not have special characters.", key)
