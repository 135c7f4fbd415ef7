"""generated/ is what spec/ gives, to the byte, on any machine; and a hand edit is never lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from checkout import GENERATED, ROOT, connectorsmith, environment
from support.trees import assert_same, tree

from connectorsmith.cli import main

KEY = "hubspot-conversations-v2"
MANIFEST = f"{KEY}/.connectorsmith.json"
README = f"{KEY}/python/README.md"


def run(*arguments: str) -> int:
    """The exit status of `connectorsmith arguments`."""
    with pytest.raises(SystemExit) as stopped:
        main([*arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


@pytest.mark.parametrize(
    ("seed", "locale", "jobs"), [("0", "C", "1"), ("4321", "C.UTF-8", "2")]
)
def test_output_does_not_depend_on_where_it_is_made(
    tmp_path: Path, spec: Path, seed: str, locale: str, jobs: str
) -> None:
    here = tmp_path / "somewhere" / "else"
    here.mkdir(parents=True)
    # With another beside it, so that there is something to do at the same time.
    shutil.copytree(spec / KEY, spec / "another")
    before = tree(spec)
    done = connectorsmith(
        *("build", str(spec), "--out", str(tmp_path / "out"), "--jobs", jobs),
        cwd=here,
        env=environment(
            tmp_path / "cache",
            PYTHONHASHSEED=seed,
            LANG=locale,
            LC_ALL=locale,
            # The generator of this checkout, whichever is installed.
            PYTHONPATH=str(ROOT / "generator"),
        ),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(" files, ") == 2
    made = tree(tmp_path / "out" / KEY)
    assert_same(tree(GENERATED / KEY), made)
    # names.lock and all else that a person maintains is as it was.
    assert_same(before, tree(spec))
    assert tree(here) == {}
    machine = str(tmp_path).encode()
    assert [path for path, content in made.items() if machine in content] == []


def test_the_checkout_is_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run("build", "--check") == 0


def test_a_second_build_touches_nothing(
    spec: Path, generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def times() -> dict[str, int]:
        return {path: (generated / path).stat().st_mtime_ns for path in tree(generated)}

    before = times()
    assert run("build", str(spec), "-o", str(generated)) == 0
    assert capsys.readouterr().out == f"{KEY}: {len(before) - 1} files, 0 written\n"
    assert run("build", str(spec), "-o", str(generated)) == 0
    assert capsys.readouterr().out == f"{KEY}: up to date\n"
    assert times() == before


def edit(root: Path) -> None:
    with (root / README).open("a", encoding="utf-8") as file:
        file.write("by hand\n")


def remove(root: Path) -> None:
    (root / README).unlink()


def add(root: Path) -> None:
    """A file that an older build made, and this one does not."""
    old = root / KEY / "python" / "old.py"
    old.write_bytes(b"")
    manifest = json.loads((root / MANIFEST).read_text("utf-8"))
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    manifest["files"]["python/old.py"] = empty
    (root / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def forget(root: Path) -> None:
    (root / MANIFEST).unlink()


def windows(root: Path) -> None:
    """A checkout that converts line ends."""
    text = (root / README).read_bytes()
    (root / README).write_bytes(text.replace(b"\n", b"\r\n"))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (edit, f"{README}: changed"),
        (remove, f"{README}: missing"),
        (add, f"{KEY}/python/old.py: extra"),
        (forget, f"{MANIFEST}: missing"),
    ],
)
def test_check_finds_what_differs(
    spec: Path,
    generated: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], None],
    told: str,
) -> None:
    arguments = ("build", str(spec), "-o", str(generated), "--check")
    assert run(*arguments) == 0
    spoil(generated)
    spoiled = tree(generated)
    capsys.readouterr()
    assert run(*arguments) == 1
    said = capsys.readouterr()
    assert f"{generated.as_posix()}/{told}\n" in said.err.replace("\\", "/")
    assert said.out.startswith(f"{KEY}: ")
    assert_same(spoiled, tree(generated))


def test_line_ends_are_no_difference(spec: Path, generated: Path) -> None:
    windows(generated)
    converted = tree(generated)
    assert run("build", str(spec), "-o", str(generated), "--check") == 0
    assert run("build", str(spec), "-o", str(generated)) == 0
    assert_same(converted, tree(generated))


def test_a_hand_edit_stops_the_build(
    spec: Path, generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = tree(generated)
    edit(generated)
    # Something else to write, which must not be written either.
    (generated / KEY / "docs" / "reference.md").unlink()
    spoiled = tree(generated)
    assert run("build", str(spec), "-o", str(generated)) == 1
    said = capsys.readouterr()
    assert f"{README}: changed by hand" in said.err.replace("\\", "/")
    assert "reference.md" not in said.err
    assert "--force" in said.err
    assert_same(spoiled, tree(generated))

    assert run("build", str(spec), "-o", str(generated), "--force") == 0
    assert_same(whole, tree(generated))


def test_what_is_missing_is_made_again(spec: Path, generated: Path) -> None:
    whole = tree(generated)
    remove(generated)
    add(generated)
    mine = generated / KEY / "python" / "mine.py"
    mine.write_text("# not of connectorsmith\n", "utf-8")
    assert run("build", str(spec), "-o", str(generated)) == 0
    found = tree(generated)
    assert found.pop(f"{KEY}/python/mine.py") == b"# not of connectorsmith\n"
    assert_same(whole, found)


def test_one_target_leaves_the_others(spec: Path, generated: Path) -> None:
    whole = tree(generated)
    (generated / KEY / "docs" / "reference.md").unlink()
    remove(generated)
    assert run("build", str(spec), "-o", str(generated), "--target", "docs") == 0
    assert set(whole) - set(tree(generated)) == {README}


def test_output_whose_connector_is_gone_is_drift(
    spec: Path, generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = generated / "weather"
    old.mkdir()
    text = (generated / MANIFEST).read_text("utf-8").replace(KEY, "weather")
    (old / ".connectorsmith.json").write_text(text, "utf-8")
    assert run("build", str(spec), "-o", str(generated), "--check") == 1
    assert "weather: its connector does not exist" in capsys.readouterr().err
    assert run("build", str(spec), "-o", str(generated)) == 0
    assert old.is_dir()
