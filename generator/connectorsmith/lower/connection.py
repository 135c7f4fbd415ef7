"""Lowering of security schemes, connection parameters and their sets, and token endpoints."""

from __future__ import annotations

import re
from collections.abc import Mapping

from connectorsmith.documents.data import mapping, sequence, text, texts
from connectorsmith.documents.document import Json
from connectorsmith.ir.connector import (
    TENANT,
    ConnectionParameter,
    ConnectionSet,
    SecurityScheme,
    TokenEndpoint,
)
from connectorsmith.openapi.api_properties import (
    ApiProperties,
    RawConnection,
    RawConnectionParameter,
    label,
)

_AZURE = ("aad", "aadcertificate")
_AZURE_LOGIN = "https://login.microsoftonline.com"
_EXPRESSION = re.compile(
    r"@\{?\s*connectionParameters\(\s*'([^']*)'\s*(?:,\s*'[^']*'\s*)?\)\}?", re.I
)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_BLANK = re.compile(r"\{\{|<<|\[\[|<[^<>]*+>")
"""A placeholder that the author left for the user to fill in."""


def lower_schemes(node: Json) -> tuple[SecurityScheme, ...]:
    """Return the `securityDefinitions`, in document order."""
    return tuple(_scheme(name, mapping(one)) for name, one in mapping(node).items())


def _scheme(name: str, node: Mapping[str, Json]) -> SecurityScheme:
    type_ = text(node.get("type")) or ""
    if type_ == "apiKey":
        return SecurityScheme(name, type_, text(node.get("in")), text(node.get("name")))
    settings = {key: value for key, value in node.items() if key != "type"}
    return SecurityScheme(name, type_, settings=settings or None)


def lower_parameters(connection: RawConnection) -> tuple[ConnectionParameter, ...]:
    """Return the parameters of a connection, in document order."""
    names = tuple(parameter.name for parameter in connection.parameters)
    return tuple(_parameter(parameter, names) for parameter in connection.parameters)


def lower_sets(properties: ApiProperties) -> tuple[ConnectionSet, ...]:
    """Return the `connectionParameterSets`, of which a connection uses exactly one."""
    return tuple(
        ConnectionSet(
            name=raw.name,
            title=_label(raw.value, "displayName"),
            description=_label(raw.value, "description"),
            parameters=lower_parameters(raw),
        )
        for raw in properties.sets
    )


def _label(node: Mapping[str, Json], key: str) -> str | None:
    schema = mapping(mapping(node.get("uiDefinition")).get("schema"))
    return label(node, key) or text(schema.get(key))


def _parameter(
    raw: RawConnectionParameter, siblings: tuple[str, ...]
) -> ConnectionParameter:
    node, constraints = raw.value, raw.constraints
    type_ = (raw.kind or "string").lower()
    choices = sequence(constraints.get("allowedValues")) or sequence(
        node.get("allowedValues")
    )
    values = (mapping(item).get("value") for item in choices)
    return ConnectionParameter(
        name=raw.name,
        type=type_,
        title=_label(node, "displayName"),
        description=_label(node, "description"),
        required=raw.required,
        hidden=raw.hidden,
        initial=_initial(node, constraints),
        allowed_values=tuple(value for value in values if isinstance(value, str)),
        tokens=(token_endpoint(raw, siblings) if type_ == "oauthsetting" else None),
    )


def _initial(node: Mapping[str, Json], constraints: Mapping[str, Json]) -> str | None:
    for place in (node, constraints):
        for key in ("defaultValue", "default"):
            value = place.get(key)
            if isinstance(value, bool):
                return "true" if value else "false"
            if isinstance(value, (str, int, float)) and value != "":
                return str(value)
    return None


