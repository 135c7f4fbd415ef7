"""A client that makes calls, in a process of its own.

    python -m benchmarks.callers SUBJECT BASE_URL

Reads lines `sync|async THREAD CALLS` or `memory THREAD CALLS` from its input. For each it
prints numbers: the seconds of wall clock and of processor time that so many calls took, or
the bytes of memory that as many results hold. An empty line means that it cannot do this.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import time
import tracemalloc
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any

TOKEN = "pat-eu1-00000000-0000-0000-0000-000000000000"

Call = Callable[[str], Any]
"""Fetches a page of a thread, whose id is the number of its messages."""
AsyncCall = Callable[[str], Awaitable[Any]]


def generated(base_url: str) -> tuple[Call, AsyncCall]:
    package = import_module("hubspot_conversations")
    # No throttle: the one of the SDK keeps within HubSpot's rate limit.
    client = package.Client(TOKEN, base_url=base_url, throttle=None)
    aclient = package.AsyncClient(TOKEN, base_url=base_url, throttle=None)
    operation = package.operations.get_message_history_for_a_thread

    def call(thread: str) -> Any:
        return client.send(operation(thread)).data

    async def acall(thread: str) -> Any:
        return (await aclient.send(operation(thread))).data

    return call, acall


def handwritten(base_url: str) -> tuple[Call, AsyncCall]:
    import httpx2

    from benchmarks.handwritten import amessages, messages

    options: Any = {
        "base_url": base_url,
        "headers": {"Authorization": f"Bearer {TOKEN}"},
        "timeout": httpx2.Timeout(30.0, connect=5.0),
    }
    client, aclient = httpx2.Client(**options), httpx2.AsyncClient(**options)
    return lambda t: messages(client, t), lambda t: amessages(aclient, t)


def raw(base_url: str) -> tuple[Call, AsyncCall]:
    import httpx2

    from benchmarks.handwritten import path

    options: Any = {
        "base_url": base_url,
        "headers": {"Authorization": f"Bearer {TOKEN}"},
    }
    client, aclient = httpx2.Client(**options), httpx2.AsyncClient(**options)

    async def acall(thread: str) -> Any:
        return (await aclient.get(path(thread))).raise_for_status().json()

    return lambda t: client.get(path(t)).raise_for_status().json(), acall


def openapi_python_client(base_url: str) -> tuple[Call, AsyncCall]:
    package = "hub_spot_conversations_v2_client"
    operation = import_module(f"{package}.api.default.get_message_history_for_a_thread")
    kind = import_module(package).AuthenticatedClient
    client, aclient = kind(base_url, token=TOKEN), kind(base_url, token=TOKEN)
    return (
        lambda t: operation.sync(t, client=client),
        lambda t: operation.asyncio(t, client=aclient),
    )


def model_generator(base_url: str) -> tuple[Call, AsyncCall]:
    package = import_module("made.client")
    token = f"Bearer {TOKEN}"
    client = package.Client(base_url=base_url, api_key=token).default
    aclient = package.AsyncClient(base_url=base_url, api_key=token).default
    return (
        lambda t: client.get_message_history_for_a_thread(threadId=t),
        lambda t: aclient.get_message_history_for_a_thread(threadId=t),
    )


def openapi_generator(base_url: str) -> tuple[Call, None]:
    package = import_module("openapi_client")
    configuration = package.Configuration(host=base_url)
    configuration.api_key["api_key"] = f"Bearer {TOKEN}"
    api = package.DefaultApi(package.ApiClient(configuration))
    return api.get_message_history_for_a_thread, None


SUBJECTS: dict[str, Callable[[str], tuple[Call, AsyncCall | None]]] = {
    subject.__name__: subject
    for subject in (
        generated,
        handwritten,
        raw,
        openapi_python_client,
        model_generator,
        openapi_generator,
    )
}


async def _acalls(call: AsyncCall, thread: str, calls: int) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    for _ in range(calls):
        await call(thread)
    return time.perf_counter() - clock, time.process_time() - processor


def _calls(call: Call, thread: str, calls: int) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    for _ in range(calls):
        call(thread)
    return time.perf_counter() - clock, time.process_time() - processor


def _memory(call: Call, thread: str, calls: int) -> tuple[float]:
    call(thread)
    gc.collect()
    tracemalloc.start()
    kept = [call(thread) for _ in range(calls)]
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(kept) == calls
    return (held,)


def main() -> None:
    subject, base_url = sys.argv[1:]
    call, acall = SUBJECTS[subject](base_url)
    with asyncio.Runner() as runner:
        for line in sys.stdin:
            what, thread, calls = line.split()
            numbers: tuple[float, ...] = ()
            if what == "memory":
                numbers = _memory(call, thread, int(calls))
            elif what == "sync":
                numbers = _calls(call, thread, int(calls))
            elif acall is not None:
                numbers = runner.run(_acalls(acall, thread, int(calls)))
            print(*numbers, flush=True)


if __name__ == "__main__":
    main()
