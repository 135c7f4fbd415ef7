"""Every Python block of a generated README runs as it stands, and its types are right."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from support import readme_runner
from support.readme_runner import python_blocks

from connectorsmith.cli import main
from connectorsmith.targets.python.readme.scripts import Writer

CASES = Path(__file__).parents[2] / "cases"
SPECS = {
    one.name: one
    for case in (
        *("connections", "dynamic-values", "inline-shapes", "policies"),
        *("request-traps", "triggers"),
    )
    for one in sorted((CASES / case / "input" / "spec").iterdir())
} | {"archive": Path(__file__).parent / "archive"}


@dataclass(frozen=True)
class Sdk:
    folder: Path
    package: str

    @property
    def readme(self) -> str:
        return (self.folder / "README.md").read_text("utf-8")

    @property
    def headings(self) -> list[str]:
        lines = self.readme.splitlines()
        return [line.removeprefix("## ") for line in lines if line.startswith("## ")]


@pytest.fixture(scope="module")
def sdks(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sdk]:
    out = tmp_path_factory.mktemp("sdks")
    specs = [str(one) for one in SPECS.values()]
    with pytest.raises(SystemExit) as stopped:
        main(["build", *specs, "--target", "python", "-o", str(out), "-q"])
    assert stopped.value.code == 0
    made = {name: out / name / "python" for name in SPECS}
    return {
        name: Sdk(folder, next(folder.glob("*/client.py")).parent.name)
        for name, folder in made.items()
    }


@pytest.mark.parametrize("name", SPECS)
def test_every_block_runs(sdks: Mapping[str, Sdk], tmp_path: Path, name: str) -> None:
    sdk = sdks[name]
    done = subprocess.run(
        [
            *(sys.executable, "-W", "error", str(readme_runner.__file__)),
            *(str(sdk.folder), sdk.package),
        ],
        cwd=tmp_path,
        env={"PYTHONUTF8": "1", "PATH": "", "SYSTEMROOT": "C:\\Windows"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_types_of_every_block_are_right(
    sdks: Mapping[str, Sdk], tmp_path: Path
) -> None:
    from mypy import api

    for name, sdk in sdks.items():
        for number, block in enumerate(python_blocks(sdk.readme)):
            file = tmp_path / f"{name.replace('-', '_')}_{number}.py"
            file.write_text(block, "utf-8")
    config = tmp_path / "mypy.ini"
    folders = ",".join(str(sdk.folder) for sdk in sdks.values())
    config.write_text(f"[mypy]\nstrict = True\nmypy_path = {folders}\n", "utf-8")
    printed, errors, _ = api.run(
        [f"--config-file={config}", *map(str, tmp_path.glob("*.py"))]
    )
    assert printed.startswith("Success"), printed + errors


ALWAYS = ["Install", "Quick start", "Connection", "Operations"]


@pytest.mark.parametrize(
    ("name", "own", "end"),
    [
        ("observatory", [], []),
        ("book-shop", ["Request bodies"], []),
        ("lending-desk", ["Request bodies"], ["What the platform does"]),
        ("harbour", ["Triggers"], []),
        ("archive", ["Request bodies", "Pages", "Files", "Choices"], []),
    ],
)
def test_a_section_is_there_for_a_feature_alone(
    sdks: Mapping[str, Sdk], name: str, own: list[str], end: list[str]
) -> None:
    testing = [] if name == "harbour" else ["Testing"]
    assert sdks[name].headings == [
        *ALWAYS,
        *own,
        *("Options", "Errors", "Types"),
        *end,
        *testing,
    ]


def test_values_are_those_that_the_definition_tells(sdks: Mapping[str, Sdk]) -> None:
    """By place: an example, a default, a known value; else what its format or name says."""
    text = sdks["archive"].readme
    assert 'client.update_record(7, state="sealed")' in text
    assert 'client.update_record(7, body={"state": "sealed"})' in text
    assert 'client.list_records(shelf="B-12")' in text
    assert 'client.store_scan(title="Hello", scan=Path("document.pdf"))' in text
    assert "..." not in "".join(python_blocks(text))


def test_several_ways_to_connect_are_each_told(sdks: Mapping[str, Sdk]) -> None:
    text = sdks["print-room"].readme
    ways = [line for line in text.splitlines() if line.startswith("### ")]
    assert ways == [
        "### `connections.ApiKeyConnection`",
        "### `connections.OauthConnection`",
        "### `connections.UserConnection`",
    ]
    assert 'with Client(connections.ApiKeyConnection("API_KEY")) as client:' in text
    assert (
        "| `password` | `PRINT_ROOM_PASSWORD` | yes | From the desk. |"
        in text.splitlines()
    )
    assert "with Client() as client" not in text


def test_what_is_not_done_is_told_with_its_calls(sdks: Mapping[str, Sdk]) -> None:
    assert (
        "- The platform's policy setvaluefromurl is not applied: it takes a value from "
        "another call. (`client.end_loan`)" in sdks["lending-desk"].readme.splitlines()
    )


def test_internal_operations_are_told_where_there_are_no_others(tmp_path: Path) -> None:
    spec = tmp_path / "cellar.swagger.yaml"
    spec.write_text(
        """
swagger: "2.0"
info: {title: Cellar, version: "1", description: Bottles.}
host: cellar.example
paths:
  /bottles:
    get:
      operationId: ListBottles
      description: Lists bottles.
      x-ms-visibility: internal
      responses: {"200": {description: All., schema: {type: array, items: {type: string}}}}
""",
        "utf-8",
    )
    with pytest.raises(SystemExit):
        main(["build", str(spec), "-o", str(tmp_path), "--target", "python", "-q"])
    text = next(tmp_path.glob("*/python/README.md")).read_text("utf-8")
    assert "    print(client.send(operations.list_bottles()).data)" in text.splitlines()
    assert "| `operations.list_bottles()` | Lists bottles. |" in text.splitlines()


def test_a_comment_too_long_for_its_line_goes_before_it() -> None:
    writer = Writer("long_name_of_a_package")
    variables = (
        "reads LONG_NAME_OF_A_PACKAGE_USERNAME and LONG_NAME_OF_A_PACKAGE_PASSWORD"
    )
    beside = writer.with_client("print(client)", remark="reads THE_KEY")
    before = writer.with_client("print(client)", remark=variables)
    assert beside.splitlines()[2] == "with Client() as client:  # reads THE_KEY"
    assert before.splitlines()[2:4] == [
        f"# R{variables[1:]}",
        "with Client() as client:",
    ]
