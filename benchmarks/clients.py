"""Readers of generated clients: their operations, and the types that these return.

Each reader takes the folder of a client and yields its operations by method and path. A
path has `{}` for each of its parameters. Only the text of the files is read.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

Key = tuple[str, str]
"""The method in lower case, and the path without its base and the names of parameters."""

UNTYPED = {"Any", "object", "None", "Unknown"}
_RESOURCE = re.compile(r"method='(\w+)',\s*resource_path='([^']*)'")


def key(method: str, path: str) -> Key:
    """Return the key of an operation."""
    return method.lower(), re.sub(r"\{[^{}]*\}", "{}", path)


def is_typed(annotation: str) -> bool:
    """Return whether an annotation says more than that something is returned."""
    parts = {part.strip() for part in annotation.split("|")}
    return bool(parts - UNTYPED)


def connectorsmith(client: Path) -> Iterator[tuple[Key, str]]:
    """Yield the operations of connectorsmith's client by method and operationId."""
    for path in client.rglob("operations.py"):
        if "_runtime" in path.parts:
            continue
        for function in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(function, ast.FunctionDef) or function.returns is None:
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "Operation":
                    given = {one.arg: one.value for one in node.keywords}
                    id_ = ast.literal_eval(given["id"])
                    yield ("", id_), _inner(ast.unparse(function.returns))


def openapi_python_client(client: Path) -> Iterator[tuple[Key, str]]:
    """Yield the operations of openapi-python-client's client: a module each."""
    for path in client.glob("*/api/**/*.py"):
        functions = {
            node.name: node
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
        if "_get_kwargs" not in functions or "sync_detailed" not in functions:
            continue
        values: dict[str, str] = {}
        for node in ast.walk(functions["_get_kwargs"]):
            if isinstance(node, ast.Dict):
                for name, value in zip(node.keys, node.values, strict=True):
                    texts = [
                        part.value
                        for part in ast.walk(value)
                        if isinstance(part, ast.Constant)
                        and isinstance(part.value, str)
                    ]
                    if isinstance(name, ast.Constant) and texts:
                        values.setdefault(str(name.value), texts[0])
        returns = functions["sync_detailed"].returns
        if "method" in values and "url" in values:
            returned = "" if returns is None else ast.unparse(returns)
            yield key(values["method"], values["url"]), _inner(returned)


def openapi_generator(client: Path) -> Iterator[tuple[Key, str]]:
    """Yield the operations of OpenAPI Generator's client: methods of its API classes."""
    for path in client.glob("*/api/*_api.py"):
        for api in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(api, ast.ClassDef):
                continue
            methods = {
                node.name: node
                for node in api.body
                if isinstance(node, ast.FunctionDef)
            }
            for name, method in methods.items():
                serialized = methods.get(f"_{name}_serialize")
                if serialized is None:
                    continue
                found = _RESOURCE.search(ast.unparse(serialized))
                returns = method.returns
                if found is not None:
                    returned = "None" if returns is None else ast.unparse(returns)
                    yield key(found[1], found[2]), returned


def _inner(annotation: str) -> str:
    """Return what is in the brackets of `Operation[...]` or `Response[...]`."""
    found = re.fullmatch(r"(?:Operation|Response)\[(.*)\]", annotation, re.DOTALL)
    return found[1] if found else annotation
