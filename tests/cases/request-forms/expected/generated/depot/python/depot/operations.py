"""The operations of Depot as values.

A function here does no I/O: it describes the request and how to read the response,
for `Client.send`, `AsyncClient.send` and for tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, overload

from ._runtime.bodies.chosen import Chosen
from ._runtime.bodies.declared import declared
from ._runtime.bodies.file_lists import need_files
from ._runtime.bodies.files import Content, File
from ._runtime.bodies.files import need_file
from ._runtime.bodies.form import Form
from ._runtime.bodies.json import Json
from ._runtime.bodies.multipart import Multipart
from ._runtime.bodies.raw import Bytes
from ._runtime.encode.days import date_only
from ._runtime.encode.listed import listed
from ._runtime.encode.lists import Multi, Pipes
from ._runtime.encode.nested import nested_texts
from ._runtime.encode.objects import json_text, json_texts
from ._runtime.encode.path import path as url_path
from ._runtime.lazy import lazy
from ._runtime.operation import Operation
from ._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first response or argument needs a model.
    models = lazy(__package__, "models")


def find_routes(
    *,
    legs: Sequence[Sequence[int]] | Unset = UNSET,
    stops: Sequence[Sequence[str]] | Unset = UNSET,
    cube: Sequence[Sequence[Sequence[bool]]] | Unset = UNSET,
    x_grid: Sequence[Sequence[int]] | Unset = UNSET,
    x_marks: Sequence[str] | Unset = UNSET,
    filter: Mapping[str, Any] | Unset = UNSET,
    box: models.Box | Mapping[str, Any] | Unset = UNSET,
    boxes: Sequence[Mapping[str, Any]] | Unset = UNSET,
    crates: Sequence[Mapping[str, Any]] | Unset = UNSET,
    x_crate: Mapping[str, Any] | Unset = UNSET,
    weight: float | Unset = UNSET,
    empty: str | Unset = UNSET,
) -> Operation[models.Box]:
    """FindRoutes.

    Operation FindRoutes: GET /routes
    """
    return Operation(
        id="FindRoutes",
        method="GET",
        path="/routes",
        query={
            "legs": Pipes(nested_texts("legs", listed("legs", legs), ",")),
            "stops": Multi(nested_texts("stops", listed("stops", stops), " ")),
            "cube": nested_texts("cube", listed("cube", cube), "|", "\t"),
            "filter": json_text("filter", filter),
            "box": json_text("box", box),
            "boxes": Multi(json_texts("boxes", listed("boxes", boxes))),
            "crates": json_text("crates", listed("crates", crates)),
            "weight": weight,
            "empty": empty,
        },
        headers={
            "X-Grid": nested_texts("x_grid", listed("x_grid", x_grid), "|"),
            "X-Marks": listed("x_marks", x_marks),
            "X-Crate": json_text("x_crate", x_crate),
        },
        answers={200: models.Box},
    )


def get_grid(cells: Sequence[Sequence[str]]) -> Operation[models.Box]:
    """GetGrid.

    Operation GetGrid: GET /grids/{cells}
    """
    return Operation(
        id="GetGrid",
        method="GET",
        path=url_path(
            "/grids/{cells}",
            {"cells": Pipes(nested_texts("cells", listed("cells", cells), ","))},
        ),
        answers={200: models.Box},
    )


def send_parcels(
    *,
    photos: Sequence[File],
    scans: Sequence[File] | Unset = UNSET,
    note: str | Unset = UNSET,
    seal: str | bytes | Unset = UNSET,
) -> Operation[models.Box]:
    """SendParcels.

    Operation SendParcels: POST /parcels
    """
    return Operation(
        id="SendParcels",
        method="POST",
        path="/parcels",
        body=Multipart(
            {
                "photos": need_files("photos", photos, required=True),
                "scans": need_files("scans", scans),
                "note": note,
                "seal": seal,
            }
        ),
        answers={200: models.Box},
    )


def fill_form(
    *,
    names: Sequence[str] | Unset = UNSET,
    ids: Sequence[int] | Unset = UNSET,
    pairs: Sequence[Sequence[str]] | Unset = UNSET,
    days: Sequence[date | str] | Unset = UNSET,
) -> Operation[models.Box]:
    """FillForm.

    Operation FillForm: POST /forms
    """
    return Operation(
        id="FillForm",
        method="POST",
        path="/forms",
        body=Form(
            {
                "names": listed("names", names),
                "ids[]": listed("ids", ids),
                "pairs": Multi(nested_texts("pairs", listed("pairs", pairs), ",")),
                "days": date_only(listed("days", days)),
            },
            names={"ids[]": "ids"},
        ),
        answers={200: models.Box},
    )


@overload
def send_receipt(
    *,
    size: int,
    tags: Sequence[str] | None | Unset = UNSET,
) -> Operation[models.Box]: ...
@overload
def send_receipt(*, body: models.Box | Mapping[str, Any]) -> Operation[models.Box]: ...
def send_receipt(
    *,
    size: int | Unset = UNSET,
    tags: Sequence[str] | None | Unset = UNSET,
    body: models.Box | Mapping[str, Any] | Unset = UNSET,
) -> Operation[models.Box]:
    """SendReceipt.

    Operation SendReceipt: POST /receipts
    """
    return Operation(
        id="SendReceipt",
        method="POST",
        path="/receipts",
        query={"kinds": "a|b"},
        body=Json.either(
            body, {"size": size, "tags": listed("tags", tags)}, needs=("size",)
        ),
        answers={200: models.Box},
    )


@overload
def change_receipt(
    *,
    size: int,
    cells: Sequence[Sequence[int]] | Unset = UNSET,
    tags: Sequence[str] | None | Unset = UNSET,
    content_type: Literal[
        "application/json-patch+json", "application/merge-patch+json"
    ] = "application/merge-patch+json",
) -> Operation[models.Box]: ...
@overload
def change_receipt(
    *,
    body: models.Box | Mapping[str, Any] | Sequence[Mapping[str, Any]],
    cells: Sequence[Sequence[int]] | Unset = UNSET,
    content_type: Literal[
        "application/json-patch+json", "application/merge-patch+json"
    ] = "application/merge-patch+json",
) -> Operation[models.Box]: ...
def change_receipt(
    *,
    size: int | Unset = UNSET,
    cells: Sequence[Sequence[int]] | Unset = UNSET,
    tags: Sequence[str] | None | Unset = UNSET,
    body: models.Box | Mapping[str, Any] | Sequence[Mapping[str, Any]] | Unset = UNSET,
    content_type: Literal[
        "application/json-patch+json", "application/merge-patch+json"
    ] = "application/merge-patch+json",
) -> Operation[models.Box]:
    """ChangeReceipt.

    Operation ChangeReceipt: PATCH /receipts
    """
    return Operation(
        id="ChangeReceipt",
        method="PATCH",
        path="/receipts",
        query={"cells": nested_texts("cells", listed("cells", cells), ",")},
        body=Chosen.either(
            body,
            {"size": size, "tags": listed("tags", tags)},
            needs=("size",),
            content_type=content_type,
        ),
        answers={200: models.Box},
    )


def list_receipts() -> Operation[str]:
    """ListReceipts.

    Operation ListReceipts: GET /receipts
    """
    return Operation(
        id="ListReceipts",
        method="GET",
        path="/receipts",
        headers={"Accept": "text/csv"},
        answers={200: str},
    )


def set_times(
    *,
    since: datetime | str | Unset = UNSET,
    day: date | str | Unset = UNSET,
    at: datetime | str | None | Unset = UNSET,
    body_day: date | str | None | Unset = UNSET,
    days: Sequence[date | str] | None | Unset = UNSET,
    all: Sequence[datetime | str] | None | Unset = UNSET,
    weeks: Sequence[Sequence[date | str]] | None | Unset = UNSET,
    feasts: Mapping[str, date | str] | None | Unset = UNSET,
    later: Sequence[models.Times] | None | Unset = UNSET,
    body: models.Times | Mapping[str, Any] | Unset = UNSET,
) -> Operation[models.Times]:
    """SetTimes.

    Operation SetTimes: POST /times
    """
    return Operation(
        id="SetTimes",
        method="POST",
        path="/times",
        query={"since": since, "day": date_only(day)},
        body=declared(
            Json.either(
                body,
                {
                    "at": at,
                    "day": date_only(body_day),
                    "days": date_only(listed("days", days)),
                    "all": listed("all", all),
                    "weeks": date_only(listed("weeks", weeks)),
                    "feasts": feasts,
                    "later": listed("later", later),
                },
                names={"day": "body_day"},
            ),
            models.Times,
        ),
        answers={200: models.Times},
    )


def set_feasts(*, body: Mapping[str, date | str]) -> Operation[models.Times]:
    """SetFeasts.

    Operation SetFeasts: PUT /times
    """
    return Operation(
        id="SetFeasts",
        method="PUT",
        path="/times",
        body=declared(Json(body), dict[str, date]),
        answers={200: models.Times},
    )


@overload
def replace_box(
    *,
    size: int,
    tags: Sequence[str] | None | Unset = UNSET,
    content_type: Literal[
        "application/json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ] = "application/json",
) -> Operation[models.Box]: ...
@overload
def replace_box(
    *,
    body: models.Box | Mapping[str, Any] | str | bytes,
    content_type: Literal[
        "application/json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ] = "application/json",
) -> Operation[models.Box]: ...
def replace_box(
    *,
    size: int | Unset = UNSET,
    tags: Sequence[str] | None | Unset = UNSET,
    body: models.Box | Mapping[str, Any] | str | bytes | Unset = UNSET,
    content_type: Literal[
        "application/json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ] = "application/json",
) -> Operation[models.Box]:
    """ReplaceBox.

    Operation ReplaceBox: PUT /boxes
    """
    return Operation(
        id="ReplaceBox",
        method="PUT",
        path="/boxes",
        headers={"Accept": "application/vnd.post.v2+json"},
        body=Chosen.either(
            body,
            {"size": size, "tags": listed("tags", tags)},
            needs=("size",),
            content_type=content_type,
        ),
        answers={200: models.Box},
    )


def patch_box(
    *,
    body: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    content_type: str | Unset = UNSET,
    body_content_type: Literal[
        "application/json-patch+json", "application/merge-patch+json"
    ] = "application/merge-patch+json",
) -> Operation[str]:
    """PatchBox.

    Operation PatchBox: PATCH /boxes
    """
    return Operation(
        id="PatchBox",
        method="PATCH",
        path="/boxes",
        query={"content_type": content_type},
        headers={"Accept": "text/csv; charset=utf-8, application/json"},
        body=Chosen(body, body_content_type, patch=True),
        answers={200: str},
    )


def add_box(*, body: str | bytes) -> Operation[Any]:
    """AddBox.

    Operation AddBox: POST /boxes
    """
    return Operation(
        id="AddBox",
        method="POST",
        path="/boxes",
        headers={"Accept": "*/*"},
        body=Bytes(body, "application/xml"),
        answers={200: Any},
    )


def print_label(
    *,
    body: Content,
    content_type: Literal["image/png", "image/jpeg"] = "image/png",
) -> Operation[bytes]:
    """PrintLabel.

    Operation PrintLabel: PUT /labels
    """
    return Operation(
        id="PrintLabel",
        method="PUT",
        path="/labels",
        headers={"Accept": "application/pdf, image/*"},
        body=Bytes(need_file("body", body), content_type),
        answers={200: bytes},
    )


def write_label(
    *,
    body: str | bytes,
    content_type: Literal["text/plain", "application/json"] = "application/json",
) -> Operation[models.Box]:
    """WriteLabel.

    Operation WriteLabel: POST /labels
    """
    return Operation(
        id="WriteLabel",
        method="POST",
        path="/labels",
        headers={"Accept": "application/json, text/json"},
        body=Chosen(body, content_type, text=True),
        answers={200: models.Box},
    )


def get_label() -> Operation[bytes]:
    """GetLabel.

    Operation GetLabel: GET /labels
    """
    return Operation(id="GetLabel", method="GET", path="/labels", answers={200: bytes})


def get_stamp() -> Operation[Any]:
    """GetStamp.

    Operation GetStamp: GET /stamps
    """
    return Operation(
        id="GetStamp",
        method="GET",
        path="/stamps",
        headers={"Accept": "application/json"},
        answers={200: object},
    )


def put_stamp() -> Operation[Any]:
    """PutStamp.

    Operation PutStamp: PUT /stamps
    """
    return Operation(id="PutStamp", method="PUT", path="/stamps", answers={200: object})


def drop_stamp() -> Operation[None]:
    """DropStamp.

    Operation DropStamp: DELETE /stamps
    """
    return Operation(
        id="DropStamp",
        method="DELETE",
        path="/stamps",
        answers={204: None},
    )


def add_list(
    *,
    body: Sequence[str] | str | bytes,
    content_type: Literal["application/json", "text/csv"] = "application/json",
) -> Operation[None]:
    """AddList.

    Operation AddList: POST /lists
    """
    return Operation(
        id="AddList",
        method="POST",
        path="/lists",
        body=Chosen(body, content_type),
        answers={204: None},
    )


def get_manifest(*, accept: str | Unset = UNSET) -> Operation[bytes]:
    """GetManifest.

    Operation GetManifest: GET /manifest
    """
    return Operation(
        id="GetManifest",
        method="GET",
        path="/manifest",
        headers={
            "accept": accept if accept is not UNSET else "text/csv, application/pdf",
        },
        answers={200: bytes},
    )


def put_manifest(*, accept: Sequence[str] | Unset = UNSET) -> Operation[models.Box]:
    """PutManifest.

    Operation PutManifest: PUT /manifest
    """
    return Operation(
        id="PutManifest",
        method="PUT",
        path="/manifest",
        headers={
            "Accept": (
                listed("accept", accept)
                if accept is not UNSET
                else "application/vnd.depot+json"
            ),
        },
        answers={200: models.Box},
    )


def drop_manifest() -> Operation[models.Box]:
    """DropManifest.

    Operation DropManifest: DELETE /manifest
    """
    return Operation(
        id="DropManifest",
        method="DELETE",
        path="/manifest",
        headers={"Accept": "application/vnd.depot+json"},
        answers={200: models.Box},
    )


def add_manifest() -> Operation[models.Box]:
    """AddManifest.

    Operation AddManifest: POST /manifest
    """
    return Operation(
        id="AddManifest",
        method="POST",
        path="/manifest",
        headers={"Accept": "application/json"},
        answers={200: models.Box},
    )
