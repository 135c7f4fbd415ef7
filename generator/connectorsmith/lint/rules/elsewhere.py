"""Documentation of the findings that loading and conformance make."""

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.rule import documented

documented(
    "CS001",
    "file-is-valid",
    Severity.BLOCKING,
    """
    The file is valid YAML or JSON.

    Why: nothing can be read from a file that breaks the syntax; paconn and the portal
        refuse it too.
    Mend: Correct the text at the place that is shown; in JSON the usual causes are a
        trailing comma, a missing comma and an unescaped quote.
    See: https://www.rfc-editor.org/rfc/rfc8259
    """,
    # Of the definition and of the apiProperties.
    aliases=("PP001", "PP169"),
)
documented(
    "CS002",
    "keys-are-unique",
    Severity.ERROR,
    """
    No mapping has the same key twice.

    Why: readers disagree about which of the two counts, so a part of the file is
        silently ignored. In JSON, where published files have them, it is a warning.
    Mend: Remove or rename one of the two.
    See: https://www.rfc-editor.org/rfc/rfc8259#section-4
    """,
)
documented(
    "CS003",
    "no-byte-order-mark",
    Severity.WARNING,
    """
    A JSON file does not begin with a byte order mark.

    Why: JSON does not allow one, and strict readers refuse the file.
    Mend: Save the file as "UTF-8", not "UTF-8 with BOM".
    See: https://www.rfc-editor.org/rfc/rfc8259#section-8.1
    """,
)
documented(
    "CS004",
    "file-is-utf-8",
    Severity.BLOCKING,
    """
    The file is UTF-8.

    Why: bytes in another encoding can only be guessed at. In JSON, where published files
        have them, single bytes are read as cp1252 with a warning.
    Mend: Save the file as UTF-8.
    See: https://www.rfc-editor.org/rfc/rfc8259#section-8.1
    """,
)
documented(
    "CS005",
    "file-is-within-limits",
    Severity.BLOCKING,
    """
    The file stays within the limits of size, depth and number of values.

    Why: no real connector comes near them; a file that does would cost minutes or
        gigabytes, by accident or on purpose.
    Mend: Split the connector, or use fewer YAML aliases inside each other.
    See: faq
    """,
)
documented(
    "CS006",
    "file-can-be-read",
    Severity.BLOCKING,
    """
    The file exists and can be opened.

    Why: a connector is at least its definition.
    Mend: Check the path and the permissions of the file.
    See: certification-submission
    """,
)
documented(
    "CS010",
    "settings-are-valid",
    Severity.BLOCKING,
    """
    connector.toml says only what is known, of things that the definition has.

    Why: a hint that is misspelt, or that names an operation that is gone, would silently
        do nothing, and a user of the SDK would find out.
    Mend: Correct the key or the name, or remove the hint.
    See: openapi-extensions
    """,
)
documented(
    "CS011",
    "markdown-is-a-readme-part",
    Severity.WARNING,
    """
    Each Markdown file of a connector is a part of its readme.

    Why: other files are left out of everything that is generated.
    Mend: Give the file the name of a part, or move it out of the folder.
    See: certification-submission
    """,
)
documented(
    "CS012",
    "paging-is-declared",
    Severity.INFO,
    """
    Lists that come in pages say how the pages follow each other.

    Why: without it the SDK gets the first page alone. The definition seems to show the way,
        but names can mislead, so nothing is turned on by itself.
    Mend: Copy the lines into connector.toml if they are true of the API.
    See: openapi-extensions
    """,
)
documented(
    "CS013",
    "ignore-is-used",
    Severity.WARNING,
    """
    An ignore in connector.toml matches a finding.

    Why: one that matches nothing is misspelt, or what it accepted is mended; left there, it
        would hide the next one.
    Mend: Remove the line, or correct its rule or its place.
    See: certification-submission
    """,
)
documented(
    "CS026",
    "dynamic-call-has-a-method",
    Severity.WARNING,
    """
    The SDK can ask for all dynamic values and schemas.

    Why: a file picker and the like are the platform's own; and a call that lacks its
        operation or an argument can be made by nobody.
    Mend: Name an operation that exists, and parameters that it takes; a file picker may stay,
        but users of the SDK have to know the values.
    See: openapi-extensions
    """,
)

documented(
    "PP238",
    "settings-json-is-valid",
    Severity.WARNING,
    """
    settings.json has the keys that paconn reads, with values that it takes.

    Why: paconn ignores a key that is misspelt and then asks, or takes another file.
    Mend: Correct the key or the value.
    See: paconn-cli
    """,
)
documented(
    "MS300",
    "api-properties-is-valid",
    Severity.ERROR,
    """
    apiProperties.json keeps to its format.

    Why: the platform reads each value as one type and refuses others. A key that it does not
        know is silently without effect, which is a warning.
    Mend: Correct the key or the value.
    See: connection-parameters
    """,
)
