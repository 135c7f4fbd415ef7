"""Other generators, for comparison; installed into a cache folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

REQUIREMENTS = ("openapi-python-client==0.29.*", "openapi-generator-cli==7.26.0")
CONVERTER = "swagger2openapi@7.0.8"
NEEDED = ("httpx>=0.28,<0.29", "attrs>=26", "python-dateutil>=2.9", "urllib3>=2.7,<3")
"""Requirements of the clients that peers generate, besides httpx2 and pydantic."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject to time: commands that run one after another in an empty folder."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    caller: str = ""
    """The function of `benchmarks.callers` for the generated client."""
    source_root: str = "."
    """The folder from which that client is imported."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A peer that cannot run here, with the reason."""

    name: str
    reason: str


def peers(definition: Path) -> list[Subject | Skipped]:
    """Return generators of a Python client for a definition (Swagger 2.0 as JSON).

    Raises subprocess.CalledProcessError if a package cannot be installed.
    """
    folder = user_cache_path("connectorsmith", appauthor=False) / "benchmark-peers"
    python = _environment(folder / "python", REQUIREMENTS)
    subjects: list[Subject | Skipped] = []
    names = (
        "openapi-python-client, with the conversion",
        "datamodel-code-generator's client (black), with the conversion",
    )
    if shutil.which("npm") is None:
        subjects += [
            Skipped(name, "no npm to install the converter with") for name in names
        ]
    else:
        converted = "converted.json"
        convert = (
            str(_converter(folder / "node")),
            *("--patch", "--warnOnly", "--outfile", converted, str(definition)),
        )
        generate = (
            str(python / "openapi-python-client"),
            *("generate", "--path", converted, "--output-path", "client"),
        )
        model_generator = (
            str(Path(sys.executable).with_name("datamodel-codegen")),
            *("--input", converted, "--input-file-type", "openapi"),
            *("--openapi-scopes", "schemas", "paths", "parameters", "api"),
            *("--output-model-type", "pydantic_v2.BaseModel"),
            *("--target-python-version", "3.11", "--formatters", "black"),
            *("--output", "made/models.py", "--client-model-package", "made.models"),
            *("--generate-client", "httpx2"),
            *("--client-output", "made/client", "--client-package", "made.client"),
        )
        subjects += [
            Subject(names[0], (convert, generate), "openapi_python_client", "client"),
            Subject(names[1], (convert, model_generator), "model_generator"),
        ]
    name = "OpenAPI Generator"
    if shutil.which("java") is None:
        subjects.append(Skipped(name, "no java"))
    else:
        command = (
            str(python / "openapi-generator-cli"),
            *("generate", "-g", "python", "-i", str(definition), "-o", "client"),
        )
        subjects.append(Subject(name, (command,), "openapi_generator", "client"))
    return subjects


def clients_python() -> Path:
    """Return a Python with the requirements of all clients.

    Its httpx2 and pydantic have the versions that are installed here.
    """
    same = [f"{name}=={version(name)}" for name in ("httpx2", "pydantic")]
    folder = user_cache_path("connectorsmith", appauthor=False) / "benchmark-clients"
    return _environment(folder, (*same, *NEEDED)) / "python"


def _environment(folder: Path, requirements: Sequence[str]) -> Path:
    """Return the `bin` of a virtual environment with these requirements only."""
    ready = folder / ".ready"
    if not ready.is_file() or ready.read_text("utf-8") != repr(requirements):
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*install, *requirements], check=True)
        ready.write_text(repr(requirements), "utf-8")
    return folder / "bin"


def _converter(folder: Path) -> Path:
    """Return the command that converts Swagger 2.0 to OpenAPI 3."""
    command = folder / "node_modules" / ".bin" / "swagger2openapi"
    if not command.exists():
        folder.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--no-fund", "--no-audit", "--loglevel=error"]
        subprocess.run([*install, "--prefix", str(folder), CONVERTER], check=True)
    return command
