"""Which paths are refused, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.output.errors import UnsafePathError
from connectorsmith.output.paths import Inside, check_path, check_paths

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "path",
    [
        "a",
        "a/b.py",
        ".gitignore",
        "docs/é.md",
        "console.py",
        "company/lpt.txt",
        "com10",
        "a..b/c",
    ],
)
def test_a_plain_relative_path_is_fine(path: str) -> None:
    check_path(path)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "it is not a plain relative path"),
        ("/etc/passwd", "it is not a plain relative path"),
        ("//host/share", "it is not a plain relative path"),
        ("../a", "it is not a plain relative path"),
        ("a/../../b", "it is not a plain relative path"),
        ("a/..", "it is not a plain relative path"),
        ("./a", "it is not a plain relative path"),
        ("a//b", "it is not a plain relative path"),
        ("a/", "it is not a plain relative path"),
        ("C:/a", "':' is not allowed in a name"),
        ("C:a", "':' is not allowed in a name"),
        ("a.txt:stream", "':' is not allowed in a name"),
        ("a\\b", r"'\\' is not allowed in a name"),
        ("a\0b", r"'\x00' is not allowed in a name"),
        ("a\nb", r"'\n' is not allowed in a name"),
        ("a?", "'?' is not allowed in a name"),
        ("a*/b", "'*' is not allowed in a name"),
        ("con", "'con' is a device on Windows"),
        ("a/NUL.txt", "'NUL.txt' is a device on Windows"),
        ("Aux.tar.gz/a", "'Aux.tar.gz' is a device on Windows"),
        ("com1", "'com1' is a device on Windows"),
        ("LPT².md", "'LPT².md' is a device on Windows"),
        ("prn .txt", "'prn .txt' is a device on Windows"),
        ("CONOUT$", "'CONOUT$' is a device on Windows"),
        ("a./b", "a name ends with a dot or a space"),
        ("a ", "a name ends with a dot or a space"),
        ("...", "a name ends with a dot or a space"),
        ("\ud800", "a name is not valid Unicode"),
        ("é" * 101, "a name has more than 200 bytes"),
    ],
)
def test_a_path_that_is_unsafe_somewhere_is_refused_everywhere(
    path: str, reason: str
) -> None:
    with pytest.raises(UnsafePathError) as caught:
        check_path(path)
    assert caught.value.path == path
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "paths",
    [
        ["a/b.md", "a/B.md"],
        ["Docs/a.md", "docs/b.md"],
        ["straße", "STRASSE"],
        ["caf\u00e9", "cafe\u0301"],
        ["a", "a/b"],
        ["a/b", "a"],
        ["a", "A/b"],
    ],
)
def test_two_paths_for_one_place_are_refused(paths: list[str]) -> None:
    with pytest.raises(UnsafePathError, match="takes the same place"):
        check_paths(paths)


def test_files_may_share_a_folder() -> None:
    check_paths(["a/b/c", "a/b/d", "a/e", "f"])


@given(st.text(max_size=20))
def test_what_passes_is_one_name_below_another(path: str) -> None:
    try:
        check_path(path)
    except UnsafePathError:
        return
    parts = path.split("/")
    assert all(part not in ("", ".", "..") for part in parts)
    assert not set(path) & set('\\:\0<>"|?*')


def test_a_link_that_leads_outside_is_refused(tmp_path: Path) -> None:
    root, other = tmp_path / "root", tmp_path / "other"
    root.mkdir()
    other.mkdir()
    link(root / "docs", other)
    with pytest.raises(UnsafePathError, match="leads outside"):
        Inside(root).check("docs/a.md")
    with pytest.raises(UnsafePathError, match="leads outside"):
        Inside(root).check("docs/new/a.md")
    assert Inside(root).check("else/a.md") == root / "else/a.md"


def test_a_link_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link(tmp_path / "docs", tmp_path / "real")
    assert Inside(tmp_path).check("docs/a.md") == tmp_path / "docs/a.md"


def test_the_root_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link(tmp_path / "root", tmp_path / "real")
    Inside(tmp_path / "root").check("a/b.md")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    link(tmp_path / "loop", tmp_path / "loop")
    with pytest.raises(UnsafePathError):
        Inside(tmp_path).check("loop/a.md")


def link(path: Path, target: Path) -> None:
    try:
        path.symlink_to(target, target_is_directory=True)
    except OSError as error:
        pytest.skip(f"no links here: {error}")
