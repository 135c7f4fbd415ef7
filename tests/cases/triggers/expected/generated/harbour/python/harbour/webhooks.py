"""Readers of the events that Harbour posts to a webhook.

    event = webhooks.<trigger>.parse(body)

`parse` takes the body of the request, as bytes, text or decoded JSON. It does not
verify the sender: the definition declares no signature. Use an https callback URL
that cannot be guessed, and check important values with a call of the API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.lazy import lazy
from ._runtime.triggers.webhooks import BatchWebhook, Webhook

if TYPE_CHECKING:
    from . import models
else:
    # Imported when the first event needs a model.
    models = lazy(__package__, "models")


when_ship_arrives: Webhook[models.Ship] = Webhook(
    "WhenShipArrives",
    lambda: models.Ship,
)
"""Tells of each ship that ties up.

Operation WhenShipArrives: POST /hooks/arrivals
"""


when_ships_leave: BatchWebhook[models.Ship] = BatchWebhook(
    "WhenShipsLeave",
    lambda: models.Ship,
)
"""Tells of all ships that left in a minute.

Operation WhenShipsLeave: PUT /watches/departures
"""


when_tide_turns: Webhook[int] = Webhook("WhenTideTurns", lambda: int)
"""Tells the height of the water.

Operation WhenTideTurns: POST /watches/tide
"""
