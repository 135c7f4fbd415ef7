from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from runtime.lazy import lazy

TEMPLATES = Path(__file__).parents[3] / "templates" / "python"


def imported(code: str, path: Path = TEMPLATES) -> set[str]:
    """The modules that a fresh interpreter has after some code."""
    program = (
        f"import sys; sys.path.insert(0, {str(path)!r})\n{code}\nprint(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "name",
    """
        unset lazy errors operation auth.schemes auth.arguments encode.path bodies.json
        bodies.form bodies.multipart bodies.raw bodies.files encode.listed encode.lists
        paging.cursor paging.link paging.counted dates.alone
    """.split(),
)
def test_what_does_not_send_needs_no_library(name: str) -> None:
    modules = imported(f"import runtime.{name}")
    assert not {"httpx2", "pydantic"} & modules


def test_a_module_is_imported_when_it_is_used(tmp_path: Path) -> None:
    package = tmp_path / "parcel"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from runtime.lazy import lazy\nmodels = lazy(__package__, 'heavy')\n"
    )
    (package / "heavy.py").write_text("class Thing: pass\n")
    start = f"sys.path.insert(0, {str(tmp_path)!r})\nimport parcel\n"
    assert "parcel.heavy" not in imported(start)
    assert "parcel.heavy" in imported(start + "assert parcel.models.Thing.__name__")
    assert "parcel.heavy" in imported(start + "assert 'Thing' in dir(parcel.models)")


def test_a_module_of_no_package() -> None:
    with pytest.raises(ImportError, match=r"outside of its package"):
        lazy(None, "models")


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match=r"nothing_like_this"):
        _ = lazy("runtime", "unset").nothing_like_this
