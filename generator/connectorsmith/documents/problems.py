"""The kinds of findings that reading a file makes."""

from __future__ import annotations

from typing import Final

from connectorsmith.diagnostics.catalogue import FindingKind
from connectorsmith.diagnostics.findings import Severity

SYNTAX: Final = FindingKind(
    "CS001",
    "file-has-valid-syntax",
    Severity.BLOCKING,
    """
    The file is valid YAML or JSON.

    Why: nothing can be read from a file that breaks the syntax; paconn and the portal
        refuse it too.
    Fix: Correct the text at the place that is shown; in JSON the usual causes are a
        trailing comma, a missing comma and an unescaped quote.
    See: https://www.rfc-editor.org/rfc/rfc8259
    """,
    # Of the definition and of the apiProperties.
    aliases=("PP001", "PP169"),
)

DUPLICATE_KEY: Final = FindingKind(
    "CS002",
    "mapping-keys-are-unique",
    Severity.ERROR,
    """
    No mapping has the same key twice.

    Why: readers disagree about which of the two counts, so a part of the file is
        silently ignored. In JSON, where published files have them, it is a warning.
    Fix: Remove or rename one of the two.
    See: https://www.rfc-editor.org/rfc/rfc8259#section-4
    """,
)

BYTE_ORDER_MARK: Final = FindingKind(
    "CS003",
    "json-has-no-byte-order-mark",
    Severity.WARNING,
    """
    A JSON file does not begin with a byte order mark.

    Why: JSON does not allow one, and strict readers refuse the file.
    Fix: Save the file as "UTF-8", not "UTF-8 with BOM".
    See: https://www.rfc-editor.org/rfc/rfc8259#section-8.1
    """,
)

ENCODING: Final = FindingKind(
    "CS004",
    "file-is-utf-8",
    Severity.BLOCKING,
    """
    The file is UTF-8.

    Why: bytes in another encoding can only be guessed at. In JSON, where published files
        have them, single bytes are read as cp1252 with a warning.
    Fix: Save the file as UTF-8.
    See: https://www.rfc-editor.org/rfc/rfc8259#section-8.1
    """,
)

LIMIT: Final = FindingKind(
    "CS005",
    "file-is-within-limits",
    Severity.BLOCKING,
    """
    The file stays within the limits of size, depth and number of values.

    Why: no real connector comes near them; a file that does would cost minutes or
        gigabytes, by accident or on purpose.
    Fix: Split the connector, or use fewer YAML aliases inside each other.
    See: faq
    """,
)

NO_FILE: Final = FindingKind(
    "CS006",
    "file-is-readable",
    Severity.BLOCKING,
    """
    The file exists and can be opened.

    Why: a connector is at least its definition.
    Fix: Check the path and the permissions of the file.
    See: certification-submission
    """,
)

KINDS: Final = (SYNTAX, DUPLICATE_KEY, BYTE_ORDER_MARK, ENCODING, LIMIT, NO_FILE)
