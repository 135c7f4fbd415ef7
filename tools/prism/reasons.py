"""Refusals of Prism that no client can avoid, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatch


@dataclass(frozen=True, slots=True)
class Reason:
    """The explanation of refusals: globs say of which, in which definitions and operations."""

    definition: str
    operation: str
    refusal: str
    why: str

    def explains(self, definition: str, operation: str, refusal: str) -> bool:
        """Return whether it is about a refusal."""
        return (
            fnmatch(definition, self.definition)
            and fnmatch(operation, self.operation)
            and fnmatch(refusal, self.refusal)
        )


REASONS: tuple[Reason, ...] = (
    Reason(
        "*",
        "*",
        "Request/Response not valid: response.body*",
        "Prism's own response does not fit the schema: it is cut off inside of a recursive "
        "schema, or a text does not have its pattern.",
    ),
    Reason(
        "*",
        "*",
        "Cannot find serializer for *",
        "Prism cannot write a response of this media type.",
    ),
    Reason(
        "*",
        "*",
        "* No supported content types, but request included a non-empty body",
        "The operation declares no `consumes`; Prism then reads its body parameter as none.",
    ),
    Reason(
        "*",
        "*",
        "DecodeError: * the body is empty",
        "The operation declares no `produces`; Prism then sends a response without its body.",
    ),
    Reason(
        "docker_engine",
        "Session",
        "NetworkError: * _SWITCH_UPGRADE event *",
        "The only success is 101: Prism changes to another protocol, as the definition says.",
    ),
    Reason(
        "docker_engine",
        "ImageBuild",
        "* Supported content types: application/octet-stream",
        "The parameter Content-type has the one value application/x-tar, which `consumes` "
        "does not have.",
    ),
    Reason(
        "docker_engine",
        "SystemPingHead",
        "The response to HEAD has status 500",
        "Prism cannot check its own response to HEAD, which has a schema and no body.",
    ),
    Reason(
        "*/smapOne",
        "GETSmap_Version_Record_report",
        "The server cannot produce a representation for your accept header: *",
        "Prism takes the path {recordId}.{format} for {recordId}, which produces only JSON.",
    ),
)


def reason_for(definition: str, operation: str, refusal: str) -> Reason | None:
    """Return the reason of a refusal; None if there is none."""
    return next(
        (one for one in REASONS if one.explains(definition, operation, refusal)), None
    )
