"""connectorsmith: one connector definition in, everything published from it out."""

__version__ = "0.1.0"
