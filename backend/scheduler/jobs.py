"""What the scheduler does, as plain functions of a clock and a gateway. Who calls them when is in clockwork.py."""

import time
from collections.abc import Callable
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog

from exercises.actions.collect import collect as collect_inbound
from exercises.actions.delivery import settle_answer
from exercises.actions.reminders import plan_due
from exercises.actions.safety import tell_unreached
from exercises.actions.send import claim_due, set_aside, write_again, write_claimed
from exercises.actions.settle import settle_unknown
from exercises.actions.sign_in import forget_old_codes
from exercises.actions.watch import beat, notice_endings
from exercises.gateway import Answer, Outgoing, Refused, SmsGateway, Unknown
from exercises.terms import RefusalKind

log = structlog.get_logger(__name__)

Clock = Callable[[], datetime]

HEARTBEAT = "scheduler"
PLANNED_AT_ONCE = 500
WEBHOOK_FIRST = timedelta(seconds=20)
"""So old a text in must be before its webhook, which may take 15 s, is given up and the list believed."""
CALLED_WITHIN_S = 20.0
"""A text must reach the provider so soon after its row was committed. Later, another process may already
look it up and believe it absent; then it is not sent but put back."""


@dataclass(frozen=True, slots=True)
class Waits:
    """How long a claim lasts, when an unknown outcome is looked up, and when absence is believed."""

    lease: timedelta
    look_up_after: timedelta
    absent_after: timedelta


def plan(*, clock: Clock) -> int:
    """Writes the reminders that have become due; returns how many settings were due."""
    planned = 0
    while count := plan_due(now=clock(), limit=PLANNED_AT_ONCE):
        planned += count
        if count < PLANNED_AT_ONCE:
            break
    return planned


def send(
    *,
    clock: Clock,
    gateway: SmsGateway,
    pool: Executor,
    at_once: int,
    waits: Waits,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Sends what is due, `at_once` texts side by side, until nothing is left; returns how many were tried."""
    worker, tried = uuid4(), 0
    while not stopping():
        now, started = clock(), _ticks()
        claimed = claim_due(now=now, worker=worker, lease=waits.lease, limit=at_once)
        outgoing = _written(claimed, now, worker)
        _call(outgoing, started, clock=clock, gateway=gateway, pool=pool)
        now, started = clock(), _ticks()
        again = write_again(now=now, limit=at_once)
        _call(again, started, clock=clock, gateway=gateway, pool=pool)
        tried += len(outgoing) + len(again)
        if not claimed and not again:
            break
    return tried


def _written(claimed: list[UUID], now: datetime, worker: UUID) -> list[Outgoing]:
    """The texts of the claimed reminders. Where one of them cannot be made, the others go all the same."""
    if not claimed:
        return []
    try:
        return write_claimed(claimed, now=now, worker=worker)
    except Exception as error:
        log.error("batch_failed", error=type(error).__name__)
    outgoing = []
    for one in claimed:
        try:
            outgoing += write_claimed([one], now=now, worker=worker)
        except Exception as error:
            log.error("reminder_failed", reminder=str(one), error=type(error).__name__)
            set_aside(one, now=now)
    return outgoing


def _ticks() -> float:
    """Seconds that pass also while the machine is suspended, where the system can tell."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def _call(
    outgoing: list[Outgoing], started: float, *, clock: Clock, gateway: SmsGateway, pool: Executor
) -> None:
    """Hands every text to the provider and keeps each answer as it comes. No transaction is open meanwhile.

    `started` is from before the texts were committed: the time they may be called in runs from there.
    """
    calls = {pool.submit(_send_one, gateway, text, started): text for text in outgoing}
    failed = []
    for call in as_completed(calls):
        text = calls[call]
        try:
            settle_answer(text.message_id, call.result(), attempt=text.attempt, now=clock())
        except Exception as error:
            failed.append(error)
    if failed:
        raise failed[0]


def _send_one(gateway: SmsGateway, text: Outgoing, started: float) -> Answer:
    if _ticks() - started > CALLED_WITHIN_S:
        return Refused("not-tried", RefusalKind.RETRY_LATER)
    try:
        return gateway.send(text)
    except Exception as error:
        # It may have left: looked up like any other, and no other text's answer is lost with it.
        log.error("send_failed", message_id=str(text.message_id), error=type(error).__name__)
        return Unknown(type(error).__name__)


def settle(*, clock: Clock, gateway: SmsGateway, waits: Waits) -> int:
    """Finds out what became of texts whose outcome is unknown; returns how many were settled.

    Staff are told of safety texts that did not arrive, also while the provider cannot be asked.
    """
    tell_unreached(now=clock())
    return settle_unknown(
        gateway, now=clock(), look_up_after=waits.look_up_after, absent_after=waits.absent_after
    )


def collect(*, clock: Clock, gateway: SmsGateway, answered_by_provider: Callable[[str, bool], bool]) -> int:
    """Reads the texts that came while no web process was up; returns how many."""
    return collect_inbound(
        gateway, now=clock(), answered_by_provider=answered_by_provider, webhook_first=WEBHOOK_FIRST
    )


def watch(*, clock: Clock) -> int:
    """Notices programs that end soon and forgets old sign-in codes; returns how many alerts were raised."""
    forget_old_codes(now=clock())
    return notice_endings(now=clock())


def heartbeat(*, clock: Clock) -> None:
    """Shows that a scheduler is alive."""
    beat(HEARTBEAT, now=clock())
