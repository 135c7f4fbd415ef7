"""The sections of the README on request bodies and files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from connectorsmith.ir.types import (
    AnyType,
    ArrayType,
    FileType,
    NamedType,
    ObjectType,
)
from connectorsmith.naming.members import CONTENT_TYPE, FLAT_LIMIT
from connectorsmith.render.code import Code, compose, join
from connectorsmith.sdk.argument import Argument
from connectorsmith.sdk.calls import Call
from connectorsmith.sdk.values import Values
from connectorsmith.targets.python.readme.scripts import Line, Writer, indented


@dataclass(frozen=True, slots=True)
class BodiesView:
    """The section on bodies."""

    start: Code | None
    flat: bool
    """True if some bodies are given by their members."""
    most: int
    """The limit of members that are arguments."""
    whole: Sequence[str]
    """Calls whose body is only given whole."""
    more: int
    """Further such calls."""
    models: bool
    """True if a body can be given as a model."""
    lists: bool
    choices: Sequence[str]
    """Calls whose media type the caller chooses."""
    more_choices: int
    """Further such calls."""


@dataclass(frozen=True, slots=True)
class FilesView:
    """The section on files."""

    upload: Code | None
    download: Code | None


_MAX_CALLS = 5
"""Calls in a sentence; further ones are counted."""


def bodies_view(
    writer: Writer, calls: Sequence[Call], values: Values
) -> BodiesView | None:
    """Return the section on bodies; None if no operation takes one."""
    # The section on triggers shows their bodies.
    calls = [one for one in calls if one.shape.operation.trigger is None]
    flat = [one for one in calls if any(a.part == "member" for a in _arguments(one))]
    whole = [one for one in calls if one not in flat and _whole(one) is not None]
    if not flat and not whole:
        return None
    chosen = list(filter(_has_choice, (*flat, *whole)))
    arguments = [argument for one in (*flat, *whole) for argument in _arguments(one)]
    return BodiesView(
        start=_best(writer, flat, values) or _best(writer, whole, values),
        flat=bool(flat),
        most=FLAT_LIMIT,
        whole=[f"client.{one.target}" for one in whole[:_MAX_CALLS]],
        more=max(0, len(whole) - _MAX_CALLS),
        models=any(
            argument.part == "whole" and isinstance(argument.schema.type, NamedType)
            for argument in arguments
        ),
        lists=any(isinstance(one.schema.type, ArrayType) for one in arguments),
        choices=[f"client.{one.target}" for one in chosen[:_MAX_CALLS]],
        more_choices=max(0, len(chosen) - _MAX_CALLS),
    )


def _arguments(call: Call) -> Sequence[Argument]:
    return call.shape.arguments


def _has_choice(call: Call) -> bool:
    """Return whether the caller chooses the media type of the body."""
    return any(
        argument.name == CONTENT_TYPE and argument.choices
        for argument in _arguments(call)
    )


def _whole(call: Call) -> Argument | None:
    """Return the whole body, unless it is a file or text."""
    kinds = (ArrayType, NamedType, ObjectType, AnyType)
    return next(
        (
            argument
            for argument in _arguments(call)
            if argument.part == "whole" and isinstance(argument.schema.type, kinds)
        ),
        None,
    )


def _best(writer: Writer, calls: Sequence[Call], values: Values) -> Code | None:
    """Return the script of the call that shows most: a body of several members, and few
    placeholders.
    """
    scripts = [
        (call, lines)
        for call in calls
        if call.given is not None and (lines := list(_forms(call, values)))
    ]
    if not scripts:
        return None
    _, lines = min(scripts, key=lambda pair: (-len(pair[1]), pair[0].effort))
    return writer.with_client(*lines)


def _forms(call: Call, values: Values) -> Iterator[Code]:
    """Yield calls that give the same body by members, as a mapping and as a model."""
    whole = _whole(call)
    given = call.given
    if whole is None or given is None:
        return
    target = Code(f"client.{call.target}")
    others = [one.given(value.code) for one, value in given if not one.part]
    flat = [one.given(value.code) for one, value in given if one.part == "member"]
    if flat:
        yield compose("{}({})", target, join(", ", [*others, *flat]))
    as_json, as_model = values.body(whole)
    forms = (as_json, as_model if isinstance(whole.schema.type, NamedType) else None)
    for form in forms:
        if form is not None and not form.is_empty:
            given_whole = [*others, compose("body={}", form.code)]
            yield compose("{}({})", target, join(", ", given_whole))


def files_view(writer: Writer, calls: Sequence[Call]) -> FilesView | None:
    """Return the section on files; None if none are sent or received."""
    usable = [one for one in calls if one.given is not None]
    uploads = [one for one in usable if _file(one)]
    downloads = [
        call
        for call in usable
        if call.shape.operation.trigger is None and call.shape.is_download
    ]
    if not uploads and not downloads:
        return None
    upload = min(uploads, key=lambda call: call.effort[1:], default=None)
    download = min(downloads, key=lambda call: call.effort, default=None)
    return FilesView(
        upload=_upload(writer, upload) if upload else None,
        download=_download(writer, download) if download else None,
    )


def _file(call: Call) -> Argument | None:
    given = [one for one, _ in call.given or ()]
    return next((one for one in given if isinstance(one.schema.type, FileType)), None)


def _upload(writer: Writer, call: Call) -> Code:
    opened = replace(call, values=call.values.with_open_files())
    return writer.with_client(
        call.example,
        'with open("document.pdf", "rb") as file:',
        compose("    {}", opened.example),
    )


def _download(writer: Writer, call: Call) -> Code:
    report: list[Line] = [
        "def report(done: int, total: int | None) -> None:",
        '    print(done, "of", total)',
        "",
        "",
    ]
    return writer.script(
        *report,
        compose("with {} as client:", writer.client),
        *indented(
            [
                compose("operation = {}", call.operation),
                "with client.stream(operation) as body:",
                '    body.save("result.bin", progress=report)',
                "with client.stream(operation) as body:",
                "    for chunk in body:",
                "        print(len(chunk))",
            ]
        ),
    )
