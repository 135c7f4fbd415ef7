"""The apiProperties document: the parameters of a connection, alone or in several sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from connectorsmith.documents.data import EMPTY, mapping, sequence, text
from connectorsmith.documents.document import Json, Token, join_pointer


@dataclass(frozen=True, slots=True)
class RawConnectionParameter:
    """One parameter of a connection."""

    name: str
    value: Mapping[str, Json]
    tokens: tuple[Token, ...]
    """The steps from the root to it."""

    @property
    def pointer(self) -> str:
        """Its JSON pointer."""
        return join_pointer("", *self.tokens)

    @property
    def kind(self) -> str:
        """Its type as it is written; empty if it has none."""
        return text(self.value.get("type")) or ""

    @property
    def is_sign_in(self) -> bool:
        """True if it is an OAuth sign-in, which has a window of its own."""
        return self.kind.casefold() == "oauthsetting"

    @property
    def sign_in_settings(self) -> Mapping[str, Mapping[str, Json]]:
        """Its `oAuthSettings` by their key, in any case; there can be several."""
        return {
            key: mapping(value)
            for key, value in self.value.items()
            if key.casefold() == "oauthsettings"
        }

    @property
    def settings(self) -> Mapping[str, Json]:
        """The first of its `oAuthSettings` that has any; empty if there are none."""
        return next(filter(None, self.sign_in_settings.values()), EMPTY)

    @property
    def constraints(self) -> Mapping[str, Json]:
        """The constraints of its `uiDefinition`."""
        return mapping(mapping(self.value.get("uiDefinition")).get("constraints"))

    @property
    def title(self) -> str:
        """Its display name, else its name."""
        return label(self.value, "displayName") or self.name

    @property
    def description(self) -> str:
        """Its description; may be empty."""
        return label(self.value, "description") or ""

    @property
    def required(self) -> bool:
        """True if a connection cannot be made without it."""
        return is_true(self.constraints.get("required"))

    @property
    def hidden(self) -> bool:
        """True if the platform fills it in."""
        return is_true(self.constraints.get("hidden"))


@dataclass(frozen=True, slots=True)
class RawConnection:
    """A parameter set, or the parameters of a connector without sets."""

    value: Mapping[str, Json]
    """The set; the `properties` if there are no sets."""
    parameters: tuple[RawConnectionParameter, ...]

    @property
    def name(self) -> str:
        """The name of the set; empty if it has none."""
        return text(self.value.get("name")) or ""

    @property
    def title(self) -> str:
        """The display name of the set, else its name."""
        return label(self.value, "displayName") or self.name or "Default"

    @property
    def description(self) -> str:
        """The description of the set; may be empty."""
        return label(self.value, "description") or ""

    @property
    def shareable(self) -> bool | None:
        """True if its connections can be shared; None if the set does not declare it."""
        sharing = mapping(self.value.get("metadata")).get("allowSharing")
        return sharing if isinstance(sharing, bool) else None

    @property
    def typed(self) -> tuple[RawConnectionParameter, ...]:
        """The parameters that a user types in: no sign-ins and no hidden ones."""
        return tuple(
            parameter
            for parameter in self.parameters
            if not (parameter.is_sign_in or parameter.hidden)
        )


class ApiProperties:
    """An apiProperties document. A value of the wrong kind reads as absent."""

    def __init__(self, document: Json) -> None:
        self.root = mapping(document)
        self.properties = mapping(self.root.get("properties"))

    @cached_property
    def single(self) -> RawConnection:
        """The parameters without a set; if there are sets, for older connections."""
        key = "connectionParameters"
        parameters = _parameters(self.properties.get(key), "properties", key)
        return RawConnection(self.properties, parameters)

    @cached_property
    def sets(self) -> tuple[RawConnection, ...]:
        """The `connectionParameterSets`, of which a connection uses exactly one."""
        key = "connectionParameterSets"
        values = sequence(mapping(self.properties.get(key)).get("values"))
        return tuple(
            RawConnection(
                value,
                _parameters(
                    value.get("parameters"),
                    *("properties", key, "values", index, "parameters"),
                ),
            )
            for index, value in enumerate(values)
            if isinstance(value, Mapping)
        )

    @property
    def connection_parameters(self) -> Iterator[RawConnectionParameter]:
        """Every connection parameter, including those of sets."""
        for connection in (self.single, *self.sets):
            yield from connection.parameters

    @cached_property
    def connection_parameter_names(self) -> frozenset[str]:
        """The names of all connection parameters."""
        return frozenset(one.name for one in self.connection_parameters)


def _parameters(declared: Json, *tokens: Token) -> tuple[RawConnectionParameter, ...]:
    return tuple(
        RawConnectionParameter(name, mapping(value), (*tokens, name))
        for name, value in mapping(declared).items()
    )


def label(holder: Mapping[str, Json], key: str) -> str | None:
    """Return a text of the `uiDefinition` of a parameter or a set; None if there is none.

    The platform reads these keys without regard to case, and authors rely on it.
    """
    for name, value in mapping(holder.get("uiDefinition")).items():
        if name.casefold() == key.casefold():
            return text(value)
    return None


def is_true(value: Json) -> bool:
    """Return True for `true` and for the text "true", which certification demands."""
    return value is True or (isinstance(value, str) and value.casefold() == "true")
