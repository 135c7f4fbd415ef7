"""The step of a flow that sends an attempt."""

from __future__ import annotations

from ..http.flow import Attempt, Flow
from ..http.retry import Outcome


def sent(attempt: Attempt) -> Flow[Outcome]:
    """Send an attempt unchanged, and return its outcome."""
    outcome = yield attempt
    assert outcome is not None, "a flow must be sent the outcome of its attempt"
    return outcome
