"""Edits of YAML text that keep the file's comments, quotes, indentation and anchors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from connectorsmith.documents.document import Json, Mark, Token
from connectorsmith.lint.fixes.edit import CannotEditError, Edit, Editor
from connectorsmith.lint.fixes.json_text import back
from connectorsmith.lint.fixes.splice import by_words, spliced
from connectorsmith.lint.fixes.yaml_tree import Entry, Tree, Written
from connectorsmith.lint.fixes.yaml_write import (
    UNIT,
    decoded,
    escaped,
    flow,
    is_plain,
    string,
)

_BREAK = re.compile(r"\r\n?|\n")
_LAST_LINE = re.compile(r"(?:\r\n?|\n) *\Z")
_COLON = re.compile(r" *: +")
_SINGLE, _DOUBLE = "'", '"'


class YamlText(Editor):
    """An editor of a YAML document."""

    @cached_property
    def _tree(self) -> Tree:
        return Tree(self.text)

    @cached_property
    def _break(self) -> str:
        line_break = _BREAK.search(self.text)
        return line_break[0] if line_break else "\n"

    @cached_property
    def _quote(self) -> str:
        """The quote that the file uses more."""
        return (
            _SINGLE if self.text.count(_SINGLE) > self.text.count(_DOUBLE) else _DOUBLE
        )

    def _replace(self, mark: Mark, old: Json, new: Json) -> Edit:
        start = self.offset(mark.value)
        is_scalar = old is None or isinstance(old, (str, int, float))
        node = self._tree.scalar(start) if is_scalar else self._tree.container(start)
        if node.tagged or node.style == "*":
            raise CannotEditError
        if not is_scalar and (node.style == "" or "#" in self._slice(node)):
            raise CannotEditError  # a block, or a comment would be lost
        if isinstance(old, str) and isinstance(new, str):
            return Edit(node.content, node.end, self._like(node, old, new))
        text = self._written(new, self._quote, in_flow=node.in_flow)
        after_sign = node.content == node.end and not self._is_blank(node.content - 1)
        return Edit(node.content, node.end, " " * after_sign + text)

    def _rename(self, mark: Mark, to: str) -> Edit:
        entry = self._tree.member(self.offset(mark.key))
        key = entry.holder.children[entry.index]
        if key.tagged or key.style not in ("", "'", '"'):
            raise CannotEditError
        return Edit(
            key.content,
            key.end,
            string(to, key.style, in_flow=key.in_flow, only_ascii=self.text.isascii()),
        )

    def _drop(self, mark: Mark, token: Token) -> Edit:
        start = self.offset(mark.key)
        is_item = isinstance(token, int)
        entry = self._tree.item(start) if is_item else self._tree.member(start)
        width = 1 if is_item else 2
        nodes = entry.holder.children[entry.index : entry.index + width]
        start, end = nodes[0].start, max(node.end for node in nodes)
        if len(entry.holder.children) == width:
            return self._emptied(entry.holder, start, end)
        if entry.holder.style:
            return self._out_of_flow(entry, width, start, end)
        return self._out_of_block(entry, width, start, end)

    def _insert(
        self, holder: Mapping[str, Json], start: int, key: str, value: Json
    ) -> Edit:
        node = self._tree.container(start)
        if not node.is_mapping:
            raise CannotEditError
        if node.style:
            return self._into_flow(node, key, value)
        first = node.children[0].start
        indent = " " * (first - self._line_start(first))
        at = self._line_end(node.end)
        name = string(key, "", in_flow=False)
        text = self._written(value, "", in_flow=False)
        member = f"{self._break}{indent}{name}: {text}"
        return Edit(at, at, member, appended_to=start)

    def _into_flow(self, node: Written, key: str, value: Json) -> Edit:
        if not node.children:
            if self._slice(node).strip("{} \t\r\n"):
                raise CannotEditError
            text = f"{{{string(key, '', in_flow=True)}: {flow(value)}}}"
            return Edit(node.content, node.end, text)
        last, member = node.children[-2:]
        before = back(self.text, last.start)
        gap = self.text[before : last.start]
        if line := _LAST_LINE.search(gap):
            gap = line[0]
        elif self.text[before - 1] != ",":
            gap = " "
        colon = _COLON.fullmatch(self.text[last.end : member.start])
        style = last.style if last.style in ("'", '"') else ""
        text = (
            f",{gap}{string(key, style, in_flow=True)}"
            f"{colon[0] if colon else ': '}{self._written(value, style, in_flow=True)}"
        )
        end = max(last.end, member.end)
        return Edit(end, end, text, appended_to=node.start)

    def _emptied(self, holder: Written, start: int, end: int) -> Edit:
        """Return the edit that removes the only entry; a block becomes an
        empty flow container.
        """
        empty = "{}" if holder.is_mapping else "[]"
        if holder.style:
            start, end = holder.content, holder.end
        elif not holder.is_mapping:
            start = self._dash(start)
        self._refuse_comment(start, end)
        return Edit(start, end, empty)

    def _out_of_flow(self, entry: Entry, width: int, start: int, end: int) -> Edit:
        siblings = entry.holder.children
        if entry.index:
            before = siblings[entry.index - 1]
            start = max(before.end, siblings[entry.index - width].end)
        else:
            end = siblings[width].start
        self._refuse_comment(start, end)
        return Edit(start, end, "")

    def _out_of_block(self, entry: Entry, width: int, start: int, end: int) -> Edit:
        if not entry.holder.is_mapping:
            start = self._dash(start)
        line = self._line_start(start)
        if self.text[line:start].strip(" "):
            # The first member follows a dash: the second takes its place.
            if entry.index or not entry.holder.is_mapping:
                raise CannotEditError
            next_start = entry.holder.children[width].start
            if self.text[end:next_start].strip():
                raise CannotEditError
            return Edit(start, next_start, "")
        stop = self._line_end(end)
        if line_break := _BREAK.match(self.text, stop):
            return Edit(line, line_break.end(), "")
        return Edit(back(self.text, line), stop, "")

    def _dash(self, item: int) -> int:
        """Return the offset of the `-` of an item in block style."""
        before = back(self.text, item) - 1
        if self.text[before : before + 1] != "-":
            raise CannotEditError
        return before

    def _like(self, node: Written, old: str, new: str) -> str:
        """Return a string in the style of the one that it replaces, if possible."""
        raw = self._slice(node)
        if by_word := self._by_words(node, raw, old, new):
            return by_word
        only_ascii = self.text.isascii()
        if node.style == '"' and not _BREAK.search(raw):
            middle = spliced(
                UNIT.findall(raw[1:-1]),
                decoded,
                new,
                lambda text: escaped(text, only_ascii=only_ascii),
            )
            return f'"{middle}"'
        return string(new, node.style, in_flow=node.in_flow, only_ascii=only_ascii)

    def _by_words(self, node: Written, raw: str, old: str, new: str) -> str | None:
        if node.style in ("|", ">"):
            head = _BREAK.search(raw)
            if head is None:
                return None
            body = by_words(raw[head.end() :], old, new, str.isprintable)
            return None if body is None else raw[: head.end()] + body
        if node.style in ("'", '"'):
            inner = by_words(raw[1:-1], old, new, _needs_no_escape)
            return None if inner is None else raw[0] + inner + raw[-1]
        if not is_plain(" ".join(new.split()), in_flow=node.in_flow):
            return None
        return by_words(raw, old, new, str.isprintable)

    def _written(self, value: Json, style: str, *, in_flow: bool) -> str:
        only_ascii = self.text.isascii()
        if isinstance(value, str):
            return string(value, style, in_flow=in_flow, only_ascii=only_ascii)
        return flow(value, only_ascii=only_ascii)

    def _slice(self, node: Written) -> str:
        return self.text[node.content : node.end]

    def _refuse_comment(self, start: int, end: int) -> None:
        if "#" in self.text[start:end]:
            raise CannotEditError

    def _is_blank(self, offset: int) -> bool:
        return self.text[offset : offset + 1] in ("", " ", "\n", "\r", "\t")

    def _line_start(self, offset: int) -> int:
        return self.offset((self._lines.at(offset)[0], 1))

    def _line_end(self, offset: int) -> int:
        line_break = _BREAK.search(self.text, offset)
        return line_break.start() if line_break else len(self.text)


def _needs_no_escape(word: str) -> bool:
    return word.isprintable() and not set(word) & set("'\"\\")
