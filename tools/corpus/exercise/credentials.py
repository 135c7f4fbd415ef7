"""The credentials that a definition asks for in a request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from tools.corpus.exercise.applied import squash
from tools.corpus.exercise.definition import Definition, Node, RawOperation
from tools.corpus.exercise.request import ANY_CREDENTIAL

Credentials: TypeAlias = tuple[dict[str, str], list[tuple[str, str]]]
"""Headers by name, and the pairs of a query."""


def credentials_of_schemes(
    definition: Definition, raw: RawOperation, values: Mapping[str, str]
) -> Credentials:
    """Return the credentials of an operation by OpenAPI 2.0: of the first alternative.

    The client has all credentials; `values` are its arguments by name. That of a scheme whose
    name no argument has can be any.
    """
    defined: Node = definition.root.get("securityDefinitions") or {}
    required = raw.node.get("security", definition.root.get("security")) or []
    alternatives = [[one for one in each if one in defined] for each in required]
    whole = [
        each
        for each, asked in zip(alternatives, required, strict=True)
        if each == [*asked]
    ]
    names = next(filter(None, whole or alternatives), [])
    given = {squash(name): value for name, value in values.items()}
    headers: dict[str, str] = {}
    query: list[tuple[str, str]] = []
    for name in names:
        scheme = defined[name]
        value = given.get(squash(name), ANY_CREDENTIAL)
        match scheme.get("type"), scheme.get("in"):
            case "apiKey", "query":
                query.append((scheme["name"], value))
            case "apiKey", _:
                headers[scheme["name"]] = value
            case "basic", _:
                headers["Authorization"] = "Basic *"
            case "oauth2", _:
                headers["Authorization"] = f"Bearer {ANY_CREDENTIAL}"
            case _:
                pass
    return headers, query


def has_connection_parameters(definition: Definition) -> bool:
    """Return whether a user enters a value or signs in to create a connection."""
    entered = ("string", "securestring", "oauthsetting")
    parameters = _first_connection(definition).values()
    return any(str(one.get("type")).lower() in entered for one in parameters)


def credentials_of_connection(definition: Definition, raw: RawOperation) -> Credentials:
    """Return the headers and the query of the first security requirement of a connector.

    The connection parameters of a connector decide, whatever its operations require, but
    for an operation that requires nothing.
    """
    if raw.node.get("security") in ([], [{}]):
        return {}, []
    defined: Node = definition.root.get("securityDefinitions") or {}
    required = [
        requirement
        for owner in (definition.root, *(raw.node for raw in definition.operations()))
        for requirement in owner.get("security") or ()
        if requirement and all(name in defined for name in requirement)
    ]
    names = list(required[0]) if required else list(defined)[:1]
    headers: dict[str, str] = {}
    query: list[tuple[str, str]] = []
    parameters = _first_connection(definition).values()
    types = [str(one.get("type")).lower() for one in parameters]
    if not names and "oauthsetting" in types:
        headers["Authorization"] = "Bearer credential-0"
    given = 0
    for name in names:
        scheme = defined[name]
        match scheme.get("type"):
            case "apiKey" if scheme.get("in") == "query":
                query.append((scheme["name"], f"credential-{given}"))
            case "apiKey":
                headers[scheme["name"]] = f"credential-{given}"
            case "basic":
                headers["Authorization"] = "Basic *"
            case "oauth2" if _asks_for_a_password(definition):
                headers["Authorization"] = "Basic *"
            case "oauth2":
                headers["Authorization"] = f"Bearer credential-{given}"
            case _:
                pass
        # A username and a password are two credentials.
        given += 2 if scheme.get("type") == "basic" else 1
    return headers, query


def _asks_for_a_password(definition: Definition) -> bool:
    """Return whether the first set of connection parameters has a
    username and a password, and no OAuth.
    """
    if "connectionParameterSets" not in definition.properties:
        return False
    parameters = _first_connection(definition)
    types = [str(one.get("type")).lower() for one in parameters.values()]
    names = {name.lower() for name in parameters}
    return {"username", "password"} <= names and "oauthsetting" not in types


def _first_connection(definition: Definition) -> Node:
    """Return the connection parameters; those of the first set if there are sets."""
    sets: Node = definition.properties.get("connectionParameterSets") or {}
    for first in (sets.get("values") or [])[:1]:
        return first.get("parameters") or {}
    return definition.properties.get("connectionParameters") or {}
