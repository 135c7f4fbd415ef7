"""Edits of a text, and the editor that turns a fix into one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from connectorsmith.diagnostics.lines import Lines
from connectorsmith.documents.document import Document, Json, Mark, Token
from connectorsmith.lint.fix import Drop, Fix, Put, Rename


class CannotEditError(Exception):
    """A fix that is not made since it needs more than an edit at one place."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A replacement of the characters from `start` to `end`."""

    start: int
    end: int
    text: str
    appended_to: int = -1
    """For an added last member: where its mapping begins, so that
    further members may follow it.
    """


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with edits applied, which must not overlap.
    Edits at one place keep their order.
    """
    parts: list[str] = []
    offset = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        parts += text[offset : edit.start], edit.text
        offset = edit.end
    return "".join([*parts, text[offset:]])


def overlap(first: Edit, second: Edit) -> bool:
    """Return whether two edits overlap; the first must not begin after the second."""
    if first.appended_to == second.appended_to != -1:
        return False
    return second.start <= first.end


class Editor(ABC):
    """An editor of one document; a subclass knows the syntax."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.source.text
        self._lines = Lines(self.text)

    def edit(self, tokens: Sequence[Token], fix: Fix) -> Edit:
        """Return the edit that makes a fix. Raises CannotEditError if there is none."""
        if not tokens:
            raise CannotEditError
        holder, start = self._holder(tokens[:-1])
        mark = self._marks(holder).get(tokens[-1])
        match fix:
            case Put(value) if mark is None:
                if not isinstance(holder, Mapping):
                    raise CannotEditError
                return self._insert(holder, start, str(tokens[-1]), value)
            case Rename(to) if mark is not None and to not in _keys(holder):
                return self._rename(mark, to)
            case Put(value) if mark is not None:
                return self._replace(mark, _at(holder, tokens[-1]), value)
            case Drop() if mark is not None:
                return self._drop(mark, tokens[-1])
            case _:
                raise CannotEditError

    def offset(self, place: tuple[int, int]) -> int:
        """Return the character offset of a line and column."""
        return self._lines.offset(*place)

    def _marks(self, holder: Json) -> Mapping[str | int, Mark]:
        return self.document.marks.get(id(holder), {})

    def _holder(self, tokens: Sequence[Token]) -> tuple[Json, int]:
        """Return a container and the offset where it begins; for an
        alias, where the anchored one does.
        """
        node, place = self.document.value, self.document.start
        for token in tokens:
            mark = self._marks(node).get(token)
            if mark is None:
                raise CannotEditError
            node, place = _at(node, token), mark.value
        return node, self.offset(place)

    @abstractmethod
    def _insert(
        self, holder: Mapping[str, Json], start: int, key: str, value: Json
    ) -> Edit:
        """Return the edit that adds a last member to the mapping that begins at an offset."""

    @abstractmethod
    def _replace(self, mark: Mark, old: Json, new: Json) -> Edit:
        """Return the edit that replaces a value."""

    @abstractmethod
    def _rename(self, mark: Mark, to: str) -> Edit:
        """Return the edit that replaces a key."""

    @abstractmethod
    def _drop(self, mark: Mark, token: Token) -> Edit:
        """Return the edit that removes a member or an item."""


def _keys(holder: Json) -> Mapping[str, Json]:
    if not isinstance(holder, Mapping):
        raise CannotEditError
    return holder


def _at(holder: Json, token: Token) -> Json:
    if isinstance(holder, Mapping):
        return holder[str(token)]
    if isinstance(holder, Sequence) and isinstance(token, int):
        return holder[token]
    raise CannotEditError
