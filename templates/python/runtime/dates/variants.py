"""The base class of models with dates, where a discriminator says which model an object is."""

from __future__ import annotations

from ..decode import variants
from . import model


class Model(variants.Model, model.Model):
    """A JSON object with declared properties, among them dates, and with a discriminator.

    It is all that its two base classes are.
    """
