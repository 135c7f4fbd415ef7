"""One argument of an operation in Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from connectorsmith.ir.types import Schema
from connectorsmith.render.code import Code, compose

Form: TypeAlias = Literal["any", "members", "whole"]
"""A signature: the implementation, or an overload for a body given by members or whole."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an operation."""

    name: Code
    schema: Schema
    required: bool
    positional: bool = False
    part: Literal["", "member", "whole"] = ""
    """Its part of a body, if any."""
    needed: bool = False
    """True if a body must have this member."""
    default: str | None = None
    """The value if it is left out, instead of `UNSET`: one of `choices`."""
    choices: tuple[str, ...] = ()
    raw: bool = False
    """True if a body or a binary text can be text or bytes that are sent unchanged."""
    patch: bool = False
    """True if a body can be a list of the operations of a JSON Patch, beside its type."""

    def given(self, value: Code) -> Code:
        """Return the value as a call passes it: positional or by keyword."""
        return value if self.positional else compose("{}={}", self.name, value)

    @property
    def forwarded(self) -> Code:
        """The argument as a method passes it to the function of the operation."""
        return self.given(self.name)

    def stands_in(self, form: Form) -> bool:
        """Return whether a signature contains the argument."""
        return form == "any" or self.part in ("", {"members": "member"}.get(form, form))

    def needed_in(self, form: Form, *, overloaded: bool) -> bool:
        """Return whether a signature requires the argument.

        What an overload requires is optional in the implementation.
        """
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
    keywords.sort(key=lambda argument: not argument.required)
    required = sum(one.required for one in keywords)
    shown = [
        str(argument.name) if argument.required else f"{argument.name}=..."
        for argument in keywords[: max(MAX_KEYWORDS, required)]
    ]
    star = ["*"] if keywords else []
    more = ["..."] if len(shown) < len(keywords) else []
    return ", ".join([*positional, *star, *shown, *more])
