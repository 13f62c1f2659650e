"""What the scheduler does, as plain functions of a clock and a gateway. Who calls them when is in clockwork.py."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog
from django.db import Error

from backend import metrics
from backend.scheduler.calls import Calls, ticks
from exercises.actions.again import write_again, write_answers
from exercises.actions.answer_notices import write_answer_notices
from exercises.actions.collect import collect as collect_inbound
from exercises.actions.guide import close_stale
from exercises.actions.notify import escalate, send_emails
from exercises.actions.reminders import plan_due
from exercises.actions.safety import tell_unreached
from exercises.actions.send import Written, claim_due, set_aside, write_claimed
from exercises.actions.settle import mend_times, settle_unknown
from exercises.actions.sign_in import forget_old_codes
from exercises.actions.watch import beat, notice_endings
from exercises.gateway import Mailer, Outgoing, SmsGateway
from exercises.rules.links import LinkMaker
from exercises.rules.pictures import LinkOf
from exercises.terms import Held

log = structlog.get_logger(__name__)

Clock = Callable[[], datetime]

HEARTBEAT = "scheduler"
PLANNED_AT_ONCE = 1000
ANSWERS_AT_ONCE = 50
MOST_AT_ONCE = 1000
"""Reminders claimed at once: what is held in memory, whatever is due."""
MOST_A_THREAD = 60
"""Of them, so that a thread can call all of its share in time while the provider answers in 0.3 s."""
ROUND_S = 1.0
"""About so long a round of claimed reminders should take, so that each is called soon after its commit."""
WEBHOOK_FIRST = timedelta(seconds=20)
"""So old a text in must be before its webhook, which may take 15 s, is given up and the list believed."""


@dataclass(frozen=True, slots=True)
class Waits:
    """How long a claim lasts, when an unknown outcome is looked up, and when absence is believed."""

    lease: timedelta
    look_up_after: timedelta
    absent_after: timedelta


def plan(*, clock: Clock, stopping: Callable[[], bool] = lambda: False) -> int:
    """Writes the reminders that have become due; returns how many settings were due."""
    planned = 0
    while not stopping():
        count = plan_due(now=clock(), limit=PLANNED_AT_ONCE)
        planned += count
        metrics.planned(count)
        if count < PLANNED_AT_ONCE:
            break
    return planned


def answer(*, clock: Clock, gateway: SmsGateway, pool: Executor) -> int:
    """Sends what patients wait for, safety texts and answers, past every queue; returns how many.

    Staff are told of safety texts that did not arrive and of alerts nobody took on, also while the provider cannot
    be asked, and waiting for no mail server. Rounds by text that nobody went on with are closed.
    """
    tell_unreached(now=clock())
    escalate(now=clock())
    close_stale(now=clock())
    now, started = clock(), ticks()
    calls = Calls(clock, gateway, pool)
    calls.hand_over(write_answers(now=now, limit=ANSWERS_AT_ONCE), started)
    return calls.finish()


def tell(*, clock: Clock, gateway: SmsGateway, pool: Executor) -> int:
    """Tells patients by text that staff answered them; returns how many."""
    now, started = clock(), ticks()
    calls = Calls(clock, gateway, pool)
    calls.hand_over(write_answer_notices(now=now, limit=ANSWERS_AT_ONCE), started)
    return calls.finish()


def notify(*, clock: Clock, mailer: Mailer) -> int:
    """Sends the e-mails to staff; returns how many the mail server took."""
    return send_emails(mailer, now=clock())


def send(
    *,
    clock: Clock,
    gateway: SmsGateway,
    pool: Executor,
    threads: int,
    waits: Waits,
    links: LinkMaker | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Sends what is due until nothing is left; returns how many texts were handed over.

    The next reminders are claimed while calls are out, so that the threads always have work, and what the
    provider answers is kept in batches.
    """
    worker, at_once, more = uuid4(), threads * 2, True
    calls = Calls(clock, gateway, pool)
    try:
        while more and not stopping():
            now, began = clock(), ticks()
            again = write_again(now=now, limit=at_once, links=links)
            calls.hand_over(again.outgoing, began)
            _count_held(again.held)
            now, started = clock(), ticks()
            claimed = claim_due(now=now, worker=worker, lease=waits.lease, limit=at_once)
            metrics.claimed(len(claimed))
            calls.hand_over(_written(claimed, now, worker, links), started)
            calls.settle(until_out=at_once // 2)
            more = bool(claimed or again.outgoing or again.held)
            at_once = _next_time(at_once, threads, took=ticks() - began)
    finally:
        if stopping():
            calls.withdraw()
        calls.finish()
    return calls.handed_over


def _next_time(at_once: int, threads: int, *, took: float) -> int:
    """How many to claim the next time, for a round to take about a second."""
    if took < ROUND_S / 2:
        return min(at_once * 2, max(threads * 2, min(MOST_AT_ONCE, threads * MOST_A_THREAD)))
    return max(at_once // 2, threads * 2) if took > ROUND_S * 2 else at_once


def _written(claimed: list[UUID], now: datetime, worker: UUID, links: LinkMaker | None) -> list[Outgoing]:
    """The texts of the claimed reminders. Where one of them cannot be made, the others go all the same."""
    if not claimed:
        return []
    try:
        return _counted(write_claimed(claimed, now=now, worker=worker, links=links))
    except Error:
        raise  # of the database, not of a reminder: the claims lapse
    except Exception as error:
        log.error("batch_failed", error=type(error).__name__)
    outgoing = []
    for one in claimed:
        try:
            outgoing += _counted(write_claimed([one], now=now, worker=worker, links=links))
        except Error:
            raise
        except Exception as error:
            log.error("reminder_failed", reminder=str(one), error=type(error).__name__)
            set_aside(one, now=now)
            metrics.held(Held.FAULT)
    return outgoing


def _counted(written: Written) -> list[Outgoing]:
    _count_held(written.held)
    return written.outgoing


def _count_held(held: Mapping[Held, int]) -> None:
    for reason, count in held.items():
        metrics.held(reason, count)


def settle(*, clock: Clock, gateway: SmsGateway, waits: Waits, pool: Executor) -> int:
    """Finds out what became of texts whose outcome is unknown; returns how many were settled."""
    return settle_unknown(
        gateway,
        now=clock(),
        look_up_after=waits.look_up_after,
        absent_after=waits.absent_after,
        look_ups=pool.map,
    )


def mend(*, clock: Clock, waits: Waits) -> int:
    """After the clock of this machine was set back nothing waits for the time to come again."""
    return mend_times(now=clock(), lease=waits.lease)


def collect(
    *,
    clock: Clock,
    gateway: SmsGateway,
    answered_by_provider: Callable[[str, bool], bool],
    picture_link: LinkOf,
    every: timedelta,
    pool: Executor,
) -> int:
    """Reads the texts that came while no web process was up; returns how many."""
    return collect_inbound(
        gateway,
        now=clock(),
        answered_by_provider=answered_by_provider,
        picture_link=picture_link,
        webhook_first=WEBHOOK_FIRST,
        every=every,
        lists=pool.map,
    )


def watch(*, clock: Clock) -> int:
    """Notices programs that end soon and forgets old sign-in codes; returns how many alerts were raised."""
    forget_old_codes(now=clock())
    return notice_endings(now=clock())


def heartbeat(*, clock: Clock) -> None:
    """Shows that a scheduler is alive."""
    now = clock()
    beat(HEARTBEAT, now=now)
    metrics.beat(now)
