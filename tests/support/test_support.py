"""What the helpers of the tests say when they fail."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support import growth
from support.growth import assert_linear
from support.trees import assert_same


def test_trees_that_differ() -> None:
    expected = {"a": b"1\n", "b": b"one\nsame\n", "c": b"2\n"}
    found = {"b": b"two\nsame\n", "c": b"3\n", "d": b""}
    with pytest.raises(AssertionError) as caught:
        assert_same(expected, found)
    assert str(caught.value).splitlines() == [
        "missing: a",
        "unexpected: d",
        "changed: b",
        "changed: c",
        "--- expected/b",
        "+++ found/b",
        "@@ -1,2 +1,2 @@",
        "-one",
        "+two",
        " same",
    ]
    assert_same(expected, dict(expected))


def test_a_line_end_is_seen() -> None:
    with pytest.raises(AssertionError, match=r"\n-a\n\+a\\r$"):
        assert_same({"a": b"a\n"}, {"a": b"a\r\n"})


@pytest.mark.parametrize(("power", "is_linear"), [(0, True), (1, True), (2, False)])
def test_growth(power: int, is_linear: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(growth.time, "process_time", lambda: now)

    def prepare(size: int) -> Callable[[], object]:
        def work() -> None:
            nonlocal now
            now += size**power

        return work

    if is_linear:
        assert_linear(prepare, 10)
        return
    with pytest.raises(AssertionError, match=r"size 10 takes 100\.000 s"):
        assert_linear(prepare, 10)
