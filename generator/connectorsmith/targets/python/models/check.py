"""The proof that generated models are what was asked for.

It is closed: nothing but classes with our names, their fields, and annotations of names
that we know may come out, whatever went in.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from connectorsmith.render.code import Code
from connectorsmith.targets.python.code.imports import import_line
from connectorsmith.targets.python.code.layout import field

_TYPE_NAMES = frozenset(
    "Any Decimal Literal bool date datetime dict float int list str".split()
)

Mark = tuple[int, int, str]
"""A line, the number of a byte in it, and what is put before that byte."""


class CheckedModels:
    """The classes of generated source, after the proof that they are what was asked for.

    Raises AssertionError where they are not: a fault of ours or of the generator, never of
    a definition.
    """

    def __init__(self, source: str, expected: Mapping[str, list[str]]) -> None:
        self._lines = source.split("\n")
        self._expected = expected
        self.used: set[str] = set()
        self._aliased: set[str] = set()
        self._hidden: frozenset[str] = frozenset()
        self._places = {name: place for place, name in enumerate(expected)}
        nodes = [
            node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)
        ]
        found = {node.name: node for node in nodes}
        if set(found) != set(expected) or len(nodes) != len(expected):
            raise AssertionError(f"other classes: {sorted(set(found) ^ set(expected))}")
        self._nodes = [found[name] for name in expected]
        for node in self._nodes:
            self._check(node)
        self._texts = [Code(self._text(node)) for node in self._nodes]

    def classes(self) -> list[Code]:
        """Return the source of each class, in the order of the names that were expected."""
        return self._texts

    def imports(self) -> list[Code]:
        """Return the imports of the standard library that the annotations need."""
        homes = {"Annotated": "typing", "Any": "typing", "Literal": "typing"}
        homes |= {"date": "datetime", "datetime": "datetime"}
        plain: dict[str, list[str]] = {}
        for name in self.used & homes.keys():
            plain.setdefault(homes[name], []).append(name)
        lines = [import_line(module, names) for module, names in sorted(plain.items())]
        lines += [
            Code(f"from {homes.get(name, 'builtins')} import {name} as _{name}")
            for name in sorted(self._aliased)
        ]
        return sorted(lines)

    def _check(self, node: ast.ClassDef) -> None:
        self._hidden = frozenset()
        self._check_bases(node, node.bases)
        for keyword in node.keywords:
            match keyword:
                case ast.keyword(
                    "discriminator" | "sends" | "required" | "nullable" | "is_open",
                    value,
                ):
                    ast.literal_eval(value)
                case ast.keyword("variant_of", ast.Tuple(bases)):
                    self._check_bases(node, bases)
                case ast.keyword("extras", ast.Lambda(ast.arguments(args=[]), type_)):
                    self._check_annotation(type_)
                case _:
                    raise AssertionError(f"unexpected argument of {node.name}")
        fields = [one for one in node.body if isinstance(one, ast.AnnAssign)]
        names = [one.target.id for one in fields if isinstance(one.target, ast.Name)]
        if names != self._expected[node.name]:
            raise AssertionError(f"other fields in {node.name}: {names}")
        self._hidden = _TYPE_NAMES & set(self._expected[node.name])
        for statement in node.body:
            if isinstance(statement, ast.AnnAssign):
                self._check_annotation(statement.annotation)
                self._check_value(statement.value)
            elif not _is_text(statement):
                raise AssertionError(f"unexpected code in {node.name}")

    def _check_bases(self, node: ast.ClassDef, bases: Iterable[ast.expr]) -> None:
        """Require `Model` or classes that come before a class."""
        here = self._places[node.name]
        for base in bases:
            match base:
                case ast.Name(id="Model"):
                    pass
                case ast.Name(id=name) if self._places.get(name, here) < here:
                    pass
                case _:
                    raise AssertionError(f"unexpected base of {node.name}")

    def _check_annotation(self, node: ast.expr) -> None:
        match node:
            case ast.Name(id=name) if name in _TYPE_NAMES:
                if name not in self._hidden:
                    self.used.add(name)
            case ast.Name(id=name) if name in self._expected:
                pass
            case ast.Constant(value=None):
                pass
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                self._check_annotation(left)
                self._check_annotation(right)
            case ast.Subscript(value=ast.Name(id="Literal"), slice=values):
                self.used.add("Literal")
                ast.literal_eval(values)
            case ast.Subscript(
                value=ast.Name(id="Annotated"),
                slice=ast.Tuple(elts=[type_, ast.Call(ast.Name("Wire"), [wire], [])]),
            ):
                self.used |= {"Annotated", "Wire"}
                ast.literal_eval(wire)
                self._check_annotation(type_)
            case ast.Subscript(value=outer, slice=inner):
                self._check_annotation(outer)
                for part in inner.elts if isinstance(inner, ast.Tuple) else [inner]:
                    self._check_annotation(part)
            case _:
                raise AssertionError(f"unexpected annotation {ast.unparse(node)}")

    def _check_value(self, node: ast.expr | None) -> None:
        match node:
            case None | ast.Constant(value=None):
                pass
            case _:
                raise AssertionError(f"unexpected value {ast.unparse(node)}")

    def _text(self, node: ast.ClassDef) -> str:
        lines = self._lines[node.lineno - 1 : node.end_lineno]
        for statement in reversed(node.body):
            if isinstance(statement, ast.AnnAssign):
                _insert(
                    lines, node.lineno, self._marks(node.name, statement.annotation)
                )
        return _laid_out(lines, node)

    def _marks(self, class_name: str, annotation: ast.expr) -> list[Mark]:
        """Return the changes of an annotation that its text alone does not have."""
        names = [one for one in ast.walk(annotation) if isinstance(one, ast.Name)]
        # Inside a class the names of its fields mean those, so the types get other ones.
        hidden = _TYPE_NAMES & set(self._expected[class_name])
        renamed = [one for one in names if one.id in hidden]
        self._aliased |= {one.id for one in renamed}
        marks = [(one.lineno, one.col_offset, "_") for one in renamed]
        # Quoted only if the class comes later: pydantic is slow with quoted annotations.
        here = self._places[class_name]
        if all(self._places.get(one.id, -1) < here for one in names):
            return marks
        type_ = _type_of(annotation)
        if any(map(_is_quoted, ast.walk(type_))) or type_.end_lineno != type_.lineno:
            raise AssertionError(f"text beside a class: {ast.unparse(type_)}")
        end = type_.end_col_offset or 0
        quotes = [(type_.lineno, at, '"') for at in (type_.col_offset, end)]
        return [*quotes, *marks]


def _type_of(annotation: ast.expr) -> ast.expr:
    """Return the type inside `Annotated`."""
    match annotation:
        case ast.Subscript(
            value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[type_, _])
        ):
            return type_
        case _:
            return annotation


def _is_quoted(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _insert(lines: list[str], first: int, marks: Iterable[Mark]) -> None:
    """Put each mark before the byte that it is for."""
    # From the end, so that the other offsets stay valid; at one offset in the given order.
    for line, offset, text in sorted(marks, key=lambda mark: mark[:2])[::-1]:
        raw = lines[line - first].encode()
        whole = raw[:offset] + text.encode() + raw[offset:]
        lines[line - first] = whole.decode()


def _laid_out(lines: list[str], node: ast.ClassDef) -> str:
    """Return the class with its enumerations as black lays them out, which spares a
    second formatting.
    """
    text = "\n".join(lines)
    shaped = list(lines)
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign):
            last = statement.end_lineno or statement.lineno
            for index in range(statement.lineno - node.lineno, last - node.lineno + 1):
                if "Literal['" in lines[index]:
                    shaped[index] = field(lines[index])
    if shaped == lines:
        return text
    # What was checked is what is written: text of a definition is in these lines.
    return "\n".join(shaped) if _same("\n".join(shaped), text) else text


def _same(text: str, other: str) -> bool:
    try:
        return ast.dump(ast.parse(text)) == ast.dump(ast.parse(other))
    except SyntaxError:
        return False


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
