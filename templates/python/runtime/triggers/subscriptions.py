"""Subscriptions to webhooks, and the requests that end them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from ..http.client import Response
    from ..operation import Operation


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Subscription(Generic[T]):
    """The result of subscribing to a webhook trigger. It can be pickled; `location` can be stored as text."""

    data: T
    """The body of the response, as the type that the operation declares."""
    # The URL alone may authorize unsubscribing.
    location: str | None = field(default=None, repr=False)
    """The URL whose DELETE ends the subscription; `None` if the server sent none."""


def subscribed(response: Response[T]) -> Subscription[T]:
    """Return the subscription that a response confirms; a DELETE of its `Location` ends it."""
    from .location import located

    return Subscription(response.data, located(response))


def unsubscription(subscription: Subscription[Any] | str) -> Operation[None]:
    """Return the DELETE that ends a subscription. Raises `ValueError` without a location."""
    from ..operation import Operation

    location = subscription if isinstance(subscription, str) else subscription.location
    if not location:
        raise ValueError(
            "the subscription must have a location: call the operation that deletes it instead"
        )
    return Operation(
        id="unsubscribe",
        method="DELETE",
        path="",
        link=location,
        answers={200: None},
    )
