"""Malformed documents that a validator must survive."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

import yaml
from hypothesis import strategies as st

Tree: TypeAlias = Any
MAX_BYTES = 8 * 1024
"""Bytes of a document; a longer one is cut."""

# Keys that the readers, the walk and the rules look for: with random keys alone, no document
# would get past the first of them.
KEYS = (
    "swagger info host basePath schemes consumes produces paths definitions parameters responses "
    "securityDefinitions security tags title description version contact get post put delete patch "
    "head options operationId summary name in required type format items properties schema enum "
    "default allOf additionalProperties discriminator readOnly minimum maximum minLength maxLength "
    "pattern collectionFormat allowEmptyValue example examples headers 200 201 400 default $ref "
    "x-ms-summary x-ms-visibility x-ms-trigger x-ms-url-encoding x-ms-dynamic-values "
    "x-ms-dynamic-list x-ms-dynamic-schema x-ms-dynamic-properties x-ms-dynamic-tree "
    "x-ms-notification-content x-ms-notification-url x-ms-notification x-ms-api-annotation "
    "x-ms-pageable x-ms-connector-metadata x-ms-capabilities x-ms-enum-values operationId "
    "value-path value-title value-collection itemsPath itemValuePath parameterReference value "
    "family revision status replacement nextLinkName propertyName propertyValue connectionParameters "
    "connectionParameterSets policyTemplateInstances templateId parameters scriptOperations "
    "uiDefinition constraints oAuthSettings identityProvider iconBrandColor publisher stackOwner "
    "capabilities values uiDefinition scopes flow authorizationUrl tokenUrl a b c"
).split()
WORDS = (
    "2.0 3.0.1 #/definitions/a #/definitions/b #/parameters/a #/responses/a #/definitions a b c "
    "#/definitions/a/properties/b /a/{b} /a/{b}/{c} {b} /a?b=c string integer number boolean "
    "array object file path query header body formData int32 int64 date-time binary uuid single "
    "batch double important internal advanced https http api.example.com true false csv multi "
    "oauth2 apiKey basic accessCode application/json text/plain When-a @connectionParameters('a') "
    "a-b__c ListA A.B 0 -1 1e999 NaN \u0000 \ud800 \u202e é 名前"
).split(" ")

scalars = st.one_of(
    st.sampled_from(WORDS),
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=12),
)
keys = st.one_of(st.sampled_from(KEYS), st.sampled_from(WORDS), st.text(max_size=8))
trees = st.recursive(
    scalars,
    lambda children: st.one_of(
        st.lists(children, max_size=4),
        st.dictionaries(keys, children, max_size=5),
    ),
    max_leaves=25,
)


@st.composite
def definitions(draw: st.DrawFn) -> Tree:
    """Return a valid definition with arbitrary changes at some places."""
    document: Tree = json.loads(json.dumps(SKELETON))
    for _ in range(draw(st.integers(1, 5))):
        _spoil(draw, document)
    return document


def _spoil(draw: st.DrawFn, document: Tree) -> None:
    """Insert, replace, move or remove a value at one place of the tree."""
    places = list(_containers(document))
    holder = draw(st.sampled_from(places))
    what = draw(st.sampled_from(("put", "replace", "remove", "graft")))
    value = draw(st.sampled_from(places)) if what == "graft" else draw(trees)
    if what == "graft":
        value = json.loads(json.dumps(value))
    if isinstance(holder, dict):
        if what == "put" or not holder:
            holder[draw(keys)] = value
        else:
            key = draw(st.sampled_from(list(holder)))
            if what == "remove":
                del holder[key]
            else:
                holder[key] = value
    elif what == "put" or not holder:
        holder.append(value)
    else:
        index = draw(st.integers(0, len(holder) - 1))
        if what == "remove":
            del holder[index]
        else:
            holder[index] = value


def _containers(node: Tree) -> list[Tree]:
    containers: list[Tree] = []
    stack = [node]
    while stack:
        value = stack.pop()
        if isinstance(value, (dict, list)):
            containers.append(value)
            stack.extend(value.values() if isinstance(value, dict) else value)
    return containers


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, str]:
    """Return the bytes of a file, and its suffix."""
    kind = draw(st.sampled_from(("json", "yaml", "mutated", "text", "bytes")))
    if kind == "bytes":
        return draw(st.binary(max_size=200)), draw(st.sampled_from((".json", ".yaml")))
    if kind == "text":
        return draw(_YAML_LIKE).encode("utf-8", "surrogatepass"), ".yaml"
    document = draw(st.one_of(definitions(), trees))
    if kind == "yaml":
        return _as_yaml(document)[:MAX_BYTES], ".yaml"
    data = json.dumps(document, ensure_ascii=draw(st.booleans()))
    raw = data.encode("utf-8", "surrogatepass")[:MAX_BYTES]
    if kind == "mutated":
        raw = mutated(raw, draw(st.lists(_MUTATIONS, min_size=1, max_size=4)))
    return raw, draw(st.sampled_from((".json", ".yaml")))


def _as_yaml(document: Tree) -> bytes:
    try:
        text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    except (yaml.YAMLError, UnicodeEncodeError):
        text = json.dumps(document)
    return text.encode("utf-8", "surrogatepass")


_MUTATIONS = st.tuples(
    st.integers(0, 2**20), st.sampled_from(range(4)), st.binary(min_size=1, max_size=4)
)


def mutated(raw: bytes, mutations: list[tuple[int, int, bytes]]) -> bytes:
    """Return the bytes with others inserted, removed, replaced or doubled at some places."""
    for where, how, what in mutations:
        at = where % (len(raw) + 1)
        match how:
            case 0:
                raw = raw[:at] + what + raw[at:]
            case 1:
                raw = raw[:at] + raw[at + len(what) * 8 :]
            case 2:
                raw = raw[:at] + what + raw[at + len(what) :]
            case _:
                raw = raw[: at + 64] + raw[at : at + 64] + raw[at + 64 :]
    return raw


_PIECES = (
    "a: b\n|- |\n|  |&a |*a |<<: *a\n|? |: |{|}|[|]|, |\"|'|#|!!binary |!!python/name:os |--- \n|...\n|"
    "paths:\n|  /a:\n|    get:\n|      operationId: A\n|%YAML 1.2\n|\t|\r\n|\u2028|>\n|@|`|0x1F|1_000|.inf|"
    "~|yes|2001-01-01|!<x> "
).split("|")
_YAML_LIKE = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)

SKELETON: Tree = {
    "swagger": "2.0",
    "info": {
        "title": "Books",
        "description": "Everything about the books of a library, and who has them.",
        "version": "1.0",
        "contact": {"name": "A", "url": "https://a.example", "email": "a@a.example"},
    },
    "host": "api.example.com",
    "basePath": "/",
    "schemes": ["https"],
    "consumes": ["application/json"],
    "produces": ["application/json"],
    "paths": {
        "/books/{id}": {
            "get": {
                "operationId": "GetBook",
                "summary": "Get a book",
                "description": "Gets a book.",
                "parameters": [
                    {
                        "name": "id",
                        "in": "path",
                        "required": True,
                        "type": "string",
                        "x-ms-dynamic-values": {
                            "operationId": "ListBooks",
                            "value-path": "id",
                            "value-title": "name",
                            "value-collection": "books",
                            "parameters": {"page": {"parameter": "page"}},
                        },
                    },
                    {"$ref": "#/parameters/page"},
                ],
                "responses": {
                    "200": {
                        "description": "A book.",
                        "schema": {"$ref": "#/definitions/Book"},
                    }
                },
            }
        },
        "/books": {
            "get": {
                "operationId": "ListBooks",
                "summary": "List books",
                "description": "Lists books.",
                "x-ms-pageable": {"nextLinkName": "nextLink"},
                "responses": {
                    "200": {
                        "description": "Books.",
                        "schema": {
                            "type": "object",
                            "properties": {
                                "books": {
                                    "type": "array",
                                    "items": {"$ref": "#/definitions/Book"},
                                }
                            },
                        },
                    },
                    "default": {"description": "An error."},
                },
            },
            "post": {
                "operationId": "WhenBook",
                "summary": "When a book comes",
                "description": "Reports.",
                "x-ms-trigger": "single",
                "parameters": [
                    {
                        "name": "body",
                        "in": "body",
                        "schema": {
                            "type": "object",
                            "required": ["url"],
                            "properties": {
                                "url": {
                                    "type": "string",
                                    "x-ms-notification-url": True,
                                    "x-ms-visibility": "internal",
                                },
                                "kind": {
                                    "type": "string",
                                    "enum": ["a", "b"],
                                    "default": "a",
                                },
                            },
                        },
                    }
                ],
                "responses": {"201": {"description": "Done."}},
            },
            "x-ms-notification-content": {
                "description": "A book.",
                "schema": {"$ref": "#/definitions/Book"},
            },
        },
    },
    "definitions": {
        "Book": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string"},
                "name": {"type": "string", "x-ms-summary": "Name"},
                "part": {"$ref": "#/definitions/Book"},
                "at": {"type": "string", "format": "date-time"},
                "more": {"allOf": [{"$ref": "#/definitions/Book"}, {"type": "object"}]},
            },
        }
    },
    "parameters": {"page": {"name": "page", "in": "query", "type": "integer"}},
    "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "x-key"}},
    "security": [{"key": []}],
    "x-ms-connector-metadata": [
        {"propertyName": "Website", "propertyValue": "https://a.example"}
    ],
    "properties": {
        "iconBrandColor": "#da3b01",
        "publisher": "A",
        "stackOwner": "A",
        "connectionParameters": {
            "api_key": {
                "type": "securestring",
                "uiDefinition": {
                    "displayName": "Key",
                    "constraints": {"required": "true"},
                },
            }
        },
        "policyTemplateInstances": [
            {
                "templateId": "setheader",
                "title": "t",
                "parameters": {"x-ms-apimTemplateParameter.name": "a"},
            }
        ],
    },
}
"""The document to change, which is both a definition and an apiProperties document."""
