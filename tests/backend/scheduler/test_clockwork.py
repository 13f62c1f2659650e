"""How the jobs stand on APScheduler, and what becomes of one that fails."""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from backend import clock
from backend.scheduler import clockwork, jobs
from backend.scheduler.clockwork import Clockwork
from exercises.models import Heartbeat
from tests.fakes import RecordingGateway
from tests.standin import eventually

SECRET = "Key (their_number)=(+16045550142), body DONE 3"


@pytest.fixture
def added(settings: Any) -> dict[str, Any]:
    """The jobs as they stand on a scheduler that was started and paused."""
    settings.SCHEDULER_TICK_SECONDS, settings.COLLECT_SECONDS = 7, 70
    made = Clockwork(RecordingGateway(clock.now))
    made._add_jobs()
    made._scheduler.start(paused=True)
    found = {job.id: job for job in made._scheduler.get_jobs()}
    made._scheduler.shutdown(wait=False)
    return found


def test_every_job_runs_at_once_and_then_at_its_own_pace(added: dict[str, Any]) -> None:
    paces = {name: job.trigger.interval for name, job in added.items()}
    tick, collect = timedelta(seconds=7), timedelta(seconds=70)
    assert paces == {
        "plan": tick,
        "send": tick,
        "answer": tick,
        "tell": tick,
        "notify": tick,
        "heartbeat": tick,
        "settle": tick,
        "collect": collect,
        "mend": clockwork.MEND_EVERY,
        "watch": clockwork.WATCH_EVERY,
    }
    assert all(job.next_run_time <= clock.now() for job in added.values())


def test_no_run_is_dropped_doubled_or_made_up_for(added: dict[str, Any]) -> None:
    kept = {(job.coalesce, job.max_instances, job.misfire_grace_time) for job in added.values()}
    assert kept == {(True, 1, None)}


def running(job: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> tuple[Clockwork, threading.Thread]:
    """A clockwork whose heartbeat is `job`, every tenth of a second, running on a thread of its own."""
    monkeypatch.setattr(clockwork.signal, "signal", lambda *_: None)  # only a main thread may take signals
    monkeypatch.setattr(Clockwork, "_add_jobs", lambda self: self._every(0.1, job, "heartbeat"))
    made = Clockwork(RecordingGateway(clock.now))
    thread = threading.Thread(target=made.run, daemon=True)
    thread.start()
    return made, thread


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_is_logged_without_the_row_and_runs_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    settings.DEBUG = False
    runs: list[datetime] = []

    def fail_once() -> None:
        runs.append(clock.now())
        if len(runs) == 1:
            raise DatabaseError(SECRET)
        jobs.heartbeat(clock=clock.now)

    made, thread = running(fail_once, monkeypatch)
    try:
        eventually(lambda: len(runs) >= 3)
        eventually(Heartbeat.objects.exists)
    finally:
        made._stopping.set()
        thread.join(10)
    assert not thread.is_alive()
    [failed] = [record for record in caplog.records if "job_failed" in record.getMessage()]
    assert "DatabaseError" in failed.getMessage()
    assert failed.exc_info is None
    assert "+1604" not in caplog.text
    assert "DONE" not in caplog.text


def test_a_job_that_takes_longer_than_its_pace_never_runs_beside_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside, most, runs = 0, 0, 0

    def take_long() -> None:
        nonlocal inside, most, runs
        inside, runs = inside + 1, runs + 1
        most = max(most, inside)
        time.sleep(0.35)
        inside -= 1

    made, thread = running(take_long, monkeypatch)
    eventually(lambda: runs >= 3)
    made._stopping.set()
    thread.join(10)
    assert most == 1


def test_told_to_stop_it_waits_for_the_calls_that_are_out(monkeypatch: pytest.MonkeyPatch) -> None:
    began, done = threading.Event(), threading.Event()

    def call() -> None:
        began.set()
        time.sleep(0.5)
        done.set()

    made, thread = running(call, monkeypatch)
    assert began.wait(10)
    made._stopping.set()
    thread.join(10)
    assert done.is_set()
    assert not thread.is_alive()
