"""Settings of hypothesis for all tests: no outcome depends on how busy the machine is."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "connectorsmith", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("connectorsmith")
