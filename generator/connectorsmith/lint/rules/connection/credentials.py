"""Rules on security definitions together with connection parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping, sequence
from connectorsmith.documents.document import Json, Token
from connectorsmith.lint.connection import (
    replaced_by_the_platform,
    unread_parameters,
)
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.node import Connector, Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import listed, show


@rule(
    "PP207",
    "oauth-definition-has-oauth-setting",
    Severity.WARNING,
    on=Kind.SECURITY_DEFINITION,
    bad="""
    securityDefinitions:
      sign_in:  # <- here
        type: oauth2
    ---
    properties:
      connectionParameters: {}
    """,
    good="""
    securityDefinitions:
      sign_in: {type: oauth2}
    ---
    properties:
      connectionParameters:
        token: {type: oauthSetting}
    """,
)
def oauth_definition_has_oauth_setting(scheme: Node) -> Problems:
    """An `oauth2` security definition has a connection parameter of type `oauthSetting`.

    Why: users sign in through that parameter; without it, no token is sent.
    Fix: Add a connection parameter such as token with type oauthSetting.
    See: connection-parameters
    """
    connector = scheme.connector
    if scheme.get("type") != "oauth2" or not connector.properties:
        return
    parameters = connector.api_properties.connection_parameters
    if not any(
        parameter.value.get("type") == "oauthSetting" for parameter in parameters
    ):
        yield Problem(
            f"The security definition {show(scheme.name)} must have a connection "
            "parameter of type oauthSetting."
        )


@rule(
    "PP208",
    "oauth-setting-has-oauth-definition",
    Severity.INFO,
    on=Kind.CONNECTION_PARAMETER,
    bad="""
    securityDefinitions: {}
    ---
    properties:
      connectionParameters:
        token:  # <- here
          type: oauthSetting
    """,
    good="""
    securityDefinitions:
      sign_in: {type: oauth2}
    ---
    properties:
      connectionParameters:
        token: {type: oauthSetting}
    """,
)
def oauth_setting_has_oauth_definition(parameter: Node) -> Problems:
    """A connection parameter of type `oauthSetting` has an `oauth2` security definition.

    Why: the platform sends the token without it, but people and tools that read the
        definition see an API without credentials.
    Fix: Add a security definition of type oauth2, and name it in security.
    See: connection-parameters
    """
    if parameter.get("type") == "oauthSetting":
        defined = mapping(
            parameter.connector.definition.root.get("securityDefinitions")
        )
        if not any(mapping(one).get("type") == "oauth2" for one in defined.values()):
            yield Problem(
                f"The connection parameter {show(parameter.name)} must have a security "
                "definition of type oauth2."
            )


@rule(
    "PP209",
    "basic-definition-has-username-and-password",
    Severity.ERROR,
    on=Kind.SECURITY_DEFINITION,
    bad="""
    securityDefinitions:
      login:  # <- here
        type: basic
    ---
    properties:
      connectionParameters:
        user: {type: string}
        password: {type: securestring}
    """,
    good="""
    securityDefinitions:
      login: {type: basic}
    ---
    properties:
      connectionParameters:
        username: {type: string}
        password: {type: securestring}
    """,
)
def basic_definition_has_username_and_password(scheme: Node) -> Problems:
    """A `basic` security definition has connection parameters `username` and `password`.

    Why: the platform takes the two values by these names; values under other names
        are not sent.
    Fix: Name the connection parameters username and password.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/define-blank
    """
    connector = scheme.connector
    if scheme.get("type") != "basic" or not connector.properties:
        return
    known = connector.api_properties.connection_parameter_names
    missing = [name for name in ("username", "password") if name not in known]
    if missing:
        yield Problem(
            f"The security definition {show(scheme.name)} is of type basic, but there is "
            f"no connection parameter {listed(missing)}.",
        )


@rule(
    "PP210",
    "api-key-definition-has-parameter",
    Severity.WARNING,
    on=Kind.SECURITY_DEFINITION,
    bad="""
    securityDefinitions:
      key:  # <- here
        {type: apiKey, in: header, name: X-Key}
    ---
    properties:
      connectionParameters:
        access_key: {type: securestring}
    """,
    good="""
    securityDefinitions:
      key: {type: apiKey, in: header, name: X-Key}
    ---
    properties:
      connectionParameters:
        api_key: {type: securestring}
    """,
)
def api_key_definition_has_parameter(scheme: Node) -> Problems:
    """An `apiKey` security definition has the connection parameter `api_key`, or a policy.

    Why: the platform sends the value of api_key; a key under another name reaches the
        API only if a policy sets the header or query parameter.
    Fix: Name the connection parameter api_key, or send it with a policy.
    See: connection-parameters
    """
    if scheme.connector.properties and _is_unsent(scheme.connector, scheme.value):
        yield Problem(
            f"The security definition {show(scheme.name)} must have the connection "
            "parameter api_key, or a policy that sends the key."
        )


def _is_unsent(connector: Connector, scheme: Mapping[str, Json]) -> bool:
    """Return whether a security definition is an API key that the platform never sends."""
    if (
        scheme.get("type") != "apiKey"
        or "api_key" in connector.api_properties.connection_parameter_names
    ):
        return False
    name = scheme.get("name")
    sent = isinstance(name, str) and _is_sent_by_a_policy(connector, name.casefold())
    return not sent


def _is_sent_by_a_policy(connector: Connector, name: str) -> bool:
    for item in sequence(connector.properties.get("policyTemplateInstances")):
        policy = mapping(item)
        template: Json = policy.get("templateId")
        target = mapping(policy.get("parameters")).get(
            "x-ms-apimTemplateParameter.name"
        )
        is_target = isinstance(target, str) and target.strip().casefold() == name
        if is_target and str(template).casefold() in ("setheader", "setqueryparameter"):
            return True
        # This policy may set any header or query parameter from another response.
        if str(template).casefold() == "setvaluefromurl":
            return True
    return False


@rule(
    "PP211",
    "secret-parameter-is-used",
    Severity.WARNING,
    on=Kind.PROPERTIES,
    bad="""
    properties:
      connectionParameters:
        secret:  # <- here
          type: securestring
    """,
    good="""
    properties:
      connectionParameters:
        secret: {type: securestring}
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplateParameter.name: X-Secret
            x-ms-apimTemplateParameter.value: "@connectionParameters('secret')"
    """,
)
def secret_parameter_is_used(properties: Node) -> Problems:
    """A connection parameter of type `securestring` is used.

    Why: users enter a secret that is never sent, and the API gets none.
    Fix: Send it with a security definition or a policy, or remove it.
    See: connection-parameters
    """
    connector = properties.connector
    defined = mapping(connector.definition.root.get("securityDefinitions"))
    # PP210 reports a key that is not sent; the secret probably is that key.
    if any(_is_unsent(connector, mapping(one)) for one in defined.values()):
        return
    for steps, name in unread_secrets(connector):
        yield Problem(
            f"The secret {show(name)} must be used by a security definition or a policy.",
            *steps,
            key=True,
        )


def unread_secrets(connector: Connector) -> Iterator[tuple[tuple[Token, ...], str]]:
    """Yield the secrets that nothing reads, with the steps from `properties`."""
    # Custom code may read any secret.
    script = connector.files.script or connector.properties.get("scriptOperations")
    if script:
        return
    for steps, parameter in unread_parameters(connector):
        if parameter.type == "securestring" and not replaced_by_the_platform(parameter):
            yield steps, parameter.name


_TENANT = (
    ("type", "string"),
    ("metadata", "sourceType", "AzureActiveDirectoryTenant"),
    ("uiDefinition", "constraints", "required", "false"),
    ("uiDefinition", "constraints", "hidden", "true"),
)
"""Steps to each value in the declaration of the tenant, and that value."""


@rule(
    "PP212",
    "tenant-id-parameter-is-exact",
    Severity.ERROR,
    on=Kind.CONNECTION_PARAMETER,
    bad="""
    properties:
      connectionParameters:
        token:TenantId:
          type: string
          metadata: {sourceType: Tenant}  # <- here
          uiDefinition: {constraints: {required: "false", hidden: "true"}}
    """,
    good="""
    properties:
      connectionParameters:
        token:TenantId:
          type: string
          metadata: {sourceType: AzureActiveDirectoryTenant}
          uiDefinition: {constraints: {required: "false", hidden: "true"}}
        token:tenantId: {type: string}
    """,
)
def tenant_id_parameter_is_exact(parameter: Node) -> Problems:
    """`token:TenantId` is declared exactly as the platform fills it in.

    Why: it is not a field of the connection form, but the tenant that a user signs in
        to; the validator refuses other metadata or constraints as critical. A text
        beside them is accepted, and so is a visible field into which users type the
        tenant, because connectors with them are published.
    Fix: Declare metadata.sourceType AzureActiveDirectoryTenant, and the constraints
        required "false" and hidden "true".
    See: connection-parameters
    """
    if parameter.name != "token:TenantId" or _is_typed(parameter):
        return
    for *steps, expected in _TENANT:
        value: Json = parameter.value
        for step in steps:
            value = mapping(value).get(step)
        # Case is ignored; PP184 reports booleans.
        if str(value).casefold() != expected.casefold():
            yield Problem(
                f"The {'.'.join(steps)} of token:TenantId must be {show(expected)}, not "
                f"{show(value)}.",
                *steps,
                fix=Put(expected),
            )


def _is_typed(parameter: Node) -> bool:
    """Return whether users type in the tenant: the field is visible, and no value is chosen."""
    ui_definition = parameter.mapping("uiDefinition")
    hidden = mapping(ui_definition.get("constraints")).get("hidden")
    return (
        parameter.get("type") == "string"
        and "sourceType" not in parameter.mapping("metadata")
        and bool(ui_definition.get("displayName"))
        and str(hidden).casefold() != "true"
    )
