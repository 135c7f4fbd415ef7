"""Limits on one input file. Beyond a limit reading fails with a finding."""

from typing import Final

MAX_BYTES: Final = 16 * 1024 * 1024
"""Size of a file; a larger one is refused. The largest published definition has 1.1 MB."""

MAX_DEPTH: Final = 100
"""Levels of nested containers, aliases included; a deeper file is refused. The deepest
published definition has 28. json and jsonschema use up to 7 stack frames per level, and
Python allows about 1,000."""

MAX_NODES: Final = 200_000
"""Values in a document, YAML keys included; an alias counts each time it is used. A
file with more is refused. The largest published definition has 28,000. About a hundred
rules visit each value, so that a file at the limit takes up to ten seconds."""

MAX_REPEATS: Final = 100
"""Duplicate keys that are reported; the rest are left out."""
