"""What the platform does to requests and answers of Ferry, in its order."""

from __future__ import annotations

from ._runtime.policies import Connection, HostUrl, Policies, SetHeader, SetQuery

POLICIES = Policies(
    (
        HostUrl(("https://", Connection("host")), base_path="/v1"),
        SetHeader("Accept-Language", Connection("language")),
        SetQuery("class", Connection("token:class")),
    )
)
