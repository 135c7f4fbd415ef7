"""The view of readme.md, with the sections that reviewers of a submission demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from connectorsmith.documents.data import mapping, sequence, text
from connectorsmith.documents.document import Json
from connectorsmith.inputs.folders import README_PARTS
from connectorsmith.openapi.api_properties import (
    ApiProperties,
    RawConnection,
    RawConnectionParameter,
)
from connectorsmith.openapi.definition import Definition
from connectorsmith.openapi.extensions import METADATA
from connectorsmith.openapi.shown import ShownOperation, visible_operations
from connectorsmith.render.code import Code, authored_markdown


@dataclass(frozen=True, slots=True)
class SignIn:
    """An OAuth sign-in."""

    provider: str
    """The platform's name of the identity provider; may be blank."""
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """An API key's place in a request."""

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
    operations: tuple[ShownOperation, ...]
    parameters: tuple[RawConnectionParameter, ...]
    ways: tuple[RawConnection, ...]
    sign_ins: tuple[SignIn, ...]
    keys: tuple[Key, ...]
    parts: Mapping[str, Code | None]
    """The hand-written sections, by the names of `README_PARTS`; None if not written."""


def readme(definition: Json, properties: Json, parts: Mapping[str, str]) -> Readme:
    """Return the view of readme.md; a part with an unknown name is left out."""
    raw, raw_properties = Definition(definition), ApiProperties(properties)
    info = mapping(raw.root.get("info"))
    return Readme(
        title=text(info.get("title")) or "Untitled connector",
        description=text(info.get("description")) or "",
        publisher=text(raw_properties.properties.get("publisher"))
        or text(mapping(info.get("contact")).get("name"))
        or "Unknown",
        website=_website(raw),
        operations=visible_operations(raw),
        parameters=raw_properties.single.typed,
        ways=raw_properties.sets,
        sign_ins=_sign_ins(raw_properties),
        keys=_keys(raw),
        parts={name: _part(parts.get(name)) for name in README_PARTS},
    )


def _part(written: str | None) -> Code | None:
    return authored_markdown(written) if written and written.strip() else None


def _website(definition: Definition) -> str:
    for entry in sequence(definition.root.get(METADATA)):
        if mapping(entry).get("propertyName") == "Website":
            return text(mapping(entry).get("propertyValue")) or ""
    return ""


def _sign_ins(properties: ApiProperties) -> tuple[SignIn, ...]:
    sign_ins = [
        SignIn(
            provider=text(parameter.settings.get("identityProvider")) or "",
            scopes=tuple(
                filter(None, map(text, sequence(parameter.settings.get("scopes"))))
            ),
        )
        for parameter in properties.connection_parameters
        if parameter.is_sign_in
    ]
    return tuple(dict.fromkeys(sign_ins))


def _keys(definition: Definition) -> tuple[Key, ...]:
    keys = [
        Key(place, name)
        for scheme in mapping(definition.root.get("securityDefinitions")).values()
        if mapping(scheme).get("type") == "apiKey"
        and (place := text(mapping(scheme).get("in"))) in ("header", "query")
        and (name := text(mapping(scheme).get("name"))) is not None
    ]
    return tuple(dict.fromkeys(keys))
