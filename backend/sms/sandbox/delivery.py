"""From accepted to delivered: the states of a message in time, and their callbacks."""

import heapq
import logging
import queue
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from backend.sms.sandbox.faults import ENDINGS, MANNERS, Faults
from backend.sms.sandbox.ledger import Callback, Draft, Ledger, Message
from backend.sms.sandbox.media import Media
from backend.sms.sandbox.webhooks import Answer, Webhooks

log = logging.getLogger(__name__)

USUAL_DELAY_S = (0.05, 1.0)
EXPIRED = 30036
LAST = frozenset({"delivered", "undelivered", "failed"})
POSTING_THREADS = 8


class Timers:
    """Calls functions later, one at a time, on one thread."""

    def __init__(self) -> None:
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._changed = threading.Condition()
        self._number = 0
        self._ended = False
        threading.Thread(target=self._run, name="sandbox-timers", daemon=True).start()

    def after(self, seconds: float, call: Callable[[], None]) -> None:
        with self._changed:
            self._number += 1
            heapq.heappush(self._due, (time.monotonic() + seconds, self._number, call))
            if self._due[0][1] == self._number:
                self._changed.notify()

    def forget(self) -> None:
        with self._changed:
            self._due.clear()

    def end(self) -> None:
        with self._changed:
            self._ended = True
            self._due.clear()
            self._changed.notify()

    def _run(self) -> None:
        while (call := self._next()) is not None:
            try:
                call()
            except Exception:
                if not self._ended:
                    log.exception("a step of the delivery failed")

    def _next(self) -> Callable[[], None] | None:
        with self._changed:
            while not self._ended:
                wait = self._due[0][0] - time.monotonic() if self._due else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._due)[2]
                self._changed.wait(wait)
        return None


class Callbacks:
    """Posts status callbacks: those of one message one after another, unless a fault says otherwise."""

    def __init__(
        self, account_sid: str, ledger: Ledger, faults: Faults, webhooks: Webhooks, timers: Timers
    ) -> None:
        self._account_sid = account_sid
        self._ledger = ledger
        self._faults = faults
        self._webhooks = webhooks
        self._timers = timers
        self._lock = threading.Lock()
        self._waiting: dict[str, deque[Message]] = {}
        self._held: dict[str, list[Message]] = {}
        self._ended = False
        self._ready: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        for number in range(POSTING_THREADS):
            threading.Thread(target=self._run, name=f"sandbox-callbacks-{number}", daemon=True).start()

    def announce(self, message: Message) -> None:
        """Tell the application of the state that `message` has just reached."""
        if not message.callback or message.manner == "callback_never":
            return
        if message.manner == "callback_shuffle":
            self._hold_until_the_last(message)
            return
        late = self._faults.draw("callback_late")
        again = self._faults.draw("callback_repeat")
        self._post_after(late.seconds if late else 0, message)
        if again:
            self._post_after((late.seconds if late else 0) + again.seconds, message)

    def forget(self) -> None:
        with self._lock:
            self._held.clear()

    def end(self) -> None:
        self._ended = True
        for _ in range(POSTING_THREADS):
            self._ready.put(None)

    def _hold_until_the_last(self, message: Message) -> None:
        with self._lock:
            held = self._held.setdefault(message.sid, [])
            held.append(message)
            if message.status not in LAST:
                return
            del self._held[message.sid]
        for each in reversed(held):
            self._enqueue(each)

    def _post_after(self, seconds: float, message: Message) -> None:
        if seconds:
            self._timers.after(seconds, lambda: self._enqueue(message))
        else:
            self._enqueue(message)

    def _enqueue(self, message: Message) -> None:
        with self._lock:
            if message.sid in self._waiting:
                self._waiting[message.sid].append(message)
                return
            self._waiting[message.sid] = deque([message])
        self._ready.put(message.sid)

    def _run(self) -> None:
        while (sid := self._ready.get()) is not None:
            with self._lock:
                message = self._waiting[sid].popleft()
            try:
                self._post(message)
            except Exception:
                if not self._ended:
                    log.exception("a status callback failed")
            with self._lock:
                more = bool(self._waiting[sid])
                if not more:
                    del self._waiting[sid]
            if more:
                self._ready.put(sid)

    def _post(self, message: Message) -> None:
        def noted(answer: Answer) -> None:
            self._ledger.note_callback(message.sid, Callback(message.status, time.time(), answer.status))

        fields = {
            "AccountSid": self._account_sid,
            "ApiVersion": "2010-04-01",
            "From": message.sender,
            "MessageSid": message.sid,
            "MessageStatus": message.status,
            "SmsSid": message.sid,
            "SmsStatus": message.status,
            "To": message.recipient,
        }
        if message.service:
            fields["MessagingServiceSid"] = message.service
        if message.error_code is not None:
            fields["ErrorCode"] = str(message.error_code)
        self._webhooks.post(message.callback or "", fields, on_answer=noted)


