"""Both clients behind one face, so that a test says everything once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from types import ModuleType
from typing import Any, TypeVar

T = TypeVar("T")
KEY = "pat-na1-0123456789"


class Driver:
    """Calls the SDK, blocking or awaited, with a client of its own for each call."""

    def __init__(self, sdk: ModuleType, kind: str) -> None:
        self.sdk = sdk
        self.kind = kind

    def __repr__(self) -> str:
        return self.kind

    @property
    def _asynchronous(self) -> bool:
        return self.kind == "async"

    def use(
        self,
        url: str,
        what: Callable[[Any], Any],
        key: str | None = KEY,
        **options: Any,
    ) -> Any:
        """What `what(client)` gives: a value, something to await, or something to iterate."""
        if not self._asynchronous:
            with self.sdk.Client(key, base_url=url, **options) as client:
                given = what(client)
                # A page of a model has an `__iter__` too: iterators only.
                return list(given) if hasattr(given, "__next__") else given

        async def main() -> Any:
            async with self.sdk.AsyncClient(key, base_url=url, **options) as client:
                given = what(client)
                if isinstance(given, Coroutine):
                    return await given
                if hasattr(given, "__anext__"):
                    return [item async for item in given]
                return given

        return asyncio.run(main())

    def call(
        self, url: str, target: str, *args: Any, key: str = KEY, **kwargs: Any
    ) -> Any:
        """The answer of `client.<target>(...)`; of a pager, its first page."""

        def what(client: Any) -> Any:
            given = method(client, target)(*args, **kwargs)
            return given.pages() if hasattr(given, "pages") else given

        answer = self.use(url, what, key)
        return answer[0] if isinstance(answer, list) else answer

    def items(self, pager: Any) -> Any:
        """An iterator over the items of a pager."""
        return pager.__aiter__() if self._asynchronous else iter(pager)


def method(client: Any, target: str) -> Callable[..., Any]:
    """`threads.list` of a client."""
    found = client
    for name in target.split("."):
        found = getattr(found, name)
    return found
