"""The settings of a client whose connector has policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..auth.secret import Secret
from ..http import settings
from ..http.settings import Target

if TYPE_CHECKING:
    from ..operation import Operation
    from .policies import Policies


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(settings.Settings):
    """Settings with policies, and the connection parameters that these refer to."""

    policies: Policies = field(repr=False)
    """The changes to requests and responses."""
    connection: Mapping[str, str | Secret] = field(
        default_factory=dict[str, "str | Secret"]
    )
    """The connection parameters by their names in the definition."""

    def _check_base_url(self) -> None:
        if self.base_url or not self.policies.choose_host:
            settings.Settings._check_base_url(self)

    def target(self, operation: Operation[Any], headers: Mapping[str, str]) -> Target:
        """Return the request as changed by the policies, and the policies on its response."""
        return self.policies(
            operation,
            self.base_url,
            self.credentials(operation),
            self.connection,
            {**self.headers, **headers},
        )
