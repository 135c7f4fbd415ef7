"""Lowering of paths: their variables of several segments, and the queries of `x-ms-paths`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote_plus

from connectorsmith.ir.connector import Parameter
from connectorsmith.ir.json import ABSENT
from connectorsmith.ir.types import Schema, StringType
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.openapi.templates import segments_of, variables, with_names

_WHOLE = re.compile(r"\{([^{}]*)\}")


def lower_address(
    raw: RawOperation, parameters: Iterable[Parameter]
) -> tuple[str, tuple[Parameter, ...]]:
    """Return the path of an operation, and its parameters with those that its path adds."""
    template = raw.place.path
    kept = [_with_segments(one, _patterns(template)) for one in parameters]
    path = with_names(template)
    if raw.section == "paths":
        return path, tuple(kept)
    path, _, query = path.partition("#")[0].partition("?")
    placed = {variable.name for variable in variables(path)}
    return path, tuple(
        parameter
        for parameter in _with_query(query, kept, raw.pointer)
        if parameter.location != "path" or parameter.name in placed
    )


def _patterns(template: str) -> Mapping[str, str]:
    found = ((variable.name, variable.segments) for variable in variables(template))
    return {name: pattern for name, pattern in found if pattern is not None}


def _with_segments(parameter: Parameter, patterns: Mapping[str, str]) -> Parameter:
    """Return a path parameter with the pattern of its segments, if it has several."""
    if parameter.location != "path":
        return parameter
    pattern = patterns.get(parameter.name)
    expression = dict(parameter.schema.limits).get("pattern")
    if pattern is None and isinstance(expression, str):
        pattern = segments_of(expression)
    if pattern is None:
        return parameter
    schema = parameter.schema
    if expression is None:
        schema = replace(schema, limits=(*schema.limits, ("pattern", pattern)))
    if schema.example is ABSENT:
        schema = replace(schema, example=pattern.replace("**", "1").replace("*", "1"))
    return replace(parameter, schema=schema, segments=pattern)


def _with_query(
    query: str, parameters: list[Parameter], at: str
) -> Iterator[Parameter]:
    """Yield the parameters with those of the query in a path: constants, or variables.

    A constant replaces the parameter of its name. A variable names a parameter, which is
    sent under the name of the query.
    """
    fixed: dict[str, Parameter] = {}
    renamed: set[str] = set()
    by_name = {one.name: one for one in parameters if one.location in ("path", "query")}
    for part in filter(None, query.split("&")):
        name, _, value = (unquote_plus(text) for text in part.partition("="))
        variable = _WHOLE.fullmatch(value)
        known = by_name.get(variable[1]) if variable is not None else None
        if known is None:
            schema = Schema(StringType(), at, visibility="internal", default=value)
            fixed[name] = Parameter(name, "query", True, schema)
        elif known.location == "path" or known.name != name:
            renamed |= {known.name} if known.location == "query" else set()
            fixed[name] = replace(known, name=name, location="query", segments=None)
    for parameter in parameters:
        if (
            parameter.location != "query"
            or parameter.name not in renamed | fixed.keys()
        ):
            yield parameter
    yield from fixed.values()
