"""Keys and strings as TOML, on one line."""

from __future__ import annotations

import json
import re

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def key(name: str) -> str:
    """Return a key, in quotes if it needs them."""
    return name if _BARE.match(name) else quoted(name)


def quoted(text: str) -> str:
    """Return a text as a basic string."""
    # A JSON string is a TOML basic string, except that TOML does not allow a raw DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
