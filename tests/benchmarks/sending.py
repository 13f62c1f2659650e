"""Sending through the real gateway, against the twilio client with nothing around it."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client

from backend.scheduler import jobs
from backend.sms.addresses import status_address
from backend.sms.twilio import TwilioGateway
from exercises.models import Message
from tests.benchmarks.crowd import NOW, crowd
from tests.benchmarks.harness import Bench
from tests.benchmarks.provider import ACCOUNT, TOKEN, providing

TEXTS = 4_000
THREADS = 16
DELAY = 0.1
SLOW_THREADS = (8, 32, 64)
SLOW_SECONDS = 4
PUBLIC_URL = "https://clinic.example"
TIMEOUT = 10.0
WAITS = jobs.Waits(
    lease=timedelta(seconds=60), look_up_after=timedelta(seconds=30), absent_after=timedelta(minutes=3)
)


def sending(bench: Bench) -> None:
    texts = bench.size(TEXTS)
    _planned(bench, texts)
    with providing() as url:
        bench.compare(
            "sending, answers at once",
            "texts/s",
            lambda: _ours(bench, texts, url, THREADS),
            lambda: _bare(_requests(texts), url, THREADS),
            at_least=0.7,
        )


def sending_slow(bench: Bench) -> None:
    with providing(DELAY) as url:
        for threads in SLOW_THREADS:
            texts = bench.size(round(threads / DELAY * SLOW_SECONDS))
            _planned(bench, texts)
            rates = []
            for _ in range(bench.rounds):
                rates.append(_ours(bench, texts, url, threads))
                bench.tell(1 / bench.rounds / len(SLOW_THREADS), f"answers after 100 ms, {threads} threads")
            rate, most = median(rates), threads / DELAY
            bench.add(
                f"sending, answers after 100 ms, {threads} threads",
                rate,
                "texts/s",
                yardstick=most,
                ratio=rate / most,
                at_least=0.85,
            )


def send_all(url: str, threads: int, now: Any = NOW) -> int:
    """Sends what is due as the scheduler does; returns how many texts were tried."""
    gateway = TwilioGateway(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        api_url=url,
        public_url=PUBLIC_URL,
        timeout_seconds=TIMEOUT,
        threads=threads,
    )
    with ThreadPoolExecutor(threads) as pool:
        return jobs.send(clock=lambda: now, gateway=gateway, pool=pool, threads=threads, waits=WAITS)


def _planned(bench: Bench, texts: int) -> None:
    def fill() -> None:
        crowd(texts)
        jobs.plan(clock=lambda: NOW)

    bench.databases.made(f"to_send_{texts}", fill)


def _ours(bench: Bench, texts: int, url: str, threads: int) -> float:
    bench.databases.fresh(f"to_send_{texts}")
    started = perf_counter()
    send_all(url, threads)
    seconds = perf_counter() - started
    went = Message.objects.filter(sid__isnull=False, settled_at__isnull=False).count()
    assert went == texts, f"{went} of {texts} texts went"
    return texts / seconds


class BareTransport(HttpClient):
    """Carries the package's requests over urllib3 and does nothing else."""

    def __init__(self, url: str, threads: int) -> None:
        super().__init__(logging.getLogger(__name__), is_async=False, timeout=TIMEOUT)
        self._pool = urllib3.connection_from_url(url, maxsize=threads)

    def request(self, method: str, uri: str, *_: Any, **given: Any) -> Response:
        answer = self._pool.urlopen(
            method,
            urlsplit(uri).path,
            body=urlencode(given["data"]),
            headers={**given["headers"], **urllib3.make_headers(basic_auth=":".join(given["auth"]))},
            timeout=TIMEOUT,
            retries=False,
        )
        return Response(answer.status, answer.data.decode(), answer.headers)


def _requests(texts: int) -> list[dict[str, Any]]:
    """The requests our side makes, without a database."""
    body = "Clinic 1: time for your exercises, Demo1. Answer DONE, PART or SKIP, and your pain from 0 to 10."
    return [
        {
            "to": f"+1{2_000_000_001 + number}",
            "from_": "+16045557000",
            "body": body,
            "status_callback": status_address(PUBLIC_URL, Message().pk),
            "validity_period": 7200,
        }
        for number in range(texts)
    ]


def _bare(requests: Sequence[dict[str, Any]], url: str, threads: int) -> float:
    messages = Client(ACCOUNT, TOKEN, http_client=BareTransport(url, threads)).messages
    with ThreadPoolExecutor(threads) as pool:
        started = perf_counter()
        sids = {sent.sid for sent in pool.map(lambda request: messages.create(**request), requests)}
        seconds = perf_counter() - started
    assert len(sids) == len(requests)
    return len(requests) / seconds
