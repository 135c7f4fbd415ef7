"""Rules on icon.png."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.settings.profile import CERTIFIED

_MIN_PIXELS, _MAX_PIXELS = 100, 230
"""Sides of the icon; a smaller or larger icon is reported."""
_MAX_BYTES = 2**20
"""Certification refuses an icon of as many bytes or more."""


@rule(
    "PP230",
    "icon-is-a-png",
    Severity.ERROR,
    on=Kind.ICON,
    profiles=CERTIFIED,
    microsoft="5000.2.1.3",
    bad="""
    {format: JPEG, bytes: 2000}  # <- here
    """,
    good="""
    {format: PNG, width: 160, height: 160, bytes: 2000}
    """,
)
def icon_is_a_png(icon: Node) -> Problems:
    """icon.png is a PNG.

    Why: certification refuses other formats, whatever the file is called.
    Fix: Save icon.png in the format PNG.
    See: certification-submission
    """
    format_ = icon.text("format")
    if format_ != "PNG":
        actual = f"a {format_} file" if format_ else "a file of unknown format"
        yield Problem(f"icon.png must be a PNG, not {actual}.")
    elif not isinstance(icon.get("width"), int):
        yield Problem("icon.png is cut off.", hint="Save icon.png again.")


@rule(
    "PP229",
    "icon-is-a-square-of-100-to-230-pixels",
    Severity.WARNING,
    on=Kind.ICON,
    profiles=CERTIFIED,
    microsoft="5000.2.1.4",
    bad="""
    {format: PNG, width: 160, height: 90, bytes: 2000}  # <- here
    """,
    good="""
    {format: PNG, width: 160, height: 160, bytes: 2000}
    """,
)
def icon_is_a_square_of_100_to_230_pixels(icon: Node) -> Problems:
    """The icon is a square of 100 to 230 pixels.

    Why: it is shown in one size; other shapes are stretched, smaller ones blurred.
    Fix: Scale icon.png to 230 by 230 pixels, with the logo in the inner 160.
    See: certification-submission
    """
    width, height = icon.get("width"), icon.get("height")
    if not isinstance(width, int) or not isinstance(height, int):
        return
    if width != height or not _MIN_PIXELS <= width <= _MAX_PIXELS:
        yield Problem(
            f"icon.png must be a square of {_MIN_PIXELS} to {_MAX_PIXELS} pixels,"
            f" not {width} by {height}."
        )


@rule(
    "PP231",
    "icon-is-below-1-mb",
    Severity.ERROR,
    on=Kind.ICON,
    profiles=CERTIFIED,
    microsoft="5000.2.1.2",
    bad="""
    {format: PNG, width: 160, height: 160, bytes: 1048576}  # <- here
    """,
    good="""
    {format: PNG, width: 160, height: 160, bytes: 1048575}
    """,
)
def icon_is_below_1_mb(icon: Node) -> Problems:
    """The icon has less than 1 MB.

    Why: certification refuses a larger one.
    Fix: Save icon.png with fewer pixels, or compressed.
    See: certification-submission
    """
    size = icon.get("bytes")
    if isinstance(size, int) and size >= _MAX_BYTES:
        yield Problem(
            f"icon.png must have fewer than {_MAX_BYTES:,} bytes, not {size:,}."
        )
