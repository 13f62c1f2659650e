"""Planning and claiming, against bare loops that make the same writes in batches of the same size."""

from collections.abc import Callable
from datetime import timedelta
from time import perf_counter
from uuid import uuid4

import psycopg

from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due
from exercises.models import Reminder
from tests.benchmarks.crowd import NOW, crowd
from tests.benchmarks.harness import Bench

BATCH = 500
PATIENTS = 20_000
LEASE = timedelta(seconds=60)
DAY = timedelta(days=1)

DUE = """
    SELECT s.id, s.clinic_id, s.patient_id, s.times, s.weekdays, s.paused_until, s.next_at, s.next_day, s.next_time,
           p.timezone
    FROM exercises_remindersetting AS s JOIN exercises_patient AS p ON p.id = s.patient_id
    WHERE s.next_at <= %s ORDER BY s.next_at LIMIT %s FOR UPDATE OF s SKIP LOCKED"""
INSERT = """
    INSERT INTO exercises_reminder (
        id, clinic_id, patient_id, setting_id, follows_id, day, at, due_at, state, held, try_at, lane_at,
        claimed_by, tries, first_round, last_round, answered_at, settled_at)
    SELECT gen_random_uuid(), n.clinic, n.patient, n.setting, NULL, n.day, n.at, n.due, 'planned', '', n.due, NULL,
           NULL, 0, NULL, NULL, NULL, NULL
    FROM unnest(%s::uuid[], %s::uuid[], %s::bigint[], %s::date[], %s::time[], %s::timestamptz[])
         AS n (clinic, patient, setting, day, at, due)
    ON CONFLICT DO NOTHING"""
MOVE = """
    UPDATE exercises_remindersetting AS s SET next_at = n.due, next_day = n.day, next_time = n.at
    FROM unnest(%s::bigint[], %s::timestamptz[], %s::date[], %s::time[]) AS n (id, due, day, at)
    WHERE s.id = n.id"""
CLAIM = """
    UPDATE exercises_reminder SET claimed_by = %s, claimed_until = %s, tries = tries + 1
    WHERE id IN (
        SELECT id FROM exercises_reminder WHERE state = 'planned' AND try_at <= %s AND claimed_until IS NULL
        ORDER BY try_at LIMIT %s FOR UPDATE SKIP LOCKED)
    RETURNING id"""


def planning(bench: Bench) -> None:
    bench.databases.made("due", lambda: fill_due(bench))
    bench.compare(
        "planning due reminders",
        "rows/s",
        lambda: _fresh(bench, "due", lambda: _all(_plan)),
        lambda: _fresh(bench, "due", lambda: _bare(bench, _plan_bare)),
        at_least=0.5,
    )


def claiming(bench: Bench) -> None:
    bench.databases.made("planned", lambda: _fill_planned(bench))
    bench.compare(
        "claiming",
        "rows/s",
        lambda: _fresh(bench, "planned", lambda: _all(_claim)),
        lambda: _fresh(bench, "planned", lambda: _bare(bench, _claim_bare)),
        at_least=0.5,
    )


def fill_due(bench: Bench) -> None:
    crowd(bench.size(PATIENTS))


def _fill_planned(bench: Bench) -> None:
    fill_due(bench)
    _all(_plan)


def plan_and_claim(bench: Bench) -> float:
    """Reminders planned and then claimed a second."""
    bench.databases.fresh("due")
    return _rate(lambda: _all(_plan) and _all(_claim))


def _fresh(bench: Bench, name: str, work: Callable[[], int]) -> float:
    bench.databases.fresh(name)
    rate = _rate(work)
    left = Reminder.objects.claimable(NOW).exists()
    assert Reminder.objects.count() == bench.size(PATIENTS) and (name == "due") == left, "not the same work"
    return rate


def _rate(work: Callable[[], int]) -> float:
    started = perf_counter()
    done = work()
    return done / (perf_counter() - started)


def _all(batch: Callable[[], int]) -> int:
    done = 0
    while count := batch():
        done += count
    return done


def _plan() -> int:
    return plan_due(now=NOW, limit=BATCH)


def _claim() -> int:
    return len(claim_due(now=NOW, worker=uuid4(), lease=LEASE, limit=BATCH))


def _bare(bench: Bench, batch: Callable[[psycopg.Connection], int]) -> int:
    with psycopg.connect(bench.databases.url()) as connection:
        return _all(lambda: batch(connection))


def _plan_bare(connection: psycopg.Connection) -> int:
    due = connection.execute(DUE, (NOW, BATCH)).fetchall()
    if due:
        settings, clinics, patients, *_, next_at, next_day, next_time, _ = map(list, zip(*due, strict=True))
        connection.execute(INSERT, (clinics, patients, settings, next_day, next_time, next_at))
        later, day_after = [at + DAY for at in next_at], [day + DAY for day in next_day]
        connection.execute(MOVE, (settings, later, day_after, next_time))
    connection.commit()
    return len(due)


def _claim_bare(connection: psycopg.Connection) -> int:
    claimed = connection.execute(CLAIM, (uuid4(), NOW + LEASE, NOW, BATCH)).fetchall()
    connection.commit()
    return len(claimed)
