"""The variants of discriminated definitions in the files of a definition."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

from connectorsmith.documents.data import mapping, resolve, sequence, text, texts
from connectorsmith.documents.document import Json, join_pointer
from connectorsmith.inputs.external import ExternalFile

DISCRIMINATOR_VALUE = "x-ms-discriminator-value"


@dataclass(frozen=True, slots=True)
class Found:
    """The target of a `$ref`, after all further `$ref`s."""

    file: ExternalFile
    pointer: str
    value: Mapping[str, Json]

    @property
    def key(self) -> tuple[str, str]:
        """Its file and its pointer there."""
        return str(self.file.path), self.pointer


Finder: TypeAlias = Callable[[Mapping[str, Json], ExternalFile], "Found | str"]


class _Discriminator(NamedTuple):
    name: str
    values: Sequence[str]
    """The values that the nearest definition declares for it."""


class Variants:
    """The relations of definitions by `allOf`, across files.

    A variant is found in a file if its base there is known; it needs no `$ref` to it.
    """

    def __init__(self, find: Finder, main: ExternalFile) -> None:
        self._find = find
        self._main = main
        self._related: set[tuple[str, str]] = set()
        self._heirs: defaultdict[tuple[str, str], list[Found]] = defaultdict(list)
        self._discriminated: dict[tuple[str, str], _Discriminator] = {}
        self._local: dict[str, Mapping[str, Sequence[str]]] = {}

    def relate(self, schema: Found) -> list[Found]:
        """Return the variants, at any depth, of a schema and of its bases that are new."""
        new: list[Found] = []
        pending = [schema]
        while pending:
            found = pending.pop()
            if found.key in self._related:
                continue
            self._related.add(found.key)
            name = text(found.value.get("discriminator"))
            known = None if name is None else _Discriminator(name, ())
            for ref in _references(found.value):
                base = self._find(ref, found.file)
                if isinstance(base, Found):
                    self._heirs[base.key].append(found)
                    known = known or self._discriminated.get(base.key)
                    pending.append(base)
            if known is not None:
                new += self._spread(found, known)
        return new

    def tag(self, schema: Found, name: str) -> str | None:
        """Return the discriminator's value of a schema that is called `name` in its file.

        None if the schema is no variant, or declares the value itself.
        """
        known = self._discriminated.get(schema.key)
        parts = list(_parts(schema.value))
        if known is None or any(DISCRIMINATOR_VALUE in part for part in parts):
            return None
        is_base = "discriminator" in schema.value
        if len(_values(parts, known.name)) == 1 and not is_base:
            return None
        similar = [one for one in known.values if one.lower() == name.lower()]
        if name in similar or not known.values:
            return name
        if len(similar) == 1:
            return similar[0]
        return None if is_base else name

    def _spread(self, found: Found, known: _Discriminator) -> Iterator[Found]:
        pending = [(found, known)]
        while pending:
            current, above = pending.pop()
            if current.key in self._discriminated:
                continue
            values = _values(_parts(current.value), above.name)
            below = _Discriminator(above.name, values or above.values)
            self._discriminated[current.key] = below
            heirs = [*self._heirs[current.key], *self._local_heirs(current)]
            for heir in heirs:
                if heir.file is not self._main:
                    yield heir
                pending.append((heir, below))

    def _local_heirs(self, found: Found) -> Iterator[Found]:
        """Yield the definitions in its file whose `allOf` refers to a schema."""
        file = found.file
        key = str(file.path)
        if key not in self._local:
            self._local[key] = _by_base(file)
        for name in self._local[key].get(found.pointer, ()):
            pointer = join_pointer("/definitions", name)
            yield Found(file, pointer, mapping(resolve(file.document.value, pointer)))


def _by_base(file: ExternalFile) -> Mapping[str, Sequence[str]]:
    """Return the names of definitions by the pointers that their `allOf` refers to in the file."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in mapping(mapping(file.document.value).get("definitions")).items():
        for reference in _references(mapping(value)):
            written, _, fragment = (text(reference["$ref"]) or "").partition("#")
            own = posixpath.normpath(unquote(written)) if written else file.path.name
            if own == file.path.name:
                names[unquote(fragment)].append(name)
    return names


def _references(schema: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    """Yield the references in the `allOf` of a schema."""
    return (part for part in _parts(schema) if "$ref" in part)


def _parts(schema: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    """Yield a schema, and the inline schemas and the references of its `allOf`."""
    pending: list[Json] = [schema]
    while pending:
        part = mapping(pending.pop())
        yield part
        pending += reversed(sequence(part.get("allOf")))


def _values(parts: Iterable[Mapping[str, Json]], name: str) -> Sequence[str]:
    """Return the values that a schema itself declares for a property."""
    properties = (mapping(part.get("properties")).get(name) for part in parts)
    enums = (texts(mapping(one).get("enum")) for one in properties)
    return next(filter(None, enums), ())
