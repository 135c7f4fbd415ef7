"""The ends of sentences."""

from __future__ import annotations

import re

from connectorsmith.documents.document import Json
from connectorsmith.lint.fix import Put

_SENTENCE_END = re.compile(r"[A-Za-z0-9\u00c0-\u04ff)]")
_LISTED = re.compile(r"\s*(?:[-*+#|]|\d{1,3}[.)])\s")


def full_stop(value: Json) -> Put | None:
    """Return the fix that adds a full stop after the last word.

    None if a full stop may be wrong: after other punctuation or an address, in a list, and
    in a script with other full stops.
    """
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.rstrip()
    last_line = text[max(text.rfind("\n"), text.rfind("\r")) + 1 :]
    last_word = last_line.split()[-1]
    if (
        not _SENTENCE_END.match(text[-1])
        or "/" in last_word
        or "@" in last_word
        or _LISTED.match(last_line)
    ):
        return None
    return Put(f"{text}.{value[len(text) :]}")
