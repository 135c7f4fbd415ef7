"""No expression of a template prints text of a definition, unless a filter made code of it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import TemplateError

from connectorsmith.render.code import Code, Need, compose, join, literal
from connectorsmith.render.environment import environment, render

TEXT = '"); import os  # <b>'
VIEW = SimpleNamespace(
    text=TEXT,
    texts=[TEXT, TEXT],
    by_name={TEXT: TEXT},
    code=Code("known"),
    places=Code("{} %s"),
    codes=[Code("one"), Code("two")],
    nested=[[Code("one"), Code("two")]],
    number=7,
    yes=True,
    echo=lambda text, caller=None: text,
)

REFUSED = {
    "plain": "{{ view.text }}",
    "constant": "{{ '<b>' }}",
    "bool": "{{ view.yes }}",
    "none": "{{ none }}",
    "float": "{{ 1.5 }}",
    "list": "{{ view.texts }}",
    "missing": "{{ view.missing }}",
    "tilde": "{{ view.code ~ view.text }}",
    "tilde-before": "{{ view.text ~ view.code }}",
    "plus": "{{ view.code + view.text }}",
    "plus-after": "{{ view.text + view.code }}",
    "times": "{{ view.code * 2 }}",
    "percent": "{{ view.places % view.text }}",
    "format-method": "{{ view.places.format(view.text) }}",
    "join-method": "{{ view.code.join(view.texts) }}",
    "replace-method": "{{ view.code.replace('known', view.text) }}",
    "slice": "{{ view.text[1:] }}",
    "filtered-then-joined": "{{ (view.text | md) ~ view.text }}",
    "either": "{{ view.missing or view.text }}",
    "inline-if": "{{ view.text if view.yes }}",
    "inline-if-nothing": "{{ view.code if not view.yes }}",
    "join": "{{ view.texts | join(view.code) }}",
    "join-of-code": "{{ view.codes | join(view.text) }}",
    "replace": "{{ view.code | replace('known', view.text) }}",
    "e": "{{ view.text | e }}",
    "escape": "{{ view.text | escape }}",
    "forceescape": "{{ view.text | forceescape }}",
    "safe": "{{ view.text | safe }}",
    "urlize": "{{ view.text | urlize }}",
    "xmlattr": "{{ view.by_name | xmlattr }}",
    "tojson": "{{ view.text | tojson }}",
    "format": "{{ view.places | format(view.text) }}",
    "default": "{{ none | default(view.text, true) }}",
    "indent": "{{ view.text | indent }}",
    "sum": "{{ view.codes | sum(start=view.text) }}",
    "first": "{{ view.texts | first }}",
    "attr": "{{ view | attr('text') }}",
    "map": "{{ view.texts | map('upper') | join }}",
    "pprint": "{{ view.text | pprint }}",
    "string": "{{ view.text | string }}",
    "striptags": "{{ view.text | striptags }}",
    "urlencode": "{{ view.text | urlencode }}",
    "filter-block": "{% filter replace('known', view.text) %}known{% endfilter %}",
    "filter-of-safe": "{% filter safe %}{{ view.text }}{% endfilter %}",
    "set": "{% set x = view.text %}{{ x }}",
    "set-block": "{% set x %}{{ view.text }}{% endset %}{{ x }}",
    "set-block-joined": "{% set x %}a{% endset %}{{ x ~ view.text }}",
    "set-block-filtered": "{% set x | replace('a', view.text) %}a{% endset %}{{ x }}",
    "macro": "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(view.text) }}",
    "macro-joined": "{% macro m() %}a{% endmacro %}{{ m() ~ view.text }}",
    "macro-plus": "{% macro m() %}a{% endmacro %}{{ m() + view.text }}",
    "macro-default": "{% macro m(x=view.text) %}{{ x }}{% endmacro %}{{ m() }}",
    "caller": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ view.text }}{% endcall %}",
    "call-of-a-function": "{% call view.echo(view.text) %}{% endcall %}",
    "call-of-a-method": "{% call view.text.format() %}{% endcall %}",
    "autoescape-false": "{% autoescape false %}{{ view.text }}{% endautoescape %}",
    "autoescape-true": "{% autoescape true %}{{ view.text }}{% endautoescape %}",
    "autoescape-joined": "{% autoescape true %}{{ view.code ~ view.text }}{% endautoescape %}",
    "autoescape-macro": "{% autoescape true %}{% macro m() %}a{% endmacro %}{{ m() ~ view.text }}{% endautoescape %}",
    "autoescape-set": "{% autoescape true %}{% set x %}a{% endset %}{{ x + view.text }}{% endautoescape %}",
    "autoescape-of-text": "{% autoescape view.text %}{{ view.text }}{% endautoescape %}",
    "cycler": "{% set c = cycler(view.text) %}{{ c.next() }}",
    "joiner": "{% set j = joiner(view.text) %}{{ j() }}{{ j() }}",
    "lipsum": "{{ lipsum() }}",
    "namespace": "{% set n = namespace(x=view.text) %}{{ n.x }}",
    "dict": "{{ dict(x=view.text).x }}",
    "range": "{{ range(3) | list }}",
    "loop-item": "{% for x in view.texts %}{{ x }}{% endfor %}",
    "loop-key": "{% for x, y in view.by_name.items() %}{{ x }}{% endfor %}",
    "loop-cycle": "{% for x in view.texts %}{{ loop.cycle(view.text) }}{% endfor %}",
    "loop-neighbour": "{% for x in view.texts %}{{ loop.nextitem }}{% endfor %}",
    "loop-first": "{% for x in view.codes %}{{ loop.first }}{% endfor %}",
    "loop-recursive": "{% for x in view.texts recursive %}{% if loop.depth == 1 %}{{ loop([x]) }}{% else %}{{ x }}{% endif %}{% endfor %}",
    "with": "{% with x = view.text %}{{ x }}{% endwith %}",
    "block": "{% block b %}{{ view.text }}{% endblock %}",
    "block-again": "{% block b %}a{% endblock %}{{ self.b() ~ view.text }}",
    "self": "{{ self }}",
    "undefined": "{{ nothing }}",
    "include": "{% include view.text %}",
    "do": "{% do view.texts %}",
    "trans": "{% trans %}{{ view.text }}{% endtrans %}",
    "debug": "{% debug %}",
}  # fmt: skip


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED.keys())
def test_is_refused(source: str) -> None:
    with pytest.raises((TypeError, TemplateError)):
        environment().from_string(source).render(view=VIEW)


PRINTED = {
    "code": ("{{ view.code }}", "known"),
    "number": ("{{ view.number + 1 }}", "8"),
    "filtered": ("{{ view.text | lit }}", str(literal(TEXT))),
    "filtered-after-joining": ("{{ (view.code ~ '*') | md }}", r"known\*"),
    "filtered-constant": ("{{ '<b>' | md }}", r"\<b\>"),
    "its-own-text": ("<b>{# note #}</b>", "<b></b>"),
    "inline-if": ("{{ view.code if view.yes }}", "known"),
    "macro": ("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(view.code) }}", "[known]"),
    "macro-in-a-macro": (
        "{% macro n(x) %}{{ x | md }}{% endmacro %}{% macro m(x) %}[{{ n(x) }}]{% endmacro %}{{ m('*') }}",
        r"[\*]",
    ),
    "caller": (
        "{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}a{% endcall %}",
        "[a]",
    ),
    "set-block": ("{% set x %}a{{ view.code }}{% endset %}{{ x }}", "aknown"),
    "filter-block": ("{% filter md %}*{{ view.code }}{% endfilter %}", r"\*known"),
    "loop": (
        "{% for x in view.codes %}{{ loop.index }}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "1one, 2two",
    ),
    "recursive-loop": (
        "{% for x in view.nested recursive %}{% if x is string %}{{ x }}{% else %}[{{ loop(x) }}]{% endif %}{% endfor %}",
        "[onetwo]",
    ),
    "block": ("{% block b %}a{% endblock %}{{ self.b() }}", "aa"),
    "import": (
        '{% from "python/_macros/methods.jinja" import methods %}{{ methods(view, "sync") }}',
        "",
    ),
}


@pytest.mark.parametrize(("source", "text"), PRINTED.values(), ids=PRINTED.keys())
def test_is_printed(source: str, text: str) -> None:
    view = SimpleNamespace(**vars(VIEW), methods=[])
    printed = environment().from_string(source).render(view=view)
    assert printed.strip("\n") == text


def test_an_override_is_guarded_too(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "reference.md.jinja").write_text("{{ view.text | safe }}")
    with pytest.raises(TemplateError, match="safe"):
        render("docs/reference.md.jinja", VIEW, overrides=tmp_path)


def test_the_error_names_the_line() -> None:
    template = environment().from_string("first\n{{ view.text }}\n", {"view": VIEW})
    with pytest.raises(TypeError, match="raw str; add a filter") as raised:
        template.render()
    assert any(str(one.path) == "<template>" and one.lineno == 1 for one in raised.traceback)  # fmt: skip


def test_text_operations_give_no_code() -> None:
    code = Code("a{}%s")
    for made in (code + "b", "b" + code, code % "b", code.format("b"), code.upper(), code[0:1]):  # fmt: skip
        assert type(made) is str


def test_code_keeps_what_it_needs() -> None:
    any_ = Code("Any", [Need("typing", "Any")])
    literal_ = Code("Literal", [Need("typing", "Literal")])
    both = compose("{}: {kind}[1]", any_, kind=literal_)
    assert both == "Any: Literal[1]"
    assert join(", ", [any_, both]).needs == any_.needs | literal_.needs
    assert Code("plain").needs == frozenset()
