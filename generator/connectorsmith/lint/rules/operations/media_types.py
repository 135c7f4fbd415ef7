"""Rules on `consumes` and `produces`, and on the parameters that need certain media types."""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import texts
from connectorsmith.lint.nodes.lookup import all_parameters, operation_of
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import listed, show
from connectorsmith.text.media_types import FORM, JSON, MULTIPART, essence

_SENDABLE = (JSON, "text/plain", MULTIPART, FORM)
"""Media types that the platform can make from the inputs of an action."""


@rule(
    "PP015",
    "consumes-is-supported",
    Severity.WARNING,
    on=(Kind.DOCUMENT, Kind.OPERATION),
    microsoft="MimeTypeNotSupported",
    bad="""
    consumes: [application/x-yaml]  # <- here
    """,
    good="""
    consumes: [application/json; charset=utf-8]
    produces: [application/pdf]
    """,
)
def consumes_is_supported(node: Node) -> Problems:
    """`consumes` names media types that the platform can send.

    Why: from the inputs of an action it makes JSON, plain text or a form. Another type
        beside one of these is only ignored. Responses may have any type: a file has its
        own.
    Fix: Set consumes to the type that the API accepts: JSON, plain text or a form.
    See: certification-swagger-validator-rules
    """
    types = {type: index for index, type in enumerate(texts(node.get("consumes")))}
    # MS003 reports text that is no media type.
    foreign = [
        type
        for type in types
        if essence(type) not in _SENDABLE and _MEDIA_TYPE.fullmatch(type)
    ]
    if foreign and len(foreign) == len(types):
        yield Problem(
            f"{show(foreign[0])} is not a media type that the platform can send.",
            "consumes",
            hint=f"Set consumes to {listed(_SENDABLE)}.",
        )
    else:
        for type in foreign:
            yield Problem(
                f"The media type {show(type)} is ignored by the platform.",
                *("consumes", types[type]),
                severity=Severity.INFO,
            )


_MEDIA_TYPE = re.compile(
    r"\s*[\w!#$&^.+*-]+/[\w!#$&^.+*-]+\s*(;.*)?", re.ASCII | re.DOTALL
)


@rule(
    "MS003",
    "media-type-is-well-formed",
    Severity.ERROR,
    on=(Kind.DOCUMENT, Kind.OPERATION),
    microsoft="MimeTypeNotValid",
    bad="""
    consumes:
      - json  # <- here
    """,
    good="""
    consumes:
      - application/json
    produces:
      - application/vnd.shelf+json; charset=utf-8
      - '*/*'
    """,
)
def media_type_is_well_formed(node: Node) -> Problems:
    """Each entry of `consumes` and `produces` is a media type.

    Why: it becomes the header Content-Type or Accept, which has the form type/subtype.
    Fix: Write the whole media type, such as application/json.
    See: https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1
    """
    for key in ("consumes", "produces"):
        for index, type in enumerate(node.sequence(key)):
            if isinstance(type, str) and not _MEDIA_TYPE.fullmatch(type):
                yield Problem(f"{show(type)} is not a media type.", key, index)


def _consumed(operation: Node) -> Sequence[str]:
    """Return the media types that a request may have; empty if none are declared."""
    # Each operation may read the list of the whole definition again.
    return [
        essence(type)
        for type in operation_of(operation).media_types("consumes")[:_MAX_TYPES]
    ]


_MAX_TYPES = 50
"""Media types of one operation; further ones are ignored."""


def _location(
    operation: Node, parameter: tuple[str | int, ...]
) -> tuple[str | int, ...]:
    return ("consumes",) if "consumes" in operation.value else parameter


@rule(
    "MS004",
    "consumes-fits-parameters",
    Severity.WARNING,
    on=Kind.OPERATION,
    microsoft="MimeTypeNotCompatibleWithRequestContentSchemaType",
    bad="""
    paths:
      /covers:
        post:
          consumes: [application/json]  # <- here
          parameters:
            - {name: cover, in: formData, type: file}
    """,
    good="""
    paths:
      /covers:
        post:
          consumes: [multipart/form-data]
          parameters:
            - {name: cover, in: formData, type: file}
    """,
)
def consumes_fits_parameters(operation: Node) -> Problems:
    """The parameters of an operation fit the media types that it consumes.

    Why: form data needs a form, a file in it multipart/form-data; an object cannot be
        plain text.
    Fix: Correct consumes, or the value of in.
    See: certification-swagger-validator-rules
    """
    consumed = _consumed(operation)
    if not consumed:
        return
    for parameter in all_parameters(operation):
        if parameter.location == "formData":
            kind = "file" if parameter.value.get("type") == "file" else "form data"
            fitting = (MULTIPART,) if kind == "file" else (MULTIPART, FORM)
            if not set(fitting).intersection(consumed):
                yield Problem(
                    f"The {kind} {show(parameter.name)} must not be sent as"
                    f" {show(consumed[0])}.",
                    *_location(operation, parameter.at),
                    hint=f"Set consumes to {listed(fitting)}.",
                )
                return
        elif parameter.location == "body" and set(consumed) == {"text/plain"}:
            references = operation.connector.definition.references
            schema = references.resolved(parameter.value.get("schema"))
            if schema.get("type") in ("object", "array"):
                yield Problem(
                    f"The body {show(parameter.name)} must not be sent as plain text.",
                    *_location(operation, parameter.at),
                    hint=f"Set consumes to {JSON}.",
                )


@rule(
    "MS002",
    "urlencoded-form-has-no-binary",
    Severity.ERROR,
    on=Kind.OPERATION,
    microsoft="StringBinaryNotSupportedForFormUrlEncoded",
    bad="""
    paths:
      /covers:
        post:
          consumes: [application/x-www-form-urlencoded]
          parameters:
            - {name: cover, in: formData, type: string, format: binary}  # <- here
    """,
    good="""
    paths:
      /covers:
        post:
          consumes: [multipart/form-data]
          parameters:
            - {name: cover, in: formData, type: string, format: binary}
    """,
)
def urlencoded_form_has_no_binary(operation: Node) -> Problems:
    """A URL-encoded form has no text in the format `binary`.

    Why: each byte would be percent-encoded, which no API expects.
    Fix: Set consumes to multipart/form-data, or use format: byte.
    See: certification-swagger-validator-rules
    """
    if FORM not in _consumed(operation):
        return
    for parameter in all_parameters(operation):
        value = parameter.value
        if (
            parameter.location == "formData"
            and value.get("type") == "string"
            and value.get("format") == "binary"
        ):
            yield Problem(
                f"The field {show(parameter.name)} of a URL-encoded form must not be binary.",
                *parameter.at,
            )
