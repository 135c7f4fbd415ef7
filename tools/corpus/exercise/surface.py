"""Checks that everything that a definition declares is in the SDK once, for both clients."""

from __future__ import annotations

import ast
import inspect
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tools.corpus.exercise import callbacks
from tools.corpus.exercise.definition import (
    Definition,
    RawOperation,
    is_given,
    kind,
    members,
)
from tools.corpus.exercise.policies import routed
from tools.corpus.exercise.report import Report, Sdk


def check(sdk: Sdk, definition: Definition, report: Report) -> None:
    """Check functions, methods and signatures of each operation."""
    functions = Counter(_functions(sdk))
    declared = {
        (sdk.id(raw), routed(definition, raw).method.upper()): raw
        for raw in definition.operations()
    }
    for request, count in functions.items():
        if request not in declared:
            report.fail(request[0], "all", "a function of no operation", str(count))
    for request, raw in declared.items():
        with report.case(raw.id, "all"):
            if functions[request] != 1:
                report.fail(raw.id, "all", "not one function", str(functions))
            for cause, detail in _faults(sdk, definition, raw):
                report.fail(raw.id, "all", cause, detail)


def _functions(sdk: Sdk) -> Iterator[tuple[str, str]]:
    """Yield the id and method of each `Operation` that a function of operations.py makes."""
    module = ast.parse((sdk.root / "operations.py").read_text("utf-8"))
    for function in module.body:
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Operation":
                keywords = {one.arg: one.value for one in node.keywords}
                yield ast.literal_eval(keywords["id"]), ast.literal_eval(
                    keywords["method"]
                )


def _faults(
    sdk: Sdk, definition: Definition, raw: RawOperation
) -> Iterator[tuple[str, str]]:
    name = sdk.name(raw)
    function = inspect.signature(sdk.function(raw))
    for client in sdk.clients:
        method = sdk.method(client, raw)
        if raw.internal:
            if method is not None:
                yield "an internal operation is a method", name
        elif method is None:
            yield "no method", f"{type(client).__name__}: {name}"
        elif _parameters(inspect.signature(method)) != _parameters(function):
            yield "a method of another signature", f"{type(client).__name__}: {name}"
    names = sdk.prepared.names.arguments[sdk.id(raw)]
    for parameter in raw.parameters:
        wanted = is_given(parameter.node, required=parameter.required)
        python = names.parameters.get(parameter.key)
        if wanted and python not in function.parameters:
            yield "a parameter is missing", f"{parameter.location} {parameter.name}"
        elif not wanted and python in function.parameters:
            yield "an internal parameter is an argument", f"{parameter.location} {parameter.name}"
    yield from _body(sdk, definition, raw, function)


def _parameters(signature: inspect.Signature) -> list[tuple[str, Any, Any, Any]]:
    return [
        (
            parameter.name,
            parameter.kind,
            parameter.default,
            _annotation(parameter.annotation),
        )
        for parameter in signature.parameters.values()
        if parameter.name not in ("self", "options")
    ]


def _annotation(text: str) -> str:
    """Return an annotation without the trailing comma that black adds to a long one."""
    return text.replace("builtins.", "").replace(",]", "]")


def _body(
    sdk: Sdk, definition: Definition, raw: RawOperation, function: inspect.Signature
) -> Iterator[tuple[str, str]]:
    if raw.body is None:
        return
    arguments = sdk.prepared.names.arguments[sdk.id(raw)]
    names, url_path = arguments.body, callbacks.url_path(definition, raw)
    if len(url_path) > 1 and arguments.callback not in function.parameters:
        yield "no argument for the URL of events", ".".join(url_path)
    schema = definition.schema(raw.body.node.get("schema"))
    if names is None:
        internal = "internal" in (
            raw.body.node.get("x-ms-visibility"),
            schema.get("x-ms-visibility"),
        )
        if "body" not in function.parameters and not internal:
            yield "no body", raw.body.name
        return
    if kind(schema) != "object":
        yield "a body of no members is taken apart", raw.body.name
    for member, node, required in members(schema):
        wanted = is_given(definition.follow(node), required=required)
        if url_path[:1] == (member,):
            wanted = len(url_path) == 1 or not callbacks.is_bare(definition, node)
        if wanted and names.get(member) not in function.parameters:
            yield "a property is missing", member
        elif not wanted and member in names:
            yield "an internal property is an argument", member
