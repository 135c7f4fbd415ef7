"""Features of connectors that a generator can get wrong, as a set of short names.

    python -m tools.corpus.features [FOLDER] [--most 70]

prints a small sample, chosen greedily, that has every feature of the folder: the list that
continuous integration runs.
"""

from __future__ import annotations

import argparse
import json
import keyword
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tools.corpus.connectors import Connector, find

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
LIMITS = ("maxLength", "minLength", "minimum", "maximum", "pattern", "uniqueItems")


def features(connector: Connector) -> set[str]:
    """Return the features of a connector; for a file that is not JSON, only that."""
    found: set[str] = set()
    for name in ("apiDefinition.swagger.json", "apiProperties.json"):
        path = next(
            (p for p in connector.path.iterdir() if p.name.lower() == name.lower()),
            None,
        )
        if path is None:
            found.add(f"no {name}")
            continue
        try:
            document = _read(path, found)
        except ValueError:
            return found | {f"{name} is no JSON"}
        if name.startswith("apiDefinition"):
            found |= set(_definition(document))
        else:
            found |= set(_properties(document))
    return found


def _read(path: Path, found: set[str]) -> Any:
    data = path.read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        found.add("byte order mark")
    if b"\r\n" in data:
        found.add("CRLF")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found.add("cp1252")
        text = data.decode("cp1252")

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(items)
        if len(members) != len(items):
            found.add("duplicate keys")
        return members

    return json.loads(text, object_pairs_hook=pairs)


def _definition(root: Mapping[str, Any]) -> Iterator[str]:
    yield f"definitions: {'some' if root.get('definitions') else 'none'}"
    yield f"base path: {_base_path(root.get('basePath'))}"
    yield f"schemes: {root.get('schemes')}"
    plain = re.fullmatch(r"[\w.-]+", root.get("host") or "")
    yield f"host: {'plain' if plain else 'odd'}"
    for scheme in (root.get("securityDefinitions") or {"none": {}}).values():
        kinds = (scheme.get(key) for key in ("type", "in", "flow"))
        yield f"security: {' '.join(str(kind) for kind in kinds if kind)}"
    security = root.get("security")
    yield f"root security: {'missing' if security is None else min(len(security), 2)}"
    for path, item in (root.get("paths") or {}).items():
        yield from _path(path)
        if "parameters" in item:
            yield "path-level parameters"
        for method in METHODS:
            if isinstance(item.get(method), dict):
                yield f"method: {method}"
                yield from _operation(root, item, item[method])
    yield from _schemas(root)


def _base_path(value: Any) -> str:
    if not value:
        return "missing"
    return "root" if value == "/" else "slash" if value.endswith("/") else "plain"


def _path(path: str) -> Iterator[str]:
    odd = {
        "//": "//" in path,
        "trailing slash": len(path) > 1 and path.endswith("/"),
        "space": " " in path,
        "percent": "%" in path,
        "parentheses": "(" in path,
        "two templates in a segment": bool(re.search(r"\}[^/]*\{", path)),
        "literal affix": bool(re.search(r"[^/{}]\{|\}[^/{}]", path)),
        "template that is no identifier": any(
            not name.isidentifier() for name in re.findall(r"\{([^{}]*)\}", path)
        ),
    }
    return (f"path: {name}" for name, present in odd.items() if present)


def _operation(
    root: Mapping[str, Any], item: Mapping[str, Any], node: Mapping[str, Any]
) -> Iterator[str]:
    for key in node:
        if key.startswith("x-ms-"):
            yield f"operation {key}"
    for key in ("deprecated", "security"):
        if key in node:
            yield f"operation {key}"
    for key in ("consumes", "produces"):
        for kind in node.get(key) or ["nothing" if key in node else "inherited"]:
            yield f"{key}: {kind}"
    for parameter in [*item.get("parameters", ()), *node.get("parameters", ())]:
        yield from _parameter(root, parameter)
    statuses = [status for status in node.get("responses") or {} if status[0] != "x"]
    yield f"2xx: {sum(status[0] == '2' for status in statuses)}"
    for status, response in (node.get("responses") or {}).items():
        if not isinstance(response, dict):
            continue
        yield f"status {status if status[0] in '2d' else status[0] + 'xx'}"
        if "$ref" in response:
            yield "response: $ref"
        if "headers" in response:
            yield "response headers"
        if status[0] in "2d":
            yield f"answer: {_kind(response.get('schema'))}"


