"""One document of a definition and the parts of other files that it refers to.

The parts move to `definitions`, `parameters` and `responses`, each `$ref` to one becomes a
`$ref` to its new place, and a path item replaces its `$ref`. Everything keeps its position
in its own file. What cannot be read keeps its `$ref`, with the reason in `Document.unread`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from connectorsmith.documents.data import mapping, resolve, sequence
from connectorsmith.documents.document import (
    Document,
    Json,
    Mark,
    join_pointer,
    split_pointer,
)
from connectorsmith.documents.limits import MAX_NODES
from connectorsmith.inputs.external import ExternalFile, ExternalFiles
from connectorsmith.inputs.variants import DISCRIMINATOR_VALUE, Found, Variants

_SECTIONS = {
    "schema": "definitions",
    "parameter": "parameters",
    "response": "responses",
}
_KINDS: Mapping[str, Mapping[str, str]] = {
    "definition": {
        "paths": "paths",
        "x-ms-paths": "paths",
        "definitions": "schemas",
        "parameters": "parameters",
        "responses": "responses",
    },
    "operation": {"parameters": "parameters", "responses": "responses"},
    "parameter": {"schema": "schema", "items": "schema"},
    "response": {"schema": "schema"},
    "schema": {
        "properties": "schemas",
        "items": "schema",
        "additionalProperties": "schema",
        "not": "schema",
        "allOf": "schemas",
        "anyOf": "schemas",
        "oneOf": "schemas",
    },
    "path": {
        **dict.fromkeys(
            ("get", "put", "post", "delete", "options", "head", "patch"), "operation"
        ),
        "parameters": "parameters",
        "x-ms-notification-content": "response",
    },
}
"""The kind of each value, by the kind of its holder and its key; a plural is that of the
values of a mapping or a list. No other value is searched for references."""


class Part(NamedTuple):
    """A part of another file, and its kind."""

    kind: str
    file: str
    pointer: str


def bundle(files: ExternalFiles) -> Document:
    """Return the definition with all parts of other files that it refers to.

    It is the same document if it refers to no other file.
    """
    document = files.main.document
    if not _refers_to_files(document.value):
        return document
    draft = _Bundler(files, {})
    draft.bundled()
    return _Bundler(files, draft.names()).bundled()


def _refers_to_files(value: Json) -> bool:
    pending = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, Mapping):
            ref = node.get("$ref")
            if isinstance(ref, str) and not ref.startswith("#"):
                return True
            pending += node.values()
        else:
            pending += sequence(node)
    return False


class _Bundler:
    """One walk through a definition and the parts that it refers to."""

    def __init__(self, files: ExternalFiles, names: Mapping[Part, str]) -> None:
        self._files = files
        self._names = names
        self._root = mapping(files.main.document.value)
        self._parts: dict[Part, Found] = {}
        self._order: list[Part] = []
        self._claimed: dict[Part, str] = {}
        self._copies: dict[tuple[int, str], Json] = {}
        self._marks = dict(files.main.document.marks)
        self._marked = {files.main.path}
        self._unread: dict[int, str] = {}
        self._kept: list[object] = [files.main.document]
        self._nodes_left = MAX_NODES
        self._counted: set[tuple[str, str]] = set()
        self._variants = Variants(self._find, files.main)

    def bundled(self) -> Document:
        """Return the bundled document; its names are drafts if none were given."""
        self._claim()
        root = dict(mapping(self._visit(self._root, "definition", self._files.main)))
        marks = dict(self._marks.get(id(self._root), {}))
        added: defaultdict[str, dict[str, Json]] = defaultdict(dict)
        places: defaultdict[str, dict[str | int, Mark]] = defaultdict(dict)
        for part in self._order:  # a part can add further ones
            found = self._parts[part]
            section, name = _SECTIONS[part.kind], self._name(part)
            value = self._visit(found.value, part.kind, found.file)
            if part.kind == "schema":
                for variant in self._variants.relate(found):
                    self._add(variant, part.kind)
                value = self._tagged(value, part)
            added[section][name] = value
            places[section][name] = _mark(found)
        for section, members in added.items():
            own = mapping(root.get(section))
            whole = root[section] = {**own, **members}
            self._marks[id(whole)] = {
                **self._marks.get(id(own), {}),
                **places[section],
            }
            marks.setdefault(section, next(iter(places[section].values())))
        self._marks[id(root)] = marks
        document = self._files.main.document
        return replace(
            document,
            value=root,
            marks=self._marks,
            unread=self._unread,
            kept=(*document.kept, *self._kept),
        )

    def names(self) -> dict[Part, str]:
        """Return a name for each part, whatever the order of the definition.

        A part has its own name, with that of its file before it if others have that name.
        """
        wanted: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
        for part in sorted(self._parts.keys() - self._claimed.keys()):
            wanted[_SECTIONS[part.kind], self._own_name(part)].append(part)
        taken = {
            section: set(mapping(self._root.get(section)))
            for section in _SECTIONS.values()
        }
        names = dict(self._claimed)
        several: list[tuple[str, str, Part]] = []
        for (section, name), parts in wanted.items():
            if len(parts) == 1 and name not in taken[section]:
                names[parts[0]] = name
                taken[section].add(name)
            else:
                several += [(section, name, part) for part in parts]
        for section, name, part in several:
            number, longer = 1, f"{self._parts[part].file.stem}_{name}"
            free = longer
            while free in taken[section]:
                number += 1
                free = f"{longer}{number}"
            names[part] = free
            taken[section].add(free)
        return names

    def _own_name(self, part: Part) -> str:
        found = self._parts[part]
        return (split_pointer(found.pointer) or [found.file.stem])[-1] or "Part"

    def _name(self, part: Part) -> str:
        return self._names.get(part) or f"{part.file}#{part.pointer}"

    def _claim(self) -> None:
        """Give parts the names of shared parts of the definition that only refer to them."""
        for kind, section in _SECTIONS.items():
            for name, value in mapping(self._root.get(section)).items():
                if set(mapping(value)) == {"$ref"}:
                    found = self._find(mapping(value), self._files.main)
                    if isinstance(found, Found) and found.file is not self._files.main:
                        part = self._add(found, kind)
                        self._claimed.setdefault(part, name)

    def _visit(self, value: Json, kind: str, file: ExternalFile) -> Json:
        """Return a value of a file with its references rewritten: itself if it has none."""
        if value is None or isinstance(value, (str, int, float)):
            return value
        key = id(value), kind
        if key not in self._copies:
            self._copies[key] = self._copy(value, kind, file)
        return self._copies[key]

    def _copy(self, value: Json, kind: str, file: ExternalFile) -> Json:
        if isinstance(value, Mapping):
            if "$ref" in value and (kind in _SECTIONS or kind == "path"):
                return self._reference(value, kind, file)
            kinds = _KINDS.get(kind, {})
            inner = kind[:-1] if kind in _PLURALS else None
            members = {
                name: self._visit(member, inner or kinds[name], file)
                for name, member in value.items()
                if inner is not None or name in kinds
            }
            if all(member is value[name] for name, member in members.items()):
                return value
            return self._like(value, {**value, **members})
        if isinstance(value, Sequence) and not isinstance(value, str):
            inner = kind[:-1] if kind in _PLURALS else kind
            items = [self._visit(item, inner, file) for item in value]
            if all(new is old for new, old in zip(items, value, strict=True)):
                return value
            return self._like(value, items)
        return value

    def _like(self, value: Json, copy: Json) -> Json:
        """Return a copy, after giving its members the positions of the original."""
        self._marks[id(copy)] = self._marks.get(id(value), {})
        self._kept.append(copy)
        return copy

    def _reference(
        self, value: Mapping[str, Json], kind: str, file: ExternalFile
    ) -> Json:
        main = self._files.main
        ref = value["$ref"]
        if not isinstance(ref, str) or (file is main and ref.startswith("#")):
            return value
        found = self._find(value, file)
        if isinstance(found, str):
            unread: Json = value
            if ref.startswith("#"):
                # The definition may have a part of the same name.
                unread = self._like(value, {**value, "$ref": f"{file.path.name}{ref}"})
            self._unread[id(unread)] = found
            return unread
        if kind == "path":
            item = mapping(self._visit(found.value, kind, found.file))
            others = {key: member for key, member in value.items() if key != "$ref"}
            return self._like(found.value, {**item, **others})
        if found.file is main:
            pointer = found.pointer
        else:
            part = self._add(found, kind)
            pointer = join_pointer("", _SECTIONS[kind], self._name(part))
        return self._like(value, {**value, "$ref": f"#{pointer.replace('%', '%25')}"})

    def _add(self, found: Found, kind: str) -> Part:
        part = Part(kind, str(found.file.path), found.pointer)
        if part not in self._parts:
            self._parts[part] = found
            self._order.append(part)
        return part

    def _tagged(self, value: Json, part: Part) -> Json:
        """Return a schema; a variant under another name keeps its discriminator's value."""
        found, name = self._parts[part], self._own_name(part)
        tag = None if self._name(part) == name else self._variants.tag(found, name)
        if tag is None:
            return value
        return self._like(value, {**mapping(value), DISCRIMINATOR_VALUE: tag})

    def _find(self, value: Mapping[str, Json], file: ExternalFile) -> Found | str:
        """Return the target of a `$ref` in a file; if there is none, the reason."""
        passed: set[tuple[str, str]] = set()
        node: Json = value
        pointer = ""
        while isinstance(node, Mapping) and "$ref" in node:
            ref = node["$ref"]
            if not isinstance(ref, str):
                return "must be text"
            written, _, fragment = ref.partition("#")
            if written:
                opened = self._files.open(file, written)
                if isinstance(opened, str):
                    return opened
                file = opened
            pointer = unquote(fragment)
            if pointer and not pointer.startswith("/"):
                return "must have a slash after the #"
            if (str(file.path), pointer) in passed:
                return "must not be circular"
            passed.add((str(file.path), pointer))
            node = resolve(file.document.value, pointer)
        if not isinstance(node, Mapping):
            return "must lead to an object"
        self._mark(file)
        key = str(file.path), pointer
        if file is not self._files.main and key not in self._counted:
            self._counted.add(key)
            self._nodes_left -= _count(node, self._nodes_left)
        if self._nodes_left <= 0:
            return f"must not add more than {MAX_NODES:,} values to the definition"
        return Found(file, pointer, node)

    def _mark(self, file: ExternalFile) -> None:
        """Add the positions of a file, with its name."""
        if file.path in self._marked:
            return
        self._marked.add(file.path)
        self._kept.append(file.document)
        name = file.document.source.name
        for holder, marks in file.document.marks.items():
            self._marks[holder] = {
                step: replace(mark, file=name) for step, mark in marks.items()
            }


_PLURALS = ("paths", "schemas", "parameters", "responses")


def _mark(found: Found) -> Mark:
    document = found.file.document
    key = document.locate(found.pointer, key=True)
    value = document.locate(found.pointer)
    return Mark(
        (key.line, key.column), (value.line, value.column), document.source.name
    )


def _count(value: Json, limit: int) -> int:
    """Return the number of values in a value, counted up to a limit."""
    pending, number = [value], 0
    while pending and number <= limit:
        node = pending.pop()
        number += 1
        if isinstance(node, Mapping):
            pending += node.values()
        else:
            pending += sequence(node)
    return number
