"""Planning and sending as the scheduler does both, under a virtual clock and with a provider that takes everything.

The clock stands still while a tick's work is done, however long that takes: lateness is what the tick and the
pace of the senders cost, as on a machine that is fast enough. Whether this one is, the throughput tells.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import perf_counter

from django.db.models import Min

from backend.simulation.schedulers import HOUR, Counts, Done, team
from exercises.models import Reminder, ReminderSetting
from exercises.terms import ReminderState

DAY = timedelta(days=1)

Tell = Callable[[datetime, int], None]
"""Hears the virtual time, and how many texts were handed over so far."""


@dataclass
class Stage:
    """`rows` took so many seconds: on the clock, and of the schedulers' own work, the database's not counted."""

    rows: int = 0
    wall_s: float = 0.0
    own_s: float = 0.0

    def run(self, work: Callable[[], list[Done]]) -> list[int | None]:
        """Returns the peak of memory of each scheduler."""
        began = perf_counter()
        done = work()
        self.wall_s += perf_counter() - began
        self.rows += sum(one.rows for one in done)
        self.own_s += sum(one.own_s for one in done)
        return [one.peak for one in done]


@dataclass
class Simulation:
    """From `start` for `days`: plans what comes due until then, and sends until nothing is left.

    `memory` maps each virtual hour with work in it to the most memory (KiB) that a scheduler had in it.
    """

    start: datetime
    days: int
    tick: timedelta
    schedulers: int = 1
    planned: Stage = field(default_factory=Stage)
    sent: Stage = field(default_factory=Stage)
    ticks: int = 0
    memory: dict[int, int | None] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)

    def __post_init__(self) -> None:
        self.end = self.start + self.days * DAY
        # Half a tick after the minute, which is when a tick finds on average what came due with the minute.
        self._now = self.start - self.tick / 2

    def run(self, tell: Tell, stopping: Callable[[], bool] = lambda: False) -> None:
        with team(self.schedulers, self.start, self.end) as schedulers:
            while not stopping() and (at := self._next_due()) is not None:
                self._now += max(1, -((self._now - at) // self.tick)) * self.tick
                self.planned.run(lambda: schedulers.do("plan", self._now, stopping))
                peaks = self.sent.run(lambda: schedulers.do("send", self._now, stopping))
                self.ticks += 1
                self.memory[(self._now - self.start) // HOUR] = max(
                    (peak for peak in peaks if peak is not None), default=None
                )
                tell(self._now, self.sent.rows)
            self.counts = schedulers.counts()

    def _next_due(self) -> datetime | None:
        """When something is next to be planned before the end, or to be sent. Two looks at an index."""
        slots = ReminderSetting.objects.filter(next_at__lt=self.end).aggregate(at=Min("next_at"))
        waiting = Reminder.objects.filter(state=ReminderState.PLANNED).aggregate(at=Min("try_at"))
        return min((found["at"] for found in (slots, waiting) if found["at"]), default=None)

    @property
    def ended_at(self) -> datetime:
        """The virtual time of the last tick."""
        return self._now
