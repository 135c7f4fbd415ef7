"""Definitions whose every name is drawn from the names that generated code could use itself."""

from __future__ import annotations

import builtins
import json
import keyword
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from connectorsmith.naming.reserved import (
    ANNOTATIONS,
    CALL_OPTIONS,
    CLIENT,
    GROUP,
    METHOD,
)
from connectorsmith.naming.runtime_names import MODULES

_OTHERS = """
    self cls args kwargs options body operations models resources errors testing webhooks
    connections choices client Client AsyncClient _methods Methods AsyncMethods _runtime
    _policies POLICIES _examples EXAMPLES _version __version__ __init__ __name__ __all__
    __class__ __dict__ __getattr__ _call _client _settings _http _owned TYPE_CHECKING
    Annotated ClassVar Self Unpack TypeVar TypeAlias Optional Union List Dict Enum Field
    RootModel ConfigDict cached_property dataclass KW_ONLY os builtins httpx2 pydantic typing
    url_path overload annotations con aux nul test match type case date time datetime
    timedelta Date DateTime Str Int Float Boolean field_0 value operation Async
    """.split()

_ODD = ["", "1st", "2", "$", "a b", "a-b", "a_b", "aB", "名", "größe", "ﬁle", "_", "__"]

POOL: Sequence[str] = sorted(
    {
        form
        for name in (
            *keyword.kwlist,
            *keyword.softkwlist,
            *dir(builtins),
            *dir(BaseModel),
            *MODULES,
            *ANNOTATIONS,
            *CALL_OPTIONS,
            *CLIENT,
            *_OTHERS,
        )
        for form in (name, name.capitalize(), name.upper())
    }
    | set(_ODD)
)
"""Keywords, builtins, the names of the runtime, of pydantic and of the templates, and odd ones."""

TAKEN: Sequence[str] = sorted(
    {
        name
        for name in (*keyword.kwlist, *MODULES, *ANNOTATIONS, *CALL_OPTIONS, *_OTHERS)
        if not name.endswith("Error")
    }
    | {name.capitalize() for name in (*ANNOTATIONS, "none", "wire", "model")}
    | set(_ODD)
)
"""The names that generated modules use themselves: fewer, to check the types of all."""

_TYPES: Sequence[dict[str, Any]] = (
    {"type": "string"},
    {"type": "integer"},
    {"type": "array", "items": {"type": "string"}},
    {"type": "string", "format": "date-time"},
    {"type": "string", "format": "date"},
    {"type": "number"},
    {"type": "boolean"},
)


def definition(names: Sequence[str]) -> dict[str, Any]:
    """Return a definition with a definition, an operation and a secret of each name, which
    the next names are parameters, properties and values of.
    """
    unique = list(dict.fromkeys(names))
    ids = [name for name in unique if name.strip()]
    return {
        "swagger": "2.0",
        "info": {"title": "Any names", "version": "1.0", "description": "Names."},
        "host": "api.names.example",
        "schemes": ["https"],
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "securityDefinitions": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"}
        },
        "security": [{"key": []}],
        "paths": {
            f"/{number}/{{{_path_name(id_)}}}": _path(id_, number, unique)
            for number, id_ in enumerate(ids)
        },
        "definitions": {
            name or "empty": _model(number, unique)
            for number, name in enumerate(unique)
        },
    }


def properties(names: Sequence[str]) -> dict[str, Any]:
    """Return apiProperties with a connection parameter of each name that one can have."""
    plain = [name for name in names if name.isidentifier() and name.isascii()][:8]
    parameters: dict[str, Any] = {
        "api_key": {"type": "securestring", "uiDefinition": {"displayName": "Key"}}
    }
    for name in plain:
        parameters[name] = {"type": "string", "uiDefinition": {"displayName": name}}
    values = "".join(f"/@connectionParameters('{name}')" for name in plain)
    policy = {
        "templateId": "setheader",
        "title": "Values",
        "parameters": {
            "x-ms-apimTemplateParameter.name": "X-Values",
            "x-ms-apimTemplateParameter.value": f"v{values}",
            "x-ms-apimTemplateParameter.existsAction": "override",
            "x-ms-apimTemplate-policySection": "Request",
        },
    }
    return {
        "properties": {
            "connectionParameters": parameters,
            "policyTemplateInstances": [policy],
        }
    }


def groups(names: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the operation of each method of groups, all named like other operations."""
    usable = [
        name
        for name in names
        if re.fullmatch("[a-z][a-z0-9_]*", name) and not keyword.iskeyword(name)
    ]
    methods = [name for name in usable if name not in METHOD]
    # A group cannot be called like a method of the client.
    attributes = [name for name in methods[::3] if name not in GROUP]
    grouped: dict[str, dict[str, str]] = {}
    for number, operation in enumerate(methods[::3]):
        group = attributes[-(number // 3 + 1)] if attributes else "group"
        grouped.setdefault(group, {})[methods[number]] = operation
    return grouped


def write(folder: Path, names: Sequence[str]) -> Path:
    """Write a connector; return its folder, which is named by the first usable name."""
    home = folder / next((name for name in names if name.isidentifier()), "names")
    home.mkdir()
    (home / "apiDefinition.swagger.json").write_text(
        json.dumps(definition(names)), "utf-8"
    )
    (home / "apiProperties.json").write_text(json.dumps(properties(names)), "utf-8")
    tables = "".join(
        f"[sdk.groups.{group}]\n"
        + "".join(f"{method} = {json.dumps(id_)}\n" for method, id_ in methods.items())
        for group, methods in groups(names).items()
    )
    (home / "connector.toml").write_text(tables, "utf-8")
    return home


def _path_name(name: str) -> str:
    return name if not set("{}/?") & set(name) and name else "id"


def _path(id_: str, number: int, names: Sequence[str]) -> dict[str, Any]:
    near = [*_around(number, names)]
    path_name = _path_name(id_)
    parameters: list[dict[str, Any]] = [
        {"name": path_name, "in": "path", "required": True, "type": "string"}
    ]
    parameters += [
        {"name": name, "in": "query", **_TYPES[index % len(_TYPES)]}
        for index, name in enumerate(near)
        if name
    ]
    schema: dict[str, Any] = {"$ref": "#/definitions/" + _escaped(near[0] or "empty")}
    answer = (
        schema,
        {"type": "array", "items": schema},
        {"type": "object", "additionalProperties": {"type": "string"}},
        {"type": "string", "format": "date"},
        {"type": "string", "format": "date-time"},
        {"type": "array", "items": {"type": "string", "enum": near}},
        {"type": "file"},
    )[number % 7]
    operation: dict[str, Any] = {
        "operationId": id_,
        "parameters": parameters,
        "responses": {"200": {"description": "It.", "schema": answer}},
    }
    if number % 2:
        return {"get": operation}
    parameters.append({"name": "body", "in": "body", "schema": schema})
    return {"post": operation}


def _model(number: int, names: Sequence[str]) -> dict[str, Any]:
    near = [*_around(number + 1, names)]
    members: dict[str, Any] = {
        name: dict(_TYPES[(index + number) % len(_TYPES)])
        for index, name in enumerate(near)
    }
    if number % 4:
        # Every fourth model is a leaf, so that there is no long chain.
        leaf = names[number - number % 4] or "empty"
        members[near[-1]] = {"$ref": "#/definitions/" + _escaped(leaf)}
    members[near[-2]] = {"type": "string", "enum": near}
    return {"type": "object", "properties": members}


def _around(number: int, names: Sequence[str]) -> Iterator[str]:
    for step in range(min(5, len(names))):
        yield names[(number + step) % len(names)]


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
