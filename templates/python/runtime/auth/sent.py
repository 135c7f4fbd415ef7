"""An attempt with a proof, on its way."""

from __future__ import annotations

from ..http.flow import Attempt, Flow
from ..http.retry import Outcome


def sent(attempt: Attempt) -> Flow[Outcome]:
    """Send an attempt as it is."""
    outcome = yield attempt
    assert outcome is not None, "an attempt is answered with its outcome"
    return outcome
