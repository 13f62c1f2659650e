"""What a tick of the scheduler costs by itself: with nothing due, and with a long past behind it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from time import perf_counter

import psycopg

from backend.scheduler import jobs
from exercises.gateway import Accepted, Answer, Outgoing, ProviderMessage
from exercises.models import Message
from tests.benchmarks.crowd import NOW, crowd, finished
from tests.benchmarks.harness import Bench
from tests.benchmarks.memory import make_many
from tests.benchmarks.sending import WAITS

MILLION = 1_000_000
THOUSAND = 1_000
TICKS = 100
THREADS = 16
PAST_DAYS = 100
LATEST_MS = 5
DAY = timedelta(days=1)
BEFORE = NOW - timedelta(hours=1)

PROBES = (
    "SELECT 1 FROM exercises_remindersetting WHERE next_at <= %s ORDER BY next_at LIMIT 1",
    "SELECT 1 FROM exercises_reminder WHERE state = 'planned' AND try_at <= %s ORDER BY try_at LIMIT 1",
    "SELECT 1 FROM exercises_message WHERE direction = 'out' AND state = 'absent' AND try_at <= %s"
    " ORDER BY try_at LIMIT 1",
    "SELECT 1 FROM exercises_message WHERE direction = 'out' AND state IN ('written', 'unknown')"
    " AND attempted_at <= %s ORDER BY attempted_at LIMIT 1",
)
"""What a tick asks: slots and reminders that are due, texts to send again, texts to look up."""


class TakingGateway:
    """Takes everything at once, without a network."""

    def send(self, outgoing: Outgoing) -> Answer:
        return Accepted(f"SM{outgoing.message_id.hex}")

    def sent_to(self, number: str, *, since: datetime) -> list[ProviderMessage]:
        return []

    def received_by(self, sender: str, *, since: datetime) -> list[ProviderMessage]:
        return []


def idle_tick(bench: Bench) -> None:
    patients = make_many(bench)
    with ThreadPoolExecutor(THREADS) as pool:
        row = bench.compare(
            f"a tick with nothing due, {patients:,} patients",
            "ms",
            lambda: _milliseconds(lambda: _tick(BEFORE, pool)),
            lambda: _probed(bench.databases.url("many")),
            at_most=3,
        )
    bench.add("the same, by itself", row.value, "ms", at_most=LATEST_MS, gating=False)


def old_rows(bench: Bench) -> None:
    """Both databases live through the same days, so that each tick has as much due as the others."""
    patients, days = bench.size(MILLION // PAST_DAYS), PAST_DAYS
    due = bench.size(THOUSAND)
    bench.databases.made("young", lambda: crowd(patients, due=due))
    bench.databases.made("old", lambda: finished(crowd(patients, due=due, days=40), days=days))
    passed = {"young": 0, "old": 0}
    with ThreadPoolExecutor(THREADS) as pool:

        def tick(name: str) -> float:
            bench.databases.use(name)
            passed[name] += 1
            sent = Message.objects.count()
            milliseconds = _milliseconds(lambda: _tick(NOW + DAY * passed[name], pool), times=1)
            assert Message.objects.count() == sent + due, "not all went"
            return milliseconds

        for name in passed:
            tick(name)  # caches and plans are warm from here on
        bench.compare(
            f"a tick with {patients * days:,} finished rows behind it, {due:,} due",
            "ms",
            lambda: tick("old"),
            lambda: tick("young"),
            at_most=1.2,
            rounds=max(bench.rounds, 4),
        )
    for name in passed:
        bench.databases.drop(name)


def _tick(now: datetime, pool: ThreadPoolExecutor) -> None:
    gateway = TakingGateway()
    jobs.plan(clock=lambda: now)
    jobs.send(clock=lambda: now, gateway=gateway, pool=pool, threads=THREADS, waits=WAITS)
    jobs.settle(clock=lambda: now, gateway=gateway, waits=WAITS, pool=pool)


def _milliseconds(work: Callable[[], object], times: int = TICKS) -> float:
    started = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - started) * 1000 / times


def _probed(url: str) -> float:
    with psycopg.connect(url, autocommit=True) as connection:

        def probe() -> None:
            for statement in PROBES:
                assert connection.execute(statement, (BEFORE,)).fetchone() is None

        return _milliseconds(probe)
