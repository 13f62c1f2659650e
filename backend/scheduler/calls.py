"""The calls to the provider that are out, and the keeping of what it answers."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import datetime
from queue import Empty, SimpleQueue
from uuid import UUID

import structlog
from django.db import Error, connection

from backend import metrics
from exercises.actions.delivery import Answered, settle_answers
from exercises.gateway import Answer, Outgoing, Refused, SmsGateway, Unknown
from exercises.terms import RefusalKind

log = structlog.get_logger(__name__)

CALLED_WITHIN_S = 20.0
"""A text must reach the provider so soon after its row was committed. Later, another process may already
look it up and believe it absent; then it is not sent but put back."""
GATHERED_S = 0.1
"""Answers that come within so long are kept together."""
KEPT_AT_ONCE = 500
NOT_TRIED = Refused("not-tried", RefusalKind.RETRY_LATER)


def ticks() -> float:
    """Seconds that pass also while the machine is suspended, where the system can tell."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@dataclass
class Calls:
    """Hands texts to threads that call the provider, and keeps the answers in the thread that owns it.

    Nothing of the database is open while a call is out.
    """

    clock: Callable[[], datetime]
    gateway: SmsGateway
    pool: Executor
    handed_over: int = 0
    _out: dict[UUID, tuple[Outgoing, Future[None]]] = field(default_factory=dict)
    _back: SimpleQueue[tuple[Answered, float | None]] = field(default_factory=SimpleQueue)

    def hand_over(self, texts: Iterable[Outgoing], started: float) -> None:
        """`started` is from before the texts were committed: the time they may be called in runs from there."""
        for text in texts:
            self._out[text.message_id] = (text, self.pool.submit(self._call, text, started))
            self.handed_over += 1

    def settle(self, *, until_out: int) -> None:
        """Keeps answers as they come, until no more than so many calls are out."""
        while len(self._out) > until_out:
            self._keep(self._come())

    def withdraw(self) -> None:
        """Takes back the texts that no thread has begun with: they go again soon, and need no looking up."""
        for text, call in self._out.values():
            if call.cancel():
                self._back.put((Answered(text.message_id, NOT_TRIED, text.attempt), None))

    def finish(self) -> int:
        """Waits for all that are out; returns how many texts were handed over."""
        self.settle(until_out=0)
        return self.handed_over

    def _call(self, text: Outgoing, started: float) -> None:
        late_s = (self.clock() - text.due_at).total_seconds() if text.due_at else None
        self._back.put((Answered(text.message_id, self._answer(text, started), text.attempt), late_s))

    def _answer(self, text: Outgoing, started: float) -> Answer:
        if ticks() - started > CALLED_WITHIN_S:
            return NOT_TRIED
        try:
            return self.gateway.send(text)
        except Exception as error:
            # It may have left: looked up like any other, and no other text's answer is lost with it.
            log.error("send_failed", message_id=str(text.message_id), error=type(error).__name__)
            return Unknown(type(error).__name__)

    def _come(self) -> list[Answered]:
        """The answers that have come, at least one, and those of the next moment."""
        come = [self._back.get()]
        until = time.monotonic() + GATHERED_S
        while len(come) < min(len(self._out), KEPT_AT_ONCE):
            try:
                come.append(self._back.get(timeout=max(0.0, until - time.monotonic())))
            except Empty:
                break
        for one, late_s in come:
            metrics.answered(one.answer, late_s)
        return [one for one, _ in come]

    def _keep(self, answers: list[Answered]) -> None:
        for one in answers:
            self._out.pop(one.message_id, None)
        try:
            settle_answers(answers, now=self.clock())
        except Error as error:
            # The database may have been restarted under us: once more on a new connection. What fails
            # again is settled by its report, or looked up.
            log.warning("settle_again", error=type(error).__name__)
            connection.close()
            settle_answers(answers, now=self.clock())
