"""The forms in which a server can repeat a secret. Imported for a message that is masked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote, quote_plus


def masked(text: str, secrets: Iterable[str]) -> str:
    """Return the text with `***` for each secret, in any form."""
    forms = {form for secret in secrets for form in _forms(secret)}
    # The longest first: one may be a part of another. Percent-encoding is in either case.
    pattern = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.sub(pattern, "***", text, flags=re.IGNORECASE)


def _forms(value: str) -> Iterator[str]:
    """Yield a secret as it is, and as it is written in JSON, URLs, HTML and Python."""
    yield value
    # A message is on one line.
    yield " ".join(value.split())
    for text in (value, *_in_json(value)):
        yield from _in_json(text)
    yield from (quote(value, safe=""), quote(value), quote_plus(value))
    yield escape(value)
    yield escape(value, quote=False)
    yield repr(value)[1:-1]


def _in_json(value: str) -> tuple[str, ...]:
    plain = json.dumps(value, ensure_ascii=False)[1:-1]
    ascii_only = json.dumps(value)[1:-1]
    # Some libraries escape slashes, too.
    return plain, ascii_only, ascii_only.replace("/", "\\/")
