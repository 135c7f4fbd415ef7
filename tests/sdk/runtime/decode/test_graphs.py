"""Models that refer to each other, in long chains and large cycles."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from runtime.decode.depth import with_room
from runtime.decode.misfit import UndecodableError
from runtime.decode.parsing import parse
from runtime.encode.wire import wire
from runtime.testing.example import example

_COUNT = 1_000
"""Models of a graph; pydantic alone fails from about 80 on."""
_DEPTH = 150
"""Levels of a value; a JSON text can have 200."""


def _module(name: str, lines: Iterator[str]) -> Iterator[Any]:
    module: Any = ModuleType(name)
    sys.modules[name] = module
    source = "from datetime import datetime\nfrom typing import Annotated, Any\n"
    source += (
        "from runtime.dates.model import Model\nfrom runtime.decode.model import Wire\n"
    )
    exec(source + "\n".join(lines), module.__dict__)
    yield module
    del sys.modules[name]


def _chain() -> Iterator[str]:
    for n in range(_COUNT):
        yield f"class M{n}(Model):\n    id: str\n    at: datetime | None = None"
        if n + 1 < _COUNT:
            yield f"    next_: Annotated['M{n + 1} | None', Wire('next')] = None"


def _ring() -> Iterator[str]:
    for n in range(_COUNT):
        yield f"class M{n}(Model):\n    id: str\n    at: datetime | None = None"
        for field, step in (("next_", 1), ("far", 31), ("other", 500)):
            kind = f"M{(n + step) % _COUNT}"
            yield f"    {field}: Annotated['{kind} | None', Wire('{field.strip('_')}')] = None"
        yield f"    many: 'list[M{(n + 7) % _COUNT}] | None' = None"
        yield f"    by_name: 'dict[str, M{(n + 9) % _COUNT}] | None' = None"


def _wide() -> Iterator[str]:
    for n in range(1, _COUNT):
        yield f"class M{n}(Model):\n    id: str\n    up: 'M0 | None' = None"
    yield "class M0(Model):\n    id: str\n    at: datetime | None = None"
    yield "    next_: Annotated['M0 | None', Wire('next')] = None"
    for n in range(1, _COUNT):
        yield f"    m{n}: M{n} | None = None"


@pytest.fixture(scope="module", params=[_chain, _ring, _wide])
def models(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A module of models that refer to each other."""
    yield from _module(f"graph{request.param.__name__}", request.param())


def _nested(**last: object) -> dict[str, Any]:
    value: dict[str, Any] = {"id": "0", "at": "2026-01-31T12:00:00Z"} | last
    for n in range(1, _DEPTH):
        value = {"id": str(n), "next": value}
    return value


def _innermost(value: Any) -> Any:
    while value.next_ is not None:
        value = value.next_
    return value


def test_a_graph_of_any_length_is_read_sent_and_printed(models: Any) -> None:
    value = _nested()
    made = parse(json.dumps(value).encode(), models.M0, strict=True)
    assert _innermost(made).at.hour == 12
    assert wire(made) == value
    assert repr(made).startswith("M0(id=")
    assert made.model_dump(mode="json", exclude_unset=True) == value


def test_drift_is_converted_at_any_depth(models: Any) -> None:
    made = parse(json.dumps(_nested(id=7, at="n/a")).encode(), models.M0)
    assert (_innermost(made).id, _innermost(made).at) == ("7", None)
    with pytest.raises(UndecodableError, match="expected a string, got a number"):
        parse(json.dumps(_nested(id=7)).encode(), models.M0, strict=True)


def test_a_model_inside_a_graph_is_made_first(models: Any) -> None:
    inner = models.M7(id="7")
    assert wire(inner) == {"id": "7"}
    with pytest.raises(ValueError, match="id"):
        models.M8(at=None)


def test_an_example_of_a_graph_is_what_strict_reads(models: Any) -> None:
    made = example(models.M0)
    content = json.dumps(wire(made)).encode()
    assert b"null" not in content
    assert parse(content, models.M0, strict=True) == made


def test_lists_and_maps_of_a_graph(models: Any) -> None:
    content = json.dumps({"a": [_nested()]}).encode()
    assert len(parse(content, dict[str, list[models.M0]])["a"]) == 1


def _nest(levels: int) -> int:
    return 0 if levels == 0 else 1 + _nest(levels - 1)


@pytest.fixture
def usual_limit() -> Iterator[int]:
    """Set a recursion limit as Python has it; hypothesis raises that of the process."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(3_000)
    yield 3_000
    sys.setrecursionlimit(before)


def test_a_build_that_needs_more_recursion_gets_it_for_its_time(
    usual_limit: int,
) -> None:
    assert with_room(lambda: _nest(30_000)) == 30_000
    assert sys.getrecursionlimit() == usual_limit
    with pytest.raises(RecursionError):
        with_room(lambda: _nest(10_000_000))
    assert sys.getrecursionlimit() == usual_limit
