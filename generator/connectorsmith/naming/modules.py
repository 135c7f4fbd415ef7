"""Names of packages, and of the modules and classes of groups."""

from __future__ import annotations

import keyword
import sys
from collections.abc import Iterable

from connectorsmith.naming.reserved import GROUP_CLASSES, TOP_LEVEL_MODULES
from connectorsmith.text.devices import is_device
from connectorsmith.text.words import pascal_case, snake_case, split_words


def package_name(key: str) -> str:
    """Return the name of the import package of a connector, from that of its folder.

    A name that cannot be imported, or that would hide a module of the standard library or
    of a dependency, gets the suffix `_client`.
    """
    name = snake_case(key) or "connector"
    ascii_name = name.encode("ascii", "ignore").decode().strip("_") or "connector"
    if ascii_name[0].isdigit():
        ascii_name = f"connector_{ascii_name}"
    return f"{ascii_name}_client" if package_problem(ascii_name) else ascii_name


def package_problem(name: str) -> str | None:
    """Return what keeps a name from being that of a package: the end of a sentence."""
    if keyword.iskeyword(name):
        return "is a Python keyword"
    if is_device(name):
        return "cannot be the name of a folder on Windows"
    if name in sys.stdlib_module_names:
        return "is a module of Python's standard library"
    if name in TOP_LEVEL_MODULES:
        return "is a module that is installed with the SDK"
    return None


def module_name(group: str) -> str:
    """Return the name of a group's module: that of the group, if a file can have it."""
    return f"{group}_" if is_device(group) else group


def group_classes(groups: Iterable[str]) -> dict[str, str]:
    """Return the name of each group's blocking class.

    The prefix `Async` makes that of its `async` class. A name that the modules of the SDK
    use gets the suffix `Group`, and equal names a number.
    """
    taken = set(GROUP_CLASSES)
    classes: dict[str, str] = {}
    for group in sorted(groups):
        wanted = free = pascal_case(split_words(group))
        if {free, f"Async{free}"} & taken:
            wanted = free = f"{wanted}Group"
        number = 1
        while {free, f"Async{free}"} & taken:
            number += 1
            free = f"{wanted}{number}"
        taken |= {free, f"Async{free}"}
        classes[group] = free
    return classes
