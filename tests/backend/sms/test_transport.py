"""The gateway against a server that is told, byte by byte, what to answer."""

import json
import socket
import sys
import threading
from base64 import b64decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import BinaryIO, NamedTuple
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
import time_machine

from backend.pictures.addresses import picture_at
from backend.sms.twilio import TwilioGateway
from exercises.gateway import Accepted, LookupFailed, Outgoing, Refused, Unknown
from exercises.terms import RefusalKind

ACCOUNT = "AC" + "0" * 32
KEY = "sandbox-auth-token"
CLINIC = "+15005550006"
PATIENT = "+16045550101"
SERVICE = "MG" + "a" * 32
ID = UUID("11111111-2222-4333-8444-555555555555")
NOW = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
CREATED = b'{"sid": "SM00000000000000000000000000000001", "status": "queued"}'


def gateway_to(url: str, *, timeout: float = 5, threads: int = 4, key: str = KEY) -> TwilioGateway:
    return TwilioGateway(
        account_sid=ACCOUNT,
        auth_token=key,
        api_url=url,
        public_url="https://clinic.example",
        timeout_seconds=timeout,
        threads=threads,
    )


def text(body: str = "Time for your exercises.", **changes: object) -> Outgoing:
    outgoing = Outgoing(message_id=uuid4(), sender=CLINIC, to=PATIENT, body=body)
    return replace(outgoing, **changes)  # type: ignore[arg-type]


class Reply(NamedTuple):
    """Bytes, and what happens to the connection after them: kept, closed, or silent for ever."""

    said: bytes
    then: str = "keep"


class Asked(NamedTuple):
    line: str
    headers: dict[str, str]
    form: dict[str, list[str]]


