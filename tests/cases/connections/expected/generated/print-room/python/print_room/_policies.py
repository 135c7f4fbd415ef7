"""What the platform does to requests and answers of Print Room, in its order."""

from __future__ import annotations

from ._runtime.policies import Connection, Policies, SetHeader

POLICIES = Policies((SetHeader("X-Floor", Connection("floor", "1")),))
