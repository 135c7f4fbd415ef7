"""Writing TOML: keys and strings of one line."""

from __future__ import annotations

import json
import re

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def key(name: str) -> str:
    """A key, quoted where it has to be."""
    return name if _BARE.match(name) else quoted(name)


def quoted(text: str) -> str:
    """A basic string of any text."""
    # A JSON string without non-ASCII escapes is a TOML basic string, but for DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
