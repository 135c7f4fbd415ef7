"""The templates and the environment that renders them.

An undefined name is an error, and so is printing a raw string: text of a definition is only
printed through the filters of `connectorsmith.render.code`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGED = Path(__file__).resolve().parent.parent / "_templates"
CHECKOUT = Path(__file__).resolve().parents[3] / "templates"


def templates_folder() -> Path:
    """Return the folder of the shipped templates: in the package,
    or at the top of a checkout.
    """
    return PACKAGED if PACKAGED.is_dir() else CHECKOUT


@lru_cache(maxsize=4)
def environment(overrides: Path | None = None) -> Environment:
    """Return the guarded environment; each template in `overrides`
    overrides the shipped one.
    """
    from jinja2 import ChoiceLoader, FileSystemLoader

    from connectorsmith.render import code
    from connectorsmith.render.guard import GuardedEnvironment

    loaders = [FileSystemLoader(templates_folder())]
    if overrides is not None:
        loaders.insert(0, FileSystemLoader(overrides))
    guarded = GuardedEnvironment(loader=ChoiceLoader(loaders))
    filters: dict[str, Callable[..., code.Code]] = {
        "lit": code.literal,
        "ident": code.identifier,
        "comment": code.comment,
        "doc": code.docstring,
        "json": code.json_text,
        "toml": code.toml_string,
        "md": code.markdown,
        "md_code": code.markdown_code,
        "md_link": code.markdown_link,
        "md_anchor": code.markdown_anchor,
    }
    guarded.filters.update(filters)
    return guarded


def render(template: str, view: Any, *, overrides: Path | None = None) -> str:
    """Return the text of a template, rendered with a view.

    Raises `jinja2.TemplateError` for an invalid template, and TypeError for one that prints
    a raw string.
    """
    return environment(overrides).get_template(template).render(view=view)
