"""Rules on connection parameters."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import json_type, listed, show

_TYPES = ("string", "securestring", "int", "bool", "oauthSetting", "gatewaySetting")


@rule(
    "PP180",
    "connection-parameter-type-is-known",
    Severity.ERROR,
    on=Kind.CONNECTION_PARAMETER,
    bad="""
    properties:
      connectionParameters:
        api_key:
          type: secret  # <- here
    """,
    good="""
    properties:
      connectionParameters:
        api_key: {type: securestring}
    """,
)
def connection_parameter_type_is_known(parameter: Node) -> Problems:
    """A connection parameter's `type` is one that exists.

    Why: the connection form has no field for other types.
    Fix: Set type to string, securestring, int, bool, oauthSetting or gatewaySetting.
    See: connection-parameters
    """
    type = parameter.get("type")
    if type not in _TYPES:
        predicate = (
            f"must be {listed(_TYPES)}, not {show(type)}" if type else "is missing"
        )
        yield Problem(f"The type {predicate}.", "type")


def _is_tenant(parameter: Node) -> bool:
    # The platform fills it in and shows no field.
    return parameter.name == "token:TenantId"


@rule(
    "PP181",
    "connection-parameter-has-ui-definition",
    Severity.ERROR,
    on=Kind.CONNECTION_PARAMETER,
    microsoft="5000.2.6.9",
    bad="""
    properties:
      connectionParameters:
        api_key:  # <- here
          type: securestring
    """,
    good="""
    properties:
      connectionParameters:
        api_key:
          type: securestring
          uiDefinition: {displayName: API key, description: Your key.}
        token: {type: oauthSetting}
    """,
)
def connection_parameter_has_ui_definition(parameter: Node) -> Problems:
    """A connection parameter has a `uiDefinition`.

    Why: without it, the connection form shows a field without a label. An OAuth
        setting has no field.
    Fix: Add uiDefinition with displayName, description and tooltip.
    See: connection-parameters
    """
    has_field = parameter.text("type") not in ("oauthSetting", "gatewaySetting")
    if has_field and not parameter.mapping("uiDefinition"):
        yield Problem(
            "The connection parameter must have a uiDefinition.",
            "uiDefinition",
            key=True,
        )


@rule(
    "PP182",
    "connection-parameter-has-display-name",
    Severity.WARNING,
    on=Kind.CONNECTION_PARAMETER,
    bad="""
    properties:
      connectionParameters:
        api_key:
          type: securestring
          uiDefinition:  # <- here
            description: Your key.
    """,
    good="""
    properties:
      connectionParameters:
        api_key:
          type: securestring
          uiDefinition: {displayName: API key, description: Your key.}
    """,
)
def connection_parameter_has_display_name(parameter: Node) -> Problems:
    """A connection parameter's `uiDefinition` has a `displayName`.

    Why: it is the label of the field; without it, the raw name is shown.
    Fix: Add a displayName.
    See: connection-parameters
    """
    return _missing_text(parameter, "displayName")


@rule(
    "PP183",
    "connection-parameter-has-description",
    Severity.WARNING,
    on=Kind.CONNECTION_PARAMETER,
    microsoft="5000.2.6.10",
    bad="""
    properties:
      connectionParameters:
        api_key:
          type: securestring
          uiDefinition:  # <- here
            displayName: API key
    """,
    good="""
    properties:
      connectionParameters:
        api_key:
          type: securestring
          uiDefinition: {displayName: API key, description: Your key.}
    """,
)
def connection_parameter_has_description(parameter: Node) -> Problems:
    """A connection parameter's `uiDefinition` has a `description`.

    Why: it says where to find the value that the field asks for.
    Fix: Add a description.
    See: connection-parameters
    """
    return _missing_text(parameter, "description")


def _missing_text(parameter: Node, key: str) -> Problems:
    ui_definition = parameter.mapping("uiDefinition")
    if ui_definition and not ui_definition.get(key) and not _is_tenant(parameter):
        yield Problem(
            f"The uiDefinition must have a {key}.", "uiDefinition", key, key=True
        )


@rule(
    "PP184",
    "connection-parameter-constraints-are-strings",
    Severity.WARNING,
    on=Kind.CONNECTION_PARAMETER,
    bad="""
    properties:
      connectionParameters:
        api_key:
          type: securestring
          uiDefinition:
            constraints:
              required: true  # <- here
    """,
    good="""
    properties:
      connectionParameters:
        api_key:
          type: securestring
          uiDefinition:
            constraints: {required: "true", hidden: "false", tabIndex: 2}
    """,
)
def connection_parameter_constraints_are_strings(parameter: Node) -> Problems:
    """`required` and `hidden` in `constraints` are the texts "true" or "false".

    Why: the platform reads texts there. Certification has sent booleans back, but 2 % of
        the published connectors have them, among them one of 2025.
    Fix: Put true or false in quotes.
    See: connection-parameters
    """
    constraints = mapping(parameter.mapping("uiDefinition").get("constraints"))
    for key in ("required", "hidden"):
        value = constraints.get(key)
        if key in constraints and not (
            isinstance(value, str) and value.casefold() in ("true", "false")
        ):
            yield Problem(
                (
                    f'The constraint {key} must be "true" or "false", not {json_type(value)}.'
                    if not isinstance(value, str)
                    else f'The constraint {key} must be "true" or "false", not {show(value)}.'
                ),
                "uiDefinition",
                "constraints",
                key,
                fix=Put(str(value).lower()) if isinstance(value, bool) else None,
            )


_SECRET_SUFFIXES = ("password", "secret", "api_key", "apikey", "api-key", "accesskey")


@rule(
    "PP185",
    "secret-parameter-is-securestring",
    Severity.WARNING,
    on=Kind.CONNECTION_PARAMETER,
    bad="""
    properties:
      connectionParameters:
        password:
          type: string  # <- here
    """,
    good="""
    properties:
      connectionParameters:
        password: {type: securestring}
        secretary: {type: string}
    """,
)
def secret_parameter_is_securestring(parameter: Node) -> Problems:
    """A connection parameter that holds a secret is a `securestring`.

    Why: a string is visible to everyone who sees the connection.
    Fix: Change the type to securestring.
    See: connection-parameters
    """
    name = parameter.name.casefold().removeprefix("token:")
    if parameter.get("type") == "string" and name.endswith(_SECRET_SUFFIXES):
        yield Problem(
            f"The secret {show(parameter.name)} must be a securestring, not a string.",
            "type",
        )


@rule(
    "CS044",
    "secret-parameter-has-no-default",
    Severity.ERROR,
    on=Kind.CONNECTION_PARAMETER,
    bad="""
    properties:
      connectionParameters:
        api_key:  # <- here
          type: securestring
          defaultValue: q7Zr1w9LkX0vTn4B
    """,
    good="""
    properties:
      connectionParameters:
        api_key: {type: securestring}
        region: {type: string, defaultValue: eu}
    """,
)
def secret_parameter_has_no_default(parameter: Node) -> Problems:
    """A connection parameter of type `securestring` has no default.

    Why: the file is published, and everyone who reads it gets the secret. The
        generated SDK leaves it out; the published apiProperties still have it.
    Fix: Remove the default, and replace the secret where it was issued.
    See: connection-parameters
    """
    # The location is the name, so that no excerpt in a log shows the value.
    for key in ("default", "defaultValue"):
        if parameter.text("type").lower() == "securestring" and parameter.get(key):
            yield Problem(f"The secret {show(parameter.name)} must not have a {key}.")


@rule(
    "PP186",
    "oauth-parameter-has-oauth-settings",
    Severity.ERROR,
    on=Kind.CONNECTION_PARAMETER,
    bad="""
    properties:
      connectionParameters:
        token:  # <- here
          type: oauthSetting
    """,
    good="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings: {identityProvider: oauth2}
    """,
)
def oauth_parameter_has_oauth_settings(parameter: Node) -> Problems:
    """A connection parameter of type `oauthSetting` has `oAuthSettings`.

    Why: without them, users cannot sign in.
    Fix: Add oAuthSettings with identityProvider, clientId, scopes and redirectMode.
    See: connection-parameters
    """
    if parameter.get("type") == "oauthSetting" and not isinstance(
        parameter.get("oAuthSettings"), Mapping
    ):
        yield Problem(
            "The connection parameter must have oAuthSettings.",
            "oAuthSettings",
            key=True,
        )


@rule(
    "PP194",
    "connection-parameter-set-has-name",
    Severity.ERROR,
    on=Kind.PARAMETER_SET,
    bad="""
    properties:
      connectionParameterSets:
        values:
          - parameters: {}  # <- here
    """,
    good="""
    properties:
      connectionParameterSets:
        values:
          - {name: key-auth, parameters: {}}
    """,
)
def connection_parameter_set_has_name(choice: Node) -> Problems:
    """Every set of connection parameters has a `name`.

    Why: a connection refers to the set that it was created with by this name.
    Fix: Add a name that stays the same in later versions.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/multi-auth
    """
    if not choice.text("name"):
        yield Problem(
            "The connection parameter set must have a name.", "name", key=True
        )
