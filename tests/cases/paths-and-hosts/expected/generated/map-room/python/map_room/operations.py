"""The operations of Map Room as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ._runtime.encode.listed import listed
from ._runtime.encode.path import path as url_path
from ._runtime.encode.segments import unescaped, with_slashes
from ._runtime.lazy import lazy
from ._runtime.operation import Operation

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def print_map(name: str) -> Operation[str]:
    """PrintMap.

    Operation PrintMap: POST /{name}:print
    """
    return Operation(
        id="PrintMap",
        method="POST",
        path=url_path(
            "/{name}:print", {"name": with_slashes(name, "drawers/*/maps/*")}
        ),
        headers={"Accept": "application/json"},
        answers={200: str},
    )


def get_map_copies(name: str) -> Operation[list[str]]:
    """GetMapCopies.

    Operation GetMapCopies: GET /{name}/copies
    """
    return Operation(
        id="GetMapCopies",
        method="GET",
        path=url_path(
            "/{name}/copies", {"name": with_slashes(name, "drawers/*/maps/*")}
        ),
        answers={200: list[str]},
    )


def get_file(path: str) -> Operation[str]:
    """GetFile.

    Operation GetFile: GET /files/{path}
    """
    return Operation(
        id="GetFile",
        method="GET",
        path=url_path("/files/{path}", {"path": with_slashes(path, "**")}),
        headers={"Accept": "application/json"},
        answers={200: str},
    )


def list_locks(scope: str) -> Operation[list[str]]:
    """ListLocks.

    Operation ListLocks: GET /{scope}/locks
    """
    return Operation(
        id="ListLocks",
        method="GET",
        path=url_path("/{scope}/locks", {"scope": unescaped(scope)}),
        answers={200: list[str]},
    )


def list_shelf_locks(labels: Sequence[str]) -> Operation[list[str]]:
    """ListShelfLocks.

    Operation ListShelfLocks: GET /shelves/{labels}/locks
    """
    return Operation(
        id="ListShelfLocks",
        method="GET",
        path=url_path(
            "/shelves/{labels}/locks", {"labels": unescaped(listed("labels", labels))}
        ),
        answers={200: list[str]},
    )


def list_drawers() -> Operation[list[str]]:
    """ListDrawers.

    Operation ListDrawers: GET /drawers
    """
    return Operation(
        id="ListDrawers",
        method="GET",
        path="/drawers",
        answers={200: list[str]},
    )


def list_empty_drawers() -> Operation[list[str]]:
    """ListEmptyDrawers.

    Operation ListEmptyDrawers: GET /drawers
    """
    return Operation(
        id="ListEmptyDrawers",
        method="GET",
        path="/drawers",
        query={"view": "empty"},
        answers={200: list[str]},
    )


def list_labelled_drawers(*, label: str) -> Operation[list[str]]:
    """ListLabelledDrawers.

    Operation ListLabelledDrawers: GET /drawers
    """
    return Operation(
        id="ListLabelledDrawers",
        method="GET",
        path="/drawers",
        query={"label": label, "wide": ""},
        answers={200: list[str]},
    )


def get_drawer(drawer: str, *, depth: int) -> Operation[str]:
    """GetDrawer.

    Operation GetDrawer: GET /drawers/{drawer}
    """
    return Operation(
        id="GetDrawer",
        method="GET",
        path=url_path("/drawers/{drawer}", {"drawer": drawer}),
        query={"depth": depth},
        headers={"Accept": "application/json"},
        answers={200: str},
    )
