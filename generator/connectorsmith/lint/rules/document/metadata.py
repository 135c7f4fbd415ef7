"""Rules on `x-ms-connector-metadata`."""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.urls import is_absolute_url
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import METADATA
from connectorsmith.settings.profile import CERTIFIED

_KEY = METADATA
_WEBSITE, _PRIVACY, _CATEGORIES = "Website", "Privacy policy", "Categories"
_ALL_CATEGORIES = (
    "AI",
    "Business Management",
    "Business Intelligence",
    "Collaboration",
    "Commerce",
    "Communication",
    "Content and Files",
    "Finance",
    "Data",
    "Human Resources",
    "Internet of Things",
    "IT Operations",
    "Lifestyle and Entertainment",
    "Marketing",
    "Productivity",
    "Sales and CRM",
    "Security",
    "Social Media",
    "Website",
)
_MAX_CATEGORIES = 2
"""Categories of a connector; certification refuses more."""


def _entries(document: Node, name: str) -> Iterator[tuple[int, str]]:
    """Yield the index and the value of each entry with a name; case does not matter."""
    for index, item in enumerate(document.sequence(_KEY)):
        entry = mapping(item)
        property_name, value = entry.get("propertyName"), entry.get("propertyValue")
        if (
            isinstance(property_name, str)
            and property_name.strip().casefold() == name.casefold()
        ):
            yield index, value.strip() if isinstance(value, str) else ""


def _require_entry(document: Node, name: str) -> Problems:
    if document.sequence(_KEY) and not any(v for _, v in _entries(document, name)):
        yield Problem(
            f"The connector metadata must have the entry {show(name)}.", _KEY, key=True
        )


@rule(
    "PP040",
    "metadata-is-present",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    profiles=CERTIFIED,
    microsoft="RequiredPropertyMissing",
    bad="""
    swagger: "2.0"  # <- here
    paths: {}
    """,
    good="""
    swagger: "2.0"
    x-ms-connector-metadata:
      - {propertyName: Website, propertyValue: https://shelf.example}
      - {propertyName: Privacy policy, propertyValue: https://shelf.example/privacy}
      - {propertyName: Categories, propertyValue: Data}
    """,
)
def metadata_is_present(document: Node) -> Problems:
    """The definition has `x-ms-connector-metadata`.

    Why: the website, the privacy policy and the categories of the listing come from it.
        Microsoft's checks stop a submission without it (pull request 1095 of
        microsoft/PowerPlatformConnectors); older connectors have none.
    Fix: Add x-ms-connector-metadata with Website, Privacy policy and Categories.
    See: certification-submission
    """
    if not document.sequence(_KEY):
        yield Problem(f"The definition must have {show(_KEY)}.", _KEY, key=True)


@rule(
    "PP041",
    "metadata-has-website",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    profiles=CERTIFIED,
    microsoft="ConnectorMetadataPropertiesMissing, 5000.3.1.3",
    bad="""
    swagger: "2.0"
    x-ms-connector-metadata:  # <- here
      - {propertyName: Categories, propertyValue: Data}
    """,
    good="""
    swagger: "2.0"
    x-ms-connector-metadata:
      - {propertyName: Website, propertyValue: https://shelf.example}
    """,
)
def metadata_has_website(document: Node) -> Problems:
    """The connector metadata has the entry `Website`.

    Why: the listing links to it.
    Fix: Add the entry Website with the URL of the service.
    See: certification-submission
    """
    return _require_entry(document, _WEBSITE)


@rule(
    "PP042",
    "metadata-has-privacy-policy",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    profiles=CERTIFIED,
    microsoft="ConnectorMetadataPropertiesMissing, 5000.3.1.5",
    bad="""
    swagger: "2.0"
    x-ms-connector-metadata:  # <- here
      - {propertyName: Categories, propertyValue: Data}
    """,
    good="""
    swagger: "2.0"
    x-ms-connector-metadata:
      - {propertyName: Privacy policy, propertyValue: https://shelf.example/privacy}
    """,
)
def metadata_has_privacy_policy(document: Node) -> Problems:
    """The connector metadata has the entry `Privacy policy`.

    Why: the listing links to it.
    Fix: Add the entry Privacy policy with the URL of the service's privacy policy.
    See: certification-submission
    """
    return _require_entry(document, _PRIVACY)


@rule(
    "PP043",
    "metadata-has-categories",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    profiles=CERTIFIED,
    microsoft="ConnectorMetadataPropertiesMissing",
    bad="""
    swagger: "2.0"
    x-ms-connector-metadata:  # <- here
      - {propertyName: Website, propertyValue: https://shelf.example}
    """,
    good="""
    swagger: "2.0"
    x-ms-connector-metadata:
      - {propertyName: Categories, propertyValue: Data}
    """,
)
def metadata_has_categories(document: Node) -> Problems:
    """The connector metadata has the entry `Categories`.

    Why: makers filter the list of connectors by them.
    Fix: Add the entry Categories with one or two categories, separated by a semicolon.
    See: certification-submission
    """
    return _require_entry(document, _CATEGORIES)


