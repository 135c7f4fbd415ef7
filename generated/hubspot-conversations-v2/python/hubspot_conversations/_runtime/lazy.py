"""A stand-in for a module of this package that is imported when something in it is first used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class _Lazy(ModuleType):
    _module: ModuleType | None = None

    def __init__(self, package: str, name: str) -> None:
        super().__init__(f"{package}.{name}")

    def __getattr__(self, name: str) -> object:
        return getattr(self._module or self._imported(), name)

    def __dir__(self) -> list[str]:
        return dir(self._imported())

    def _imported(self) -> ModuleType:
        # The import system has the lock: what comes out of it is whole.
        self._module = import_module(self.__name__)
        return self._module


def lazy(package: str | None, name: str) -> ModuleType:
    """The module `name` of `package` (a caller's `__package__`), imported at the first attribute access.

    Raises `ImportError` where the caller is not in a package.
    """
    if not package:
        raise ImportError(f"cannot import {name!r} from outside of its package")
    return _Lazy(package, name)
