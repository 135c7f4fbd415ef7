"""One argument of an operation in Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from connectorsmith.ir.types import Schema
from connectorsmith.render.code import Code, compose

Form: TypeAlias = Literal["any", "members", "whole"]
"""A signature: the one that runs, or an overload for a body that is given in one of two ways."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an operation."""

    name: Code
    schema: Schema
    required: bool
    positional: bool = False
    part: Literal["", "member", "whole"] = ""
    """What it is of a body."""
    needed: bool = False
    """Of a member: whether a body has to have it, if there is one."""

    def given(self, value: Code) -> Code:
        """How a call gives it a value."""
        return value if self.positional else compose("{}={}", self.name, value)

    @property
    def forwarded(self) -> Code:
        """How a method hands it on."""
        return self.given(self.name)

    def stands_in(self, form: Form) -> bool:
        """Whether a signature has it."""
        return form == "any" or self.part in ("", {"members": "member"}.get(form, form))

    def needed_in(self, form: Form, *, overloaded: bool) -> bool:
        """Whether a signature asks for it. What an overload asks for is optional where it runs."""
        if form == "whole" and self.part == "whole":
            return True
        return self.required and not (overloaded and form == "any" and self.part != "")


MAX_KEYWORDS = 4
"""Keyword-only names in the summary of a call; further optional ones become `...`."""


def summarize(arguments: Iterable[Argument]) -> str:
    """Return the parameters of a call in short: `thread_id, *, body, status=..., ...`.

    Required ones are all in it; an optional one has `=...` after its name.
    """
    listed = list(arguments)
    positional = [str(one.name) for one in listed if one.positional]
    keywords = [one for one in listed if not one.positional]
    keywords.sort(key=lambda one: not one.required)
    required = sum(one.required for one in keywords)
    shown = [
        str(one.name) if one.required else f"{one.name}=..."
        for one in keywords[: max(MAX_KEYWORDS, required)]
    ]
    star = ["*"] if keywords else []
    more = ["..."] if len(shown) < len(keywords) else []
    return ", ".join([*positional, *star, *shown, *more])
