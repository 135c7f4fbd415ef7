"""The calls of operations, and those that the README shows as examples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from connectorsmith.ir.types import ArrayType, NamedType, ObjectType
from connectorsmith.render.code import Code, compose, join
from connectorsmith.sdk.argument import Argument
from connectorsmith.sdk.operation import OperationShape
from connectorsmith.sdk.values import OPERATIONS, Value, Values


@dataclass(frozen=True, slots=True)
class Call:
    """A call of an operation, as users write it."""

    target: str
    """The text after `client.`, such as `threads.list`."""
    shape: OperationShape
    values: Values

    @property
    def group(self) -> str:
        """`threads`; empty for a method of the client itself."""
        return self.target.rpartition(".")[0]

    @property
    def paged(self) -> bool:
        """True if the call returns a pager."""
        return self.shape.page() is not None

    @property
    def given(self) -> list[tuple[Argument, Value]] | None:
        """The arguments of the example; None if one of them has no example value."""
        shown = self._shown()
        given: list[tuple[Argument, Value]] = []
        for argument in self.shape.arguments:
            if argument.required or argument.needed or argument is shown:
                value = self.values.of(argument, self.group)
                if value is None:
                    return None
                given.append((argument, value))
        return given

    def _shown(self) -> Argument | None:
        """Return the optional member that an example of a change sets; None if it needs none.

        A change without any member shows nothing. The member with the best example value
        is taken.
        """
        asked = [
            argument
            for argument in self.shape.arguments
            if argument.needed or (argument.required and not argument.positional)
        ]
        if asked or self.shape.operation.method not in ("POST", "PUT", "PATCH"):
            return None
        members = [one for one in self.shape.arguments if one.part == "member"]
        scalars = [
            (value.rank, index)
            for index, member in enumerate(members)
            if not isinstance(member.schema.type, ObjectType | NamedType | ArrayType)
            and (value := self.values.of(member, self.group)) is not None
        ]
        return members[min(scalars)[1]] if scalars else None

    @property
    def arguments(self) -> Code | None:
        """The arguments of the example as code; None if one of them has no example value."""
        if self.given is None:
            return None
        return join(", ", [one.given(value.code) for one, value in self.given])

    @property
    def effort(self) -> tuple[bool, bool, bool, int, int]:
        """The sort key of examples: the least is the easiest to understand.

        Deprecated operations come last, and before them files, changes that change nothing,
        and calls with many arguments or placeholders.
        """
        given = self.given or []
        return (
            self.shape.operation.deprecated,
            self.shape.is_download or any(value.is_file for _, value in given),
            not given and self.shape.operation.method != "GET",
            sum(one.required for one, _ in given),
            sum(value.rank for _, value in given),
        )

    @property
    def example(self) -> Code:
        """The call with example values."""
        target = Code(f"client.{self.target}")
        return compose("{}({})", target, self.arguments or Code())

    @property
    def operation(self) -> Code:
        """The operation as a value, with the same arguments."""
        function = self.shape.function
        return compose("{}.{}({})", OPERATIONS, function, self.arguments or Code())


@dataclass(frozen=True, slots=True)
class Examples:
    """The calls that serve as examples, of one group if it has them."""

    listing: Call | None
    reading: Call | None
    writing: Call | None

    @property
    def plain(self) -> Call | None:
        """A call that returns a single response."""
        return self.reading or self.writing


def choose(calls: Sequence[Call]) -> Examples:
    """Return a list, a read and a change, from the group that has most of these.

    Triggers and operations without example values are left out; deprecated operations are
    taken only if there are no others.
    """
    usable = [
        call
        for call in calls
        if call.arguments is not None
        and call.shape.operation.trigger is None
        and call.shape.operation.stream is None
    ]
    current = [one for one in usable if not one.shape.operation.deprecated]
    groups: dict[str, list[Call]] = {}
    for call in current or usable:
        groups.setdefault(call.group, []).append(call)
    found = [(_examples(members), members) for members in groups.values()]
    if not found:
        return Examples(None, None, None)
    best, _ = max(found, key=lambda pair: (_count(pair[0]), len(pair[1])))
    return best


def _examples(calls: Sequence[Call]) -> Examples:
    single = [one for one in calls if not one.paged]
    reads = [one for one in single if one.shape.operation.method == "GET"]
    return Examples(
        _first(one for one in calls if one.paged),
        # A read without arguments is often a list.
        _first(one for one in reads if one.shape.arguments) or _first(reads),
        _writing(single),
    )


def _writing(calls: Sequence[Call]) -> Call | None:
    """Return an update; a POST if there is none."""
    for methods in (("PATCH", "PUT"), ("POST",)):
        found = _first(one for one in calls if one.shape.operation.method in methods)
        if found is not None:
            return found
    return None


def _first(calls: Iterable[Call]) -> Call | None:
    """Return the call of the least effort; of several, the first."""
    return min(calls, key=lambda call: call.effort, default=None)


def _count(found: Examples) -> int:
    parts = (found.listing, found.reading, found.writing)
    return sum(part is not None for part in parts)
