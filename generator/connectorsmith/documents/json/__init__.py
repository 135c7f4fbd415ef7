"""A JSON reader that records positions and does not recurse."""
