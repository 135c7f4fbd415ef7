"""The address of an API, from its definition and its policies."""

from __future__ import annotations

import re
from urllib.parse import quote

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.policies import HostPolicy

_HOST = re.compile(r"[\w.-]+(:\d+)?\Z")
_PATH = "/!$&'()*+,;=:@%~"
"""Characters of a path that are not escaped (RFC 3986); `%` keeps escapes of the author."""


def base_url(connector: Connector) -> str:
    """Return the address of the API, without a trailing slash; empty if unknown.

    It is empty if the definition has no host or a placeholder for one, because the client
    then requires `base_url`, and if policies set the host of every operation.
    """
    host = connector.host or ""
    if (
        all_hosts_are_chosen(connector)
        or not _HOST.match(host)
        or not connector.base_path.isprintable()
    ):
        return ""
    return f"{connector.scheme}://{host}{quote(connector.base_path, safe=_PATH)}"


def chooses_host(connector: Connector) -> bool:
    """Return whether a policy sets the host of an operation."""
    return any(isinstance(one, HostPolicy) for one in connector.policies)


def all_hosts_are_chosen(connector: Connector) -> bool:
    """Return whether policies set the host of every operation."""
    hosts = [one for one in connector.policies if isinstance(one, HostPolicy)]
    return bool(connector.operations) and all(
        any(one.covers(operation.id) for one in hosts)
        for operation in connector.operations
    )
