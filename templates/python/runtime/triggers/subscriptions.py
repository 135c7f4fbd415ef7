"""Subscriptions to webhooks, and the way to end one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from ..http.client import Response
    from ..operation import Operation


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Subscription(Generic[T]):
    """What a webhook trigger answers. It can be pickled, and `location` kept as text."""

    data: T
    """The body of the answer, as the type that the operation declares."""
    # It may be all that is needed to unsubscribe.
    location: str | None = field(default=None, repr=False)
    """The URL whose DELETE ends the subscription; `None` where the server named none."""


def subscribed(response: Response[T]) -> Subscription[T]:
    """The subscription that an answer is about: its `Location` is where it can be ended."""
    from .location import located

    return Subscription(response.data, located(response))


def unsubscription(subscription: Subscription[Any] | str) -> Operation[None]:
    """The DELETE that ends a subscription. Raises `ValueError` where it has no location."""
    from ..operation import Operation

    location = subscription if isinstance(subscription, str) else subscription.location
    if not location:
        raise ValueError(
            "the server named no location to unsubscribe at: call the operation that deletes the subscription"
        )
    return Operation(
        id="unsubscribe",
        method="DELETE",
        path="",
        link=location,
        answers={200: None},
    )
