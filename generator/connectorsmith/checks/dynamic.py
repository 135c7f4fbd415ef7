"""Dynamic values and schemas that no method of the SDK can fetch."""

from typing import Final

from connectorsmith.diagnostics.catalogue import FindingKind
from connectorsmith.diagnostics.findings import Severity

NO_METHOD: Final = FindingKind(
    "CS026",
    "dynamic-call-has-sdk-method",
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
