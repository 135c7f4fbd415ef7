"""The hand-written part of an SDK: which of its modules import which, and their files."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from connectorsmith.render.environment import templates_folder


def runtime_files(sources: Iterable[str]) -> dict[str, bytes]:
    """Return the modules that generated sources need, by path, with all that those import."""
    entries = {entry for source in sources for entry in _entries(source)}
    root = _root()
    return {
        path.relative_to(root).as_posix(): path.read_bytes().replace(b"\r\n", b"\n")
        for path in map(_path, sorted(with_imports(entries)))
    }


def _entries(source: str) -> Iterator[str]:
    """Yield the modules of the runtime that a file of the package imports."""
    for node in _import_statements(ast.parse(source)):
        if node.module:
            above, _, target = node.module.partition("_runtime")
            if not above and (not target or target.startswith(".")):
                yield from _imported_names(node, target.removeprefix("."))


def with_imports(entries: Iterable[str]) -> frozenset[str]:
    """Return the entries and every module that they import, at any depth."""
    found: set[str] = set()
    pending = [*entries]
    while pending:
        module = pending.pop()
        if module not in found:
            found.add(module)
            pending.extend(imported(module))
    return frozenset(found)


@cache
def imported(module: str) -> frozenset[str]:
    """Return the modules that one imports, in functions and for type checkers too."""
    tree = ast.parse(_path(module).read_bytes())
    # Python imports the packages around a module with it.
    above = module.rpartition(".")[0] if module else None
    found = {one for one in _imports(tree, module) if one != module}
    return frozenset(found if above is None else {above, *found})


def _imports(tree: ast.AST, module: str) -> Iterator[str]:
    package = module if _path(module).name == "__init__.py" else _above(module)
    for node in _import_statements(tree):
        base = package
        for _ in range(node.level - 1):
            base = _above(base)
        yield from _imported_names(node, ".".join(filter(None, (base, node.module))))


def _import_statements(tree: ast.AST) -> Iterator[ast.ImportFrom]:
    """Yield the relative imports of a module, at any depth.

    Only statements are visited: expressions are most of a file, and import nothing.
    """
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.ImportFrom) and node.level:
            yield node
        elif isinstance(
            node, (ast.Module, ast.stmt, ast.excepthandler, ast.match_case)
        ):
            for block in ("body", "orelse", "finalbody", "handlers", "cases"):
                pending.extend(getattr(node, block, ()))


def _imported_names(node: ast.ImportFrom, target: str) -> Iterator[str]:
    """Yield the modules that a statement imports: `target`, or modules in it."""
    for name in node.names:
        inside = f"{target}.{name.name}" if target else name.name
        yield inside if _is_module(inside) else target


def _above(module: str) -> str:
    return module.rpartition(".")[0]


def _root() -> Path:
    return templates_folder() / "python" / "runtime"


@cache
def _is_module(name: str) -> bool:
    path = _root().joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or path.is_dir()


@cache
def _path(module: str) -> Path:
    """Return the file of a module; that of the root for the empty name."""
    path = _root().joinpath(*module.split(".")) if module else _root()
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