class Delivery:
    """Moves messages on: [accepted →] queued → sent → delivered, or to the bad end a fault gave them.

    Before a message with pictures is sent they are fetched, each message on a thread of its own.
    """

    def __init__(
        self,
        ledger: Ledger,
        faults: Faults,
        media: Media,
        callbacks: Callbacks,
        timers: Timers,
        delay: tuple[float, float],
    ) -> None:
        self._ledger = ledger
        self._faults = faults
        self._media = media
        self._callbacks = callbacks
        self._ended = False
        self._timers = timers
        self._delay = delay

    def accept(self, draft: Draft) -> Message:
        """Write the message down and start it on its way. A fault may decide here how it will end."""
        ending, manner = self._faults.draw(*ENDINGS), None
        if draft.callback:
            manner = self._faults.draw(*MANNERS)
        if ending or manner:
            draft = replace(
                draft,
                fate=ending.name if ending else draft.fate,
                fate_code=ending.code if ending else None,
                manner=manner.name if manner else "",
            )
        message = self._ledger.add(draft)
        self._later(message)
        return message

    def note_refused(self, draft: Draft, error_code: int) -> Message:
        """Write down a message that never leaves: it has failed already, and the application is told."""
        message = self._ledger.add(replace(draft, status="failed", error_code=error_code))
        self._callbacks.announce(message)
        return message

    def take_up(self) -> None:
        """Go on with what an earlier run left unfinished."""
        for message in self._ledger.unfinished():
            self._later(message)

    def end(self) -> None:
        self._ended = True

    def _later(self, message: Message) -> None:
        seconds = random.uniform(*(self._faults.order.delay or self._delay))  # noqa: S311
        self._timers.after(seconds, lambda: self._advance(message))

    def _advance(self, message: Message) -> None:
        if message.media and message.status == "queued":
            threading.Thread(
                target=self._fetch_and_move, args=(message,), name="sandbox-media", daemon=True
            ).start()
        else:
            self._move(message)

    def _fetch_and_move(self, message: Message) -> None:
        try:
            self._move(message, media_error=self._media.fetch(message))
        except Exception:
            if not self._ended:
                log.exception("the pictures of a message could not be kept")

    def _move(self, message: Message, *, media_error: int | None = None) -> None:
        now = time.time()
        status, error_code = _next_state(message, now) if media_error is None else ("failed", media_error)
        moved = replace(message, status=status, error_code=error_code, updated=now)
        if not self._ledger.move(message.sid, status, error_code, now=now):
            return
        self._callbacks.announce(moved)
        if status not in LAST:
            self._later(moved)


def _next_state(message: Message, now: float) -> tuple[str, int | None]:
    if message.status == "accepted":
        return "queued", None
    if message.status == "queued":
        if now - message.created > message.valid_for:
            return "failed", EXPIRED
        return ("failed", message.fate_code) if message.fate == "failed" else ("sent", None)
    return message.fate, message.fate_code
