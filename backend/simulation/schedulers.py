"""The schedulers of a simulation, each at the virtual time it is told: one in this process, or several beside it."""

import multiprocessing
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from time import process_time
from typing import Any, Literal, Protocol

from django.conf import settings
from django.db import connection

from backend.scheduler import jobs
from exercises.gateway import Accepted, Answer, Outgoing, ProviderMessage

INSTANT, MINUTE, HOUR = timedelta.resolution, timedelta(minutes=1), timedelta(hours=1)
STATUS, FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
THREADS = jobs.MOST_AT_ONCE // 2
"""As said to the sender: none is needed, and it claims twice as many reminders at once, here the most it may."""
LOOK_S = 0.2
"""How often it is asked whether to stop while the others work."""

Work = Literal["plan", "send"]


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Counts:
    """Of the texts handed over: by the minute since the start, and by the seconds from due to handed over."""

    a_minute: Counter[int] = field(default_factory=Counter)
    late: Counter[float] = field(default_factory=Counter)

    def add(self, other: "Counts") -> None:
        self.a_minute.update(other.a_minute)
        self.late.update(other.late)


@dataclass
class Recorder:
    """A provider that takes every text at once. Keeps counts alone, whatever the number of texts."""

    clock: Clock
    start: datetime
    counts: Counts = field(default_factory=Counts)

    def send(self, outgoing: Outgoing) -> Answer:
        now = self.clock()
        self.counts.a_minute[(now - self.start) // MINUTE] += 1
        if outgoing.due_at is not None:
            self.counts.late[(now - outgoing.due_at).total_seconds()] += 1
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


@dataclass(frozen=True, slots=True)
class Done:
    """So many rows, by so much work of the process itself (s); the most memory (KiB) it had in this virtual hour."""

    rows: int
    own_s: float
    peak: int | None


class Scheduler:
    """Plans what comes due from `start` until `end`, and sends."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self._end = end
        self._clock = Clock(start)
        self._hour: int | None = None
        self._pool = AtOnce()
        self._waits = jobs.Waits(
            lease=timedelta(seconds=settings.CLAIM_LEASE_SECONDS),
            look_up_after=timedelta(seconds=settings.LOOK_UP_AFTER_SECONDS),
            absent_after=timedelta(seconds=settings.ABSENT_AFTER_SECONDS),
        )
        self.provider = Recorder(self._clock, start)

    def do(self, work: Work, now: datetime, stopping: Callable[[], bool]) -> Done:
        self._clock.now = now
        if (hour := (now - self.provider.start) // HOUR) != self._hour:
            self._hour = hour
            forget_peak()
        began = process_time()
        rows = self._plan(stopping) if work == "plan" else self._send(stopping)
        return Done(rows, process_time() - began, peak_memory())

    def _plan(self, stopping: Callable[[], bool]) -> int:
        return jobs.plan(clock=lambda: min(self._clock.now, self._end - INSTANT), stopping=stopping)

    def _send(self, stopping: Callable[[], bool]) -> int:
        return jobs.send(
            clock=self._clock,
            gateway=self.provider,
            pool=self._pool,
            threads=THREADS,
            waits=self._waits,
            stopping=stopping,
        )


class Team(Protocol):
    """Schedulers that work at the same time on one database."""

    def do(self, work: Work, now: datetime, stopping: Callable[[], bool]) -> list[Done]:
        """Returns when nothing of it is left, or, soon, when it is to stop."""

    def counts(self) -> Counts:
        """Of all texts that were handed over."""


@contextmanager
def team(schedulers: int, start: datetime, end: datetime) -> Iterator[Team]:
    """Within it so many schedulers are there: several are processes, forked from this one."""
    if schedulers == 1:
        yield _Alone(Scheduler(start, end))
        return
    connection.close()  # what is forked must not share it
    context = multiprocessing.get_context("fork")
    halt = context.Event()
    pipes, members = [], []
    for _ in range(schedulers):
        ours, theirs = context.Pipe()
        pipes.append(ours)
        member = context.Process(target=_serve, args=(theirs, [*pipes], start, end, halt), daemon=True)
        member.start()
        theirs.close()
        members.append(member)
    try:
        yield _Several(pipes, halt)
    finally:
        halt.set()
        for pipe in pipes:
            pipe.close()
        for member in members:
            member.join()


@dataclass
class _Alone:
    scheduler: Scheduler

    def do(self, work: Work, now: datetime, stopping: Callable[[], bool]) -> list[Done]:
        return [self.scheduler.do(work, now, stopping)]

    def counts(self) -> Counts:
        return self.scheduler.provider.counts


@dataclass
class _Several:
    pipes: list[Connection]
    halt: Event

    def do(self, work: Work, now: datetime, stopping: Callable[[], bool]) -> list[Done]:
        for pipe in self.pipes:
            pipe.send((work, now))
        return [self._answer(pipe, stopping) for pipe in self.pipes]

    def counts(self) -> Counts:
        counts = Counts()
        for pipe in self.pipes:
            pipe.send(None)
            counts.add(pipe.recv())
        return counts

    def _answer(self, pipe: Connection, stopping: Callable[[], bool]) -> Done:
        while not pipe.poll(LOOK_S):
            if stopping():
                self.halt.set()
        try:
            answer = pipe.recv()
        except EOFError:
            raise RuntimeError("A scheduler of the simulation has ended.") from None
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Done)  # noqa: S101 - nothing else is sent
        return answer


def _serve(
    pipe: Connection, not_its_own: list[Connection], start: datetime, end: datetime, halt: Event
) -> None:
    """Works as it is told until the other end is closed, which it has a copy of by the fork.

    Ctrl-C reaches it too; the process it belongs to says what then.
    """
    for other in not_its_own:
        other.close()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)
    scheduler = Scheduler(start, end)
    with suppress(EOFError, BrokenPipeError):
        while True:
            order = pipe.recv()
            try:
                if order is None:
                    pipe.send(scheduler.provider.counts)
                else:
                    work, now = order
                    pipe.send(scheduler.do(work, now, halt.is_set))
            except BrokenPipeError:
                raise
            except Exception as error:
                pipe.send(RuntimeError(f"A scheduler of the simulation failed: {error!r}"))
    connection.close()


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
