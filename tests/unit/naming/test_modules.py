"""Names of packages, and of the modules and classes of groups."""

from __future__ import annotations

import keyword
import sys
from pathlib import Path

import pytest

from connectorsmith.commands.packages import refuse_equal_packages
from connectorsmith.diagnostics.findings import UnreadableError
from connectorsmith.inputs.folders import ConnectorFolder, find_connectors
from connectorsmith.naming.modules import group_classes, module_name, package_name


@pytest.mark.parametrize(
    ("key", "package"),
    [
        ("book-shop", "book_shop"),
        ("Lambda", "lambda_client"),
        ("class", "class_client"),
        ("con", "con_client"),
        ("LPT1", "lpt1_client"),
        ("os", "os_client"),
        ("httpx2", "httpx2_client"),
        ("pydantic-core", "pydantic_core_client"),
        ("24-pulls", "connector_24_pulls"),
        ("名", "connector"),
    ],
)
def test_packages(key: str, package: str) -> None:
    assert package_name(key) == package


@pytest.mark.parametrize("name", [*keyword.kwlist, *sys.stdlib_module_names])
def test_a_package_hides_no_module(name: str) -> None:
    package = package_name(name)
    assert package.isidentifier()
    assert not keyword.iskeyword(package)
    assert package not in sys.stdlib_module_names


def test_classes_of_groups() -> None:
    groups = [
        "any",
        "client",
        "foo1",
        "foo_1",
        "methods",
        "none",
        "pets",
        "x",
        "async_x",
    ]
    classes = group_classes(groups)
    assert classes["pets"] == "Pets"
    assert classes["client"] == "ClientGroup"
    assert classes["none"] == "NoneGroup"
    both = [*classes.values(), *(f"Async{name}" for name in classes.values())]
    assert len(set(both)) == 2 * len(groups)
    assert not {"Any", "AsyncClient", "Client", "Methods"} & set(both)
    assert group_classes(groups[::-1]) == classes


def test_a_module_is_no_device() -> None:
    assert module_name("aux") == "aux_"
    assert module_name("auxiliary") == "auxiliary"


def folder(home: Path, name: str, config: str | None = None) -> ConnectorFolder:
    place = home / name
    place.mkdir(parents=True)
    (place / "apiDefinition.swagger.json").write_text("{}")
    if config is not None:
        (place / "connector.toml").write_text(config)
    [found] = find_connectors([place])
    return found


def test_a_folder_of_output_is_no_device(tmp_path: Path) -> None:
    assert folder(tmp_path, "aux").key == "aux-client"
    assert folder(tmp_path, "COM1.v2").key == "com1-client.v2"


def test_two_connectors_of_one_package_are_refused(tmp_path: Path) -> None:
    connectors = [folder(tmp_path, "book-shop"), folder(tmp_path, "book_shop")]
    with pytest.raises(UnreadableError) as refused:
        refuse_equal_packages(connectors)
    [finding] = refused.value.findings
    assert "book-shop" in finding.message
    assert "book_shop" in finding.message
    renamed = folder(tmp_path / "other", "book_shop", '[sdk]\npackage = "shop"\n')
    refuse_equal_packages([connectors[0], renamed])
    with pytest.raises(UnreadableError):
        refuse_equal_packages([renamed, folder(tmp_path, "shop", "[sdk")])
    version = folder(tmp_path, "version-2", '[sdk]\npackage = "shop"\n')
    refuse_equal_packages([renamed, version])


def test_two_connectors_of_one_folder_name_are_refused(tmp_path: Path) -> None:
    folder(tmp_path / "a", "Shop")
    folder(tmp_path / "b", "shop")
    with pytest.raises(UnreadableError, match="must not both be written to 'shop'"):
        find_connectors([tmp_path / "a", tmp_path / "b"])