def _categories(value: str) -> list[str]:
    return [name.strip() for name in value.split(";") if name.strip()]


@rule(
    "PP044",
    "category-is-known",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    profiles=CERTIFIED,
    microsoft="InvalidConnectorCategory",
    bad="""
    swagger: "2.0"
    x-ms-connector-metadata:
      - propertyName: Categories
        propertyValue: Data;Books  # <- here
    """,
    good="""
    swagger: "2.0"
    x-ms-connector-metadata:
      - {propertyName: Categories, propertyValue: Data;Content and Files}
    """,
)
def category_is_known(document: Node) -> Problems:
    """Each category is one of the 19 that exist.

    Why: a category that does not exist is not shown, and certification refuses it.
    Fix: Choose from AI, Business Management, Business Intelligence, Collaboration,
        Commerce, Communication, Content and Files, Finance, Data, Human Resources, Internet
        of Things, IT Operations, Lifestyle and Entertainment, Marketing, Productivity,
        Sales and CRM, Security, Social Media and Website.
    See: certification-submission
    """
    for index, value in _entries(document, _CATEGORIES):
        for name in _categories(value):
            if name not in _ALL_CATEGORIES:
                meant = document.did_you_mean(name, _ALL_CATEGORIES)
                yield Problem(
                    f"{show(name)} is not a category.",
                    _KEY,
                    index,
                    "propertyValue",
                    hint=meant,
                )


@rule(
    "PP045",
    "metadata-has-at-most-two-categories",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    profiles=CERTIFIED,
    microsoft="TooManyConnectorCategories",
    bad="""
    swagger: "2.0"
    x-ms-connector-metadata:
      - propertyName: Categories
        propertyValue: Data;Finance;Security  # <- here
    """,
    good="""
    swagger: "2.0"
    x-ms-connector-metadata:
      - {propertyName: Categories, propertyValue: Data;Finance}
    """,
)
def metadata_has_at_most_two_categories(document: Node) -> Problems:
    """A connector has at most two categories.

    Why: certification refuses more.
    Fix: Keep the two that fit best, separated by a semicolon.
    See: certification-submission
    """
    for index, value in _entries(document, _CATEGORIES):
        count = len(_categories(value))
        if count > _MAX_CATEGORIES:
            yield Problem(
                f"A connector must have at most {_MAX_CATEGORIES} categories, not {count}.",
                _KEY,
                index,
                "propertyValue",
            )


@rule(
    "PP046",
    "metadata-names-are-exact",
    Severity.INFO,
    on=Kind.DOCUMENT,
    profiles=CERTIFIED,
    bad="""
    swagger: "2.0"
    x-ms-connector-metadata:
      - propertyName: Privacy Policy  # <- here
        propertyValue: https://shelf.example/privacy
    """,
    good="""
    swagger: "2.0"
    x-ms-connector-metadata:
      - {propertyName: Privacy policy, propertyValue: https://shelf.example/privacy}
    """,
)
def metadata_names_are_exact(document: Node) -> Problems:
    """The names in the connector metadata are spelt "Website", "Privacy policy" and
    "Categories".

    Why: the documentation spells them so; "Privacy Policy" is accepted, too.
    Fix: Spell the name as the documentation does.
    See: certification-submission
    """
    for name in (_WEBSITE, _PRIVACY, _CATEGORIES):
        for index, _ in _entries(document, name):
            actual = mapping(document.sequence(_KEY)[index]).get("propertyName")
            if actual != name:
                yield Problem(
                    f"The name {show(actual)} must be spelt {show(name)}.",
                    _KEY,
                    index,
                    "propertyName",
                    fix=Put(name),
                )


@rule(
    "PP047",
    "metadata-urls-are-absolute",
    Severity.WARNING,
    on=Kind.DOCUMENT,
    microsoft="UrlNotValid",
    bad="""
    swagger: "2.0"
    x-ms-connector-metadata:
      - propertyName: Website
        propertyValue: shelf.example  # <- here
    """,
    good="""
    swagger: "2.0"
    x-ms-connector-metadata:
      - {propertyName: Website, propertyValue: https://shelf.example}
    """,
)
def metadata_urls_are_absolute(document: Node) -> Problems:
    """Website and privacy policy are absolute URLs.

    Why: a link without a scheme does not work.
    Fix: Write the whole URL, beginning with https://.
    See: certification-swagger-validator-rules
    """
    for name in (_WEBSITE, _PRIVACY):
        for index, value in _entries(document, name):
            if value and not is_absolute_url(value):
                yield Problem(
                    f"{show(value)} is not an absolute URL.",
                    _KEY,
                    index,
                    "propertyValue",
                )
