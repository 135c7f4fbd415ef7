"""Rules on where the API is called: schemes, host and base path."""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.document import Json
from connectorsmith.lint.fix import Drop, Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import PARAMETER_LOCATION, PARAMETERIZED_HOST
from connectorsmith.openapi.templates import variables
from connectorsmith.settings.profile import CERTIFIED


@rule(
    "PP006",
    "host-is-present",
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

    Why: every URL is made of `schemes`, `host` and `basePath`; a policy can replace the
        host, but certification requires one in the definition.
    Fix: Add the host name of the production API, such as api.contoso.com.
    See: coding-standards
    """
    if "host" not in document.value:
        yield Problem("The definition must have a 'host'.", "host", key=True)


_HOST = re.compile(r"[^{}/ :\\]+(:\d+)?")


@rule(
    "PP007",
    "host-is-a-host-name",
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
def host_is_a_host_name(document: Node) -> Problems:
    """`host` is only a host name, without scheme, path or placeholder.

    Why: the scheme belongs in `schemes` and the path in `basePath`; a `dynamichosturl`
        policy sets a host that differs per connection.
    Fix: Keep only the host name, and move the rest to schemes or basePath.
    See: certification-swagger-validator-rules
    """
    host = document.get("host")
    if isinstance(host, str) and not _HOST.fullmatch(host):
        yield Problem(
            f"{show(host)} is not a host name.",
            "host",
            fix=_bare_host(host, document.sequence("schemes")),
        )


def _bare_host(host: str, schemes: Sequence[Json]) -> Put | None:
    """Return the fix that keeps only the host; None if a scheme or a path would be lost."""
    scheme, separator, address = host.strip().rpartition("://")
    bare = address.removesuffix("/")
    is_redundant = not separator or scheme.lower() in (*schemes, "https")
    return Put(bare) if is_redundant and _HOST.fullmatch(bare) else None


@rule(
    "PP008",
    "base-path-begins-with-slash",
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
def base_path_begins_with_slash(document: Node) -> Problems:
    """`basePath` begins with `/`.

    Why: it follows the host directly in every URL.
    Fix: Begin basePath with a slash.
    See: certification-swagger-validator-rules
    """
    path = document.get("basePath")
    if isinstance(path, str) and not path.startswith("/"):
        # A value with a colon or the dot of a domain may be a whole URL.
        is_path = path and not re.match(r"[^/]*(:|\.[A-Za-z]{2})", path)
        yield Problem(
            f"The basePath {show(path)} must begin with '/'.",
            "basePath",
            fix=Put(f"/{path.strip()}") if is_path else None,
        )


@rule(
    "PP009",
    "schemes-are-not-empty",
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
def schemes_are_not_empty(document: Node) -> Problems:
    """`schemes` is not an empty list.

    Why: without a scheme the API cannot be called.
    Fix: Write schemes: [https].
    See: certification-swagger-validator-rules
    """
    if "schemes" in document.value and document.get("schemes") == []:
        yield Problem("'schemes' must not be empty.", "schemes", fix=Put(["https"]))


@rule(
    "PP011",
    "schemes-are-https",
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
def schemes_are_https(document: Node) -> Problems:
    """The API is called by HTTPS only.

    Why: credentials and data would travel unencrypted; certification requires TLS 1.2.
    Fix: Remove http from schemes.
    See: certification-submission
    """
    schemes = document.sequence("schemes")
    for index, scheme in enumerate(schemes):
        if scheme == "http":
            yield Problem(
                "'schemes' must not contain 'http'.",
                "schemes",
                index,
                fix=Drop() if "https" in schemes else None,
            )


@rule(
    "PP012",
    "schemes-have-no-websocket",
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
def schemes_have_no_websocket(document: Node) -> Problems:
    """`schemes` names no WebSocket protocol.

    Why: the platform calls by HTTP only.
    Fix: Remove ws and wss from schemes.
    See: certification-swagger-validator-rules
    """
    schemes = document.sequence("schemes")
    for index, scheme in enumerate(schemes):
        if scheme in ("ws", "wss"):
            yield Problem(
                f"'schemes' must not contain {show(scheme)}.",
                "schemes",
                index,
                fix=Drop() if "https" in schemes else None,
            )


@rule(
    "PP013",
    "schemes-are-present",
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
def schemes_are_present(document: Node) -> Problems:
    """The definition lists its `schemes`.

    Why: without them HTTPS is assumed, which a reader of the definition has to know.
    Fix: Add schemes: [https].
    See: coding-standards
    """
    if "schemes" not in document.value:
        yield Problem(
            "The definition must have 'schemes'.",
            "schemes",
            key=True,
            fix=Put(["https"]),
        )


# The name of a test system, with or without a number, between dots or hyphens of a host.
_TEST_SYSTEM = re.compile(
    r"(?:^|[.-])((?:dev|test|staging|stage|qa|uat|sandbox|preprod|demo)\d{0,3})(?=[.-]|$)",
    re.IGNORECASE,
)
_LOCALHOST = re.compile(r"(localhost|127\.\d+\.\d+\.\d+)(?::.*)?", re.IGNORECASE)


@rule(
    "PP010",
    "host-is-production",
    Severity.WARNING,
    on=Kind.DOCUMENT,
    microsoft="5000.2.6.4",
    profiles=CERTIFIED,
    bad="""
    swagger: "2.0"
    host: api-test.shelf.example  # <- here
    """,
    good="""
    swagger: "2.0"
    host: developers.shelf.dev
    """,
)
def host_is_production(document: Node) -> Problems:
    """`host` is the production host, not one for development, tests or demonstrations.

    Why: every connection would call it; certification requires the production host.
    Fix: Set host to the production host; use a dynamichosturl policy if it differs by
        customer.
    See: certification-submission
    """
    host = document.text("host")
    # The domain itself may have such a name, as in developers.shelf.dev.
    subdomain = host.rsplit(".", 2)[0] if host.count(".") > 1 else ""
    match = _LOCALHOST.fullmatch(host) or _TEST_SYSTEM.search(subdomain)
    if match:
        yield Problem(
            f"The host {show(host)} must be a production host; it contains"
            f" {show(match.group(1))}.",
            "host",
        )


@rule(
    "CS071",
    "host-variable-has-parameter",
    Severity.WARNING,
    on=Kind.DOCUMENT,
    bad="""
    x-ms-parameterized-host:
      hostTemplate: "{account}.shelf.example"  # <- here
    """,
    good="""
    x-ms-parameterized-host:
      hostTemplate: "{account}.shelf.example"
      parameters:
        - {name: account, in: path, type: string, required: true}
    """,
)
def host_variable_has_parameter(document: Node) -> Problems:
    """Every variable of a `hostTemplate` is declared, for the client as a whole.

    Why: the SDK makes each variable an argument of the client, because all operations have
        one host. It takes an undeclared one as required text; one that is declared for each
        method cannot differ between calls. The platform ignores x-ms-parameterized-host.
    Fix: Add a parameter with this name, and remove x-ms-parameter-location: method.
    See: https://azure.github.io/autorest/extensions/#x-ms-parameterized-host
    """
    node = document.mapping(PARAMETERIZED_HOST)
    template = node.get("hostTemplate")
    declared = {
        parameter.name: parameter
        for parameter in document.connector.definition.parameters_of(
            node, (PARAMETERIZED_HOST,)
        )
    }
    names = (
        variable.name
        for variable in variables(template if isinstance(template, str) else "")
    )
    for name in dict.fromkeys(names):
        parameter = declared.get(name)
        if parameter is None:
            yield Problem(
                f"The host variable {show(name)} must have a parameter.",
                PARAMETERIZED_HOST,
                "hostTemplate",
            )
        elif parameter.value.get(PARAMETER_LOCATION) == "method":
            yield Problem(
                f"The host variable {show(name)} must be a value of the client, not of each"
                " method.",
                *parameter.tokens,
            )
