"""Names of the `x-ms-` extensions that are read in several places."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.documents.document import Json

AGENTIC_PROTOCOL = "x-ms-agentic-protocol"
ANNOTATION = "x-ms-api-annotation"
CAPABILITIES = "x-ms-capabilities"
DISCRIMINATOR_VALUE = "x-ms-discriminator-value"
DYNAMIC_LIST = "x-ms-dynamic-list"
DYNAMIC_PROPERTIES = "x-ms-dynamic-properties"
DYNAMIC_SCHEMA = "x-ms-dynamic-schema"
DYNAMIC_TREE = "x-ms-dynamic-tree"
DYNAMIC_VALUES = "x-ms-dynamic-values"
ENUM_VALUES = "x-ms-enum-values"
METADATA = "x-ms-connector-metadata"
MUTABILITY = "x-ms-mutability"
NOTIFICATION = "x-ms-notification"
NOTIFICATION_CONTENT = "x-ms-notification-content"
NOTIFICATION_URL = "x-ms-notification-url"
PAGEABLE = "x-ms-pageable"
PARAMETERIZED_HOST = "x-ms-parameterized-host"
PARAMETER_LOCATION = "x-ms-parameter-location"
PATHS = "x-ms-paths"
POLICY_OPERATIONS = "x-ms-apimTemplate-operationName"
POLICY_SECTION = "x-ms-apimTemplate-policySection"
SKIP_URL_ENCODING = "x-ms-skip-url-encoding"
SUMMARY = "x-ms-summary"
TRIGGER = "x-ms-trigger"
URL_ENCODING = "x-ms-url-encoding"
VISIBILITY = "x-ms-visibility"

OPEN_SCHEMA = (DYNAMIC_SCHEMA, DYNAMIC_PROPERTIES)
"""The extensions for a schema of an object that the API returns at run time."""


def is_internal(value: Mapping[str, Json]) -> bool:
    """Return True if `x-ms-visibility` hides an operation, parameter or schema from makers."""
    return value.get(VISIBILITY) == "internal"


def is_agentic(operation: Mapping[str, Json]) -> bool:
    """Return True if an operation is a server of an agent protocol, such as MCP.

    Its messages are those of the protocol, so they have no schema.
    """
    return AGENTIC_PROTOCOL in operation


def has_open_schema(schema: Mapping[str, Json]) -> bool:
    """Return True if the API returns the schema of an object at run time."""
    return any(key in schema for key in OPEN_SCHEMA)
