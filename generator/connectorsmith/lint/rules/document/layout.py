"""Rules on the layout of the file: the order of its parts, and white space."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule

_ORDER = (
    ("swagger",),
    ("info",),
    ("host", "basePath", "schemes"),
    ("consumes", "produces"),
    ("paths",),
    ("definitions",),
    ("parameters",),
)


@rule(
    "PP162",
    "definition-parts-are-in-order",
    Severity.INFO,
    on=Kind.DOCUMENT,
    bad="""
    swagger: "2.0"
    paths: {}
    info: {title: Shelf}  # <- here
    """,
    good="""
    swagger: "2.0"
    info: {title: Shelf}
    basePath: /v1
    host: shelf.example
    paths: {}
    responses: {}
    """,
)
def definition_parts_are_in_order(document: Node) -> Problems:
    """The parts of the definition come in the usual order.

    Why: reviewers expect this order: swagger, info, host, basePath and schemes, consumes
        and produces, paths, definitions, parameters.
    Fix: Move the part up.
    See: coding-standards
    """
    positions = {key: position for position, keys in enumerate(_ORDER) for key in keys}
    last, highest = "", -1
    for key in document.value:
        position = positions.get(key, len(_ORDER))
        if position < highest:
            yield Problem(
                f"'{key}' must come before '{last}'.",
                key,
                key=True,
                hint=f"Move '{key}' up.",
            )
            return
        if key in positions:
            last, highest = key, position


@rule(
    "PP163",
    "whitespace-is-tidy",
    Severity.INFO,
    on=Kind.DOCUMENT,
    bad=f"""
    swagger: "2.0"  # <- here
    info:{" "}
      title: Shelf
    """,
    good="""
    swagger: "2.0"
    info:
      title: Shelf
    """,
)
def whitespace_is_tidy(document: Node) -> Problems:
    """No line ends in white space or is indented by a tab; JSON is indented by 2 or 4
    spaces.

    Why: editors change such white space by themselves, and a review then shows lines
        without a real change. The coding standards ask for 4 spaces, nearly all published
        files have 2; YAML may have any indentation. A file is reported once.
    Fix: Format the file with an editor.
    See: coding-standards
    """
    text = document.connector.files.definition.source.text
    first = _UNTIDY.search(text)
    if first:
        line = text.count("\n", 0, first.start()) + 1
        more = sum(1 for _ in _UNTIDY.finditer(text, first.end()))
        what = "end in white space" if first.group("end") else "be indented by a tab"
        others = f" (and {more} more)" if more else ""
        yield Problem(f"Line {line} must not {what}{others}.")
        return
    indent = _JSON_INDENT.match(text)
    if indent and len(indent.group(1)) not in (2, 4):
        yield Problem(
            f"JSON must be indented by 2 or 4 spaces, not by {len(indent.group(1))}."
        )


_UNTIDY = re.compile(r"^(?:(?P<tab> *\t)|(?P<end>.*[ \t]\r?$))", re.MULTILINE)
_JSON_INDENT = re.compile(r'\s*\{\r?\n( +)"')
