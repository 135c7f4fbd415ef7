"""`Client` and `AsyncClient` have the same methods, signatures and first lines."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from surfaces import surface

HUBSPOT = Path(__file__).parents[3] / "generated/hubspot-conversations-v2/python"


@pytest.fixture
def hubspot() -> Iterator[Any]:
    before = {name for name in sys.modules if name.startswith("hubspot_conversations")}
    if before:
        # Another test has it installed; its modules are of the same sources.
        yield importlib.import_module("hubspot_conversations")
        return
    sys.path.insert(0, str(HUBSPOT))
    try:
        yield importlib.import_module("hubspot_conversations")
    finally:
        sys.path.remove(str(HUBSPOT))
        for name in [one for one in sys.modules if one.startswith("hubspot_conv")]:
            del sys.modules[name]


def test_of_groups(hubspot: Any) -> None:
    blocking, awaited = surface(hubspot.Client), surface(hubspot.AsyncClient)
    assert {"threads.list", "messages.send", "with_options", "aclose"} <= set(blocking)
    assert blocking == awaited


def test_of_a_client_without_groups(sdk: Any) -> None:
    blocking, awaited = surface(sdk.Client), surface(sdk.AsyncClient)
    assert {"add_item", "set_picture", "send", "aclose"} <= set(blocking)
    # No operation gives a file.
    assert "stream" not in blocking
    assert blocking == awaited
