"""Rules on security definitions and requirements."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping, sequence
from connectorsmith.documents.document import Json
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.lookup import operation_of
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show


@rule(
    "PP160",
    "security-requirement-is-defined",
    Severity.WARNING,
    on=Kind.SECURITY,
    microsoft="SecurityRequirementMustBeDefined",
    bad="""
    securityDefinitions:
      api_key: {type: apiKey, in: header, name: X-Key}
    security:
      - apiKey: []  # <- here
    """,
    good="""
    securityDefinitions:
      api_key: {type: apiKey, in: header, name: X-Key}
    security:
      - api_key: []
    """,
)
def security_requirement_is_defined(requirement: Node) -> Problems:
    """Every security requirement names one of the `securityDefinitions`.

    Why: credentials that are not defined cannot be sent, so the operation is called
        without any, unless a policy adds them. Microsoft's list has a code for it,
        but no refusal is known, and 3 % of the published connectors break it.
    Fix: Correct the name, or define it in securityDefinitions.
    See: certification-swagger-validator-rules
    """
    defined = mapping(requirement.connector.definition.root.get("securityDefinitions"))
    operation = requirement.within(Kind.OPERATION)
    place = f" of {show(operation_of(operation).name)}" if operation else ""
    for name in requirement.value:
        if name not in defined:
            hint = requirement.did_you_mean(name, defined)
            yield Problem(
                f"The security requirement {show(name)}{place} is not defined.",
                name,
                key=True,
                hint=hint,
            )


@rule(
    "CS061",
    "schemes-together-differ-in-place",
    Severity.ERROR,
    on=Kind.SECURITY,
    bad="""
    securityDefinitions:
      user: {type: basic}
      key: {type: apiKey, in: header, name: Authorization}
    security:
      - user: []
        key: []  # <- here
    """,
    good="""
    securityDefinitions:
      user: {type: basic}
      key: {type: apiKey, in: header, name: X-Key}
    security:
      - user: []
        key: []
    """,
)
def schemes_together_differ_in_place(requirement: Node) -> Problems:
    """Security schemes that apply together are sent in different places.

    Why: a request has one `Authorization` header, and one header or query parameter of a
        name, so only the last of such credentials is sent.
    Fix: If one of them is enough, make each an item of `security`. Else correct the `name`
        of the key.
    See: https://swagger.io/specification/v2/#security-requirement-object
    """
    schemes = mapping(requirement.connector.definition.root.get("securityDefinitions"))
    places: dict[tuple[str, str], str] = {}
    for name in requirement.value:
        place = _place(mapping(schemes.get(name)))
        if place is None:
            continue
        other = places.setdefault(place, name)
        if other != name:
            yield Problem(
                f"The security schemes {show(other)} and {show(name)} must not both be sent "
                f"as the {place[0]} {show(place[1])}.",
                name,
                key=True,
                hint="Make each an item of 'security' if one of them is enough.",
            )


@rule(
    "CS063",
    "security-definition-is-required-somewhere",
    Severity.WARNING,
    on=Kind.SECURITY_DEFINITION,
    bad="""
    securityDefinitions:
      key: {type: apiKey, in: header, name: X-Key}  # <- here
    paths:
      /books: {get: {operationId: GetBooks}}
    """,
    good="""
    securityDefinitions:
      key: {type: apiKey, in: header, name: X-Key}
    security:
      - key: []
    paths:
      /books: {get: {operationId: GetBooks}}
    """,
)
def security_definition_is_required_somewhere(scheme: Node) -> Problems:
    """A security definition is required by an operation, if there are no connection parameters.

    Why: a definition by itself requires nothing, so the SDK takes no such credential. The
        connection parameters of a connector are sent in any case.
    Fix: Add it to `security`, or remove it.
    See: https://swagger.io/specification/v2/#security-requirement-object
    """
    definition = scheme.connector.definition
    properties = scheme.connector.api_properties
    if any(raw.parameters for raw in (*properties.sets, properties.single)):
        return
    if definition.operations and scheme.name not in definition.required_schemes:
        yield Problem(
            f"The security definition {show(scheme.name)} must be required by an operation.",
            hint="Add it to 'security', or remove it.",
        )


def _place(scheme: Mapping[str, Json]) -> tuple[str, str] | None:
    """Return the place of a credential in a request; None if it is not known."""
    if scheme.get("type") in ("basic", "oauth2"):
        return "header", "authorization"
    name = scheme.get("name")
    if scheme.get("type") != "apiKey" or not isinstance(name, str):
        return None
    if scheme.get("in") == "query":
        return "query parameter", name
    return "header", name.lower()


@rule(
    "PP161",
    "security-requirement-has-defined-scopes",
    Severity.ERROR,
    on=Kind.SECURITY,
    microsoft="OAuthSecurityRequirementValueMustBeScopeName,"
    " SecurityRequirementMustHaveEmptyValue, SecurityRequirementMustHaveValue",
    bad="""
    securityDefinitions:
      api_key: {type: apiKey, in: header, name: X-Key}
      login:
        type: oauth2
        flow: accessCode
        authorizationUrl: https://shelf.example/authorize
        tokenUrl: https://shelf.example/token
        scopes: {read: Read all books}
    security:
      - login:
          - write  # <- here
      - api_key:
          - read  # <- here
    """,
    good="""
    securityDefinitions:
      api_key: {type: apiKey, in: header, name: X-Key}
      login:
        type: oauth2
        flow: accessCode
        authorizationUrl: https://shelf.example/authorize
        tokenUrl: https://shelf.example/token
        scopes: {read: Read all books}
    security:
      - login: [read]
      - api_key: []
    """,
)
def security_requirement_has_defined_scopes(requirement: Node) -> Problems:
    """An OAuth requirement names defined scopes; every other requirement is an empty list.

    Why: the login asks for these scopes, and fails for one that does not exist; a key
        or a password has none.
    Fix: Correct the scope, or define it; if there are no scopes, write an empty list.
    See: certification-swagger-validator-rules
    """
    schemes = mapping(requirement.connector.definition.root.get("securityDefinitions"))
    for name, wanted in requirement.value.items():
        scheme = mapping(schemes.get(name))
        if wanted is None:
            yield Problem(
                f"The requirement {show(name)} must have a list of scopes.",
                name,
                fix=Put([]),
                code="SecurityRequirementMustHaveValue",
            )
        elif scheme.get("type") == "oauth2":
            scopes = mapping(scheme.get("scopes"))
            for index, scope in enumerate(sequence(wanted)):
                if isinstance(scope, str) and scope not in scopes:
                    yield Problem(
                        f"The scope {show(scope)} is not defined in {show(name)}.",
                        *(name, index),
                        hint=requirement.did_you_mean(scope, scopes),
                    )
        elif sequence(wanted) and scheme.get("type") in ("basic", "apiKey"):
            yield Problem(
                f"The requirement {show(name)} must not have scopes, which only OAuth has.",
                name,
                hint="Write an empty list.",
                fix=Put([]),
                code="SecurityRequirementMustHaveEmptyValue",
            )


_FIELDS: Mapping[str, frozenset[str]] = {
    "basic": frozenset(),
    "apiKey": frozenset(("name", "in")),
    "oauth2": frozenset(("flow", "authorizationUrl", "tokenUrl", "scopes")),
}
"""The fields that a security definition of each type has besides the common ones."""

_URLS: Mapping[str, frozenset[str]] = {
    "implicit": frozenset(("authorizationUrl",)),
    "password": frozenset(("tokenUrl",)),
    "application": frozenset(("tokenUrl",)),
    "accessCode": frozenset(("authorizationUrl", "tokenUrl")),
}
"""The addresses that each flow of OAuth uses."""


@rule(
    "MS007",
    "security-definition-has-its-fields",
    Severity.ERROR,
    on=Kind.SECURITY_DEFINITION,
    microsoft="SecuritySchemePropertyRequired, SecuritySchemePropertyNotValid",
    bad="""
    securityDefinitions:
      api_key:  # <- here
        type: apiKey
        in: header
      login:
        type: basic
        name: X-Login  # <- here
    """,
    good="""
    securityDefinitions:
      api_key: {type: apiKey, in: header, name: X-Key}
      login: {type: basic, description: The name and password of the shelf.}
    """,
)
def security_definition_has_its_fields(scheme: Node) -> Problems:
    """A security definition has all fields that its type needs, and no others.

    Why: an API key needs its name and location, an OAuth flow its URLs; without them,
        no credentials are sent.
    Fix: Add the missing fields, and remove those of other types.
    See: certification-swagger-validator-rules
    """
    type = scheme.text("type")
    fields = _FIELDS.get(type)
    flow = scheme.text("flow")
    if fields is None:
        return
    needed, scheme_type = fields, type
    if type == "oauth2":
        # Scopes may be missing: published connectors leave them to the API.
        urls = _URLS.get(flow, frozenset())
        needed, scheme_type = urls | {"flow"}, f"oauth2 {flow}".strip()
        fields = needed | {"scopes"} if flow in _URLS else fields
    for key in sorted(needed - scheme.value.keys()):
        yield Problem(
            f"The security definition {show(scheme.name)} must have {key}, which"
            f" {show(scheme_type)} needs.",
            key,
            key=True,
            hint=f"Add {key}.",
        )
    for key in scheme.value:
        if key not in fields and key not in _COMMON_FIELDS and not key.startswith("x-"):
            yield Problem(
                f"The security definition {show(scheme.name)} must not have {show(key)}, which"
                f" {show(scheme_type)} does not use.",
                key,
                key=True,
                hint=scheme.did_you_mean(key, fields) or f"Remove {show(key)}.",
                code="SecuritySchemePropertyNotValid",
            )


_COMMON_FIELDS = ("type", "description")
"""The fields that a security definition of any type may have."""
