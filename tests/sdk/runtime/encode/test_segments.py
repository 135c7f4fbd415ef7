"""Values of several segments: whatever they are, they lead to no other path."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from runtime.encode.path import path
from runtime.encode.segments import unescaped, with_slashes
from runtime.encode.text import Csv

VALUES = st.text(alphabet="a./\\%2eEfF5cC;?# ü", max_size=12)
TEMPLATES = ["/x/{v}/y", "/{v}", "/x/.{v}", "/x/{v}.", "/{v}:run"]


@given(VALUES, st.sampled_from(TEMPLATES))
@example("..%2f..", "/x/{v}/y")
@example(".%2e/a", "/{v}")
@example("a/..;b", "/{v}")
def test_an_unescaped_value_stays_on_its_path(value: str, template: str) -> None:
    try:
        target = path(template, {"v": unescaped(value)})
    except ValueError:
        return
    assert not {"?", "#", " ", "\\"} & set(target)
    parts = [part.partition(";")[0] for part in _decoded(target)]
    assert not {".", ".."} & set(parts)


def _decoded(target: str) -> list[str]:
    return unquote(target).replace("\\", "/").split("/")


@given(VALUES, st.sampled_from(TEMPLATES), st.sampled_from(["*", "**", "a/*", "*/**"]))
@example("a/..", "/{v}", "a/*")
@example("../a", "/x/.{v}", "**")
def test_segments_stay_on_their_path(value: str, template: str, pattern: str) -> None:
    try:
        target = path(template, {"v": with_slashes(value, pattern)})
    except ValueError:
        return
    assert not {".", "..", ""} & set(target.split("/")[1:])
    assert value in unquote(target)


@pytest.mark.parametrize(
    ("value", "pattern", "encoded"),
    [
        ("projects/a b", "projects/*", "projects/a%20b"),
        ("projects/1/items/x%y", "projects/*/items/*", "projects/1/items/x%25y"),
        ("a", "**", "a"),
        ("a/b/c", "a/**", "a/b/c"),
        ("a", "a/**", "a"),
        ("a/b", "*/*", "a/b"),
        (7, "*/**", "7"),
    ],
)
def test_segments(value: object, pattern: str, encoded: str) -> None:
    assert with_slashes(value, pattern).encode() == encoded


@pytest.mark.parametrize(
    ("value", "pattern"),
    [("projects", "projects/*"), ("x/1", "projects/*"), ("a/b", "*"), ("b/c", "a/**")],
)
def test_another_form_is_refused(value: str, pattern: str) -> None:
    with pytest.raises(ValueError, match="must have the form"):
        with_slashes(value, pattern).encode()


def test_values_that_are_a_part_of_a_url() -> None:
    assert unescaped("a/b:c@d,e=f").encode() == "a/b:c@d,e=f"
    assert unescaped("a%20b/50%").encode() == "a%20b/50%25"
    assert unescaped("ü?#\\x").encode() == "%C3%BC%3F%23%5Cx"
    assert unescaped(Csv(["a", "b"])).encode() == "a,b"
    assert unescaped(["a/b", "c"]).encode() == "a/b,c"
    with pytest.raises(ValueError, match="None"):
        unescaped(None).encode()
