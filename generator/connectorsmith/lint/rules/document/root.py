"""Rules on the root of the definition."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import mapping
from connectorsmith.documents.document import Json
from connectorsmith.lint.fix import Drop, Put, Rename
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show


@rule(
    "PP003",
    "swagger-version-is-2-0",
    Severity.BLOCKING,
    on=Kind.DOCUMENT,
    microsoft="SpecificationVersionIncorrect",
    bad="""
    swagger: "3.0"  # <- here
    """,
    good="""
    swagger: "2.0"
    """,
)
def swagger_version_is_2_0(document: Node) -> Problems:
    """The definition has `swagger: "2.0"`.

    Why: in another version the rest of the file means something else, and the platform
        accepts no other. In YAML the quotes matter: without them it is a number, which
        connectorsmith accepts, but the platform refuses.
    Fix: Write swagger: "2.0"; convert an OpenAPI 3 file first.
    See: certification-swagger-validator-rules
    """
    version = document.get("swagger")
    if version == "2.0":
        return
    if "swagger" not in document.value and "openapi" in document.value:
        yield Problem(
            f"The definition must be OpenAPI 2.0, not {show(document.get('openapi'))}.",
            "swagger",
            key=True,
            hint="Convert the definition to OpenAPI 2.0.",
            decisive=True,
        )
    elif "swagger" not in document.value:
        yield Problem('The definition must have swagger: "2.0".', "swagger", key=True)
    elif version == 2 and not isinstance(version, bool):
        yield Problem(
            "'swagger' must be the text '2.0', not a number.",
            "swagger",
            hint='Write swagger: "2.0", with the quotes.',
            severity=Severity.ERROR,
            fix=Put("2.0"),
        )
    else:
        yield Problem(
            f"'swagger' must be '2.0', not {show(version)}.", "swagger", decisive=True
        )


_KNOWN = (
    "swagger",
    "info",
    "host",
    "basePath",
    "schemes",
    "consumes",
    "produces",
    "paths",
    "definitions",
    "parameters",
    "responses",
    "securityDefinitions",
    "security",
    "tags",
    "externalDocs",
)


@rule(
    "PP004",
    "root-properties-are-known",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="ExtensionNameNotValid",
    bad="""
    swagger: "2.0"
    basepath: /v1  # <- here
    """,
    good="""
    swagger: "2.0"
    basePath: /v1
    x-generator: by hand
    """,
)
def root_properties_are_known(document: Node) -> Problems:
    """The root has no unknown property.

    Why: OpenAPI 2.0 lists the properties of the root; anything else must be an extension,
        whose name begins with `x-`. A misspelt property is silently ignored.
    Fix: Correct the name, remove the property, or begin its name with x-.
    See: certification-swagger-validator-rules
    """
    for key in document.value:
        if key not in _KNOWN and not key.startswith("x-"):
            hint = document.did_you_mean(key, _KNOWN)
            same = [one for one in _KNOWN if one.casefold() == key.strip().casefold()]
            is_free = bool(same) and same[0] not in document.value
            yield Problem(
                f"The root property {show(key)} is not known.",
                key,
                key=True,
                hint=hint,
                fix=Rename(same[0]) if is_free else None,
            )


@rule(
    "PP005",
    "info-and-paths-are-present",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="RequiredPropertyMissing",
    bad="""
    swagger: "2.0"  # <- here
    info: {title: Shelf, version: "1.0"}
    """,
    good="""
    swagger: "2.0"
    info: {title: Shelf, version: "1.0"}
    paths: {}
    """,
)
def info_and_paths_are_present(document: Node) -> Problems:
    """The definition has `info` and `paths`.

    Why: without `paths` there is nothing to generate, which is blocking; without `info`
        the connector has no name.
    Fix: Add info with title and version, or paths with the operations.
    See: certification-swagger-validator-rules
    """
    if "info" not in document.value:
        yield Problem("The definition must have 'info'.", "info", key=True)
    if "paths" not in document.value:
        yield Problem(
            "The definition must have 'paths'.",
            "paths",
            key=True,
            severity=Severity.BLOCKING,
        )


@rule(
    "PP014",
    "tag-is-unique",
    Severity.ERROR,
    on=Kind.DOCUMENT,
    microsoft="TagRedefined",
    bad="""
    tags:
      - name: Books
      - name: Shelves
      - name: Books  # <- here
    """,
    good="""
    tags:
      - name: Books
      - name: Shelves
    """,
)
def tag_is_unique(document: Node) -> Problems:
    """No tag is defined twice.

    Why: only one of the two descriptions can be shown.
    Fix: Remove one of the two tags.
    See: certification-swagger-validator-rules
    """
    seen: dict[str, Json] = {}
    for index, tag in enumerate(document.sequence("tags")):
        name = mapping(tag).get("name")
        if isinstance(name, str) and name in seen:
            yield Problem(
                f"The tag {show(name)} must not be defined twice.",
                *("tags", index),
                fix=Drop() if seen[name] == tag else None,
            )
        elif isinstance(name, str):
            seen[name] = tag
