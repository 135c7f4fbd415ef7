"""Count what breaks docs/style.md in code and in texts: words, first words, names.

    python -m tools.style [--list] [PATH...]

Without a PATH: everything that is ours. `--list` prints each place. Exits with 1 if
there is anything.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CODE = ("generator", "templates", "tools", "benchmarks")
TEXTS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs", "templates")
EXEMPT = ("docs/style.md", "tools/style.py", "docs/corpus.md", "docs/calibration.md")
"""What lists the words itself, or is written from data."""

WORDS = re.compile(
    r"\b(?:"
    r"tells?|told|telling|retold|untold"
    r"|mend(?:s|ed|ing|er|able)?"
    r"|nobody|somebody|anybody|whoever"
    r"|stands?\s+(?:behind|beside|before|in|at|on|out|alone|there|here|among)"
    r"|anew|heirs?|spoilt|woven|bear(?:s|er of)|in the way of the world"
    r")\b"
    r"|\b(?:the|an|its|each|every|of|no|one|all)\s+answers?\b|\banswered\b",
    re.IGNORECASE,
)
"""Words and phrases that the glossary of docs/style.md replaces."""

NAMES = frozenset({"one", "told", "made", "said", "way"})
"""Names that say nothing of what they hold. `one` may be the target of a comprehension."""

VERBS = frozenset("""
    accept add adjust advance allow analyze answer append apply approximate arrange ask
    assemble assert assign attach await begin bind block book break build bundle call cancel
    cap carry catch check choose claim classify clean clear close collect combine compare
    compile complete compose compute connect consume continue convert copy correct count
    cover create cut decide declare decode decompress define delete deliver derive describe
    detect determine discard document download draw drive drop dump embed emit encode end
    enforce ensure enter escape estimate evaluate exclude execute exit expand expect explain
    expose extend extract fail fetch fill filter find finish fix flatten flush fold follow
    forget format forward gather generate get give go group guard guess handle hash hide hold
    hoist identify ignore import indent index infer inherit initialize inline insert inspect
    install invoke iterate join judge keep know label launch lay leave limit link lint list
    load locate lock log look lower make map mark mask match measure merge mirror mock model
    move name narrow normalize note notice number obtain offer omit open order overlay
    override pack pad page pair parse pass patch pause peek perform pick pin place plan point
    poll pop post predict prefer prefix prepare present preserve prevent print process
    produce prune publish pull push put quote raise read rebuild receive recognise recognize
    record recover redact reduce refer refresh refuse register reject release remember remove
    rename render repeat replace reply report represent require reset reshape resolve
    restore restrict resume retain retry return reuse reverse rewrite roll round route run
    sample save say scale scan search see select send separate serve set settle shift shorten
    show shrink simplify skip sleep slice solve sort split start state stop store stream strip
    submit substitute subscribe suggest sum summarize supply support swap switch take test
    throttle tie time touch trace track transform translate traverse treat trim truncate try
    turn type undo union unpack unquote unwrap update upload use validate verify view visit
    wait walk warn watch wrap write yield
    """.split())
"""Imperatives that a function's docstring may begin with."""

NO_NOUNS = frozenset(
    "What Whether How Which Where When Who Why Whatever Says Makes Writes Calls".split()
)
"""First words that no docstring may have."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One place that breaks the style."""

    path: str
    line: int
    kind: str
    text: str


def main() -> int:
    """Print the counts, and the places if asked; 1 where there is any."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.style",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    faults = sorted(found for path in files(options.paths) for found in check(path))
    if options.list:
        for fault in faults:
            print(f"{fault.path}:{fault.line}: {fault.kind}: {fault.text}")
    kinds = Counter(fault.kind for fault in faults)
    for kind, count in sorted(kinds.items()):
        print(f"{count:6} {kind}")
    print(f"{len(faults)} faults of style")
    return 1 if faults else 0


def files(paths: list[Path]) -> list[Path]:
    """Return the files to check: those below the paths, else everything that is ours."""
    starts = paths or [Path(name) for name in dict.fromkeys((*CODE, *TEXTS))]
    found = {
        path
        for start in starts
        for path in (start.rglob("*") if start.is_dir() else [start])
        if path.suffix in (".py", ".md", ".jinja", ".jinja2")
    }
    return sorted(
        path for path in found if path.is_file() and path.as_posix() not in EXEMPT
    )


def check(path: Path) -> Iterator[Fault]:
    """Yield what breaks the style in a file."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        for number, line in enumerate(text.splitlines(), 1):
            yield from _words(path, number, line)
        return
    tree = ast.parse(text)
    yield from _docstrings(path, tree)
    yield from _names(path, tree)
    yield from _comments(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _words(path, node.lineno, node.value)


def _words(path: Path, line: int, text: str) -> Iterator[Fault]:
    for match in WORDS.finditer(text):
        yield Fault(path.as_posix(), line, "word", " ".join(match[0].split()))


def _comments(path: Path) -> Iterator[Fault]:
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.COMMENT:
                yield from _words(path, token.start[0], token.string)


def _docstrings(path: Path, tree: ast.Module) -> Iterator[Fault]:
    for node in ast.walk(tree):
        if not isinstance(
            node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)
        ):
            continue
        docstring = ast.get_docstring(node)
        if not docstring:
            continue
        first = re.split(r"[^\w`-]", docstring, maxsplit=1)[0]
        line = 1 if isinstance(node, ast.Module) else node.lineno
        if first in NO_NOUNS:
            yield Fault(path.as_posix(), line, "docstring", f"begins with {first}")
        elif (
            isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            and not _is_described(node)
            and first.casefold() not in VERBS
        ):
            yield Fault(path.as_posix(), line, "imperative", f"begins with {first}")


def _is_described(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Return whether a docstring describes a thing: a property, a rule, a command, a test."""
    names = {
        part.id if isinstance(part, ast.Name) else part.attr
        for decorator in node.decorator_list
        for part in ast.walk(decorator)
        if isinstance(part, (ast.Name, ast.Attribute))
    }
    return bool(names & {"property", "cached_property", "rule"})


def _names(path: Path, tree: ast.Module) -> Iterator[Fault]:
    allowed = {
        id(name)
        for node in ast.walk(tree)
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp))
        and node.end_lineno == node.lineno
        for name in ast.walk(node)
    }
    for node in ast.walk(tree):
        name = ""
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            name = node.id
        elif isinstance(node, ast.arg):
            name = node.arg
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            name = node.name
        bare = name.strip("_").lower()
        if bare in NAMES and not (bare == "one" and id(node) in allowed):
            line = getattr(node, "lineno", 1)
            yield Fault(path.as_posix(), line, "name", name)


if __name__ == "__main__":
    sys.exit(main())
