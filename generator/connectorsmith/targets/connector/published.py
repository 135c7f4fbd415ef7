"""The documents as they are published: without extensions of connectorsmith and secrets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from connectorsmith.documents.data import mapping
from connectorsmith.documents.document import Json, join_pointer
from connectorsmith.openapi.api_properties import ApiProperties

OURS = "x-connectorsmith-"
"""The prefix of connectorsmith's own extensions."""

# The author chooses the names below these keys: a property or header with the name
# "x-connectorsmith-…" is not an extension.
_NAMES = frozenset({"properties", "patternProperties", "definitions", "headers"})
_NAMES_OF_DEFINITION = _NAMES | {"parameters", "responses", "securityDefinitions"}
_NAMES_OF_PROPERTIES = frozenset(
    {"connectionParameters", "customParameters", "parameters"}
)
# Data of the connector's API is below these keys, so its keys are not extensions.
_DATA = frozenset({"default", "defaultValue", "enum", "example", "examples"})


@dataclass(frozen=True, slots=True)
class Published:
    """An apiProperties document without secrets."""

    document: Json
    dropped_secrets: tuple[str, ...]
    """JSON pointers of the secrets that were left out."""


def published_definition(definition: Json) -> Json:
    """Return the definition without connectorsmith's extensions, in its order."""
    return _without_ours(definition, _NAMES | {"parameters"}, _NAMES_OF_DEFINITION)


def published_properties(properties: Json) -> Published:
    """Return apiProperties without connectorsmith's extensions and literal client secrets."""
    document = _without_ours(properties, _NAMES_OF_PROPERTIES, _NAMES_OF_PROPERTIES)
    dropped = tuple(_secrets(properties))
    return Published(_without(document, "", frozenset(dropped)), dropped)


def _without_ours(
    value: Json, names: frozenset[str], names_here: frozenset[str]
) -> Json:
    """Return a value without connectorsmith's extensions.

    `names_here` are the keys of `value` itself whose members have names of the author's
    choice; `names` are those of the values inside.
    """
    if isinstance(value, Mapping):
        kept: dict[str, Json] = {}
        for key, child in value.items():
            if key.startswith(OURS):
                continue
            if key in _DATA:
                kept[key] = child
            elif key in names_here and isinstance(child, Mapping):
                kept[key] = {
                    name: _without_ours(named, names, names)
                    for name, named in child.items()
                }
            elif key == "responses" and isinstance(child, Mapping):
                # Its keys are status codes, and "default" is one of them.
                kept[key] = {
                    code: _without_ours(response, names, names)
                    for code, response in child.items()
                    if not code.startswith(OURS)
                }
            else:
                kept[key] = _without_ours(child, names, names)
        return kept
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_without_ours(item, names, names) for item in value]
    return value


def _secrets(properties: Json) -> Iterator[str]:
    """Yield the pointers of client secrets in all connection parameters, sets included."""
    for parameter in ApiProperties(properties).connection_parameters:
        for key, settings in parameter.sign_in_settings.items():
            for place in _secret_places(settings):
                yield join_pointer(parameter.pointer, key, *place)


def _secret_places(settings: Mapping[str, Json]) -> Iterator[tuple[str, ...]]:
    """Yield the paths of client secrets in `oAuthSettings`, those in `customParameters` too."""
    for key, value in settings.items():
        if key.casefold() == "clientsecret":
            yield (key,)
        elif key.casefold() == "customparameters":
            for name in mapping(value):
                if name.casefold() == "clientsecret":
                    yield key, name


def _without(value: Json, at: str, dropped: frozenset[str]) -> Json:
    if isinstance(value, Mapping):
        return {
            key: _without(child, place, dropped)
            for key, child in value.items()
            if (place := join_pointer(at, key)) not in dropped
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [
            _without(item, join_pointer(at, place), dropped)
            for place, item in enumerate(value)
        ]
    return value
