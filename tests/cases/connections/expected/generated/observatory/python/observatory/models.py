"""What Observatory sends and takes.

Unknown properties of an answer are kept, in `model_extra`; a value outside of a
list of known ones is accepted. A field that an answer left out is None.
"""

from ._runtime.decode.model import Model


class Telescope(Model):
    """The answer of GetTelescope."""

    name: str | None = None
    """What it is called."""
