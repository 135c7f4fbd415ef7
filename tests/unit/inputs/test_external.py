"""`$ref`s to other files: what is read, what is not, and where its parts go."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.cli import main
from connectorsmith.diagnostics.findings import Finding
from connectorsmith.inputs import external
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import Inputs, read_inputs
from connectorsmith.lint.engine import lint

Tree = dict[str, Any]


def definition(*refs: str, **parts: Any) -> Tree:
    """A definition whose operation returns each of the references."""
    statuses = ("200", "201", "202", "203", "206")
    responses = {
        status: {"description": "OK", "schema": {"$ref": ref}}
        for status, ref in zip(statuses, refs, strict=False)
    }
    return {
        "swagger": "2.0",
        "info": {"title": "Shelf", "version": "1.0"},
        "host": "shelf.example",
        "paths": {"/a": {"get": {"operationId": "GetA", "responses": responses}}},
        **parts,
    }


def write(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), "utf-8")


def read(path: Path, root: Path | None = None) -> Inputs:
    (connector,) = find_connectors([path])
    return read_inputs(connector, root=root)


def bundled(path: Path, root: Path | None = None) -> Any:
    return read(path, root).definition.value


def refused(path: Path, root: Path | None = None) -> list[Finding]:
    findings = lint(read(path, root).files)
    return [finding for finding in findings if finding.rule == "PP017"]


def schema(document: Any, status: str = "200") -> Any:
    return document["paths"]["/a"]["get"]["responses"][status]["schema"]


@pytest.fixture
def api(tmp_path: Path) -> Path:
    return tmp_path / "spec" / "api.json"


def test_a_definition_in_one_file_is_not_touched(api: Path) -> None:
    write(api, definition("#/definitions/A", definitions={"A": {"type": "object"}}))
    inputs = read(api)
    assert inputs.definition.complete is None
    assert inputs.external == ()


def test_files_refer_to_each_other_in_circles(api: Path) -> None:
    write(api, definition("b.json#/definitions/B"))
    write(api.parent / "b.json", {"definitions": {"B": {"items": {"$ref": "c.json"}}}})
    write(api.parent / "c.json", {"items": {"$ref": "b.json#/definitions/B"}})
    document = bundled(api)
    assert schema(document) == {"$ref": "#/definitions/B"}
    assert document["definitions"] == {
        "B": {"items": {"$ref": "#/definitions/c"}},
        "c": {"items": {"$ref": "#/definitions/B"}},
    }
    assert refused(api) == []


def test_a_chain_of_references_ends_in_one_part(api: Path) -> None:
    write(api, definition("b.json#/definitions/B", "c.json#/definitions/C"))
    write(
        api.parent / "b.json", {"definitions": {"B": {"$ref": "c.json#/definitions/C"}}}
    )
    write(api.parent / "c.json", {"definitions": {"C": {"type": "object"}}})
    document = bundled(api)
    assert schema(document) == schema(document, "201") == {"$ref": "#/definitions/C"}
    assert document["definitions"] == {"C": {"type": "object"}}


def test_names_of_several_files_do_not_collide_in_any_order(api: Path) -> None:
    own = {"A": {"type": "string"}}
    names: list[tuple[str, ...]] = []
    for files in (("b", "c"), ("c", "b")):
        refs = (f"{file}.json#/definitions/A" for file in files)
        write(api, definition("#/definitions/A", *refs, definitions=own))
        for file in files:
            write(api.parent / f"{file}.json", {"definitions": {"A": {"title": file}}})
        document = bundled(api)
        assert document["definitions"]["A"] == {"type": "string"}
        assert document["definitions"]["b_A"] == {"title": "b"}
        assert document["definitions"]["c_A"] == {"title": "c"}
        names.append(tuple(sorted(document["definitions"])))
    assert names[0] == names[1] == ("A", "b_A", "c_A")


def test_variants_of_a_discriminated_part_come_with_it(api: Path) -> None:
    write(api, definition("pets.json#/definitions/Pet"))
    pets = {
        "Pet": {"type": "object", "discriminator": "kind"},
        "Cat": {"allOf": [{"$ref": "#/definitions/Pet"}]},
        "Tree": {"type": "object"},
    }
    write(api.parent / "pets.json", {"definitions": pets})
    assert set(bundled(api)["definitions"]) == {"Pet", "Cat"}


def ref(name: str) -> Tree:
    return {"$ref": name if "#" in name else f"#/definitions/{name}"}


def test_variants_of_variants_come_too(api: Path) -> None:
    write(api, definition("animals.json#/definitions/Animal", "pets.json"))
    animals: Tree = {
        "Animal": {"type": "object", "discriminator": "kind"},
        "Wild": {"allOf": [{"allOf": [ref("animals.json#/definitions/Animal")]}]},
        "Wolf": {"allOf": [ref("Wild")]},
        "Cub": {"allOf": [ref("Wolf")]},
        "Stone": {"allOf": [ref("Rock")]},
    }
    pets: Tree = {
        "allOf": [ref("#/definitions/Pet")],
        "definitions": {
            "Pet": {"allOf": [ref("animals.json#/definitions/Animal")]},
            "Cat": {"allOf": [ref("Pet")]},
            "Kitten": {"allOf": [ref("Cat")]},
            "Shelf": {"type": "object"},
        },
    }
    write(api.parent / "animals.json", {"definitions": animals})
    write(api.parent / "pets.json", pets)
    names = {"Animal", "Wild", "Wolf", "Cub", "pets", "Pet", "Cat", "Kitten"}
    assert set(bundled(api)["definitions"]) == names


@pytest.mark.parametrize(
    ("cat", "values", "tag"),
    [
        ({}, [], "Cat"),
        ({}, ["cat", "dog"], "cat"),
        ({}, ["dog"], "Cat"),
        ({"properties": {"kind": {"enum": ["feline"]}}}, [], None),
        ({"x-ms-discriminator-value": "feline"}, [], "feline"),
    ],
)
def test_a_renamed_variant_keeps_the_value_of_its_discriminator(
    api: Path, cat: Tree, values: list[str], tag: str | None
) -> None:
    own = {"Cat": {"type": "string"}, "Wolf": {"type": "string"}}
    write(api, definition("b.json#/definitions/Pet", definitions=own))
    kind = {"type": "string", **({"enum": values} if values else {})}
    pet = {"type": "object", "discriminator": "kind", "properties": {"kind": kind}}
    parts = {"Pet": pet, "Cat": {"allOf": [ref("Pet")], **cat}, "Wolf": {}}
    write(api.parent / "b.json", {"definitions": parts})
    definitions = bundled(api)["definitions"]
    assert definitions["b_Cat"].get("x-ms-discriminator-value") == tag
    assert "x-ms-discriminator-value" not in definitions["Pet"]


def test_names_are_escaped_and_percent_decoded(api: Path) -> None:
    write(api, definition("my%20types.json#/definitions/a~1b%2520c"))
    write(
        api.parent / "my types.json",
        {"definitions": {"a/b%20c": {"type": "object", "title": "found"}}},
    )
    (connector,) = find_connectors([api])
    inputs = read_inputs(connector)
    assert refused(api) == []
    findings = lint(inputs.files)
    assert [one for one in findings if one.rule == "PP016"] == []


def test_a_dangling_part_of_another_file_takes_none_of_the_definition(
    api: Path,
) -> None:
    write(api, definition("b.json#/definitions/B", definitions={"C": {"title": "own"}}))
    write(api.parent / "b.json", {"definitions": {"B": {"$ref": "#/definitions/C"}}})
    assert "must lead to an object" in refused(api)[0].message
    write(
        api.parent / "b.json",
        {"definitions": {"B": {"items": {"$ref": "#/definitions/C"}}}},
    )
    (finding,) = refused(api)
    assert finding.location.file.endswith("spec/b.json")
    assert "'GetA'" in finding.message


@pytest.mark.parametrize(
    ("ref", "reason"),
    [
        ("https://shelf.example/a.json", "must not be remote"),
        ("//shelf.example/a.json", "must not be remote"),
        ("file:///etc/passwd", "must not be remote"),
        ("/etc/passwd", "must be relative"),
        ("C:\\a.json", "must be relative"),
        ("C:/a.json", "must be relative"),
        ("..\\secret.json", "must have '/'"),
        ("../secret.json", "must not lead out"),
        ("%2e%2e/secret.json", "must not lead out"),
        ("../nothing.json", "must not lead out"),
        ("sub/../../secret.json", "must not lead out"),
        ("a\0.json", "must not lead out"),
        ("gone.json", "must lead to a file: the file does not exist"),
        ("sub", "must lead to a file"),
        ("link.json", "must not lead out"),
        ("loop.json", "must lead to a file"),
        ("linked/secret.json", "must not lead out"),
        ("text.txt", "must lead to a file that can be read"),
        ("broken.json", "must lead to a file that can be read"),
        ("list.json#/0", "must lead to an object"),
        ("list.json#x", "must have a slash"),
        ("circle.json", "must not be circular"),
    ],
)
def test_what_is_not_read_is_any_value(api: Path, ref: str, reason: str) -> None:
    home = api.parent
    write(api, definition(ref))
    write(home.parent / "secret.json", {"title": "secret"})
    (home / "sub").mkdir()
    os.symlink(home.parent / "secret.json", home / "link.json")
    os.symlink(home.parent, home / "linked")
    os.symlink(home / "loop.json", home / "loop.json")
    (home / "text.txt").write_text("{}", "utf-8")
    (home / "broken.json").write_text("{", "utf-8")
    write(home / "list.json", ["text"])
    write(home / "circle.json", {"$ref": "circle.json"})
    (finding,) = refused(api)
    assert reason in finding.message
    assert "allows any value here ('GetA')" in finding.message
    assert "secret" not in json.dumps(bundled(api)).replace(json.dumps(ref), "")


def test_a_local_reference_without_its_hash_is_recognised(api: Path) -> None:
    write(api, definition("/definitions/A", definitions={"A": {"type": "object"}}))
    (finding,) = refused(api)
    assert finding.hint == "Write '#/definitions/A'."


def test_the_author_names_a_wider_folder(api: Path) -> None:
    write(api, definition("../shared/a.json"))
    write(api.parent.parent / "shared" / "a.json", {"type": "object"})
    assert len(refused(api)) == 1
    assert refused(api, root=api.parent.parent) == []


def test_too_many_files_are_refused(api: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(external, "MAX_FILES", 2)
    write(api, definition("a.json", "b.json", "c.json"))
    for name in "abc":
        write(api.parent / f"{name}.json", {"type": "object"})
    (finding,) = refused(api)
    assert "must not be to more than 2 files" in finding.message


def test_fixes_change_the_definition_alone(
    api: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = {"name": "id", "in": "path", "type": "string"}
    document = definition("b.json")
    document["paths"]["/a/{id}"] = {
        "get": {
            "operationId": "GetId",
            "parameters": [wrong],
            "responses": {"200": {"description": "OK"}},
        }
    }
    document["paths"]["/b/{id}"] = {"$ref": "b.json#/x-path"}
    write(api, document)
    other = {"type": "object", "x-path": {"get": {"parameters": [wrong]}}}
    write(api.parent / "b.json", other)
    before = (api.parent / "b.json").read_bytes()
    monkeypatch.chdir(api.parent)
    with pytest.raises(SystemExit):
        main(["validate", "api.json", "--fix", "--select", "PP085"])
    after = json.loads(api.read_text("utf-8"))
    assert after["paths"]["/a/{id}"]["get"]["parameters"][0]["required"] is True
    assert after["paths"]["/b/{id}"] == {"$ref": "b.json#/x-path"}
    assert "definitions" not in after
    assert (api.parent / "b.json").read_bytes() == before


def test_a_change_of_another_file_is_built(
    api: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(api, definition("b.json"))
    monkeypatch.chdir(api.parent)
    arguments = ["build", "api.json", "--target", "json"]
    for kind, summary in (
        ("string", "1 files, 1 written"),
        ("string", "up to date"),
        ("integer", "1 files, 1 written"),
    ):
        write(api.parent / "b.json", {"type": kind})
        with pytest.raises(SystemExit, match="0"):
            main(arguments)
        assert summary in capsys.readouterr().out
    write(api.parent / "b.json", {"type": "number"})
    with pytest.raises(SystemExit, match="1"):
        main([*arguments, "--check"])
