"""The import statements of what code needs."""

from __future__ import annotations

from collections.abc import Iterable

from connectorsmith.render.code import Code, Need

TYPE_CHECKING = Code("TYPE_CHECKING", [Need("typing", "TYPE_CHECKING")])


def import_line(module: str, names: Iterable[str]) -> Code:
    """Return an import in isort's order: constants, classes, the rest."""
    ordered = sorted(
        names, key=lambda name: (not name.isupper(), name[0].islower(), name)
    )
    return Code(f"from {module} import {', '.join(ordered)}")


def import_lines(needs: Iterable[Need], package: str = ".") -> list[Code]:
    """Return one statement for each module, in isort's order.

    Names that only annotations need have a statement of their own, as has each alias. `package` is the name of
    the generated package, or the dots of a relative import.
    """
    whole: set[str] = set()
    parts: dict[tuple[str, bool, str], set[str]] = {}
    for need in needs:
        module = _path(need, package)
        if not need.name:
            whole.add(module)
        else:
            name = f"{need.name} as {need.alias}" if need.alias else need.name
            parts.setdefault((module, need.typing, need.alias), set()).add(name)
    lines = [import_line(module, names) for (module, *_), names in parts.items()]
    return [*(Code(f"import {one}") for one in sorted(whole)), *sorted(lines)]


def standard_imports(needs: Iterable[Need]) -> list[Code]:
    """Return imports of the standard library."""
    return import_lines(one for one in needs if not one.is_own)


def own_imports(needs: Iterable[Need], package: str = ".") -> list[Code]:
    """Return imports of modules of the generated package."""
    return import_lines((one for one in needs if one.is_own), package)


def _path(need: Need, package: str) -> str:
    if not need.is_own:
        return need.module
    inside = need.module[1:]
    dot = "." if inside and not package.endswith(".") else ""
    return f"{package}{dot}{inside}"