def _parameter(root: Mapping[str, Any], node: Mapping[str, Any]) -> Iterator[str]:
    if "$ref" in node:
        yield "parameter: $ref"
        name = str(node["$ref"]).rpartition("/")[2]
        node = (root.get("parameters") or {}).get(name, {})
    place, name = node.get("in"), str(node.get("name"))
    if place == "body":
        yield f"body: {_kind(node.get('schema'))}"
        yield f"body required: {node.get('required')}"
        return
    yield f"{place}: {node.get('type')} {node.get('format') or ''}".strip()
    yield f"{place} {'required' if node.get('required') else 'optional'}"
    if not name.isidentifier():
        yield f"{place} name is no identifier"
    if keyword.iskeyword(name):
        yield f"{place} name is a keyword"
    if node.get("x-ms-visibility") == "internal":
        yield f"{place} internal, {'default' if 'default' in node else 'no default'}"
    for key in ("collectionFormat", "x-ms-url-encoding", "enum", "allowEmptyValue"):
        if key in node:
            yield f"{place} {key}: {node[key] if key != 'enum' else ''}".strip()


def _kind(schema: Any) -> str:
    if not isinstance(schema, dict):
        return "none"
    if "$ref" in schema:
        return "$ref"
    if "allOf" in schema:
        return "allOf"
    if any(key.startswith("x-ms-dynamic") for key in schema):
        return "dynamic"
    kind = str(schema.get("type"))
    if kind == "array":
        return f"array of {_kind(schema.get('items'))}"
    if kind == "object":
        return "object" if schema.get("properties") else "free-form object"
    return f"{kind} {schema.get('format') or ''}".strip()


def _schemas(node: Any, *, names: bool = False) -> Iterator[str]:
    """Yield the features of every schema; `names` is set if the keys are names, not keywords."""
    if isinstance(node, list):
        for item in node:
            yield from _schemas(item)
        return
    if not isinstance(node, dict):
        return
    if names:
        for name, value in node.items():
            if not name.isidentifier():
                for char in set(re.findall(r"[^\w]", name)):
                    yield f"property with {char}"
            elif keyword.iskeyword(name):
                yield "property: keyword"
            yield from _schemas(value)
        return
    if "type" in node or "$ref" in node or "properties" in node:
        yield from _schema(node)
    for key, value in node.items():
        if key not in ("default", "enum", "example", "x-ms-enum-values"):
            yield from _schemas(value, names=key in ("properties", "definitions"))


def _schema(node: Mapping[str, Any]) -> Iterator[str]:
    kind = node.get("type")
    if isinstance(kind, str) and node.get("format"):
        yield f"format: {kind} {node['format']}"
    for key in (*LIMITS, "allOf", "discriminator", "readOnly", "x-nullable"):
        if key in node:
            yield f"schema {key}"
    for key in node:
        if key.startswith("x-ms-dynamic") or key == "x-ms-notification-url":
            yield f"schema {key}"
    if "$ref" in node and len(node) > 1:
        yield "$ref with siblings"
    if "additionalProperties" in node:
        value = node["additionalProperties"]
        yield f"additionalProperties: {value if isinstance(value, bool) else _kind(value)}"
    if isinstance(node.get("enum"), list):
        kinds = {type(value).__name__ for value in node["enum"]}
        yield f"enum: {'/'.join(sorted(kinds))} for {kind}"
        if "" in node["enum"]:
            yield "enum: empty string"
    if node.get("x-ms-visibility") == "internal" and "in" not in node:
        yield f"property internal, {'default' if 'default' in node else 'no default'}"
    if "default" in node:
        yield f"default: {type(node['default']).__name__} for {kind}"


def _properties(root: Any) -> Iterator[str]:
    properties = root.get("properties") or {}
    for key, value in properties.items():
        yield f"properties: {key}{'' if value else ' (empty)'}"
    for parameter in (properties.get("connectionParameters") or {}).values():
        yield f"connection parameter: {parameter.get('type')}"
        provider = (parameter.get("oAuthSettings") or {}).get("identityProvider")
        if provider:
            yield f"identity provider: {provider}"
    for policy in properties.get("policyTemplateInstances") or ():
        yield f"policy: {str(policy.get('templateId')).lower()}"


def choose(having: Mapping[str, set[str]], most: int) -> list[str]:
    """Return at most `most` names, each chosen greedily for the features that it adds."""
    left = set().union(*having.values())
    chosen: list[str] = []
    while left and len(chosen) < most:
        best = min(having, key=lambda name: (-len(having[name] & left), name))
        if not having[best] & left:
            break
        chosen.append(best)
        left -= having[best]
    return chosen


def main() -> None:
    """Print the sample, one name per line."""
    parser = argparse.ArgumentParser(prog="python -m tools.corpus.features")
    parser.add_argument("folder", nargs="?", default=os.environ.get("CONNECTOR_CORPUS"))
    parser.add_argument("--most", type=int, default=70)
    options = parser.parse_args()
    having = {one.name: features(one) for one in find([Path(options.folder)])}
    chosen = choose(having, options.most)
    all_features = set().union(*having.values())
    covered = set().union(*(having[name] for name in chosen))
    print("\n".join(sorted(chosen)))
    print(f"{len(covered)} of {len(all_features)} features", file=sys.stderr)
    for feature in sorted(all_features - covered):
        print(f"not covered: {feature}", file=sys.stderr)


if __name__ == "__main__":
    main()
