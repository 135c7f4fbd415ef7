"""The policies of Print Room, in the order in which the platform applies them."""

from __future__ import annotations

from ._runtime.policies.draft import Connection
from ._runtime.policies.headers import SetHeader
from ._runtime.policies.policies import Policies

POLICIES = Policies((SetHeader("X-Floor", Connection("floor", "1")),))
