"""The policies of Ferry, in the order in which the platform applies them."""

from __future__ import annotations

from ._runtime.policies.draft import Connection
from ._runtime.policies.headers import SetHeader, SetQuery
from ._runtime.policies.host import HostUrl
from ._runtime.policies.policies import Policies

POLICIES = Policies(
    (
        HostUrl(("https://", Connection("host")), base_path="/v1"),
        SetHeader("Accept-Language", Connection("language")),
        SetQuery("class", Connection("token:class")),
    )
)
