"""A limit on the number of calls in a period of time."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass


@dataclass(slots=True)
class Slot:
    """A booked start time. It can move later during the wait: check it again after each sleep."""

    start: float


class Throttle:
    """A limit of `calls` starts in any window of `seconds`, first come first served.

    A throttle may be shared by threads, tasks and clients: pass the same one to all clients of one
    connection. Times are in seconds of one monotonic clock.
    """

    def __init__(self, calls: int, seconds: float) -> None:
        if calls < 1 or not seconds > 0:
            raise ValueError("calls must be 1 or more, and seconds more than 0")
        self.calls = calls
        self.seconds = seconds
        self._slots: deque[Slot] = deque()
        self._not_before = float("-inf")
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Throttle(calls={self.calls}, seconds={self.seconds})"

    def reserve(self, now: float) -> Slot:
        """Book the next free start, `now` or later."""
        with self._lock:
            start = max(now, self._not_before)
            if self._slots:
                # First come, first served.
                start = max(start, self._slots[-1].start)
            if len(self._slots) >= self.calls:
                start = max(start, self._slots[-self.calls].start + self.seconds)
            slot = Slot(start)
            self._slots.append(slot)
            self._forget(now)
            return slot

    def hold(self, now: float, until: float) -> None:
        """Move all starts to `until` or later, as the server asked. Booked starts keep their distances."""
        with self._lock:
            self._not_before = max(self._not_before, until)
            waiting = [slot for slot in self._slots if slot.start > now]
            if waiting and (shift := until - waiting[0].start) > 0:
                for slot in waiting:
                    slot.start += shift

    def _forget(self, now: float) -> None:
        # The last `calls` slots decide on the next start; of older slots only the waiting ones matter.
        while len(self._slots) > self.calls and self._slots[0].start <= now:
            self._slots.popleft()
