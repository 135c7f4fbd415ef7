"""The views of client.py, of the package's root and of its project files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from connectorsmith.ir.connector import (
    ConnectionParameter,
    Connector,
    SecurityScheme,
)
from connectorsmith.naming.identifiers import CLIENT, unique_names
from connectorsmith.render.code import Code, docstring, identifier, literal
from connectorsmith.spec.config import SdkConfig
from connectorsmith.targets.python.docs import sentence, split_first_sentence
from connectorsmith.targets.python.files_view import GroupView
from connectorsmith.targets.python.layout import wrapped
from connectorsmith.targets.python.policies_view import (
    all_hosts_are_chosen,
    chooses_host,
)
from connectorsmith.text.words import snake_case


@dataclass(frozen=True, slots=True)
class Credential:
    """One value that a person gives to the client."""

    name: Code
    environment: Code
    """The name of the environment variable that is read where it is not given."""
    doc: str
    secret: bool

    @property
    def value(self) -> Code:
        """The expression for the value that was given or found."""
        arguments = (
            f"{literal(str(self.name))}, {self.name}, {literal(str(self.environment))}"
        )
        return Code(
            f"secret({arguments})" if self.secret else f"secret({arguments}).reveal()"
        )


@dataclass(frozen=True, slots=True)
class Authentication:
    """How requests prove who calls."""

    credentials: tuple[Credential, ...]
    expression: Code | None
    """What makes the runtime's auth value; None where the API wants none."""
    uses: tuple[str, ...] = ()
    """The names of the runtime that the expression needs."""


@dataclass(frozen=True, slots=True)
class ClientView:
    """client.py."""

    doc: Code
    sync_doc: Code
    async_doc: Code
    credentials: Sequence[Credential]
    auth: Code | None
    runtime_imports: Sequence[Code]
    base: Code
    async_base: Code
    base_url: Code
    base_url_environment: Code
    throttle: Code | None
    user_agent: Code
    groups: Sequence[GroupView]
    has_methods: bool
    has_policies: bool
    chooses_host: bool
    """Whether a policy says where operations are."""
    webhooks: bool
    """Whether there are subscriptions to end."""


def client_view(
    connector: Connector,
    config: SdkConfig,
    *,
    package: str,
    distribution: str,
    groups: Sequence[GroupView],
    has_methods: bool,
    has_policies: bool,
    webhooks: bool,
) -> ClientView:
    """The view of client.py."""
    auth = authentication(connector, config, package)
    return ClientView(
        doc=docstring(f"The clients of {connector.title}."),
        sync_doc=docstring(
            _class_doc(
                connector, auth, config, "Close it, or use it in a `with` block."
            ),
            4,
        ),
        async_doc=docstring(
            _class_doc(
                connector, auth, config, "Close it, or use it in an `async with` block."
            ),
            4,
        ),
        credentials=auth.credentials,
        auth=auth.expression,
        runtime_imports=_runtime_imports(
            auth, config, has_methods=has_methods, has_policies=has_policies
        ),
        base=Code("Methods" if has_methods else "_SyncClient"),
        async_base=Code("AsyncMethods" if has_methods else "_AsyncClient"),
        base_url=literal(base_url(connector)),
        base_url_environment=literal(f"{package.upper()}_BASE_URL"),
        throttle=(
            None
            if config.throttle is None
            else Code(f"Throttle({config.throttle.calls}, {config.throttle.seconds})")
        ),
        user_agent=literal(f"{distribution}/"),
        groups=groups,
        has_methods=has_methods,
        has_policies=has_policies,
        chooses_host=chooses_host(connector),
        webhooks=webhooks,
    )


def _runtime_imports(
    auth: Authentication, config: SdkConfig, *, has_methods: bool, has_policies: bool
) -> list[Code]:
    lines = ["from ._policies import POLICIES"] if has_policies else list[str]()
    if auth.credentials:
        lines.append("from ._runtime.arguments import secret")
        names = sorted([*auth.uses, "Secret"])
        lines.append(f"from ._runtime.auth import {', '.join(names)}")
    if has_methods:
        lines.append("from ._runtime.lazy import lazy_methods")
    else:
        lines.append("from ._runtime.client import AsyncClient as _AsyncClient")
        lines.append("from ._runtime.client import SyncClient as _SyncClient")
    lines += [
        "from ._runtime.retry import Retry",
        "from ._runtime.settings import Settings, Timeout",
        "from ._runtime.throttle import Throttle",
        "from ._runtime.unset import UNSET, Unset, given",
        "from ._version import __version__",
    ]
    return [Code(line) for line in lines]


def base_url(connector: Connector) -> str:
    """Where every operation is, without a trailing slash.

    Empty where the definition has no host, or a placeholder for one: the client then asks
    for `base_url`. Empty, too, where policies know the host of every operation.
    """
    host = connector.host or ""
    if (
        all_hosts_are_chosen(connector)
        or not _HOST.match(host)
        or not connector.base_path.isprintable()
    ):
        return ""
    return f"{connector.scheme}://{host}{quote(connector.base_path, safe=_PATH)}"


def _class_doc(
    connector: Connector, auth: Authentication, config: SdkConfig, use: str
) -> str:
    first, rest = split_first_sentence(connector.description or connector.title)
    lines = wrapped(sentence(first), indent=7)
    if rest:
        lines += ["", *wrapped(sentence(rest), indent=4)]
    lines += ["", use, "", "Args:"]
    entries = [
        f"{one.name}: {one.doc} Read from the environment variable {one.environment} where it is not given."
        for one in auth.credentials
    ]
    entries += [
        f"base_url: {_where(connector)}",
        "timeout: Seconds, or an `httpx2.Timeout`, for each step of a call.",
        "retry: When a call is made again.",
        _throttle_doc(config),
        "headers: Sent with every call.",
        "strict: Refuse an answer that is not literally as declared; else it is read so.",
        "http_client: Makes the connections; the client does not close it.",
        "transport: Makes the connections of the client's own `httpx2` client.",
    ]
    for entry in entries:
        first_line, *others = wrapped(entry, indent=8, hanging=4)
        lines += [f"    {first_line}", *(f"    {line}" for line in others)]
    return "\n".join(lines)