def token_endpoint(
    parameter: RawConnectionParameter, siblings: tuple[str, ...]
) -> TokenEndpoint:
    """Return the endpoint that issues the tokens of an `oauthSetting`, as far as it is
    declared.

    `siblings` are the names of all parameters of the connection. A parameter `token:x`
    overrides the setting `x`, and is also the value of `{x}` in other settings.
    """
    oauth = _folded(parameter.settings)
    settings = _Settings(
        {
            name: text(mapping(value).get("value")) or text(value)
            for name, value in _folded(oauth.get("customparameters")).items()
        },
        siblings,
        frozenset(_folded(oauth.get("additionalparameters"))),
    )
    provider = (text(oauth.get("identityprovider")) or "").lower()
    delimiter = settings.plain("scopelistdelimiter") or " "
    scopes = [one for one in texts(oauth.get("scopes")) if settings.filled(one) == one]
    if provider in _AZURE:
        login = settings.url("loginuri") or _AZURE_LOGIN
        declared = settings.declared(TENANT)
        resource = settings.get("resourceuri")
        return TokenEndpoint(
            url=f"{login.rstrip('/')}/{{{declared or TENANT}}}/oauth2/token",
            # The v1 endpoint of Azure AD reads `resource` and ignores scopes.
            scope=None if resource else delimiter.join(scopes) or None,
            resource=resource,
            tenant=settings.plain("tenantid") or (None if declared else "common"),
        )
    return TokenEndpoint(
        url=settings.url("tokenurl") or settings.url("tokenurltemplate"),
        refresh_url=settings.url("refreshurl") or settings.url("refreshurltemplate"),
        scope=settings.get("scopes") or delimiter.join(scopes) or None,
    )


class _Settings:
    """The settings of one `oauthSetting`, with `{name}` for a connection parameter."""

    def __init__(
        self,
        custom: Mapping[str, str | None],
        siblings: tuple[str, ...],
        unknown: frozenset[str],
    ) -> None:
        self._custom = custom
        self._siblings = {name.lower(): name for name in siblings}
        self._unknown = unknown

    def declared(self, name: str) -> str | None:
        """Return the name of a connection parameter as it is declared; None if there is
        none."""
        return self._siblings.get(name.lower())

    def plain(self, key: str) -> str | None:
        """Return a setting as it is written; None if it is missing or has a placeholder."""
        value = self._custom.get(key)
        return None if value is None or _BLANK.search(value) else value

    def get(self, key: str) -> str | None:
        """Return a setting, or a reference to the parameter that overrides it."""
        parameter = self._siblings.get(f"token:{key}")
        if parameter is not None:
            return f"{{{parameter}}}"
        value = self._custom.get(key)
        return self.filled(value) if value else None

    def url(self, key: str) -> str | None:
        """Return a setting that is a URL; None if it is not."""
        value = self.get(key)
        return value if value and _is_url(value) else None

    def filled(self, value: str) -> str | None:
        """Return a text with references to parameters; None if a part of it is not known."""
        if _BLANK.search(value):
            return None
        parts: list[str] = []
        for part in re.split(r"(\{[^{}]*\})", _EXPRESSION.sub(r"{\1}", value)):
            name = _PLACEHOLDER.fullmatch(part)
            known = self._named(name.group(1)) if name else part
            if known is None or (name is None and set(part) & set("{}")):
                return None
            parts.append(known)
        return "".join(parts)

    def _named(self, name: str) -> str | None:
        key = name.lower()
        parameter = self._siblings.get(f"token:{key}") or self._siblings.get(key)
        if parameter is not None:
            return f"{{{parameter}}}"
        if key in self._unknown:
            return None
        value = self._custom.get(key)
        # Only plain settings: one with a reference could refer to itself.
        return value if value and not set(value) & set("{}@<[") else None


def _folded(node: Json) -> dict[str, Json]:
    """Return the members by lower-case name: `tokenUrl` and `TokenUrl` are both used."""
    return {name.lower(): value for name, value in mapping(node).items()}


def _is_url(value: str) -> bool:
    return value.startswith(("https://", "http://", "{")) and value.isprintable()
