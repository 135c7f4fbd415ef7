"""A decorator for deprecated methods: editors strike them through, and calls warn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Type checkers bundle typing_extensions: it is not a dependency.
    from typing_extensions import deprecated
else:
    from functools import wraps
    from inspect import iscoroutinefunction
    from warnings import warn

    def deprecated(message):
        """Return a decorator for methods that warns with a `DeprecationWarning` at each call."""

        def decorate(method):
            if iscoroutinefunction(method):

                @wraps(method)
                async def warning(*args, **kwargs):
                    warn(message, DeprecationWarning, stacklevel=2)
                    return await method(*args, **kwargs)

            else:

                @wraps(method)
                def warning(*args, **kwargs):
                    warn(message, DeprecationWarning, stacklevel=2)
                    return method(*args, **kwargs)

            warning.__deprecated__ = message
            return warning

        return decorate


__all__ = ["deprecated"]
