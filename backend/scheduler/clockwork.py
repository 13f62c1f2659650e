"""Puts the jobs on APScheduler. Any number of these processes may run; they share work through the database."""

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from django.conf import settings
from django.db import close_old_connections, connection

from backend import clock, metrics
from backend.pictures.addresses import picture_link
from backend.scheduler import jobs
from backend.wiring import answered_by_provider, link_maker, mailer
from exercises.gateway import SmsGateway

log = structlog.get_logger(__name__)

VITAL = ("plan", "send", "answer", "notify")
WATCH_EVERY = timedelta(minutes=10)
MEND_EVERY = timedelta(minutes=1)
ANSWER_THREADS = 4
LOOK_UP_THREADS = 8
LAST_GRACE_SECONDS = 4.0
"""On SIGTERM running calls may take so long; what is still out then is settled as unknown by the next one."""


class Clockwork:
    """The scheduler process. `run` returns on SIGTERM or SIGINT."""

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway
        self._stopping = threading.Event()
        self._running = 0
        self._failing: set[str] = set()
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(settings.SEND_THREADS, thread_name_prefix="send")
        # Of their own, so that an answer waits behind no reminder and a look-up holds no text up.
        self._answering = ThreadPoolExecutor(ANSWER_THREADS, thread_name_prefix="answer")
        self._asking = ThreadPoolExecutor(LOOK_UP_THREADS, thread_name_prefix="look-up")
        self._waits = jobs.Waits(
            lease=timedelta(seconds=settings.CLAIM_LEASE_SECONDS),
            look_up_after=timedelta(seconds=settings.LOOK_UP_AFTER_SECONDS),
            absent_after=timedelta(seconds=settings.ABSENT_AFTER_SECONDS),
        )
        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def run(self) -> None:
        for which in (signal.SIGTERM, signal.SIGINT):
            signal.signal(which, lambda *_: self._stopping.set())
        metrics.serve()
        self._add_jobs()
        self._scheduler.start()
        log.info("scheduler_started", tick_seconds=settings.SCHEDULER_TICK_SECONDS)
        self._stopping.wait()
        self._stop()

    def _add_jobs(self) -> None:
        tick = settings.SCHEDULER_TICK_SECONDS
        every = timedelta(seconds=settings.COLLECT_SECONDS)
        self._every(tick, lambda: jobs.plan(clock=clock.now, stopping=self._stopping.is_set), "plan")
        self._every(tick, self._send, "send")
        self._every(tick, self._answer, "answer")
        self._every(tick, self._tell, "tell")
        self._every(tick, lambda: jobs.notify(clock=clock.now, mailer=mailer()), "notify")
        self._every(tick, self._beat, "heartbeat")
        self._every(tick, self._settle, "settle")
        self._every(every.total_seconds(), lambda: self._collect(every), "collect")
        self._every(MEND_EVERY.total_seconds(), self._mend, "mend")
        self._every(WATCH_EVERY.total_seconds(), lambda: jobs.watch(clock=clock.now), "watch")

    def _beat(self) -> None:
        """Alive is who can plan and send: while either fails, nothing beats."""
        if not self._failing:
            jobs.heartbeat(clock=clock.now)

    def _send(self) -> int:
        return jobs.send(
            clock=clock.now,
            gateway=self._gateway,
            pool=self._pool,
            threads=settings.SEND_THREADS,
            waits=self._waits,
            links=link_maker(),
            stopping=self._stopping.is_set,
        )

    def _answer(self) -> int:
        return jobs.answer(clock=clock.now, gateway=self._gateway, pool=self._answering)

    def _tell(self) -> int:
        return jobs.tell(clock=clock.now, gateway=self._gateway, pool=self._answering)

    def _settle(self) -> int:
        return jobs.settle(clock=clock.now, gateway=self._gateway, waits=self._waits, pool=self._asking)

    def _collect(self, every: timedelta) -> int:
        return jobs.collect(
            clock=clock.now,
            gateway=self._gateway,
            answered_by_provider=answered_by_provider,
            picture_link=lambda picture: picture_link(settings.PUBLIC_URL, picture, now=clock.now()),
            every=every / 2,  # a little more than half of it may have passed when another process asks
            pool=self._asking,
        )

    def _mend(self) -> int:
        return jobs.mend(clock=clock.now, waits=self._waits)

    def _every(self, seconds: float, job: Callable[[], object], name: str) -> None:
        self._scheduler.add_job(
            self._guarded, "interval", seconds=seconds, args=(job, name), id=name, next_run_time=clock.now()
        )

    def _guarded(self, job: Callable[[], object], name: str) -> None:
        """Runs the job; what goes wrong is logged and never stops the next run."""
        if self._stopping.is_set():
            return
        with self._lock:
            self._running += 1
        try:
            close_old_connections()
            done = job()
            self._failing.discard(name)
            if done:
                log.info("job_done", job=name, count=done)
        except Exception as error:
            # The message of a database error may quote a row: the name of the error is enough.
            if name in VITAL:
                self._failing.add(name)
            log.error("job_failed", job=name, error=type(error).__name__, exc_info=settings.DEBUG)
        finally:
            connection.close()
            with self._lock:
                self._running -= 1

    def _stop(self) -> None:
        self._scheduler.shutdown(wait=False)
        until = time.monotonic() + LAST_GRACE_SECONDS
        while self._running and time.monotonic() < until:
            time.sleep(0.05)
        log.info("scheduler_stopped", calls_still_out=bool(self._running))
        if self._running:
            # Threads waiting for the provider would keep the process alive past its five seconds.
            os._exit(0)
        self._pool.shutdown(wait=False, cancel_futures=True)
