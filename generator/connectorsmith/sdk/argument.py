"""One argument of an operation in Python."""

from __future__ import annotations

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
