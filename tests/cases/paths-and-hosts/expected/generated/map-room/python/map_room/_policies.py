"""The policies of Map Room, in the order in which the platform applies them."""

from __future__ import annotations

from ._runtime.policies.draft import Connection
from ._runtime.policies.host import HostUrl
from ._runtime.policies.policies import Policies

POLICIES = Policies(
    (HostUrl((Connection("room"), ".", Connection("region")), base_path="/v1"),)
)
