"""The operations that stand for all in the README's examples, as a person calls them."""

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
    """An operation as a person calls it."""

    target: str
    """`threads.list`: what stands behind `client.`."""
    shape: OperationShape
    values: Values

    @property
    def group(self) -> str:
        """`threads`; empty for a method of the client itself."""
        return self.target.rpartition(".")[0]

    @property
    def paged(self) -> bool:
        """Whether a pager comes back."""
        return self.shape.page() is not None

    @property
    def given(self) -> list[tuple[Argument, Value]] | None:
        """The arguments of the example; None where one of them cannot be made up."""
        told = self._told()
        found: list[tuple[Argument, Value]] = []
        for one in self.shape.arguments:
            if one.required or one.needed or one is told:
                value = self.values.of(one, self.group)
                if value is None:
                    return None
                found.append((one, value))
        return found

    def _told(self) -> Argument | None:
        """What a change gives though it could be left out: one without says nothing.

        It is what most is known of.
        """
        asked = [
            one
            for one in self.shape.arguments
            if one.needed or (one.required and not one.positional)
        ]
        if asked or self.shape.operation.method not in ("POST", "PUT", "PATCH"):
            return None
        members = [one for one in self.shape.arguments if one.part == "member"]
        scalars = [
            (value.rank, index)
            for index, one in enumerate(members)
            if not isinstance(one.schema.type, ObjectType | NamedType | ArrayType)
            and (value := self.values.of(one, self.group)) is not None
        ]
        return members[min(scalars)[1]] if scalars else None

    @property
    def arguments(self) -> Code | None:
        """Made-up arguments; None where one of them cannot be made up."""
        if self.given is None:
            return None
        return join(", ", [one.given(value.code) for one, value in self.given])

    @property
    def effort(self) -> tuple[bool, bool, bool, int, int]:
        """How much a reader has to take in: files, sent or received, arguments, placeholders.

        A change without a word of what to change says least of all; nobody should begin with
        what is deprecated.
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
        """The call with made-up arguments."""
        target = Code(f"client.{self.target}")
        return compose("{}({})", target, self.arguments or Code())

    @property
    def operation(self) -> Code:
        """The operation as a value, with the same arguments."""
        function = self.shape.function
        return compose("{}.{}({})", OPERATIONS, function, self.arguments or Code())


@dataclass(frozen=True, slots=True)
class Examples:
    """The operations that stand for all, of one group where it has them."""

    listing: Call | None
    reading: Call | None
    writing: Call | None

    @property
    def plain(self) -> Call | None:
        """One that gives a single answer."""
        return self.reading or self.writing


def choose(calls: Sequence[Call]) -> Examples:
    """A list, one thing of it, and a change, from the group that has most of these.

    Triggers, which wait for something to happen, are passed over, and operations whose
    arguments cannot be made up; what is deprecated stands for others only where all is.
    """
    usable = [
        one
        for one in calls
        if one.arguments is not None and one.shape.operation.trigger is None
    ]
    current = [one for one in usable if not one.shape.operation.deprecated]
    groups: dict[str, list[Call]] = {}
    for one in current or usable:
        groups.setdefault(one.group, []).append(one)
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
        # What takes an argument gets one thing; what takes none is often a list, too.
        _first(one for one in reads if one.shape.arguments) or _first(reads),
        _writing(single),
    )


def _writing(calls: Sequence[Call]) -> Call | None:
    """A change of what is there, before one that makes something new."""
    for methods in (("PATCH", "PUT"), ("POST",)):
        found = _first(one for one in calls if one.shape.operation.method in methods)
        if found is not None:
            return found
    return None


def _first(calls: Iterable[Call]) -> Call | None:
    """The one that takes the least; of several, the first."""
    return min(calls, key=lambda one: one.effort, default=None)


def _count(found: Examples) -> int:
    parts = (found.listing, found.reading, found.writing)
    return sum(part is not None for part in parts)
