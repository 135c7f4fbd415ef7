"""Find what a built SDK carries and cannot use, and what it uses and does not carry.

    python -m tools.reach PACKAGE...

PACKAGE is the folder of a package, such as `generated/NAME/python/NAME`. Modules are followed
from the public ones on, imports in functions and for type checkers included. A definition of
the runtime is unused if nothing that is used has its name.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_PUBLIC = ("", "client", "errors", "models", "operations", "testing")
_OPTIONAL = ("connections", "webhooks")
_CALLED_BY_OTHERS = frozenset(
    "handle_request handle_async_request default errors aclose close".split()
)
"""Methods that httpx2, pydantic or users call."""


@dataclass(frozen=True)
class Package:
    """A built package as files."""

    folder: Path

    @cached_property
    def modules(self) -> dict[str, ast.Module]:
        """Every module by its name below the package; empty for the package itself."""
        found: dict[str, ast.Module] = {}
        for path in sorted(self.folder.rglob("*.py")):
            parts = list(path.relative_to(self.folder).with_suffix("").parts)
            if parts[-1] == "__init__":
                parts.pop()
            found[".".join(parts)] = ast.parse(path.read_bytes())
        return found

    def missing(self) -> list[str]:
        """Return each import that leads nowhere: `module: what it imports`."""
        return [
            f"{module or '__init__'}: {target}"
            for module in self.modules
            for target in self._targets(module)
            if target not in self.modules
        ]

    def unreachable(self) -> list[str]:
        """Return the modules that no public module leads to."""
        found: set[str] = set()
        pending = [*_PUBLIC, *(one for one in _OPTIONAL if one in self.modules)]
        pending += [one for one in self._named() if one in self.modules]
        while pending:
            module = pending.pop()
            if module in self.modules and module not in found:
                found.add(module)
                pending.extend(self._targets(module))
                pending.append(module.rpartition(".")[0])
        return sorted(self.modules.keys() - found)

    def _named(self) -> Iterator[str]:
        """Yield the modules that are imported by a name in a text, such as `_methods`."""
        for module in self.modules.values():
            for node in ast.walk(module):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value.lstrip(".")
        if any("lazy_methods" in ast.dump(one) for one in self.modules.values()):
            yield "_methods"
        # `example` looks for it.
        yield "_examples"

    def _targets(self, module: str) -> Iterator[str]:
        package = module if self._is_package(module) else module.rpartition(".")[0]
        for node in ast.walk(self.modules[module]):
            if not isinstance(node, ast.ImportFrom) or not node.level:
                continue
            base = package
            for _ in range(node.level - 1):
                base = base.rpartition(".")[0]
            target = ".".join(part for part in (base, node.module) if part)
            for name in node.names:
                inside = f"{target}.{name.name}".lstrip(".")
                yield inside if inside in self.modules else target

    def _is_package(self, module: str) -> bool:
        return self.folder.joinpath(*module.split("."), "__init__.py").is_file()

    def circles(self) -> list[list[str]]:
        """Return the groups of modules that import each other."""
        graph = {module: {*self._targets(module)} for module in self.modules}
        reached = {module: _reached(graph, module) for module in graph}
        groups = {
            tuple(sorted(other for other in there if module in reached[other]))
            for module, there in reached.items()
            if module in there
        }
        return sorted(map(list, groups))

    def unused(self) -> list[tuple[str, str, int]]:
        """Return the definitions of the runtime that nothing uses: module, name, lines.

        Uses are by name alone: what has the name of a used thing is used. A user can call the
        public methods of a class that the package exports, and those of what they return.
        """
        runtime = [
            definition
            for module, tree in self.modules.items()
            if module.split(".")[0] == "_runtime"
            for definition in _definitions(module, tree)
        ]
        used: set[str] = set()
        public: set[str] = set()
        for module, tree in self.modules.items():
            if module.split(".")[0] != "_runtime":
                used |= _names(tree)
                public |= _exported(tree)
            else:
                used |= set().union(*map(_names, _statements(tree)), set[str]())
        pending = runtime
        while True:
            now = [one for one in pending if one.is_used(used, public)]
            if not now:
                break
            for definition in now:
                members = definition.members
                used |= _names(definition.node) if members is None else members
                if definition.is_public(public):
                    public |= definition.exposed
            pending = [one for one in pending if one not in now]
        return [(one.module, one.name, _lines(one.node)) for one in pending]


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    pending = [*graph[start]]
    while pending:
        module = pending.pop()
        if module not in found:
            found.add(module)
            pending.extend(graph.get(module, ()))
    return found


@dataclass(frozen=True, eq=False)
class Definition:
    """A function, class, method or constant of the runtime."""

    module: str
    name: str
    node: ast.stmt
    members: set[str] | None = None
    """Of a class: the names in it, those in its methods not included."""
    owner: str = ""

    @property
    def exposed(self) -> set[str]:
        """The names that a user gets to with this one: base classes and what is returned."""
        if isinstance(self.node, ast.ClassDef):
            return set().union(*map(_names, self.node.bases), set[str]())
        returned = getattr(self.node, "returns", None)
        return _names(returned) if returned is not None else set()

    def is_used(self, used: set[str], public: set[str]) -> bool:
        """Return whether something has its name, or a user or Python can call it."""
        last = self.name.rpartition(".")[2]
        special = last.startswith("__") and last.endswith("__")
        if self.owner and self.owner not in used | public:
            return False
        return special or last in used | _CALLED_BY_OTHERS or self.is_public(public)

    def is_public(self, public: set[str]) -> bool:
        """Return whether a user can name it."""
        last = self.name.rpartition(".")[2]
        if self.owner:
            return self.owner in public and not last.startswith("_")
        return last in public


def _names(tree: ast.AST) -> set[str]:
    """Return every identifier that is mentioned, in annotations that are text too."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case (
                ast.Name(id=name)
                | ast.Attribute(attr=name)
                | ast.keyword(arg=str(name))
            ):
                found.add(name)
            case ast.alias(name=name):
                found.add(name)
            case ast.Constant(value=str(text)) if len(text) < 80:
                found.update(re.findall(r"\w+", text))
            case _:
                pass
    return found


