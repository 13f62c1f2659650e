"""Planning and sending as the scheduler does both, under a virtual clock and with a provider that takes everything.

The clock stands still while a tick's work is done, however long that takes: lateness is what the tick and the
pace of the senders cost, as on a machine that is fast enough. Whether this one is, the throughput tells.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from django.conf import settings
from django.db.models import Min

from backend.scheduler import jobs
from exercises.gateway import Accepted, Answer, Outgoing, ProviderMessage
from exercises.models import Reminder, ReminderSetting
from exercises.terms import ReminderState

INSTANT, MINUTE, HOUR, DAY = timedelta.resolution, timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STATUS, FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
THREADS = jobs.MOST_AT_ONCE // 2
"""As said to the sender: none is needed, and it claims twice as many reminders at once, here the most it may."""

Tell = Callable[[datetime, int], None]
"""Hears the virtual time, and how many texts were handed over so far."""


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Recorder:
    """A provider that takes every text at once. Keeps counts alone, whatever the number of texts.

    `a_minute` counts them by the minute since `start`, `late` by the seconds from due to handed over.
    """

    clock: Clock
    start: datetime
    a_minute: list[int] = field(default_factory=list)
    late: Counter[float] = field(default_factory=Counter)

    def send(self, outgoing: Outgoing) -> Answer:
        now = self.clock()
        minute = (now - self.start) // MINUTE
        while len(self.a_minute) <= minute:
            self.a_minute.append(0)
        self.a_minute[minute] += 1
        if outgoing.due_at is not None:
            self.late[(now - outgoing.due_at).total_seconds()] += 1
        return Accepted(f"SM{outgoing.message_id.hex}")

    def sent_to(self, number: str, *, since: datetime) -> list[ProviderMessage]:
        return []

    def received_by(self, sender: str, *, since: datetime) -> list[ProviderMessage]:
        return []


class AtOnce(Executor):
    """Calls in the thread that asks: threads are for waiting, and this provider does not make anyone wait."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@dataclass
class Stage:
    """`rows` took so many seconds: on the clock, and of this process's own work, the database's not counted."""

    rows: int = 0
    wall_s: float = 0.0
    own_s: float = 0.0

    def run(self, work: Callable[[], int]) -> None:
        wall, own = perf_counter(), process_time()
        self.rows += work()
        self.wall_s += perf_counter() - wall
        self.own_s += process_time() - own


@dataclass
class Simulation:
    """From `start` for `days`: plans what comes due until then, and sends until nothing is left.

    `memory` maps each virtual hour with work in it to the most memory (KiB) that the process had in it.
    """

    start: datetime
    days: int
    tick: timedelta
    planned: Stage = field(default_factory=Stage)
    sent: Stage = field(default_factory=Stage)
    ticks: int = 0
    memory: dict[int, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.end = self.start + self.days * DAY
        # Half a tick after the minute, which is when a tick finds on average what came due with the minute.
        self._clock = Clock(self.start - self.tick / 2)
        self.provider = Recorder(self._clock, self.start)
        self._pool = AtOnce()
        self._waits = jobs.Waits(
            lease=timedelta(seconds=settings.CLAIM_LEASE_SECONDS),
            look_up_after=timedelta(seconds=settings.LOOK_UP_AFTER_SECONDS),
            absent_after=timedelta(seconds=settings.ABSENT_AFTER_SECONDS),
        )

    def run(self, tell: Tell, stopping: Callable[[], bool] = lambda: False) -> None:
        while not stopping() and (at := self._next_due()) is not None:
            last = self._clock.now
            self._clock.now += max(1, -((last - at) // self.tick)) * self.tick
            if self._hour() not in self.memory:
                forget_peak()
            self.planned.run(lambda: self._plan(stopping))
            self.sent.run(lambda: self._send(stopping))
            self.ticks += 1
            self.memory[self._hour()] = peak_memory()
            tell(self._clock.now, self.sent.rows)

    def _hour(self) -> int:
        return (self._clock.now - self.start) // HOUR

    def _next_due(self) -> datetime | None:
        """When something is next to be planned before the end, or to be sent. Two looks at an index."""
        slots = ReminderSetting.objects.filter(next_at__lt=self.end).aggregate(at=Min("next_at"))
        waiting = Reminder.objects.filter(state__in=[ReminderState.PLANNED, ReminderState.CLAIMED]).aggregate(
            at=Min("try_at")
        )
        return min((found["at"] for found in (slots, waiting) if found["at"]), default=None)

    def _plan(self, stopping: Callable[[], bool]) -> int:
        return jobs.plan(clock=lambda: min(self._clock.now, self.end - INSTANT), stopping=stopping)

    def _send(self, stopping: Callable[[], bool]) -> int:
        return jobs.send(
            clock=self._clock,
            gateway=self.provider,
            pool=self._pool,
            threads=THREADS,
            waits=self._waits,
            stopping=stopping,
        )

    @property
    def ended_at(self) -> datetime:
        """The virtual time of the last tick."""
        return self._clock.now


def peak_memory() -> int | None:
    """The most memory this process had since `forget_peak`, in KiB; None where the system does not tell."""
    if not STATUS.exists():
        return None
    found = [line.split()[1] for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(found[0]) if found else None


def forget_peak() -> None:
    """From here on the peak counts anew. Where that is not allowed it goes on counting from the process's start."""
    with suppress(OSError):
        FORGET.write_text("5")
