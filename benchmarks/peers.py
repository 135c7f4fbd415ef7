"""The generators that are compared with connectorsmith, installed into a cache folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

REQUIREMENTS = ("openapi-python-client==0.29.*", "openapi-generator-cli==7.26.0")
CONVERTER = "swagger2openapi@7.0.8"


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to time: commands that run one after the other in an empty folder."""

    name: str
    commands: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A peer that cannot run here, and why."""

    name: str
    reason: str


def peers(definition: Path) -> list[Subject | Skipped]:
    """What makes a Python client of a definition, which is Swagger 2.0 as JSON.

    Raises subprocess.CalledProcessError where a package cannot be installed.
    """
    folder = user_cache_path("connectorsmith", appauthor=False) / "benchmark-peers"
    python = _python_tools(folder / "python")
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
            *("--output", "made/models", "--client-model-package", "made.models"),
            *("--generate-client", "httpx2"),
            *("--client-output", "made/client", "--client-package", "made.client"),
        )
        subjects += [
            Subject(names[0], (convert, generate)),
            Subject(names[1], (convert, model_generator)),
        ]
    name = "OpenAPI Generator"
    if shutil.which("java") is None:
        subjects.append(Skipped(name, "no java"))
    else:
        command = (
            str(python / "openapi-generator-cli"),
            *("generate", "-g", "python", "-i", str(definition), "-o", "client"),
        )
        subjects.append(Subject(name, (command,)))
    return subjects


def _python_tools(folder: Path) -> Path:
    """The `bin` of an environment that has the Python peers."""
    ready = folder / ".ready"
    if not ready.is_file() or ready.read_text("utf-8") != repr(REQUIREMENTS):
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*install, *REQUIREMENTS], check=True)
        ready.write_text(repr(REQUIREMENTS), "utf-8")
    return folder / "bin"


def _converter(folder: Path) -> Path:
    """The command that makes OpenAPI 3 of Swagger 2.0."""
    command = folder / "node_modules" / ".bin" / "swagger2openapi"
    if not command.exists():
        folder.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--no-fund", "--no-audit", "--loglevel=error"]
        subprocess.run([*install, "--prefix", str(folder), CONVERTER], check=True)
    return command
