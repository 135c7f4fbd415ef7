"""The mistakes of test_bad_input.py: what is spoilt, and what has to be said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

NAME = "parcels"
DEFINITION = "spec/parcels/apiDefinition.swagger.yaml"
CONFIG = "spec/parcels/connector.toml"
LOCK = "spec/parcels/names.lock"

YAML = """\
swagger: "2.0"
info: {title: Parcels, description: Where parcels are., version: 1.0.0}
host: api.example.com
basePath: /
schemes: [https]
paths:
  /parcels:
    get:
      operationId: ListParcels
      summary: List parcels
      description: Lists parcels.
      parameters:
        - {name: after, in: query, type: string, x-ms-summary: After, description: Where to start.}
      responses:
        "200":
          description: A page of parcels.
          schema:
            type: object
            properties:
              next: {type: string, title: Next, description: Where the next page starts.}
              parcels:
                type: array
                title: Parcels
                items:
                  type: object
                  properties:
                    id: {type: string, title: ID, description: The identifier.}
"""
TOML = """\
[sdk]
package = "parcels"

[sdk.paging.cursor]
parameter = "after"
next = "next"
items = "parcels"
operations = ["ListParcels"]

[sdk.groups.parcels]
list = "ListParcels"

[sdk.models]
Parcel = "ListParcels/200/parcels/[]"
"""


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(work: Path) -> None:
        text = (work / path).read_text("utf-8")
        assert text.count(old) == 1
        write(work / path, text.replace(old, new))

    return change


def put(path: str, content: str | bytes) -> Callable[[Path], None]:
    return lambda work: write(work / path, content)


def append(path: str, text: str) -> Callable[[Path], None]:
    return lambda work: write(work / path, (work / path).read_text("utf-8") + text)


def only(path: str, content: str | bytes) -> Callable[[Path], None]:
    """The definition is in another file."""

    def change(work: Path) -> None:
        (work / DEFINITION).unlink()
        write(work / path, content)

    return change


def nothing(work: Path) -> None:
    """What is wrong is on the command line."""


def no_definition(work: Path) -> None:
    (work / DEFINITION).unlink()


def twins(work: Path) -> None:
    for name in ("Parcels!", "other/parcels"):
        write(work / "spec" / name / "apiDefinition.swagger.yaml", YAML)


JSON = "spec/parcels/apiDefinition.swagger.json"


@dataclass(frozen=True)
class Case:
    """One mistake, and what has to be said of it."""

    name: str
    spoil: Callable[[Path], None]
    said: str
    """Part of a line on stderr, with the place."""
    status: int = 2
    arguments: tuple[str, ...] = ("build",)
    what: str = ""
    """More that the person has to read."""


def cases(*listed: Case) -> list[Any]:
    """The cases as parameters, called by their names."""
    return [pytest.param(case, id=case.name) for case in listed]


READING = [
    Case(
        "missing file",
        nothing,
        "nowhere.yaml:1:1: blocking CS006",
        arguments=("build", "nowhere.yaml"),
        what="The path does not exist.",
    ),
    Case(
        "folder without a connector",
        no_definition,
        "spec:1:1: blocking CS006",
        what="The folder must hold a connector.",
    ),
    Case(
        "yaml and json",
        put(JSON, "{}"),
        "apiDefinition.swagger.yaml:1:1: blocking CS006",
        what="are the same file in two formats",
    ),
    Case("two folders, one output", twins, "must not both be written to 'parcels'"),
    Case("empty definition", put(DEFINITION, ""), f"{DEFINITION}:1:1: blocking CS"),
    Case(
        "definition is a list",
        put(DEFINITION, "- swagger\n"),
        f"{DEFINITION}:1:1: blocking CS001",
        what="The definition must be an object.",
    ),
    Case("definition is text", put(DEFINITION, "swagger\n"), f"{DEFINITION}:1:1: "),
    Case(
        "broken YAML",
        replace(
            DEFINITION, "      summary: List parcels", "     summary: List parcels"
        ),
        f"{DEFINITION}:10:",
    ),
    Case(
        "tab in YAML",
        replace(DEFINITION, "  /parcels", "\t/parcels"),
        f"{DEFINITION}:7:1:",
    ),
    Case(
        "the same key twice",
        replace(DEFINITION, "basePath: /\n", "basePath: /\nhost: b\n"),
        f"{DEFINITION}:5:1: ",
    ),
    Case(
        "broken JSON", only(JSON, '{\n  "swagger": "2.0",\n  oops\n}'), f"{JSON}:3:3: "
    ),
    Case("JSON that ends too soon", only(JSON, '{\n  "swagger":'), f"{JSON}:2:13: "),
    Case(
        "not a text",
        put(DEFINITION, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        f"{DEFINITION}:1:1: ",
    ),
    Case(
        "another encoding",
        put(DEFINITION, "info: {title: M\xfcller}".encode("latin-1")),
        f"{DEFINITION}:1:",
        what="UTF-8",
    ),
    Case("nested too deep", only(JSON, "[" * 100_000), f"{JSON}:1:"),
    Case(
        "aliases that explode",
        put(
            DEFINITION,
            "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
            + "".join(
                f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n"
                for a, b in zip("abcdefgh", "bcdefghi", strict=True)
            ),
        ),
        f"{DEFINITION}:",
    ),
    Case("broken TOML", append(CONFIG, "oops\n"), f"{CONFIG}:15:5: blocking CS001"),
    Case(
        "connector.toml in another encoding",
        put(CONFIG, "# M\xfcller".encode("latin-1")),
        f"{CONFIG}:1:1: blocking CS006",
        what="it is not UTF-8",
    ),
    Case(
        "TOML nested too deep",
        put(CONFIG, "a = " + "[" * 50_000),
        f"{CONFIG}:1:",
    ),
    Case(
        "a number too long",
        append(CONFIG, f"\n[listing]\na = {'1' * 5000}\n"),
        f"{CONFIG}:",
    ),
    Case("broken names.lock", append(LOCK, "<<<<<<< HEAD\n"), f"{LOCK}:"),
    Case(
        "broken apiProperties",
        put("spec/parcels/apiProperties.json", '{"properties": '),
        "spec/parcels/apiProperties.json:1:",
    ),
    Case(
        "a part in another encoding",
        put("spec/parcels/prerequisites.md", b"\xff\xfe"),
        "spec/parcels/prerequisites.md:1:1: blocking CS006",
    ),
]

CONTENT = [
    Case(
        "unknown key",
        replace(CONFIG, "package =", "packages ="),
        f"{CONFIG}:2:1: blocking CS010",
        1,
        what="did you mean package?",
    ),
    Case(
        "a table that is none",
        put(CONFIG, "sdk = 1\n"),
        f"{CONFIG}:1:1: blocking CS010",
        1,
    ),
    Case(
        "unknown operation in a group",
        replace(CONFIG, 'list = "ListParcels"', 'list = "ListParcel"'),
        f"{CONFIG}:11:1: blocking CS010",
        1,
        what="Did you mean 'ListParcels'?",
    ),
    Case(
        "a group that is no name",
        replace(CONFIG, "groups.parcels", "groups.class"),
        f"{CONFIG}:10:1: blocking CS010",
        1,
    ),
    Case(
        "a method that is no name",
        replace(CONFIG, "list =", "import ="),
        f"{CONFIG}:11:1: blocking CS010",
        1,
    ),
    Case(
        "a package that is no name",
        replace(CONFIG, '"parcels"\n\n', '"class"\n\n'),
        f"{CONFIG}:2:1: blocking CS010",
        1,
    ),
    Case(
        "a class that is no name",
        replace(CONFIG, "Parcel =", "None ="),
        f"{CONFIG}:14:1: blocking CS010",
        1,
    ),
    Case(
        "paging by a field that is none",
        replace(CONFIG, 'next = "next"', 'next = "paging.next"'),
        f"{CONFIG}:8:1: blocking CS010",
        1,
    ),
    Case(
        "paging of an unknown operation",
        replace(CONFIG, '["ListParcels"]', '["Lists"]'),
        f"{CONFIG}:8:1: blocking CS010",
        1,
    ),
    Case(
        "a shape that is nowhere",
        replace(CONFIG, "200/parcels", "200/parcel"),
        f"{CONFIG}:14:1: blocking CS010",
        1,
    ),
    Case(
        "a field that is nowhere",
        replace(CONFIG, "package =", 'present = ["Parcel.ID"]\npackage ='),
        f"{CONFIG}:2:1: blocking CS010",
        1,
    ),
    Case(
        "a throttle that allows nothing",
        append(CONFIG, "\n[sdk.throttle]\ncalls = 0\nseconds = 60\n"),
        f"{CONFIG}:17:1: blocking CS010",
        1,
    ),
    Case(
        "a throttle of half a call",
        append(CONFIG, "\n[sdk.throttle]\ncalls = 0.5\nseconds = 60\n"),
        f"{CONFIG}:17:1: blocking CS010",
        1,
    ),
    Case(
        "a throttle without an end",
        append(CONFIG, "\n[sdk.throttle]\ncalls = 1\nseconds = inf\n"),
        f"{CONFIG}:18:1: blocking CS010",
        1,
    ),
    Case(
        "a throttle that throttles nothing",
        append(CONFIG, "\n[sdk.throttle]\ncalls = inf\nseconds = 60\n"),
        f"{CONFIG}:17:1: blocking CS010",
        1,
    ),
    Case(
        "a listing of another kind",
        append(CONFIG, '\n[listing]\npublisher = ["independent"]\n'),
        f"{CONFIG}:17:1: blocking CS010",
        1,
    ),
    Case(
        "a reference to nothing",
        replace(
            DEFINITION,
            "{type: string, title: ID, description: The identifier.}",
            '{$ref: "#/definitions/Nothing"}',
        ),
        f"{DEFINITION}:27:32: error PP016",
        1,
        arguments=("build", "--strict", "spec"),
    ),
]

USAGE = [
    Case("unknown command", nothing, "No such command 'bild'", arguments=("bild",)),
    Case(
        "unknown option",
        nothing,
        "No such option '--checks'",
        arguments=("build", "--checks"),
    ),
    Case(
        "unknown target",
        nothing,
        "'java' is not one of",
        arguments=("build", "--target", "java"),
    ),
    Case(
        "templates that are nowhere",
        nothing,
        "'nowhere' does not exist",
        arguments=("build", "--templates", "nowhere"),
    ),
    Case(
        "jobs below nothing",
        nothing,
        "Invalid value for '--jobs'",
        arguments=("build", "--jobs", "-1"),
    ),
    Case("nothing to validate", nothing, "Missing argument", arguments=("validate",)),
    Case(
        "unknown rule", nothing, "there is no rule 'CS0'", arguments=("explain", "CS0")
    ),
    Case(
        "ir of two connectors",
        put("spec/b/apiDefinition.swagger.yaml", YAML),
        "holds 2 connectors",
        arguments=("ir", "spec"),
    ),
    Case(
        "output that is a file",
        put("taken", "a file"),
        "taken",
        arguments=("build", "-o", "taken"),
    ),
]
