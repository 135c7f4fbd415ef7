"""An edit of a text, and how a fix of one entry of a document becomes one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from connectorsmith.diagnostics.lines import Lines
from connectorsmith.documents.document import Document, Json, Mark, Token
from connectorsmith.lint.fix import Drop, Fix, Put, Rename


class CannotEditError(Exception):
    """A fix that would need more than an edit at one place, so it is not made."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """These characters of a text are replaced; two that are equal are one."""

    start: int
    end: int
    text: str
    behind: int = -1
    """For a member behind the last one: where the mapping begins. Others may follow it."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits that do not overlap; those at one place in the order given."""
    parts: list[str] = []
    offset = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        parts += text[offset : edit.start], edit.text
        offset = edit.end
    return "".join([*parts, text[offset:]])


def overlap(first: Edit, second: Edit) -> bool:
    """Whether two edits, the first not behind the second, cannot both be made at once."""
    if first.behind == second.behind != -1:
        return False
    return second.start <= first.end


class Editor(ABC):
    """Makes edits of one document; a subclass knows the syntax."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.source.text
        self._lines = Lines(self.text)

    def edit(self, tokens: Sequence[Token], fix: Fix) -> Edit:
        """The edit that makes a fix. Raises CannotEditError."""
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
        """The character offset of a line and column."""
        return self._lines.offset(*place)

    def _marks(self, holder: Json) -> Mapping[str | int, Mark]:
        return self.document.marks.get(id(holder), {})

    def _holder(self, tokens: Sequence[Token]) -> tuple[Json, int]:
        """A container, and where it begins; behind an alias, where the anchored one does."""
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
        """Add a member behind the last of the mapping that begins at an offset."""

    @abstractmethod
    def _replace(self, mark: Mark, old: Json, new: Json) -> Edit:
        """Write another value."""

    @abstractmethod
    def _rename(self, mark: Mark, to: str) -> Edit:
        """Write another key."""

    @abstractmethod
    def _drop(self, mark: Mark, token: Token) -> Edit:
        """Remove a member or an item."""


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
