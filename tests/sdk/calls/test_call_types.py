"""What type checkers say of right and of wrong calls."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

GOOD = """\
from pathlib import Path
from typing import Any, assert_type

from warehouse import AsyncClient, Client, Response, models, operations


def blocking(client: Client, known: dict[str, str], picture: Path) -> None:
    assert_type(client.add_item(name="A", tags=["x"], timeout=3), models.Item)
    assert_type(client.add_item(body=models.NewItem(name="A")), models.Item)
    assert_type(client.add_item(body={"name": "A"}, retry=Retry(attempts=1)), models.Item)
    client.change_item("1", status=None or "S", body_item_id="2")
    client.change_item("1", body=known)
    client.replace_item("1", body=models.Large(field1="a"))
    client.set_picture("1", body=picture, progress=lambda done, total: None)
    assert_type(client.send(operations.add_item(name="A")), Response[models.Item])
    assert_type(client.send(operations.add_item(body={})), Response[models.Item])


async def awaited(client: AsyncClient, known: dict[str, Any]) -> None:
    assert_type(await client.add_item(name="A"), models.Item)
    assert_type(await client.add_item(body=known), models.Item)
""".replace("Client, Response, models", "Client, Response, Retry, models")

# Each line is a mistake that a type checker has to find.
BAD = """\
from warehouse import AsyncClient, Client, models, operations
def mistakes(client: Client) -> None:
    client.add_item()
    client.add_item(tags=["x"])
    client.add_item(name="A", body={})
    client.add_item(body=models.Change())
    client.change_item("1", body="S")
    client.replace_item("1", field1="a")
    client.replace_item("1")
    client.set_picture("1", body="text")
    operations.add_item()
    operations.add_item(name="A", body={})
    client.add_item(name="A", retry=5)
async def more(client: AsyncClient) -> None:
    await client.add_item()
"""
MISTAKES = {*range(3, 14), 15}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "good.py").write_text(GOOD, "utf-8")
    (tmp_path / "bad.py").write_text(BAD, "utf-8")
    return tmp_path


def told(tool: str, *arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", tool, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def check(found: list[tuple[str, int, Any]]) -> None:
    assert [one for one in found if one[0] != "bad.py"] == []
    assert {line for _, line, _ in found} == MISTAKES


def test_what_mypy_says(project: Path, generated: Path) -> None:
    settings = f"[mypy]\nstrict = true\nmypy_path = {generated}\n"
    (project / "mypy.ini").write_text(settings, "utf-8")
    package = str(generated / "warehouse")
    files = ("good.py", "bad.py", package)
    text = told(
        "mypy", "--config-file", "mypy.ini", "--output", "json", *files, cwd=project
    )
    found = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    check(
        [
            (Path(one["file"]).name, one["line"], one["message"])
            for one in found
            if one["severity"] == "error"
        ]
    )


def test_what_pyright_says(project: Path, generated: Path) -> None:
    settings = {
        "include": ["."],
        "extraPaths": [str(generated)],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
    }
    (project / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    report = json.loads(
        told(
            *("pyright", "--pythonpath", sys.executable, "--outputjson", "-p", "."),
            cwd=project,
        )
    )
    check(
        [
            (
                Path(one["file"]).name,
                one["range"]["start"]["line"] + 1,
                one["message"],
            )
            for one in report["generalDiagnostics"]
        ]
    )
