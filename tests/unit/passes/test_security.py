"""What each operation requires, from the security of a definition and of its operations."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from connectorsmith.ir.connector import SecurityScheme, SecurityUse
from connectorsmith.passes.security import Requirements, Secured, requirements

SCHEMES = (
    SecurityScheme("key", "apiKey", "header", "X-Key"),
    SecurityScheme("basic", "basic"),
    SecurityScheme("odd", "hmac"),
    SecurityScheme("nameless", "apiKey", "header"),
)


def secured(name: str, *alternatives: str, own: bool = True) -> Secured:
    """Return the security of an operation; the schemes of an alternative are separated by spaces."""
    uses = [[SecurityUse(one) for one in each.split()] for each in alternatives]
    return Secured(name, uses, own)


def required(*operations: Secured, has_parameters: bool = False) -> Requirements:
    return requirements(operations, SCHEMES, has_parameters=has_parameters)


@pytest.mark.parametrize(
    ("alternatives", "expected"),
    [
        ([], ()),
        ([""], ()),
        (["key"], (("key",),)),
        (["key basic", "basic"], (("key", "basic"), ("basic",))),
        (["", "key"], ((), ("key",))),
        (["key", "key"], (("key",),)),
        (["odd"], ()),
        (["nameless"], ()),
        (["gone", "key"], (("key",),)),
        (["gone key"], (("key",),)),
    ],
)
def test_requirements_of_known_schemes(
    alternatives: Sequence[str], expected: object
) -> None:
    found = required(secured("One", *alternatives))
    assert (found.default, found.operations) == (expected, {})


def test_operations_that_differ_from_the_definition() -> None:
    found = required(
        secured("Own", "basic"),
        secured("Same", "key"),
        secured("Plain", "key", own=False),
        secured("Open"),
    )
    assert found.default == (("key",),)
    assert found.operations == {"Own": (("basic",),), "Open": ()}


def test_operations_without_a_common_requirement() -> None:
    found = required(secured("A", "basic"), secured("B", "key"))
    assert found.default == ()
    assert found.operations == {"A": (("basic",),), "B": (("key",),)}


def test_connection_parameters_override_the_definition() -> None:
    undeclared = required(secured("A", own=False), has_parameters=True)
    assert (undeclared.default, undeclared.operations) == ((("key",),), {})
    unknown = required(secured("A", "gone"), has_parameters=True)
    assert (unknown.default, unknown.operations) == ((("key",),), {})
    found = required(
        secured("Open"),
        secured("Odd", "gone"),
        secured("Basic", "basic"),
        secured("Plain", "key", own=False),
        has_parameters=True,
    )
    assert found.default == (("key",),)
    assert found.operations == {"Open": (), "Basic": (("basic",),)}


def test_nothing_at_all() -> None:
    assert requirements([], [], has_parameters=False).default == ()
    without = requirements([secured("Open")], [], has_parameters=True)
    assert (without.default, without.operations) == ((), {"Open": ()})
