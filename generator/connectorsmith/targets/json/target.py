"""The json target: the intermediate representation, as `connectorsmith ir` prints it."""

from __future__ import annotations

from connectorsmith.ir.dump import dump
from connectorsmith.render.code import json_text
from connectorsmith.targets import Request, TargetFiles


def generate(request: Request) -> TargetFiles:
    """Return `json/ir.json`."""
    text = f"{json_text(dump(request.connector))}\n"
    return TargetFiles({"json/ir.json": text.encode()})
