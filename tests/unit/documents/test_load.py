"""Opening files: which, how large, and what is said of those that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from connectorsmith.diagnostics.findings import Finding, UnreadableError
from connectorsmith.documents.limits import MAX_BYTES
from connectorsmith.documents.load import load


def refused(path: Path, name: str | None = None) -> Finding:
    with pytest.raises(UnreadableError) as caught:
        load(path, name)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json", ".JSON", ".Yaml"])
def test_the_suffix_decides_the_reader(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"a{suffix}"
    file.write_bytes(b'{"a": 1}')
    document = load(file)
    assert document.value == {"a": 1}
    assert document.source.name == file.as_posix()


def test_yaml_is_not_tried_on_json(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"a: 1\n")
    assert refused(file).rule == "CS001"


def test_the_name_is_what_findings_show(tmp_path: Path) -> None:
    finding = refused(tmp_path / "a.yaml", "spec/x/a.yaml")
    assert str(finding.location) == "spec/x/a.yaml:1:1"
    assert finding.rule == "CS006"
    assert finding.message == "The file does not exist."


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    finding = refused(tmp_path / "a.json")
    assert (finding.rule, finding.message) == ("CS006", "The path is not a file.")


def test_an_unknown_suffix_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"{}")
    assert refused(tmp_path / "a.txt").rule == "CS006"


def test_an_impossible_path_is_a_finding() -> None:
    assert refused(Path("a\0b.json")).rule == "CS006"


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes in folders")
    os.mkfifo(tmp_path / "a.json")
    assert refused(tmp_path / "a.json").rule == "CS006"


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_a_file_at_the_limit_is_read_and_one_byte_more_is_refused(
    tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"a{suffix}"
    file.write_bytes(b'{"a": "' + b"x" * (MAX_BYTES - 9) + b'"}')
    assert isinstance(load(file).value, dict)
    with file.open("ab") as more:
        more.write(b"\n")
    finding = refused(file)
    assert (finding.rule, finding.message) == (
        "CS005",
        "The file must not be larger than 16 MB.",
    )


def test_line_ends_of_the_file_are_kept_in_its_source(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b'{\r\n"a": 1}\r\n')
    assert load(file).source.text == '{\r\n"a": 1}\r\n'
