"""The stand-in for Twilio beside a real web server: what a test of the whole path needs."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests
from django.core.signals import request_finished, request_started

from backend.sms.sandbox import Sandbox
from backend.sms.twilio import TwilioGateway

ACCOUNT, TOKEN = "AC00000000000000000000000000000000", "sandbox-auth-token"
NOON_ZONES = {hour: f"Etc/GMT{'+' if hour > 12 else '-'}{abs(hour - 12)}" for hour in range(24)}


def noon_zone(now: datetime) -> str:
    """A zone in which it is about noon, so that allowed hours and dates hold whenever the suite runs."""
    hour = now.astimezone(UTC).hour
    return "UTC" if hour == 12 else NOON_ZONES[hour]


@contextmanager
def sandbox(app_url: str, folder: Path, *, keywords: bool = True) -> Iterator[Sandbox]:
    stand_in = Sandbox(
        ledger=folder / "ledger.sqlite3",
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        app_url=app_url,
        delay=(0.01, 0.05),
        keywords=keywords,
    )
    under_way: set[int] = set()

    def begin(**_: Any) -> None:
        under_way.add(threading.get_ident())

    def finish(**_: Any) -> None:
        under_way.discard(threading.get_ident())

    request_started.connect(begin)
    request_finished.connect(finish)
    stand_in.start()
    try:
        yield stand_in
    finally:
        stand_in.stop()
        # A callback still at work would meet the tables being emptied.
        eventually(lambda: not under_way)
        request_started.disconnect(begin)
        request_finished.disconnect(finish)


def gateway_to(stand_in: Sandbox, public_url: str) -> TwilioGateway:
    return TwilioGateway(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        api_url=stand_in.url,
        public_url=public_url,
        timeout_seconds=3,
        threads=4,
    )


def ledger(stand_in: Sandbox | str) -> list[dict[str, Any]]:
    url = stand_in if isinstance(stand_in, str) else stand_in.url
    rows: list[dict[str, Any]] = requests.get(f"{url}/ledger.json", timeout=5).json()
    return rows


def reply(stand_in: Sandbox | str, sender: str, to: str, body: str, **more: str) -> requests.Response:
    url = stand_in if isinstance(stand_in, str) else stand_in.url
    return requests.post(f"{url}/reply", data={"from": sender, "to": to, "body": body, **more}, timeout=15)


def eventually(ask: Callable[[], Any], within_seconds: float = 10) -> Any:
    """The first true answer of `ask`; an assertion error when there is none in time."""
    until = time.monotonic() + within_seconds
    while not (answer := ask()):
        assert time.monotonic() < until, f"still {answer!r} after {within_seconds} s"
        time.sleep(0.05)
    return answer
