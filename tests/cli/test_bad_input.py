"""Whatever is wrong with a person's files: where and what, an exit status, and no traceback.

Every case starts from the same good connector. What it breaks must leave the output of an
earlier build, and the files themselves, exactly as they were.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.cli import main

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


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "cache" not in path.relative_to(folder).parts
    }


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a connector that was built once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    (tmp_path / "spec" / NAME).mkdir(parents=True)
    write(tmp_path / DEFINITION, YAML)
    write(tmp_path / CONFIG, TOML)
    assert run("build") == 0
    return tmp_path


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([*arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


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
    known: str = ""
    """The bug that keeps this from being said; its fix makes the test fail until this goes."""


def cases(*listed: Case) -> list[Any]:
    """The cases as parameters; of a known bug it is expected that it is there."""
    return [
        pytest.param(
            case,
            id=case.name,
            marks=pytest.mark.xfail(reason=case.known) if case.known else (),
        )
        for case in listed
    ]


READING = [
    Case(
        "missing file",
        nothing,
        "nowhere.yaml:1:1: blocking CS006",
        arguments=("build", "nowhere.yaml"),
        what="there is no such file or folder",
    ),
    Case(
        "folder without a connector",
        no_definition,
        "spec:1:1: blocking CS006",
        what="there is no connector in this folder",
    ),
    Case(
        "yaml and json",
        put(JSON, "{}"),
        "apiDefinition.swagger.yaml:1:1: blocking CS006",
        what="are the same file in two formats",
    ),
    Case("two folders, one output", twins, "would both be written to 'parcels'"),
    Case("empty definition", put(DEFINITION, ""), f"{DEFINITION}:1:1: blocking CS"),
    Case(
        "definition is a list",
        put(DEFINITION, "- swagger\n"),
        f"{DEFINITION}:1:1: blocking CS001",
        what="not an object",
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
        known="spec/toml_reader.py: tomllib's RecursionError is let through",
    ),
    Case(
        "a number too long",
        append(CONFIG, f"\n[listing]\na = {'1' * 5000}\n"),
        f"{CONFIG}:",
        known="spec/toml_reader.py: tomllib's ValueError, which is no TOMLDecodeError, is let through",
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
        what="did you mean ListParcels?",
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
        f"{CONFIG}:16:1: blocking CS010",
        1,
    ),
    Case(
        "a throttle of half a call",
        append(CONFIG, "\n[sdk.throttle]\ncalls = 0.5\nseconds = 60\n"),
        f"{CONFIG}:16:1: blocking CS010",
        1,
        known="spec/config.py: int(0.5) is 0 calls, which the SDK refuses when a client is made",
    ),
    Case(
        "a throttle without an end",
        append(CONFIG, "\n[sdk.throttle]\ncalls = 1\nseconds = inf\n"),
        f"{CONFIG}:16:1: blocking CS010",
        1,
        known="spec/config.py: float('inf') becomes the name inf in client.py",
    ),
    Case(
        "a throttle that throttles nothing",
        append(CONFIG, "\n[sdk.throttle]\ncalls = inf\nseconds = 60\n"),
        f"{CONFIG}:16:1: blocking CS010",
        1,
        known="spec/config.py: int(inf) raises OverflowError",
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
        f"{DEFINITION}:27:32: blocking PP016",
        1,
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


@pytest.mark.parametrize("case", cases(*READING, *CONTENT, *USAGE))
def test_bad_input(case: Case, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case.spoil(work)
    before = files(work)
    capsys.readouterr()
    assert run(*case.arguments) == case.status
    said = capsys.readouterr()
    assert case.said in said.err
    assert case.what in said.err
    assert "Traceback" not in said.err + said.out
    assert files(work) == before


@pytest.mark.parametrize("case", cases(*READING, *CONTENT))
def test_validate_says_it_on_stdout(
    case: Case, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Findings are the result of `validate`; a path that is no connector is not."""
    case.spoil(work)
    capsys.readouterr()
    assert run("validate", *(case.arguments[1:] or ["spec"])) == case.status
    said = capsys.readouterr()
    assert case.said in said.out + said.err
    assert "Traceback" not in said.err + said.out


def test_a_bad_connector_stops_no_other(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(work / "spec" / "broken" / "apiDefinition.swagger.yaml", "- a list\n")
    write(work / "spec" / "zebra" / "apiDefinition.swagger.yaml", YAML)
    assert run("build", "--jobs", "2") == 2
    said = capsys.readouterr()
    assert "spec/broken/apiDefinition.swagger.yaml:1:1: blocking CS001" in said.err
    assert (work / "generated" / "zebra" / "python" / "README.md").is_file()
    assert not (work / "generated" / "broken").exists()


def test_a_folder_called_icon_is_no_icon(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "spec" / NAME / "icon.png").mkdir()
    before = files(work)
    assert run("build") == 0
    assert files(work) == before


def test_a_file_that_may_not_be_read(
    work: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a person meets it; root may read everything, so the refusal is played."""
    icon = work / "spec" / NAME / "icon.png"
    icon.write_bytes(b"")
    before = files(work)
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "icon.png":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refuse)
        assert run("build") == 2
    assert "spec/parcels/icon.png:1:1: blocking CS006" in capsys.readouterr().err
    assert files(work) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"ListParcels" = "list_parcels"', '"ListParcels" = "import os; x"'),
        ('"ListParcels" = "list_parcels"', '"ListParcels" = "class"'),
        ("Parcel = [", '"import os; x" = ['),
    ],
)
def test_a_name_in_the_lock_that_is_none(
    work: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    """A merge can leave anything in names.lock; it never becomes code."""
    replace(LOCK, old, new)(work)
    lines = (work / LOCK).read_text("utf-8").splitlines()
    [number] = [n for n, line in enumerate(lines, start=1) if line.startswith(new)]
    before = files(work)
    assert run("build") == 2
    assert f"{LOCK}:{number}:1: blocking CS001" in capsys.readouterr().err
    assert files(work) == before


@pytest.mark.parametrize("damage", ["", "[]", '{"tool": "other"}', "<<<<<<< HEAD"])
def test_a_damaged_manifest(
    work: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    manifest = work / "generated" / NAME / ".connectorsmith.json"
    whole = manifest.read_text("utf-8")
    write(manifest, damage)
    before = files(work)
    assert run("build") == 2
    assert ".connectorsmith.json is damaged" in capsys.readouterr().err
    assert files(work) == before
    assert run("build", "--force") == 0
    assert manifest.read_text("utf-8") == whole


def test_json_findings_of_what_cannot_be_read(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(work / DEFINITION, "- a list\n")
    capsys.readouterr()
    assert run("validate", "spec", "--format", "json") == 2
    report: Any = json.loads(capsys.readouterr().out)
    assert "the definition is not an object" in json.dumps(report)


READER = """
import subprocess, sys
command = [sys.executable, "-m", "connectorsmith", *sys.argv[1:]]
one = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
one.stdout.close()
print(one.wait(), one.stderr.read().decode())
"""


@pytest.mark.parametrize(("command", "status"), [("ir", 0), ("validate", 1)])
def test_a_reader_that_goes_away(work: Path, command: str, status: int) -> None:
    """`connectorsmith ... | head -1` ends without a word, and with its own status."""
    done = subprocess.run(
        [sys.executable, "-c", READER, command, "spec"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == f"{status} \n"
