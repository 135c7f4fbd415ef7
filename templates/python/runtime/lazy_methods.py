"""Clients whose methods are in a separate module, imported at the first call."""

from __future__ import annotations

from importlib import import_module
from types import FunctionType
from typing import Any


class LazyMethods(type):
    """The metaclass of a client whose methods are in another module: there may be hundreds.

    The methods are added at the first access to a missing attribute of the class or of an instance;
    from then on the class is as if it had been written with them. Its own attributes begin with an
    underscore, because a method can have any other name.
    """

    _pending: tuple[str, str] | None
    """The module and the class to copy the methods from; `None` once they are copied."""

    def _load(cls) -> bool:
        """Add the methods; return whether any were still missing."""
        for home in cls.__mro__:
            pending = vars(home).get("_pending")
            if isinstance(home, LazyMethods) and pending is not None:
                module, name = pending
                written: type[object] = getattr(import_module(module), name)
                for key, value in vars(written).items():
                    if isinstance(value, FunctionType):
                        setattr(home, key, value)
                home._pending = None
                return True
        return False

    def __getattr__(cls, name: str) -> Any:
        if not name.startswith("_") and cls._load():
            return getattr(cls, name)
        raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")

    def __dir__(cls) -> list[str]:
        cls._load()
        return list(type.__dir__(cls))


def lazy_methods(package: str | None, name: str, base: type[Any]) -> type[Any]:
    """Return a subclass of `base` with the methods of the class `name` in the module `_methods` of `package`."""

    def missing(self: object, attribute: str) -> Any:
        kind = type(self)
        if not attribute.startswith("_") and _loaded(kind):
            return getattr(self, attribute)
        raise AttributeError(f"{kind.__name__!r} object has no attribute {attribute!r}")

    def listed(self: object) -> list[str]:
        _loaded(type(self))
        return list(object.__dir__(self))

    members = {
        "__module__": package,
        "__doc__": base.__doc__,
        "__getattr__": missing,
        "__dir__": listed,
        "_pending": (f"{package}._methods", name),
    }
    return LazyMethods(name, (base,), members)


def _loaded(kind: object) -> bool:
    return isinstance(kind, LazyMethods) and kind._load()
