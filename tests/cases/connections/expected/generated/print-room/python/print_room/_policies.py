"""What the platform does to requests and answers of Print Room, in its order."""

from __future__ import annotations

from ._runtime.policies.draft import Connection
from ._runtime.policies.headers import SetHeader
from ._runtime.policies.policies import Policies

POLICIES = Policies((SetHeader("X-Floor", Connection("floor", "1")),))
