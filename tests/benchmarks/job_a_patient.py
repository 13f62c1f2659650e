"""One APScheduler job a patient, in its own database store: the way that was not taken.

    python -m tests.benchmarks.job_a_patient DATABASE_URL SECONDS JOBS

prints how many jobs a second such a scheduler runs when all of them are due at once.
"""

import os
import pickle
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import count

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from tests.benchmarks.options import ROOT

SECONDS = 6
"""So long a scheduler may run in each round."""

PATIENT = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
"""With its defaults it drops what is a second late."""

_ran = count()
_seen = 0


def remind(patient: str) -> None:
    global _seen
    _seen = next(_ran) + 1


def make_jobs(url: str, jobs: int) -> None:
    """A daily job each, all due a minute ago, written in one statement."""
    scheduler = BackgroundScheduler(timezone="UTC", job_defaults=PATIENT)
    scheduler.start(paused=True)
    due = datetime.now(UTC) - timedelta(minutes=1)
    for number in range(jobs):
        scheduler.add_job(remind, "cron", hour=9, args=(str(number),), id=str(number), next_run_time=due)
    store = _store(url)
    store.start(scheduler, "default")
    rows = [
        {
            "id": job.id,
            "next_run_time": due.timestamp(),
            "job_state": pickle.dumps(job.__getstate__(), pickle.HIGHEST_PROTOCOL),
        }
        for job in scheduler.get_jobs()
    ]
    with store.engine.begin() as connection:
        connection.execute(store.jobs_t.insert(), rows)
    store.shutdown()
    scheduler.shutdown(wait=False)


def rate(url: str, jobs: int, seconds: float) -> float:
    """Jobs run a second, by a process of its own: a scheduler cannot be stopped in the middle of its work."""
    command = [sys.executable, "-m", "tests.benchmarks.job_a_patient", url, str(seconds), str(jobs)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)


def _store(url: str) -> SQLAlchemyJobStore:
    return SQLAlchemyJobStore(url.replace("postgres://", "postgresql+psycopg://"))


def _run(url: str, seconds: float, jobs: int) -> None:
    scheduler = BackgroundScheduler(
        timezone="UTC",
        jobstores={"default": _store(url)},
    )
    scheduler.start(paused=True)
    started = time.perf_counter()
    scheduler.resume()
    while _seen < jobs and time.perf_counter() - started < seconds:
        time.sleep(0.005)
    print(_seen / (time.perf_counter() - started), flush=True)
    os._exit(0)


if __name__ == "__main__":
    # The jobs name this module by its full name, so they count in that one and not in __main__.
    from tests.benchmarks import job_a_patient

    job_a_patient._run(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