def http(status: int, body: bytes = b"", *headers: str, length: int | None = None) -> bytes:
    length = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {length}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Scripted:
    """Answers the n-th request with the n-th reply, then always with the last. Notes what it was asked."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = replies
        self.asked: list[Asked] = []
        self.connections = 0
        self._over = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def end(self) -> None:
        self._over.set()
        self._listening.close()

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=[connection], daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as incoming:
            while line := incoming.readline():
                self.asked.append(_read(line, incoming))
                reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
                connection.sendall(reply.said)
                if reply.then == "silence":
                    self._over.wait(30)
                if reply.then != "keep":
                    return


def _read(line: bytes, incoming: BinaryIO) -> Asked:
    headers = {}
    while (header := incoming.readline().decode().strip()) != "":
        name, _, value = header.partition(": ")
        headers[name.lower()] = value
    body = incoming.read(int(headers.get("content-length", 0))).decode()
    return Asked(line.decode().strip(), headers, parse_qs(body, keep_blank_values=True))


@contextmanager
def scripted(*replies: Reply) -> Iterator[Scripted]:
    server = Scripted(*replies)
    try:
        yield server
    finally:
        server.end()


def problem(status: int, code: int, message: str = "no") -> Reply:
    return Reply(http(status, json.dumps({"code": code, "message": message, "status": status}).encode()))


RFC_9457 = json.dumps({"type": "https://x", "title": "Stopped", "status": 400, "code": 21610}).encode()

UNKNOWN = {
    "dropped before any byte": Reply(b"", "close"),
    "dropped in the headers": Reply(b"HTTP/1.1 201 Created\r\nContent-Le", "close"),
    "dropped in the body": Reply(http(201, CREATED[:20], length=len(CREATED)), "close"),
    "silence": Reply(b"", "silence"),
    "silence in the body": Reply(http(201, CREATED[:20], length=len(CREATED)), "silence"),
    "not HTTP": Reply(b"hello\r\n\r\n", "close"),
    "500 of the provider": problem(500, 20500),
    "500 of a proxy": Reply(http(500, b"<h1>Oops</h1>")),
    "502": Reply(http(502)),
    "503 that invites to repeat": Reply(http(503, b"", "Retry-After: 0")),
    "504": Reply(http(504)),
    "408": Reply(http(408)),
    "a redirect": Reply(http(307, b"", "Location: /elsewhere")),
    "20500 under another status": problem(400, 20500),
    "201 and HTML": Reply(http(201, b"<h1>Created</h1>")),
    "201 and no JSON object": Reply(http(201, b"[]")),
    "201 and null": Reply(http(201, b"null")),
    "201 and nothing": Reply(http(201)),
    "201 without an id": Reply(http(201, b'{"status": "queued"}')),
    "201 with a strange id": Reply(http(201, b'{"sid": 5, "status": "queued"}')),
    "201 that is not UTF-8": Reply(http(201, b"\xff\xfe\x00")),
}


@pytest.mark.parametrize("reply", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_leaves_it_open_is_unknown_and_was_asked_exactly_once(reply):
    with scripted(reply) as server:
        answer = gateway_to(server.url, timeout=0.3).send(text())
        assert isinstance(answer, Unknown)
        assert answer.reason
        assert len(server.asked) == 1


REFUSED = {
    "opted out": (problem(400, 21610), "21610", RefusalKind.OPTED_OUT),
    "no number": (problem(400, 21211), "21211", RefusalKind.NUMBER),
    "too many requests": (problem(429, 20429), "20429", RefusalKind.RETRY_LATER),
    "too many, says a proxy": (Reply(http(429, b"slow down")), "429", RefusalKind.RETRY_LATER),
    "too many, in a code nobody knows": (problem(429, 99999), "99999", RefusalKind.RETRY_LATER),
    "a daily limit, which has this status too": (problem(429, 63038), "63038", RefusalKind.SENDER),
    "credentials": (problem(401, 20003), "20003", RefusalKind.SENDER),
    "credentials, without a code": (Reply(http(401, b"<h1>No</h1>")), "401", RefusalKind.SENDER),
    "a code nobody knows": (problem(400, 99999), "99999", RefusalKind.CONTENT),
    "no code": (Reply(http(400)), "400", RefusalKind.CONTENT),
    "an error in the newer form": (Reply(http(400, RFC_9457)), "21610", RefusalKind.OPTED_OUT),
}


@pytest.mark.parametrize(("reply", "code", "kind"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_has_a_code_and_a_kind(reply, code, kind):
    with scripted(reply) as server:
        answer = gateway_to(server.url).send(text())
    assert isinstance(answer, Refused)
    assert (answer.code, answer.kind) == (code, kind)


def test_a_connection_that_never_was_sends_nothing_and_may_be_tried_again():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}", "http://nobody.invalid"):
        answer = gateway_to(url, timeout=1).send(text())
        assert isinstance(answer, Refused)
        assert (answer.code, answer.kind) == ("connect", RefusalKind.RETRY_LATER)


@pytest.mark.skipif(sys.platform != "linux", reason="fills a backlog as Linux counts it")
def test_a_connection_that_is_never_answered_sends_nothing_and_may_be_tried_again():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        address = listening.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(address)
        answer = gateway_to(f"http://127.0.0.1:{address[1]}", timeout=0.3).send(text())
        for each in waiting:
            each.close()
    assert isinstance(answer, Refused)
    assert answer.kind is RefusalKind.RETRY_LATER


def test_a_kept_connection_dropped_after_the_request_was_written_is_unknown_and_not_repeated():
    with scripted(Reply(http(201, CREATED)), Reply(b"", "close"), Reply(http(201, CREATED))) as server:
        gateway = gateway_to(server.url)
        assert isinstance(gateway.send(text()), Accepted)
        assert isinstance(gateway.send(text()), Unknown)
        assert (len(server.asked), server.connections) == (2, 1)


def test_a_connection_the_provider_closed_meanwhile_is_replaced():
    with scripted(Reply(http(201, CREATED), "close")) as server:
        gateway = gateway_to(server.url)
        for _ in range(3):
            assert isinstance(gateway.send(text()), Accepted)
            threading.Event().wait(0.05)  # until the end of the connection has arrived
        assert (len(server.asked), server.connections) == (3, 3)


def test_each_thread_keeps_its_connection():
    with scripted(Reply(http(201, CREATED))) as server:
        gateway = gateway_to(server.url, threads=8)
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(lambda _: gateway.send(text()), range(400)))
        assert all(isinstance(each, Accepted) for each in answers)
        assert server.connections <= 8


def test_no_proxy_of_the_environment_is_used(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with scripted(Reply(http(201, CREATED))) as server:
        assert isinstance(gateway_to(server.url).send(text()), Accepted)


FORMS = {
    "a reminder": (
        text(message_id=ID, valid_for=timedelta(minutes=90, microseconds=7)),
        {
            "To": [PATIENT],
            "From": [CLINIC],
            "Body": ["Time for your exercises."],
            "StatusCallback": [f"https://clinic.example/sms/status/{ID}#rc=3&rp=ct,rt,5xx"],
            "ValidityPeriod": ["5400"],
        },
    ),
    "a messaging service": (
        text(message_id=ID, sender=SERVICE, body="Café & crème 👍 +1"),
        {
            "To": [PATIENT],
            "MessagingServiceSid": [SERVICE],
            "Body": ["Café & crème 👍 +1"],
            "StatusCallback": [f"https://clinic.example/sms/status/{ID}#rc=3&rp=ct,rt,5xx"],
        },
    ),
    "longer than the provider keeps": (
        text(message_id=ID, valid_for=timedelta(days=2)),
        {
            "To": [PATIENT],
            "From": [CLINIC],
            "Body": ["Time for your exercises."],
            "StatusCallback": [f"https://clinic.example/sms/status/{ID}#rc=3&rp=ct,rt,5xx"],
            "ValidityPeriod": ["36000"],
        },
    ),
}


@pytest.mark.parametrize(("outgoing", "form"), FORMS.values(), ids=FORMS.keys())
def test_the_request_says_all_of_the_text_and_nothing_else(outgoing, form):
    with scripted(Reply(http(201, CREATED))) as server:
        answer = gateway_to(server.url + "/below").send(outgoing)
        asked = server.asked[0]
    assert answer == Accepted("SM00000000000000000000000000000001", "queued")
    assert asked.line == f"POST /below/2010-04-01/Accounts/{ACCOUNT}/Messages.json HTTP/1.1"
    assert asked.form == form
    assert b64decode(asked.headers["authorization"].removeprefix("Basic ")) == f"{ACCOUNT}:{KEY}".encode()
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"


def test_a_picture_gets_a_fresh_address_each_time_its_text_is_handed_over():
    exercises = [uuid4(), uuid4()]
    outgoing = text(media=tuple(str(exercise) for exercise in exercises))
    with (
        scripted(Reply(http(201, CREATED)), Reply(http(201, CREATED))) as server,
        time_machine.travel(NOW) as at,
    ):
        gateway_to(server.url).send(outgoing)
        at.shift(timedelta(hours=1))
        gateway_to(server.url).send(outgoing)
        first, second = (asked.form["MediaUrl"] for asked in server.asked)
    tokens = [address.split("/")[-2] for address in second]
    assert [picture_at(token, now=NOW).exercise for token in tokens] == exercises
    assert not set(first) & set(second)
    assert all(address.startswith("https://clinic.example/m/") for address in first + second)


def test_a_text_whose_time_is_up_is_not_sent():
    with scripted(Reply(http(201, CREATED))) as server:
        for left in (timedelta(seconds=-60), timedelta(), timedelta(seconds=5.9)):
            answer = gateway_to(server.url).send(text(valid_for=left))
            assert isinstance(answer, Refused)
            assert (answer.code, answer.kind) == ("30036", RefusalKind.RETRY_LATER)
        assert server.asked == []
        assert isinstance(gateway_to(server.url).send(text(valid_for=timedelta(seconds=6))), Accepted)


def test_numbers_and_bodies_reach_neither_logs_nor_answers(caplog, capfd):
    quoting = problem(400, 99999, f"{PATIENT} and (604) 555-0101 cannot be reached")
    with caplog.at_level("INFO"), scripted(quoting) as server:
        gateway = gateway_to(server.url)
        answer = gateway.send(text("pain 4"))
        with pytest.raises(LookupFailed) as failed:
            gateway.sent_to(PATIENT, since=datetime.now(UTC))
    logged = "".join([caplog.text, *capfd.readouterr()])
    assert "text not accepted" in logged
    said = f"{answer!r} {failed.value!r} {failed.value.__cause__!r} {logged}"
    assert "99999" in said
    for private in (PATIENT, "6045550101", "555-0101", "pain 4", KEY):
        assert private not in said


NOT_A_LIST = {
    "HTML": http(200, b"<h1>Hi</h1>"),
    "null": http(200, b"null"),
    "no messages": http(200, b'{"meta": 1}'),
    "a message without id": http(200, b'{"messages": [{"direction": "inbound", "date_created": "x"}]}'),
    "a message without time": http(200, b'{"messages": [{"sid": "SM1", "direction": "inbound"}]}'),
    "a redirect": http(302, b"", "Location: /"),
    "half a list": http(200, b'{"messages": [', length=500),
}


@pytest.mark.parametrize("said", NOT_A_LIST.values(), ids=NOT_A_LIST.keys())
def test_an_answer_that_is_no_list_is_a_failure_and_not_an_empty_list(said):
    with scripted(Reply(said, "close")) as server, pytest.raises(LookupFailed):
        gateway_to(server.url).received_by(CLINIC, since=datetime.now(UTC))


def page(*rows: tuple[str, str], following: str | None = None) -> bytes:
    messages = [
        {"sid": sid, "direction": "inbound", "to": CLINIC, "body": sid, "date_created": at, "date_sent": at}
        for sid, at in rows
    ]
    return http(200, json.dumps({"messages": messages, "next_page_uri": following}).encode())


def test_all_pages_are_read_and_the_day_asked_for_is_the_gmt_day():
    following = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json?To=x&Page=1&PageToken=PA1"
    pages = [
        Reply(page(("SM3", "Sun, 22 Nov 2026 08:00:05 +0000"), ("SM2", "Sun, 22 Nov 2026 08:00:05 +0000"),
                   following=following)),
        Reply(page(("SM1", "Sun, 22 Nov 2026 07:59:45 +0000"), ("SM0", "Sun, 22 Nov 2026 07:59:00 +0000"))),
    ]  # fmt: skip
    since = datetime.fromisoformat("2026-11-21T22:00:10-10:00")
    with scripted(*pages) as server:
        found = gateway_to(server.url).received_by(CLINIC, since=since)
        first, second = (urlsplit(each.line.split()[1]) for each in server.asked)
    assert [each.sid for each in found] == ["SM1", "SM2", "SM3"]
    assert parse_qs(first.query) == {"To": [CLINIC], "DateSent>": ["2026-11-22"], "PageSize": ["1000"]}
    assert second.geturl() == following
