"""A proxy for a module of this package, which is imported at the first access to an attribute."""

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
        # The lock of the import system ensures that the module is complete.
        self._module = import_module(self.__name__)
        return self._module


def lazy(package: str | None, name: str) -> ModuleType:
    """Return a proxy for the module `name` of `package` (the caller's `__package__`), imported when first used.

    Raises `ImportError` if the caller is not in a package.
    """
    if not package:
        raise ImportError(f"cannot import {name!r} from outside of its package")
    return _Lazy(package, name)