def _where(connector: Connector) -> str:
    if chooses_host(connector):
        return "Where the API is, if not where the connection says."
    if base_url(connector):
        return "Where the API is, if not at its usual place."
    return "Where the API is: its definition does not say."


def _throttle_doc(config: SdkConfig) -> str:
    if config.throttle is None:
        return "throttle: How many calls may start in a time; None for no limit."
    calls, seconds = config.throttle.calls, config.throttle.seconds
    return (
        f"throttle: How many calls may start in a time: {calls} in {seconds:g} seconds unless "
        "another is given; None for no limit. Clients of one connection can share one."
    )


def authentication(
    connector: Connector, config: SdkConfig, package: str
) -> Authentication:
    """What the security definitions and the connection parameters say together."""
    parameters = [one for one in connector.connection_parameters if one.type in _TEXT]
    schemes = _schemes(connector)
    ways = [
        _way(
            scheme,
            parameters,
            config,
            package,
            # Keys that are needed together must be told apart.
            unnamed="api_key" if len(schemes) == 1 else scheme.name,
        )
        for scheme in schemes
    ]
    if not ways and any(
        one.type.lower() == "oauthsetting" for one in connector.connection_parameters
    ):
        # The platform signs in and sends its token, whatever the definition says.
        ways = [_bearer(package)]
    if not ways:
        return Authentication((), None)
    if len(ways) == 1:
        return ways[0]
    expressions = ", ".join(str(way.expression) for way in ways)
    return Authentication(
        tuple({str(one.name): one for way in ways for one in way.credentials}.values()),
        Code(f"({expressions})"),
        tuple(dict.fromkeys(use for way in ways for use in way.uses)),
    )


_TEXT = ("string", "securestring")
_HOST = re.compile(r"[\w.-]+(:\d+)?\Z")
_PATH = "/!$&'()*+,;=:@%~"
"""What may stand in a path as it is (RFC 3986), with escapes that are there already."""
_USABLE = ("basic", "apiKey", "oauth2")


def _schemes(connector: Connector) -> list[SecurityScheme]:
    """The schemes of the first requirement that can be met, else the first that is defined."""
    schemes = {
        one.name: one for one in connector.security_schemes if one.type in _USABLE
    }
    for operation in connector.operations:
        for alternative in operation.security:
            names = [use.scheme for use in alternative]
            if names and all(name in schemes for name in names):
                return [schemes[name] for name in names]
    return list(schemes.values())[:1]


def _way(
    scheme: SecurityScheme,
    parameters: list[ConnectionParameter],
    config: SdkConfig,
    package: str,
    *,
    unnamed: str,
) -> Authentication:
    """One scheme; takes the connection parameters that it uses off the list."""
    if scheme.type == "basic":
        return _basic(parameters, package)
    if scheme.type == "apiKey" and scheme.parameter:
        return _api_key(scheme, parameters, config, package, unnamed=unnamed)
    return _bearer(package)


def _bearer(package: str) -> Authentication:
    credential = _credential(
        "access_token", package, "An OAuth 2.0 access token.", secret=True
    )
    return Authentication(
        (credential,), Code(f"Bearer({credential.value})"), ("Bearer",)
    )


def _api_key(
    scheme: SecurityScheme,
    parameters: list[ConnectionParameter],
    config: SdkConfig,
    package: str,
    *,
    unnamed: str,
) -> Authentication:
    secure = [one for one in parameters if one.type == "securestring"] or parameters
    like = [one for one in secure if _alike(one, scheme)]
    chosen = next(iter([*like, *secure]), ConnectionParameter(unnamed, "securestring"))
    if chosen in parameters:
        parameters.remove(chosen)
    said = chosen.description or chosen.title or "The API key."
    credential = _credential(chosen.name, package, sentence(said), secret=True)
    prefix = config.prefixes.get(chosen.name)
    extra = "" if prefix is None else f", {literal(prefix)}"
    location = "query" if scheme.location == "query" else "header"
    name = literal(scheme.parameter)
    return Authentication(
        (credential,),
        Code(f"ApiKey({literal(location)}, {name}, {credential.value}{extra})"),
        ("ApiKey",),
    )


def _alike(parameter: ConnectionParameter, scheme: SecurityScheme) -> bool:
    """Whether a connection parameter is called like a scheme, or like its header."""
    wanted = {snake_case(scheme.name), snake_case(scheme.parameter or "")}
    return snake_case(parameter.name) in wanted


def _basic(parameters: list[ConnectionParameter], package: str) -> Authentication:
    secure = [one.name for one in parameters if one.type == "securestring"]
    plain = [one.name for one in parameters if one.type == "string"]
    if not plain and len(secure) > 1:
        plain, secure = secure[:1], secure[1:]
    user = _credential(
        plain[0] if plain else "username", package, "The user's name.", secret=False
    )
    password = _credential(
        secure[0] if secure else "password", package, "The password.", secret=True
    )
    return Authentication(
        (user, password), Code(f"Basic({user.value}, {password.value})"), ("Basic",)
    )


def _credential(wire: str, package: str, doc: str, *, secret: bool) -> Credential:
    name = unique_names([wire], "credential", CLIENT)[wire]
    environment = f"{package}_{snake_case(wire) or 'credential'}".upper()
    return Credential(identifier(name), Code(environment), doc, secret)