def _exported(tree: ast.Module) -> set[str]:
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and "_runtime" in (node.module or "")
        for alias in node.names
    }


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Yield what runs when a module is imported, but for imports and definitions."""
    for node in tree.body:
        if not isinstance(node, ast.Import | ast.ImportFrom | ast.If) and (
            _defined(node) is None
        ):
            yield node


def _defined(node: ast.stmt) -> str | None:
    match node:
        case ast.ClassDef(name=name):
            return name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return None


def _definitions(module: str, tree: ast.Module) -> Iterator[Definition]:
    for node in tree.body:
        name = _defined(node)
        if name is None or name == "__all__":
            continue
        if not isinstance(node, ast.ClassDef):
            yield Definition(module, name, node)
            continue
        methods = [
            inner
            for inner in node.body
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        rest = [inner for inner in node.body if inner not in methods]
        around = [*node.bases, *node.decorator_list, *node.keywords, *rest]
        members = set().union(*map(_names, around), set[str]())
        yield Definition(module, name, node, members)
        for inner in methods:
            yield Definition(module, f"{name}.{inner.name}", inner, owner=name)


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def main() -> int:
    """Print what is found of each package; 1 if a module is missing or unreachable."""
    failed = False
    for folder in sys.argv[1:]:
        package = Package(Path(folder))
        missing, unreachable = package.missing(), package.unreachable()
        failed = failed or bool(missing or unreachable)
        unused = package.unused()
        print(f"{folder}: {sum(lines for *_, lines in unused)} unused lines")
        for line in missing:
            print(f"  missing {line}")
        for line in unreachable:
            print(f"  unreachable {line}")
        for module, name, lines in unused:
            print(f"  {lines:4} {module}: {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
