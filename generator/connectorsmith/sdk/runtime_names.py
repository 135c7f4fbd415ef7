"""The names of the runtime in generated code, with the imports that they need."""

from __future__ import annotations

from connectorsmith.naming.runtime_names import MODULES
from connectorsmith.render.code import Code, Need


def runtime(
    name: str, *, alias: str = "", typing: bool = False, variant: str | None = None
) -> Code:
    """Name something of the runtime, in code that needs it.

    `typing` is for what annotations alone need; `variant` is a module of `VARIANTS` that
    the name is taken from instead.
    """
    module = f"._runtime.{variant or MODULES[name]}"
    return Code(alias or name, [Need(module, name, alias, typing)])
