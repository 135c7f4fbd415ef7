"""Rules on where the API is called: schemes, host and base path."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.wording import show


@rule(
    "PP006",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="RequiredPropertyMissing",
    bad="""
    swagger: "2.0"  # <- here
    basePath: /v1
    """,
    good="""
    swagger: "2.0"
    host: api.shelf.example
    """,
)
def host_is_present(document: Node) -> Problems:
    """The definition names its `host`.

    Why: calls go to `schemes`, `host` and `basePath`; a policy can replace the host, but
        certification wants one in the definition.
    Mend: Add the host name of the production API, such as api.contoso.com.
    See: coding-standards
    """
    if "host" not in document.value:
        yield Problem("The definition has no 'host'.", "host", key=True)


_HOST = re.compile(r"[^{}/ :\\]+(:\d+)?")


@rule(
    "PP007",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="HostNameNotValid",
    bad="""
    swagger: "2.0"
    host: https://api.shelf.example/v1  # <- here
    """,
    good="""
    swagger: "2.0"
    host: api.shelf.example
    """,
)
def host_is_a_host(document: Node) -> Problems:
    """`host` is a host name alone: no scheme, no path, no placeholder.

    Why: the scheme belongs into `schemes` and the path into `basePath`; a host that
        differs per connection is made by a `dynamichosturl` policy.
    Mend: Keep the host name only, and move the rest to schemes or basePath.
    See: certification-swagger-validator-rules
    """
    host = document.get("host")
    if isinstance(host, str) and not _HOST.fullmatch(host):
        yield Problem(f"{show(host)} is not a host name.", "host")


@rule(
    "PP008",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="BasePathNotValid",
    bad="""
    swagger: "2.0"
    basePath: v1  # <- here
    """,
    good="""
    swagger: "2.0"
    basePath: /v1
    """,
)
def base_path_begins_with_a_slash(document: Node) -> Problems:
    """`basePath` begins with `/`.

    Why: it stands directly behind the host in every URL.
    Mend: Begin it with a slash.
    See: certification-swagger-validator-rules
    """
    path = document.get("basePath")
    if isinstance(path, str) and not path.startswith("/"):
        yield Problem(f"basePath {show(path)} does not begin with '/'.", "basePath")


@rule(
    "PP009",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="SchemesArrayEmpty",
    bad="""
    swagger: "2.0"
    schemes: []  # <- here
    """,
    good="""
    swagger: "2.0"
    schemes: [https]
    """,
)
def schemes_is_not_empty(document: Node) -> Problems:
    """`schemes` is not an empty list.

    Why: an API that can be reached by no scheme cannot be called.
    Mend: Write schemes: [https].
    See: certification-swagger-validator-rules
    """
    if "schemes" in document.value and document.get("schemes") == []:
        yield Problem("'schemes' is empty.", "schemes")


@rule(
    "PP011",
    Severity.WARNING,
    on=Kind.DOCUMENT,
    microsoft="5000.3.1.6",
    bad="""
    swagger: "2.0"
    schemes:
      - https
      - http  # <- here
    """,
    good="""
    swagger: "2.0"
    schemes: [https]
    """,
)
def schemes_has_no_http(document: Node) -> Problems:
    """The API is called by HTTPS alone.

    Why: credentials and data would travel unencrypted; certification asks for TLS 1.2.
    Mend: Remove http from schemes.
    See: certification-submission
    """
    for index, scheme in enumerate(document.sequence("schemes")):
        if scheme == "http":
            yield Problem("The API can be called by plain HTTP.", "schemes", index)


@rule(
    "PP012",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="SchemeNotSupported",
    bad="""
    swagger: "2.0"
    schemes: [wss]  # <- here
    """,
    good="""
    swagger: "2.0"
    schemes: [https]
    """,
)
def schemes_has_no_web_sockets(document: Node) -> Problems:
    """`schemes` names no WebSocket protocol.

    Why: the platform calls by HTTP only.
    Mend: Remove ws and wss from schemes.
    See: certification-swagger-validator-rules
    """
    for index, scheme in enumerate(document.sequence("schemes")):
        if scheme in ("ws", "wss"):
            yield Problem(
                f"The scheme {show(scheme)} cannot be used.", "schemes", index
            )


@rule(
    "PP013",
    Severity.WARNING,
    on=Kind.DOCUMENT,
    bad="""
    swagger: "2.0"  # <- here
    host: api.shelf.example
    """,
    good="""
    swagger: "2.0"
    host: api.shelf.example
    schemes: [https]
    """,
)
def schemes_is_present(document: Node) -> Problems:
    """The definition says its `schemes`.

    Why: without them a reader has to guess how the API is called; HTTPS is assumed.
    Mend: Add schemes: [https].
    See: coding-standards
    """
    if "schemes" not in document.value:
        yield Problem("The definition has no 'schemes'.", "schemes", key=True)
