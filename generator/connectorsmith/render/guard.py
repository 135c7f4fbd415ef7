"""A Jinja environment whose output consists of `Code`, whole
numbers and the templates' own text.

Jinja joins the parts of every file, macro, block and call with `concat`, which refuses
parts of other types and returns `Code`. No operator and no method of `str` returns `Code`,
so each part comes from a template or a function of `connectorsmith.render.code`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame

from connectorsmith.render.code import Code

FILTERS = "lit, ident, comment, doc, json, toml, md, md_code, md_link, md_anchor"


def guarded(value: Any) -> Code:
    """Return a printed value as `Code`.

    Raises TypeError for a value that is neither `Code` nor a whole number.
    """
    if type(value) is Code:
        return value
    if type(value) is int:
        return Code(str(value))
    if isinstance(value, StrictUndefined):
        # Raises an error that names the undefined variable.
        str(value)
    raise TypeError(
        f"a template prints a raw {type(value).__name__}; add a filter to it ({FILTERS})"
    )


class _Generator(CodeGenerator):
    """A code generator that passes printed values to `concat` unchanged,
    and the template's text as `Code`.
    """

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return f"environment.own_text({''.join(group)!r})"

    def _output_child_to_const(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write("environment.finalize(")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(")")


class GuardedEnvironment(Environment):
    """Jinja without its own filters and globals; see the module."""

    code_generator_class = _Generator
    own_text = staticmethod(cache(Code))

    def __init__(self, **options: Any) -> None:
        super().__init__(
            autoescape=False,
            finalize=guarded,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            **options,
        )
        self.filters.clear()
        self.globals.clear()

    @staticmethod
    def concat(parts: Iterable[Any]) -> Code:
        """Join the parts of a text; raise TypeError for a raw string."""
        return Code("".join([p if type(p) is Code else guarded(p) for p in parts]))
