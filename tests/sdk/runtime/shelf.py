"""An invented API of a library, as generated code would have it, and both ways to call it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, TypeVar, Unpack

import httpx2
from pydantic import Field

from runtime.auth.schemes import ApiKey
from runtime.auth.secret import Secret
from runtime.bodies.json import Json
from runtime.dates.model import Model
from runtime.encode.path import path
from runtime.http.client import Response
from runtime.http.downloads import AsyncClient, SyncClient
from runtime.http.flow import Clock
from runtime.http.resource import AsyncResource, Resource
from runtime.http.settings import CallOptions, Settings
from runtime.operation import Operation
from runtime.paging.cursor import Cursor
from runtime.paging.pager import AsyncPager, Pager, async_pager, pager
from runtime.policies.settings import Settings as PolicySettings
from runtime.unset import UNSET, Unset

T = TypeVar("T")

CANARY = "canary-7c1f"


class Book(Model):
    id: str | None = None
    title: str | None = None
    lent_to: str | None = Field(
        default=None, validation_alias="lentTo", serialization_alias="lentTo"
    )


class Problem(Model):
    code: int | None = None
    reason: str | None = None


class NextPage(Model):
    after: str | None = None


class Paging(Model):
    next: NextPage | None = None


class BooksPage(Model):
    results: list[Book] | None = None
    paging: Paging | None = None


def get_book(book_id: str, *, full: bool | Unset = UNSET) -> Operation[Book]:
    return Operation(
        id="GetBook",
        method="GET",
        path=path("/books/{bookId}", {"bookId": book_id}),
        query={"full": full},
        answers={200: Book},
        errors={500: Problem},
    )


def lend_book(book_id: str, *, to: str | Unset | None = UNSET) -> Operation[Book]:
    return Operation(
        id="LendBook",
        method="POST",
        path=path("/books/{bookId}/loans", {"bookId": book_id}),
        body=Json({"lentTo": to}),
        answers={200: Book, 204: None},
    )


def get_books(*, after: str | Unset = UNSET) -> Operation[BooksPage]:
    return Operation(
        id="GetBooks",
        method="GET",
        path="/books",
        query={"after": after},
        answers={200: BooksPage},
        paging=Cursor(
            parameter="after", next=("paging", "next", "after"), items=("results",)
        ),
    )


class Books(Resource):
    def get(self, book_id: str, **options: Unpack[CallOptions]) -> Book:
        return self._call(get_book(book_id), options)

    def list(self, **options: Unpack[CallOptions]) -> Pager[Book, BooksPage]:
        return pager(self._client, get_books(), options)


class AsyncBooks(AsyncResource):
    async def get(self, book_id: str, **options: Unpack[CallOptions]) -> Book:
        return await self._call(get_book(book_id), options)

    def list(self, **options: Unpack[CallOptions]) -> AsyncPager[Book, BooksPage]:
        return async_pager(self._client, get_books(), options)


class Library(SyncClient):
    @cached_property
    def books(self) -> Books:
        return Books(self)


class AsyncLibrary(AsyncClient):
    @cached_property
    def books(self) -> AsyncBooks:
        return AsyncBooks(self)


@dataclass
class Time:
    """A clock that stands still but for the sleeps, which it keeps."""

    now: float = 1000.0
    sleeps: list[float] = field(default_factory=list[float])

    def clock(self) -> Clock:
        return Clock(
            now=lambda: self.now,
            wall=lambda: 1_700_000_000.0 + self.now,
            chance=lambda: 0.0,
            sleep=self.sleep,
            asleep=self.asleep,
        )

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(round(seconds, 6))
        self.now += seconds

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)


def settings(url: str = "http://library.test", **changes: Any) -> Settings:
    made: dict[str, Any] = {
        "base_url": url,
        "auth": ApiKey("header", "X-Api-Key", Secret(CANARY)),
        "clock": Time().clock(),
    }
    kind = PolicySettings if "policies" in changes else Settings
    return kind(**(made | changes))


class World(Protocol):
    """One way to call: blocking or awaited."""

    def send(
        self, settings: Settings, operation: Operation[T], **options: Any
    ) -> Response[T]: ...


class Blocking:
    def send(
        self, settings: Settings, operation: Operation[T], **options: Any
    ) -> Response[T]:
        with Library(settings) as library:
            return library.send(operation, **options)


class Awaited:
    def send(
        self, settings: Settings, operation: Operation[T], **options: Any
    ) -> Response[T]:
        async def main() -> Response[T]:
            async with AsyncLibrary(settings) as library:
                return await library.send(operation, **options)

        return asyncio.run(main())


WORLDS: list[World] = [Blocking(), Awaited()]


def mocked(
    handler: Callable[[httpx2.Request], httpx2.Response], **changes: Any
) -> Library:
    """A blocking client without a network."""
    return Library(settings(**changes), transport=httpx2.MockTransport(handler))
