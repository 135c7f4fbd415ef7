"""Planning and writing: what is touched, what is kept, what stops everything."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import trees

from connectorsmith.output import manifest
from connectorsmith.output.errors import (
    EditedError,
    ManifestError,
    OutputError,
    UnsafePathError,
)
from connectorsmith.output.plan import Drift, DriftKind, drift, plan
from connectorsmith.output.writer import apply

MANIFEST = ".connectorsmith.json"
FILES = {
    "python/a.py": b"a = 1\n",
    "docs/x/b.md": b"# b\n",
    "icon.png": b"\x89PNG\r\n\0",
}


def build(root: Path, files: dict[str, bytes], *, force: bool = False) -> None:
    apply(plan(root, files, force=force))


def tree(root: Path) -> dict[str, bytes]:
    return {
        path: content
        for path, content in trees.tree(root).items()
        if not path.endswith(MANIFEST)
    }


def times(root: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in root.rglob("*.*")}


def test_a_first_build_creates_everything_below_a_new_folder(tmp_path: Path) -> None:
    root = tmp_path / "generated" / "x"
    made = plan(root, FILES)
    assert made.created == ("docs/x/b.md", "icon.png", "python/a.py")
    assert made.changed == made.unchanged == made.removed == made.edited == ()
    assert not root.exists()
    apply(made)
    assert tree(root) == FILES


def test_the_manifest_has_a_sorted_line_per_file_and_nothing_of_this_machine(
    tmp_path: Path,
) -> None:
    build(tmp_path, {"b.md": b"x\r\ny\n", "a.bin": b"\0\r\n"})
    text = (tmp_path / MANIFEST).read_bytes().decode()
    lf = hashlib.sha256(b"x\ny\n").hexdigest()
    raw = hashlib.sha256(b"\0\r\n").hexdigest()
    assert text == (
        "{\n"
        '  "tool": "connectorsmith",\n'
        '  "version": 1,\n'
        '  "files": {\n'
        f'    "a.bin": "{raw}",\n'
        f'    "b.md": "{lf}"\n'
        "  }\n"
        "}\n"
    )


def test_a_second_build_touches_nothing(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    for path in tmp_path.rglob("*"):
        os.utime(path, ns=(10**18, 10**18))
    before = times(tmp_path)
    again = plan(tmp_path, FILES)
    assert again.unchanged == tuple(sorted(FILES))
    assert again.manifest_current
    assert drift(again) == []
    apply(again)
    assert times(tmp_path) == before


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    for path in tmp_path.rglob("*"):
        os.utime(path, ns=(10**18, 10**18))
    changed = FILES | {"python/a.py": b"a = 2\n"}
    made = plan(tmp_path, changed)
    assert (made.changed, made.edited) == (("python/a.py",), ())
    apply(made)
    assert tree(tmp_path) == changed
    assert times(tmp_path)["b.md"] == 10**18
    assert times(tmp_path)["a.py"] != 10**18


def test_what_is_no_longer_produced_goes_with_its_empty_folders(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    (tmp_path / "docs" / "mine.md").write_bytes(b"mine")
    made = plan(tmp_path, {"python/a.py": b"a = 1\n"})
    assert made.removed == ("docs/x/b.md", "icon.png")
    apply(made)
    assert tree(tmp_path) == {"python/a.py": b"a = 1\n", "docs/mine.md": b"mine"}
    assert not (tmp_path / "docs" / "x").exists()


def test_files_that_we_never_wrote_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"notes")
    build(tmp_path, FILES)
    build(tmp_path, {})
    assert tree(tmp_path) == {"notes.txt": b"notes"}
    assert manifest.read(tmp_path) == {}


def test_a_hand_edit_stops_everything_by_name(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    (tmp_path / "python" / "a.py").write_bytes(b"a = 'mine'\n")
    before = tree(tmp_path) | {MANIFEST: (tmp_path / MANIFEST).read_bytes()}
    made = plan(tmp_path, {"python/a.py": b"a = 2\n", "new.md": b"new\n"})
    assert made.edited == ("python/a.py",)
    with pytest.raises(EditedError, match=r"python/a\.py") as caught:
        apply(made)
    assert caught.value.paths == ("python/a.py",)
    assert tree(tmp_path) | {MANIFEST: (tmp_path / MANIFEST).read_bytes()} == before


def test_force_overwrites_a_hand_edit(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    (tmp_path / "python" / "a.py").write_bytes(b"a = 'mine'\n")
    build(tmp_path, FILES, force=True)
    assert tree(tmp_path) == FILES


def test_a_hand_edited_file_is_not_removed_either(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    (tmp_path / "icon.png").write_bytes(b"better")
    rest = {path: content for path, content in FILES.items() if path != "icon.png"}
    with pytest.raises(EditedError):
        build(tmp_path, rest)
    assert (tmp_path / "icon.png").read_bytes() == b"better"
    build(tmp_path, rest, force=True)
    assert not (tmp_path / "icon.png").exists()


def test_a_file_in_our_way_that_was_never_ours_stops_too(tmp_path: Path) -> None:
    (tmp_path / "icon.png").write_bytes(b"someone's")
    with pytest.raises(EditedError) as caught:
        build(tmp_path, FILES)
    assert caught.value.paths == ("icon.png",)
    assert tree(tmp_path) == {"icon.png": b"someone's"}


def test_the_same_content_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "icon.png").write_bytes(FILES["icon.png"])
    build(tmp_path, FILES)
    assert tree(tmp_path) == FILES


def test_an_edit_that_is_what_we_would_write_is_no_edit(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    (tmp_path / "python" / "a.py").write_bytes(b"a = 2\n")
    made = plan(tmp_path, FILES | {"python/a.py": b"a = 2\n"})
    assert made.edited == made.changed == ()
    assert not made.manifest_current
    apply(made)
    assert drift(plan(tmp_path, FILES | {"python/a.py": b"a = 2\n"})) == []


def test_other_line_ends_alone_are_no_edit_and_no_change(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    for name in ("python/a.py", MANIFEST):
        path = tmp_path / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    made = plan(tmp_path, FILES)
    assert made.unchanged == tuple(sorted(FILES))
    assert drift(made) == []
    apply(plan(tmp_path, FILES | {"python/a.py": b"a = 2\n"}))
    assert (tmp_path / "python" / "a.py").read_bytes() == b"a = 2\n"


def test_text_is_written_with_lf_and_binary_as_it_is(tmp_path: Path) -> None:
    build(tmp_path, {"a.csx": b"x\r\ny\r\n", "b.bin": b"\xff\r\n", "c.bin": b"\0\r\n"})
    assert tree(tmp_path) == {
        "a.csx": b"x\ny\n",
        "b.bin": b"\xff\r\n",
        "c.bin": b"\0\r\n",
    }


def test_a_deleted_file_comes_back(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    (tmp_path / "icon.png").unlink()
    made = plan(tmp_path, FILES)
    assert (made.created, made.edited) == (("icon.png",), ())
    apply(made)
    assert tree(tmp_path) == FILES


def test_one_target_alone_leaves_the_others(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    made = plan(tmp_path, {"docs/y.md": b"y\n"}, within={"docs"})
    assert made.removed == ("docs/x/b.md",)
    apply(made)
    expected = {"python/a.py", "docs/y.md", "icon.png"}
    assert set(tree(tmp_path)) == expected
    assert set(manifest.read(tmp_path)) == expected


def test_drift_names_missing_changed_and_extra(tmp_path: Path) -> None:
    build(tmp_path, FILES | {"old.md": b"old\n"})
    (tmp_path / "icon.png").unlink()
    (tmp_path / "docs" / "x" / "b.md").write_bytes(b"edited\n")
    assert drift(plan(tmp_path, FILES)) == [
        Drift(MANIFEST, DriftKind.CHANGED),
        Drift("docs/x/b.md", DriftKind.CHANGED),
        Drift("icon.png", DriftKind.MISSING),
        Drift("old.md", DriftKind.EXTRA),
    ]


def test_drift_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert drift(plan(tmp_path / "none", {"a": b""})) == [
        Drift(MANIFEST, DriftKind.MISSING),
        Drift("a", DriftKind.MISSING),
    ]


def test_a_name_that_changes_only_in_case_is_not_lost(tmp_path: Path) -> None:
    build(tmp_path, {"docs/Readme.md": b"x\n"})
    build(tmp_path, {"docs/readme.md": b"x\n"})
    assert tree(tmp_path) == {"docs/readme.md": b"x\n"}


def test_a_file_may_become_a_folder_and_back(tmp_path: Path) -> None:
    build(tmp_path, {"models": b"x\n"})
    build(tmp_path, {"models/a": b"x\n"})
    assert tree(tmp_path) == {"models/a": b"x\n"}
    build(tmp_path, {"models": b"x\n"})
    assert tree(tmp_path) == {"models": b"x\n"}


def test_a_folder_with_a_file_of_someone_is_not_replaced(tmp_path: Path) -> None:
    build(tmp_path, {"models/a": b"x\n"})
    (tmp_path / "models" / "mine").write_bytes(b"mine")
    with pytest.raises(OutputError, match="models must be a file"):
        build(tmp_path, {"models": b"x\n"})
    assert tree(tmp_path) == {"models/a": b"x\n", "models/mine": b"mine"}


@pytest.mark.parametrize(
    "path", ["../x", "/x", "a\\b", "nul", MANIFEST, MANIFEST.upper()]
)
def test_an_unsafe_path_is_refused_before_any_write(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnsafePathError):
        plan(tmp_path, {"a": b"a", path: b"x"})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "icon.png").mkdir()
    with pytest.raises(OutputError, match="must be a file"):
        plan(tmp_path, FILES)


@pytest.mark.parametrize("name", ["docs", "docs/x"])
def test_a_file_in_place_of_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(OutputError, match="must be a folder"):
        plan(tmp_path, FILES)


def test_a_file_in_place_of_the_root_is_refused(tmp_path: Path) -> None:
    (tmp_path / "root").write_bytes(b"")
    with pytest.raises(OutputError, match="must be a folder"):
        plan(tmp_path / "root", FILES)


@pytest.mark.parametrize(
    "content",
    [
        b"<<<<<<< ours\n",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"tool": "connectorsmith", "version": 2, "files": {}}',
        b'{"tool": "connectorsmith", "version": 1, "files": []}',
        b'{"tool": "connectorsmith", "version": 1, "files": {"a": 1}}',
        b'{"tool": "connectorsmith", "version": 1, "files": {"../a": "x"}}',
    ],
)
def test_a_damaged_manifest_is_refused_and_force_replaces_it(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(ManifestError, match="--force"):
        plan(tmp_path, FILES)
    build(tmp_path, FILES, force=True)
    assert set(manifest.read(tmp_path)) == set(FILES)


def test_a_link_that_leads_outside_is_neither_written_nor_removed(
    tmp_path: Path,
) -> None:
    root, other = tmp_path / "root", tmp_path / "other"
    build(root, {"docs/a.md": b"a\n"})
    (root / "docs" / "a.md").unlink()
    (root / "docs").rmdir()
    other.mkdir()
    (other / "a.md").write_bytes(b"a\n")
    try:
        (root / "docs").symlink_to(other, target_is_directory=True)
    except OSError as error:
        pytest.skip(f"no links here: {error}")
    for files in ({"docs/a.md": b"b\n"}, {"x": b"x"}):
        with pytest.raises(UnsafePathError):
            plan(root, files, force=True)
    assert tree(other) == {"a.md": b"a\n"}


def test_a_failure_leaves_no_temporary_and_a_manifest_that_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, {"a": b"1\n", "b": b"1\n", "old": b"1\n"})
    real = os.replace

    def locked(source: Path, target: Path) -> None:
        if Path(target).name == "b":
            raise PermissionError(13, "Permission denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(OutputError, match="open in another program"):
        build(tmp_path, {"a": b"2\n", "b": b"2\n"})
    monkeypatch.undo()
    assert tree(tmp_path) == {"a": b"2\n", "b": b"1\n"}
    assert list(tmp_path.glob("*.tmp")) == list(tmp_path.glob(".*.tmp")) == []
    made = plan(tmp_path, {"a": b"3\n", "b": b"3\n"})
    assert (made.changed, made.edited) == (("a", "b"), ())


def test_an_interrupt_passes_and_leaves_no_temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(source: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, {"a": b"1\n"})
    assert list(tmp_path.iterdir()) == []


def test_many_edited_files_make_a_short_message() -> None:
    error = EditedError([f"f{n}" for n in range(50)])
    assert "f9 and 40 more" in str(error)
    assert len(error.paths) == 50


NAMES = st.sampled_from(["a", "b/c", "b/d", "e/f/g"])
TARGETS = st.dictionaries(NAMES, st.binary(max_size=4))


@settings(deadline=None, max_examples=40)
@given(st.lists(TARGETS, max_size=4))
def test_after_any_builds_the_folder_is_the_last_target(
    tmp_path_factory: pytest.TempPathFactory, targets: list[dict[str, bytes]]
) -> None:
    root = tmp_path_factory.mktemp("root")
    for target in targets:
        build(root, target)
        expected = {name: manifest.normalised(data) for name, data in target.items()}
        assert tree(root) == expected
        assert drift(plan(root, target)) == []
        listed = json.loads((root / MANIFEST).read_bytes())["files"]
        assert list(listed) == sorted(target)
        folders = {path for path in root.rglob("*") if path.is_dir()}
        assert all(any(folder.iterdir()) for folder in folders)


def test_a_folder_belongs_to_one_connector(tmp_path: Path) -> None:
    apply(plan(tmp_path, {"a.txt": b"1\n"}, connector="A b"))
    with pytest.raises(OutputError, match=r"holds the output of 'A b', and 'a-B'"):
        plan(tmp_path, {"a.txt": b"2\n"}, connector="a-B")
    apply(plan(tmp_path, {"a.txt": b"2\n"}, connector="a-B", force=True))
    assert plan(tmp_path, {"a.txt": b"2\n"}, connector="a-B").manifest_current
