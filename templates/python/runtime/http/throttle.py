"""No more than so many calls in any stretch of time."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass


@dataclass(slots=True)
class Slot:
    """A booked start. It may move later while it is waited for: look again after each sleep."""

    start: float


class Throttle:
    """At most `calls` starts in any window of `seconds`, first come first served.

    One throttle may be shared by threads, tasks and clients: give the same one to every client of
    one connection. Times are those of one monotonic clock, in seconds.
    """

    def __init__(self, calls: int, seconds: float) -> None:
        if calls < 1 or not seconds > 0:
            raise ValueError("a throttle needs calls >= 1 and seconds > 0")
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
                # Nobody is served before those who came first.
                start = max(start, self._slots[-1].start)
            if len(self._slots) >= self.calls:
                start = max(start, self._slots[-self.calls].start + self.seconds)
            slot = Slot(start)
            self._slots.append(slot)
            self._forget(now)
            return slot

    def hold(self, now: float, until: float) -> None:
        """Start nothing before `until`: the server said so. Starts that are booked keep their distances."""
        with self._lock:
            self._not_before = max(self._not_before, until)
            waiting = [slot for slot in self._slots if slot.start > now]
            if waiting and (shift := until - waiting[0].start) > 0:
                for slot in waiting:
                    slot.start += shift

    def _forget(self, now: float) -> None:
        # The last `calls` decide about the next start; before them only those who wait still matter.
        while len(self._slots) > self.calls and self._slots[0].start <= now:
            self._slots.popleft()
