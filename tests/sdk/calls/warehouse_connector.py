"""An invented connector with every kind of body, and its SDK."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from connectorsmith.commands.pipeline import make
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import read_inputs

_OK = {"200": {"description": "OK", "schema": {"$ref": "#/definitions/Item"}}}


def _body(schema: Any, *, required: bool = True) -> dict[str, Any]:
    return {"name": "body", "in": "body", "required": required, "schema": schema}


def _text(**more: Any) -> dict[str, Any]:
    return {"type": "string", **more}


def _operation(id_: str, *parameters: Any, **more: Any) -> dict[str, Any]:
    said = {"operationId": id_, "summary": f"{id_}.", "responses": _OK}
    return {**said, "parameters": list(parameters), **more}


_KEY = {"name": "itemId", "in": "path", "required": True, "type": "string"}
_TAGS = {"type": "array", "items": {"type": "string"}}

DEFINITION: dict[str, Any] = {
    "swagger": "2.0",
    "info": {"title": "Warehouse", "version": "1.0", "description": "Things."},
    "host": "warehouse.example",
    "basePath": "/v1",
    "schemes": ["https"],
    "consumes": ["application/json"],
    "produces": ["application/json"],
    "paths": {
        "/items": {
            "get": _operation(
                "FindItems",
                {"name": "tags", "in": "query", **_TAGS},
                {"name": "sizes", "in": "query", **_TAGS, "collectionFormat": "multi"},
            ),
            "post": _operation("AddItem", _body({"$ref": "#/definitions/NewItem"})),
        },
        "/items/{itemId}": {
            "patch": _operation(
                "ChangeItem", _KEY, _body({"$ref": "#/definitions/Change"})
            ),
            "put": _operation(
                "ReplaceItem", _KEY, _body({"$ref": "#/definitions/Large"})
            ),
        },
        "/items/{itemId}/picture": {
            "put": _operation(
                "SetPicture", _KEY, _body({}), consumes=["application/octet-stream"]
            )
        },
        "/lots": {
            "get": _operation("Deprecated", deprecated=True),
            "post": _operation(
                "AddLot", _body({"$ref": "#/definitions/Lot"}), deprecated=True
            ),
        },
        "/lots/scan": {
            "put": _operation(
                "ScanLot",
                {"name": "needFile", "in": "formData", "type": "file"},
                {"name": "listed", "in": "query", **_TAGS},
                consumes=["multipart/form-data"],
            )
        },
    },
    "definitions": {
        "Lot": {
            "type": "object",
            "required": ["name"],
            "properties": {"name": _text()},
        },
        "Item": {"type": "object", "properties": {"id": _text(), "name": _text()}},
        "NewItem": {
            "type": "object",
            "required": ["name", "kind"],
            "properties": {
                "name": _text(),
                "tags": _TAGS,
                "body": _text(),
                "kind": _text(default="item", **{"x-ms-visibility": "internal"}),
            },
        },
        "Change": {
            "type": "object",
            "properties": {"itemId": _text(), "status": _text()},
        },
        "Large": {
            "type": "object",
            "required": ["field1"],
            "properties": {f"field{n}": _text() for n in range(1, 14)},
        },
    },
}


def write_sdk(folder: Path) -> Path:
    """Generate the SDK below a folder; the folder to import `warehouse` from."""
    source = folder / "warehouse"
    source.mkdir()
    file = source / "apiDefinition.swagger.json"
    file.write_text(json.dumps(DEFINITION), "utf-8")
    built = make(read_inputs(find_connectors([source])[0]), ["python"])
    for path, content in built.files.items():
        target = folder / "out" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder / "out" / "python"
