"""Rules on the contact in `info`."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.urls import is_absolute_url
from connectorsmith.lint.words.wording import show
from connectorsmith.settings.profile import CERTIFIED


@rule(
    "PP031",
    "contact-is-present",
    Severity.ERROR,
    on=Kind.INFO,
    profiles=CERTIFIED,
    microsoft="RequiredPropertyMissing",
    bad="""
    info:  # <- here
      title: Shelf
    """,
    good="""
    info:
      title: Shelf
      contact: {name: Shelf Team, url: https://shelf.example, email: a@shelf.example}
    """,
)
def contact_is_present(info: Node) -> Problems:
    """`info` has a `contact`.

    Why: makers must know whom to ask. Microsoft's checks stop a submission without one
        (pull request 1095 of microsoft/PowerPlatformConnectors); older connectors have none.
    Fix: Add contact with name, url and email.
    See: certification-submission
    """
    if "contact" not in info.value:
        yield Problem("'info' must have a 'contact'.", "contact", key=True)


@rule(
    "PP032",
    "contact-is-complete",
    Severity.WARNING,
    on=Kind.INFO,
    profiles=CERTIFIED,
    bad="""
    info:
      contact:  # <- here
        name: Shelf Team
        email: a@shelf.example
    """,
    good="""
    info:
      contact: {name: Shelf Team, url: https://shelf.example, email: a@shelf.example}
    """,
)
def contact_is_complete(info: Node) -> Problems:
    """`contact` has `name`, `url` and `email`.

    Why: reviewers ask for all three.
    Fix: Add name, url and email to contact.
    See: certification-submission
    """
    contact = info.mapping("contact")
    missing = [key for key in ("name", "url", "email") if not contact.get(key)]
    if "contact" in info.value and missing:
        keys = " and ".join(map(show, missing))
        yield Problem(f"'contact' must have {keys}.", "contact", key=True)


@rule(
    "PP033",
    "contact-email-is-valid",
    Severity.ERROR,
    on=Kind.INFO,
    microsoft="ContactEmailNotValid, 5000.3.1.4",
    bad="""
    info:
      contact:
        email: shelf.example  # <- here
    """,
    good="""
    info:
      contact: {email: a@shelf.example}
    """,
)
def contact_email_is_valid(info: Node) -> Problems:
    """The contact's `email` is an e-mail address.

    Why: makers write to this address.
    Fix: Set email to one address, without a name or mailto:.
    See: certification-submission
    """
    email = mapping(info.get("contact")).get("email")
    if isinstance(email, str) and email and not _EMAIL.fullmatch(email.strip()):
        bare = re.sub(r"^\s*mailto:\s*", "", email, flags=re.IGNORECASE).strip()
        yield Problem(
            f"{show(email)} is not an e-mail address.",
            "contact",
            "email",
            fix=Put(bare) if _EMAIL.fullmatch(bare) else None,
        )


_EMAIL = re.compile(r"[^@\s:<>]+@[^@\s.]+(\.[^@\s.]+)+")


@rule(
    "PP034",
    "contact-url-is-absolute",
    Severity.ERROR,
    on=Kind.INFO,
    microsoft="UrlNotValid",
    bad="""
    info:
      contact:
        url: www.shelf.example  # <- here
    """,
    good="""
    info:
      contact: {url: https://www.shelf.example/help}
    """,
)
def contact_url_is_absolute(info: Node) -> Problems:
    """The contact's `url` is an absolute URL.

    Why: a link without a scheme does not work.
    Fix: Write the whole URL, beginning with https://.
    See: certification-swagger-validator-rules
    """
    url = mapping(info.get("contact")).get("url")
    if isinstance(url, str) and url and not is_absolute_url(url):
        # Without www., text with dots may be something other than a host.
        is_host = url.strip().lower().startswith("www.") and not re.search(
            r"\s", url.strip()
        )
        yield Problem(
            f"{show(url)} is not an absolute URL.",
            "contact",
            "url",
            fix=Put(f"https://{url.strip()}") if is_host else None,
        )
