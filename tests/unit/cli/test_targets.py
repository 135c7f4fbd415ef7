"""The registry of targets, and what a target is given and gives."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

from connectorsmith import targets
from connectorsmith.commands.pipeline import make, prepare
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import Inputs, read_inputs
from connectorsmith.targets import DEFAULT, TARGETS, Request, load

SPEC = Path(__file__).parents[3] / "spec" / "hubspot-conversations-v2"
PROPERTIES = """\
properties:
  iconBrandColor: "#123456"
  connectionParameters:
    token:
      type: oauthSetting
      oAuthSettings: {identityProvider: oauth2, clientSecret: SECRET}
"""


def inputs_of(folder: Path) -> Inputs:
    (found,) = find_connectors([folder])
    return read_inputs(found)


def test_each_package_is_a_target_of_the_registry() -> None:
    packages = {found.name for found in pkgutil.iter_modules(targets.__path__)}
    assert packages == set(TARGETS)


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_is_a_function_from_a_request_to_files(name: str) -> None:
    inputs = inputs_of(SPEC)
    prepared = prepare(inputs)
    made = load(name)(Request(inputs, prepared.connector, prepared.names))
    assert made.files
    assert all(isinstance(content, bytes) for content in made.files.values())
    assert all(
        path.startswith(tuple("abcdefghijklmnopqrstuvwxyz")) for path in made.files
    )


def test_json_is_made_by_its_name_alone() -> None:
    inputs = inputs_of(SPEC)
    assert "json" not in DEFAULT
    assert not any(path.startswith("json/") for path in make(inputs).files)
    (path,) = make(inputs, ["json"]).files
    assert path == "json/ir.json"


def test_no_target_is_imported_before_it_is_asked_for() -> None:
    program = (
        "import sys, connectorsmith.cli, connectorsmith.targets\n"
        "print([n for n in sys.modules if n.startswith('connectorsmith.targets.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("secret", ["q7Zr1w9LkX0vTn4B", "<<Enter the secret>>"])
def test_a_secret_that_is_left_out_is_told_once(tmp_path: Path, secret: str) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "apiDefinition.swagger.yaml").write_bytes(
        (SPEC / "apiDefinition.swagger.yaml").read_bytes()
    )
    (folder / "apiProperties.yaml").write_text(
        PROPERTIES.replace("SECRET", f'"{secret}"'), "utf-8"
    )
    built = make(inputs_of(folder), ["connector"])
    (told,) = [one for one in built.findings if one.rule == "PP192"]
    assert (
        told.message
        == "The client secret in the file is left out of what is published."
    )
    assert not any(secret.encode() in content for content in built.files.values())
