"""Rules on the URLs and the redirect of an OAuth sign-in, and on its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.documents.document import Json, Token
from connectorsmith.lint.fix import Drop
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show

_AUTHORIZATION = ("authorizationUrl", "authorizationUrlTemplate")
_TOKENS = ("tokenUrl", "tokenUrlTemplate", "refreshUrl", "refreshUrlTemplate")


@rule(
    "CS046",
    "token-url-is-not-authorization-url",
    Severity.WARNING,
    on=(Kind.OAUTH, Kind.SECURITY_DEFINITION),
    bad="""
    securityDefinitions:
      sign_in:
        type: oauth2
        flow: accessCode
        authorizationUrl: https://shelf.example/authorize
        tokenUrl: https://shelf.example/authorize  # <- here
    ---
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings:
            identityProvider: oauth2
            customParameters:
              authorizationUrl: {value: https://shelf.example/authorize}
              tokenUrl: {value: https://shelf.example/token}
              refreshUrl: {value: https://shelf.example/authorize}  # <- here
    """,
    good="""
    securityDefinitions:
      sign_in:
        type: oauth2
        flow: accessCode
        authorizationUrl: https://shelf.example/authorize
        tokenUrl: https://shelf.example/token
    ---
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
def token_url_is_not_authorization_url(node: Node) -> Problems:
    """The `tokenUrl` and the `refreshUrl` differ from the `authorizationUrl`.

    Why: a user signs in on a page at the authorizationUrl; tokens are issued and renewed at
        another URL. With the same URL, the sign-in or the first renewal fails.
    Fix: Write the token endpoint of the service; the refreshUrl often is the tokenUrl.
    See: connection-parameters
    """
    urls = list(_urls(node))
    shown = {_plain(url) for key, _, url in urls if key in _AUTHORIZATION}
    for key, steps, url in urls:
        if key in _TOKENS and _plain(url) in shown:
            yield Problem(f"The {key} must not be the authorizationUrl.", *steps)


def _urls(node: Node) -> Iterator[tuple[str, tuple[Token, ...], str]]:
    """Yield each URL of a sign-in: its standard name, the steps to it and its text."""
    is_definition = node.kind is Kind.SECURITY_DEFINITION
    holder = node.value if is_definition else node.mapping("customParameters")
    standard = {name.casefold(): name for name in (*_AUTHORIZATION, *_TOKENS)}
    for key, value in holder.items():
        name = standard.get(key.casefold())
        steps: tuple[Token, ...] = (key,)
        if not is_definition:
            steps, value = ("customParameters", key, "value"), _value(value)
        if name is not None and isinstance(value, str) and value.strip():
            yield name, steps, value


def _value(parameter: Json) -> Json:
    return mapping(parameter).get("value")


def _plain(url: str) -> str:
    return url.strip().rstrip("/").casefold()


@rule(
    "CS047",
    "redirect-mode-is-of-one-connector",
    Severity.INFO,
    on=Kind.OAUTH,
    bad="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings:
            identityProvider: oauth2
            redirectMode: Global  # <- here
    """,
    good="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings: {identityProvider: oauth2, redirectMode: GlobalPerConnector}
    """,
)
def redirect_mode_is_of_one_connector(settings: Node) -> Problems:
    """`redirectMode` is `GlobalPerConnector`.

    Why: each new connector must have a redirect URL of its own; `Global` is kept for those
        that were published before, whose apps are registered with the shared URL.
    Fix: For a new connector, set redirectMode to GlobalPerConnector, and register its
        redirect URL at the identity provider.
    See: connection-parameters
    """
    if settings.text("redirectMode").casefold() == "global":
        yield Problem(
            "The redirectMode of a new connector must be GlobalPerConnector.",
            "redirectMode",
        )


@rule(
    "CS048",
    "oauth-parameter-is-called-token",
    Severity.WARNING,
    on=Kind.CONNECTION_PARAMETER,
    bad="""
    properties:
      connectionParameters:
        sign_in:  # <- here
          type: oauthSetting
          oAuthSettings: {identityProvider: oauth2}
    """,
    good="""
    properties:
      connectionParameters:
        token:
          type: oauthSetting
          oAuthSettings: {identityProvider: oauth2}
    """,
)
def oauth_parameter_is_called_token(parameter: Node) -> Problems:
    """A connection parameter of type `oauthSetting` is called `token`.

    Why: paconn writes the client secret only into a parameter of this name, so that of
        another one is lost, and users cannot sign in.
    Fix: Rename the parameter to token, and its uses as token:...; that of a published
        connector must stay.
    See: paconn-cli
    """
    is_sign_in = parameter.text("type").casefold() == "oauthsetting"
    if is_sign_in and parameter.name != "token":
        yield Problem(
            f"The connection parameter {show(parameter.name)} must be called 'token': paconn"
            " gives no other one its client secret."
        )


@rule(
    "CS049",
    "connection-parameter-set-has-parameters",
    Severity.WARNING,
    on=Kind.PARAMETER_SET,
    bad="""
    properties:
      connectionParameterSets:
        values:
          - name: open  # <- here
    """,
    good="""
    properties:
      connectionParameterSets:
        values:
          - {name: open, parameters: {}}
    """,
)
def connection_parameter_set_has_parameters(choice: Node) -> Problems:
    """Every set of connection parameters has `parameters`, which may be empty.

    Why: paconn reads them without a check, and ends with an error.
    Fix: Add parameters, with {} if there are none.
    See: paconn-cli
    """
    if not isinstance(choice.get("parameters"), Mapping):
        yield Problem(
            "The connection parameter set must have parameters.", "parameters", key=True
        )


@rule(
    "CS050",
    "security-definition-is-complete",
    Severity.ERROR,
    on=Kind.SECURITY_DEFINITION,
    bad="""
    securityDefinitions:
      undefined: {}  # <- here
    """,
    good="""
    securityDefinitions:
      key: {type: apiKey, in: header, name: X-Key}
    """,
)
def security_definition_is_complete(scheme: Node) -> Problems:
    """No security definition is empty.

    Why: the editor of the portal leaves an empty one, called `undefined`, when the kind of
        sign-in is changed; the validation of the definition refuses it.
    Fix: Remove it, and the requirements in security that name it.
    See: https://swagger.io/specification/v2/#security-scheme-object
    """
    if scheme.value:
        return
    name = scheme.name
    is_left_over = name in ("undefined", "null", "")
    is_required = name in scheme.connector.definition.required_schemes
    yield Problem(
        f"The security definition {show(name)} must not be empty.",
        key=True,
        hint=(
            "Remove it: the editor of the portal has left it over."
            if is_left_over
            else "Add its type, or remove it."
        ),
        fix=Drop() if is_left_over and not is_required else None,
    )
