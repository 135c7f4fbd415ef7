"""The view of readme.md: the sections that the reviewers of a submission ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, sequence, text
from connectorsmith.documents.document import Json
from connectorsmith.inputs.folders import README_PARTS
from connectorsmith.openapi import surface
from connectorsmith.openapi.surface import ConnectionParameter, Operation
from connectorsmith.render.code import Code, authored_markdown


@dataclass(frozen=True, slots=True)
class SignIn:
    """An OAuth sign-in."""

    provider: str
    """The platform's name of the identity provider; may be blank."""
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """Where an API key goes."""

    place: str
    """`header` or `query`."""
    name: str


@dataclass(frozen=True, slots=True)
class Readme:
    """readme.md of one connector."""

    title: str
    description: str
    publisher: str
    website: str
    operations: tuple[Operation, ...]
    parameters: tuple[ConnectionParameter, ...]
    ways: tuple[surface.ConnectionSet, ...]
    sign_ins: tuple[SignIn, ...]
    keys: tuple[Key, ...]
    parts: Mapping[str, Code | None]
    """What was written by hand, by the names of `README_PARTS`; None where nothing was."""


def readme(definition: Json, properties: Json, parts: Mapping[str, str]) -> Readme:
    """What readme.md says. Any JSON values give one; a part of another name is left out."""
    info = mapping(mapping(definition).get("info"))
    inner = surface.api_properties(properties)
    return Readme(
        title=text(info.get("title")) or "Untitled connector",
        description=text(info.get("description")) or "",
        publisher=text(inner.get("publisher"))
        or text(mapping(info.get("contact")).get("name"))
        or "Unknown",
        website=_website(definition),
        operations=surface.visible_operations(definition),
        parameters=surface.connection_parameters(properties),
        ways=surface.connection_sets(properties),
        sign_ins=_sign_ins(properties),
        keys=_keys(definition),
        parts={name: _part(parts.get(name)) for name in README_PARTS},
    )


def _part(written: str | None) -> Code | None:
    return authored_markdown(written) if written and written.strip() else None


def _website(definition: Json) -> str:
    for entry in sequence(mapping(definition).get("x-ms-connector-metadata")):
        if mapping(entry).get("propertyName") == "Website":
            return text(mapping(entry).get("propertyValue")) or ""
    return ""


def _sign_ins(properties: Json) -> tuple[SignIn, ...]:
    found = [
        SignIn(
            provider=text(settings.get("identityProvider")) or "",
            scopes=tuple(filter(None, map(text, sequence(settings.get("scopes"))))),
        )
        for settings in surface.sign_ins(properties)
    ]
    return tuple(dict.fromkeys(found))


def _keys(definition: Json) -> tuple[Key, ...]:
    found = [
        Key(place, name)
        for scheme in mapping(mapping(definition).get("securityDefinitions")).values()
        if mapping(scheme).get("type") == "apiKey"
        and (place := text(mapping(scheme).get("in"))) in ("header", "query")
        and (name := text(mapping(scheme).get("name"))) is not None
    ]
    return tuple(dict.fromkeys(found))
