"""The stand-in as a whole, inside a test or as a process of its own."""

import signal
import threading
from collections.abc import Callable
from pathlib import Path

from backend.sms.sandbox.delivery import USUAL_DELAY_S, Callbacks, Delivery, Timers
from backend.sms.sandbox.desk import Desk
from backend.sms.sandbox.faults import Faults
from backend.sms.sandbox.ledger import Ledger
from backend.sms.sandbox.media import Media
from backend.sms.sandbox.messages import API, Messages
from backend.sms.sandbox.patient import Patient
from backend.sms.sandbox.web import Request, Response, Server
from backend.sms.sandbox.webhooks import Webhooks

USUAL_NUMBER = "+15005550006"


class Sandbox:
    """A stand-in that listens between `start` and `stop`.

    `port` 0 takes a free one. `app_url` is the base address of the application. `number` is what a
    Messaging Service sends from, and whom a patient texts who does not say; `delay` is the range in seconds
    between two states of a message. `keywords`: it keeps the STOP list, as an account does whose owner did not
    have that switched off.
    """

    def __init__(
        self,
        *,
        ledger: Path,
        account_sid: str,
        auth_token: str,
        app_url: str,
        host: str = "127.0.0.1",
        port: int = 0,
        number: str = USUAL_NUMBER,
        delay: tuple[float, float] = USUAL_DELAY_S,
        keywords: bool = True,
    ) -> None:
        self._ledger = Ledger(ledger)
        faults, webhooks = Faults(), Webhooks(auth_token)
        self._timers = Timers()
        self._callbacks = Callbacks(account_sid, self._ledger, faults, webhooks, self._timers)
        media = Media(app_url, self._ledger, faults)
        self._delivery = Delivery(self._ledger, faults, media, self._callbacks, self._timers, delay)
        self._messages = Messages(
            account_sid, auth_token, number, ledger=self._ledger, faults=faults, delivery=self._delivery
        )
        webhook = app_url.rstrip("/") + "/sms/inbound"
        patient = Patient(
            account_sid, webhook, number, self._ledger, self._delivery, webhooks, keywords=keywords
        )
        self._desk = Desk(number, self._ledger, faults, reply=patient.answer, forget=self._forget)
        self._server = Server((host, port), self._answer)
        self._host = host
        self.port = self._server.server_port

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self.port}"

    def start(self) -> None:
        self._delivery.take_up()
        threading.Thread(target=self._server.serve_forever, args=(0.05,), name="sandbox", daemon=True).start()

    def stop(self) -> None:
        """Stop listening, hang up and close the ledger. What was under way is taken up next time."""
        self._server.shutdown()
        self._server.server_close()
        self._server.hang_up()
        self._timers.end()
        self._callbacks.end()
        self._delivery.end()
        self._ledger.close()

    def _answer(self, request: Request) -> Response:
        if request.path.startswith(API):
            return self._messages.answer(request)
        return self._desk.answer(request)

    def _forget(self) -> None:
        self._timers.forget()
        self._callbacks.forget()


def serve(
    *,
    host: str,
    port: int,
    ledger: Path,
    account_sid: str,
    auth_token: str,
    app_url: str,
    number: str = USUAL_NUMBER,
    keywords: bool = True,
    ready: Callable[[int], None] | None = None,
) -> None:
    """Run the stand-in until SIGTERM or SIGINT; to be called on the main thread.

    `ready` is told the port once it listens. OSError when the port is taken.
    """
    ended = threading.Event()
    sandbox = Sandbox(
        host=host,
        port=port,
        ledger=ledger,
        account_sid=account_sid,
        auth_token=auth_token,
        app_url=app_url,
        number=number,
        keywords=keywords,
    )
    before = {
        which: signal.signal(which, lambda *_: ended.set()) for which in (signal.SIGTERM, signal.SIGINT)
    }
    sandbox.start()
    try:
        if ready is not None:
            ready(sandbox.port)
        ended.wait()
    finally:
        sandbox.stop()
        for which, handler in before.items():
            signal.signal(which, handler)
