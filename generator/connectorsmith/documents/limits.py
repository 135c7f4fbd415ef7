"""How much one input file may hold. Past a limit there is an error, never a hang."""

from typing import Final

MAX_BYTES: Final = 16 * 1024 * 1024
"""Size of a file. The largest published definition has 1.1 MB."""

MAX_DEPTH: Final = 100
"""Containers in containers, aliases followed. The deepest published definition has 28;
json and jsonschema recurse up to 7 frames per level, and Python allows about 1,000."""

MAX_NODES: Final = 200_000
"""Values in a document, in YAML keys too and every alias as often as it is used.
The largest published definition has 28,000. Each is looked at by some hundred rules:
at the limit a file takes up to ten seconds."""

MAX_REPEATS: Final = 100
"""Duplicate keys that are told one by one."""
