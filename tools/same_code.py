"""Show that a commit changes words alone: the syntax trees are equal but for them.

    python -m tools.same_code OLD [NEW]

Compares each Python file of two commits (renamed files are followed; NEW defaults to the
work tree). Docstrings, comments and strings that hold prose (a blank between letters) are
blanked, and identifiers may be renamed if each is renamed consistently: a local name within
its function, every other name within its file. Prints each file that differs otherwise, the
renamed names and the counts; exits with 1 where a file differs.
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

_PROSE = re.compile(r"[a-z,;:'\")}][ \n]+[\w`'\"({]|^ | $", re.IGNORECASE)
_NAMES = ("id", "name", "attr", "arg", "asname", "rest", "module")
"""The fields of syntax nodes that hold an identifier."""


def main() -> int:
    """Compare two commits; 1 where more than words differs."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.same_code",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("old")
    parser.add_argument("new", nargs="?")
    options = parser.parse_args()
    pairs = list(changed(options.old, options.new))
    different = 0
    renamed: Counter[tuple[str, str]] = Counter()
    for old_path, new_path in pairs:
        old = text(options.old, old_path)
        new = text(options.new, new_path)
        try:
            renamed.update(Comparison().compare(ast.parse(old), ast.parse(new)))
        except DifferenceError as difference:
            different += 1
            print(f"{new_path}:{difference.line}: {difference}")
    for (old_name, new_name), count in sorted(renamed.items()):
        print(f"  {old_name} -> {new_name} ({count})")
    print(f"{len(pairs)} files compared, {different} differ in more than words")
    return 1 if different else 0


def changed(old: str, new: str | None) -> Iterator[tuple[str, str]]:
    """Yield the old and the new path of each Python file that changed."""
    command = ["git", "diff", "--name-status", "-M40%", old, *([new] if new else [])]
    for line in _git(command).splitlines():
        status, *paths = line.split("\t")
        if paths[-1].endswith(".py") and status[0] in "MR":
            yield paths[0], paths[-1]


def text(commit: str | None, path: str) -> str:
    """Return a file as it is in a commit, or in the work tree."""
    if commit is None:
        return Path(path).read_text("utf-8")
    return _git(["git", "show", f"{commit}:{path}"])


def _git(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class DifferenceError(Exception):
    """A place where two trees differ in more than words."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class Comparison:
    """A walk through two trees side by side."""

    def __init__(self) -> None:
        self._file: dict[str, str] = {}
        self._locals: list[dict[str, str]] = [{}]
        self._renamed: Counter[tuple[str, str]] = Counter()
        self._line = 1

    def compare(self, old: ast.Module, new: ast.Module) -> Counter[tuple[str, str]]:
        """Return the renamed identifiers; raise DifferenceError for any other change."""
        self._visit(old, new)
        return self._renamed

    def _visit(self, old: ast.AST, new: ast.AST) -> None:
        self._line = getattr(new, "lineno", self._line)
        if type(old) is not type(new):
            raise DifferenceError(
                self._line, f"{type(old).__name__} is {type(new).__name__}"
            )
        is_scope = isinstance(old, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        if is_scope:
            self._locals.append({})
        for field in old._fields:
            before, after = getattr(old, field, None), getattr(new, field, None)
            if field in _NAMES and isinstance(before, str) and isinstance(after, str):
                is_local = isinstance(old, (ast.Name, ast.arg))
                self._name(before, after, local=is_local)
            elif isinstance(before, list) and isinstance(after, list):
                self._many(_code(before), _code(after))
            elif isinstance(before, ast.AST) and isinstance(after, ast.AST):
                self._visit(before, after)
            elif field == "value" and isinstance(old, ast.Constant):
                self._constant(before, after)
            elif before != after and field not in ("type_comment", "kind"):
                raise DifferenceError(self._line, f"{field} differs")
        if is_scope:
            self._locals.pop()

    def _many(self, old: list[object], new: list[object]) -> None:
        if len(old) != len(new):
            raise DifferenceError(self._line, f"{len(old)} parts are {len(new)}")
        for before, after in zip(old, new, strict=True):
            if isinstance(before, ast.AST) and isinstance(after, ast.AST):
                self._visit(before, after)
            elif isinstance(before, str) and isinstance(after, str):
                self._name(before, after, local=False)
            elif before is not after:
                raise DifferenceError(self._line, "a part is missing")

    def _constant(self, old: object, new: object) -> None:
        if old == new and type(old) is type(new):
            return
        if isinstance(old, str) and isinstance(new, str):
            if _PROSE.search(old) or _PROSE.search(new):
                return
            if self._file.get(old) == new:  # a name that is read as text
                return
        raise DifferenceError(self._line, f"{old!r} is {new!r}")

    def _name(self, old: str, new: str, *, local: bool) -> None:
        scope = self._locals[-1] if local else self._file
        known = scope.setdefault(old, new)
        if known != new:
            raise DifferenceError(self._line, f"{old} is {known}, and {new} here")
        if old != new:
            self._renamed[old, new] += 1


def _code(body: list[object]) -> list[object]:
    """Return a body without docstrings, strings that document fields, and imports.

    isort orders imports by names, and the type checkers see that they are right.
    """
    return [
        node
        for node in body
        if not isinstance(node, (ast.Import, ast.ImportFrom))
        and not (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        )
    ]


if __name__ == "__main__":
    sys.exit(main())
