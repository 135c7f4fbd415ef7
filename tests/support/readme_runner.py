"""Runs every Python block of a generated README with a server in memory; a process of its own.

python readme_runner.py FOLDER PACKAGE: the folder holds README.md and the package.
"""

from __future__ import annotations

import importlib
import inspect
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

_FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_VARIABLE = re.compile(r"^\| `(\w+)` \| `([A-Z0-9_]+)` \|", re.MULTILINE)


def python_blocks(readme: str) -> list[str]:
    """The blocks, as written."""
    return _FENCE.findall(readme)


def variables(readme: str) -> Iterator[str]:
    """What a client reads of the environment: for the first of several ways to connect."""
    _, _, section = readme.partition("\n## Connection\n")
    section, _, _ = section.partition("\n## ")
    ways = section.split("\n### ")
    for argument, variable in _VARIABLE.findall(ways[1] if ways[1:] else section):
        if argument != "base_url":
            yield variable


def fake_server(package: str) -> Any:
    """A server that has an answer to every operation."""
    operations = importlib.import_module(f"{package}.operations")
    fake = importlib.import_module(f"{package}.testing").FakeServer()
    for name, function in inspect.getmembers(operations, inspect.isfunction):
        if function.__module__ == operations.__name__ and not name.startswith("_"):
            expected = fake.on(function)
            if "paging=" in inspect.getsource(function):
                expected.reply_pages([[]])
    return fake


def behind(package: ModuleType, name: str, fake: Any) -> None:
    """Put the server behind a client that is given none."""
    kind = getattr(package, name)

    def made(*args: Any, **kwargs: Any) -> Any:
        return kind(*args, **({"transport": fake} | kwargs))

    setattr(package, name, made)


def main(folder: Path, name: str) -> None:
    readme = (folder / "README.md").read_text("utf-8")
    for variable in variables(readme):
        os.environ[variable] = "test.example.com"
    os.environ[f"{name.upper()}_BASE_URL"] = "https://api.example.com"
    sys.path.insert(0, str(folder))
    Path("document.pdf").write_bytes(b"%PDF-")
    package = importlib.import_module(name)
    fake = fake_server(name)
    for client in ("Client", "AsyncClient"):
        behind(package, client, fake)
    for block in python_blocks(readme):
        found: dict[str, Any] = {"__name__": "__main__"}
        try:
            exec(compile(block, "README.md", "exec"), found)
            for test in [one for key, one in found.items() if key.startswith("test_")]:
                test()
        except BaseException:
            print(block)
            raise


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2])
