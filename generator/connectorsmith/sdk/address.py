"""Where an API is: what its definition and its policies say of that."""

from __future__ import annotations

import re
from urllib.parse import quote

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.policies import HostPolicy

_HOST = re.compile(r"[\w.-]+(:\d+)?\Z")
_PATH = "/!$&'()*+,;=:@%~"
"""What may stand in a path as it is (RFC 3986), with escapes that are there already."""


def base_url(connector: Connector) -> str:
    """Where every operation is, without a trailing slash.

    Empty where the definition has no host, or a placeholder for one: the client then asks
    for `base_url`. Empty, too, where policies know the host of every operation.
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
    """Whether a policy says where some operation is."""
    return any(isinstance(one, HostPolicy) for one in connector.policies)


def all_hosts_are_chosen(connector: Connector) -> bool:
    """Whether policies say where every operation is."""
    hosts = [one for one in connector.policies if isinstance(one, HostPolicy)]
    return bool(connector.operations) and all(
        any(one.covers(operation.id) for one in hosts)
        for operation in connector.operations
    )
