"""Rules on `oAuthSettings`."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import listed, show
from connectorsmith.settings.profile import Profile

_PROVIDERS = (
    *("oauth2", "oauth2generic", "aad", "aadcertificate", "facebook"),
    *("google", "salesforcev2"),
)
"""Identity providers in lower case; the platform ignores case."""


@rule(
    "PP187",
    "identity-provider-is-known",
    Severity.WARNING,
    on=Kind.OAUTH,
    bad="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings:
            identityProvider: OAuth 2  # <- here
    """,
    good="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings: {identityProvider: oauth2}
    """,
)
def identity_provider_is_known(settings: Node) -> Problems:
    """`identityProvider` is one that every connector can use.

    Why: others exist for Microsoft's own connectors only.
    Fix: Set identityProvider to oauth2, oauth2generic, aad, aadcertificate, facebook,
        google or SalesforceV2.
    See: connection-parameters
    """
    provider = settings.get("identityProvider")
    if not isinstance(provider, str) or provider.casefold() not in _PROVIDERS:
        yield Problem(
            (
                f"The identity provider {show(provider)} is not known."
                if provider
                else "The oAuthSettings must have an identityProvider."
            ),
            "identityProvider",
            hint=(
                settings.did_you_mean(provider, _PROVIDERS)
                if isinstance(provider, str)
                else None
            ),
        )


@rule(
    "PP189",
    "oauth2-provider-has-urls",
    Severity.ERROR,
    on=Kind.OAUTH,
    bad="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings:
            identityProvider: oauth2
            customParameters:  # <- here
              authorizationUrl: {value: https://shelf.example/authorize}
    """,
    good="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings:
            identityProvider: oauth2
            customParameters:
              authorizationUrl: {value: https://shelf.example/authorize}
              tokenUrl: {value: https://shelf.example/token}
              refreshUrl: {value: https://shelf.example/token}
    """,
)
def oauth2_provider_has_urls(settings: Node) -> Problems:
    """The provider `oauth2` has `authorizationUrl`, `tokenUrl` and `refreshUrl`.

    Why: users sign in and tokens are renewed at these URLs.
    Fix: Add the missing ones to customParameters; the refreshUrl often is the
        tokenUrl.
    See: connection-parameters
    """
    if settings.get("identityProvider") != "oauth2":
        return
    given = {key.casefold() for key in settings.mapping("customParameters")}
    wanted = ("authorizationUrl", "tokenUrl", "refreshUrl")
    missing = [key for key in wanted if key.casefold() not in given]
    if missing:
        yield Problem(
            f"The identity provider oauth2 has no {listed(missing)}.",
            "customParameters",
            key=True,
        )


@rule(
    "PP190",
    "aad-provider-has-resource",
    Severity.ERROR,
    on=Kind.OAUTH,
    bad="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings:
            identityProvider: aad
            customParameters:  # <- here
              tenantId: {value: common}
    """,
    good="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings:
            identityProvider: aad
            customParameters: {resourceUri: {value: https://shelf.example}}
    """,
)
def aad_provider_has_resource(settings: Node) -> Problems:
    """The provider `aad` has a `resourceUri`.

    Why: a token is issued for one resource; the API refuses a token without one.
    Fix: Add resourceUri to customParameters, with the App ID URI of the API.
    See: azure-active-directory-authentication
    """
    custom = {key.casefold() for key in settings.mapping("customParameters")}
    if settings.get("identityProvider") == "aad" and "resourceuri" not in custom:
        resource_id = mapping(settings.get("properties")).get(
            "AzureActiveDirectoryResourceId"
        )
        if not resource_id:
            yield Problem(
                "The identity provider aad must have a resourceUri.",
                "customParameters",
                key=True,
            )


_MODES = ("Global", "GlobalPerConnector", "Direct")


@rule(
    "PP191",
    "redirect-mode-is-known",
    Severity.WARNING,
    on=Kind.OAUTH,
    bad="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings:
            redirectMode: global  # <- here
    """,
    good="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings: {redirectMode: GlobalPerConnector}
    """,
)
def redirect_mode_is_known(settings: Node) -> Problems:
    """`redirectMode` is `GlobalPerConnector`, `Global` or `Direct`.

    Why: new connectors must use GlobalPerConnector; the platform knows no other
        modes.
    Fix: Set redirectMode to GlobalPerConnector.
    See: connection-parameters
    """
    mode = settings.get("redirectMode")
    if mode is not None and mode not in _MODES:
        hint = settings.did_you_mean(mode, _MODES) if isinstance(mode, str) else None
        yield Problem(
            f"The redirectMode {show(mode)} is not known.",
            "redirectMode",
            hint=hint,
        )


_PLACEHOLDER_WORDS = frozenset(
    "your my client app replace enter secret dummy todo none null test redacted".split()
)
"""Words of placeholders in templates and in redacted files."""


def _is_placeholder(secret: str) -> bool:
    words = set(re.split(r"[\W_]+", secret.casefold()))
    return (
        secret[0] in "<[{(#*"
        or len(set(secret)) == 1
        or not words.isdisjoint(_PLACEHOLDER_WORDS)
    )


LEFT_OUT = "The client secret in the file is left out of what is published."


@rule(
    "PP192",
    "client-secret-is-a-placeholder",
    Severity.ERROR,
    on=Kind.OAUTH,
    bad="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings:
            clientSecret: q7Zr1w9LkX0vTn4B  # <- here
    """,
    good="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings: {clientSecret: <<Enter the client secret>>}
    """,
)
def client_secret_is_a_placeholder(settings: Node) -> Problems:
    """`clientSecret` is not a real secret.

    Why: the file is published; a reader can impersonate the app.
    Fix: Remove clientSecret, and replace the secret at the identity provider.
    See: certification-submission
    """
    secret = settings.text("clientSecret")
    if secret and not _is_placeholder(secret):
        # The message must not show the value, because it may be logged.
        yield Problem(LEFT_OUT, "clientSecret")


@rule(
    "PP188",
    "independent-publisher-has-no-oauth",
    Severity.ERROR,
    on=Kind.CONNECTION_PARAMETER,
    profiles=(Profile.INDEPENDENT_PUBLISHER,),
    bad="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting  # <- here
    """,
    good="""
    properties:
      connectionParameters:
        api_key: {type: securestring}
    """,
)
def independent_publisher_has_no_oauth(parameter: Node) -> Problems:
    """The connector of an independent publisher has no OAuth connection.

    Why: the app of an OAuth sign-in belongs to the owner of the API. Since 2025,
        Microsoft accepts no new ones; 35 of 396 published connectors are older. It is
        a warning if the profile is only guessed from the color.
    Fix: Use an API key if the API has one, or let the owner of the API publish.
    See: certification-submission-ip
    """
    if parameter.text("type") == "oauthSetting":
        is_explicit = parameter.connector.is_profile_told
        yield Problem(
            "The connector of an independent publisher must not have an OAuth connection.",
            "type",
            severity=None if is_explicit else Severity.WARNING,
        )
