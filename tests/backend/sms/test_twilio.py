"""The gateway against the stand-in, and the table of codes."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
import urllib3

from backend.sms.codes import MEANINGS, NOTES, refusal_for
from backend.sms.sandbox import Sandbox
from backend.sms.twilio import TwilioGateway
from exercises.gateway import Accepted, LookupFailed, Outgoing, Refused, SmsGateway, Unknown
from exercises.terms import Direction, RefusalKind

ACCOUNT = "AC" + "0" * 32
KEY = "sandbox-auth-token"
CLINIC = "+15005550006"
PATIENT = "+16045550101"
SERVICE = "MG" + "a" * 32
SOON = timedelta(minutes=10)


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


KINDS = {
    "30003": RefusalKind.RETRY_LATER,
    "30005": RefusalKind.NUMBER,
    "30006": RefusalKind.NUMBER,
    "21614": RefusalKind.NUMBER,
    "21635": RefusalKind.NUMBER,
    "21408": RefusalKind.SENDER,
    "21610": RefusalKind.OPTED_OUT,
    "20403": RefusalKind.SENDER,
    "21606": RefusalKind.SENDER,
    "21608": RefusalKind.SENDER,
    "30002": RefusalKind.SENDER,
    "30034": RefusalKind.SENDER,
    "63038": RefusalKind.SENDER,
    "21617": RefusalKind.CONTENT,
    "30007": RefusalKind.CONTENT,
    "11200": RefusalKind.PICTURE,
    "30019": RefusalKind.PICTURE,
    "21611": RefusalKind.RETRY_LATER,
    "30001": RefusalKind.RETRY_LATER,
    "30008": RefusalKind.RETRY_LATER,
    "30410": RefusalKind.RETRY_LATER,
    "12345": RefusalKind.CONTENT,
    "": RefusalKind.CONTENT,
}


@pytest.mark.parametrize(("code", "kind"), KINDS.items())
def test_a_code_means_the_same_as_text_and_as_number(code, kind):
    assert refusal_for(code) is kind
    if code:
        assert refusal_for(int(code)) is kind


def test_no_code_stands_in_two_kinds_and_every_kind_has_some():
    assert sum(map(len, NOTES.values())) == len(MEANINGS)
    assert set(NOTES) == set(RefusalKind)


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    server = Sandbox(
        ledger=tmp_path / "ledger.sqlite3",
        account_sid=ACCOUNT,
        auth_token=KEY,
        app_url="http://127.0.0.1:9",
        number=CLINIC,
        delay=(60, 60),
    )
    server.start()
    yield server
    server.stop()


@pytest.fixture
def gateway(sandbox: Sandbox) -> SmsGateway:
    return gateway_to(sandbox.url)


def ledger(sandbox: Sandbox) -> list[dict[str, object]]:
    return urllib3.request("GET", f"{sandbox.url}/ledger.json").json()


def order(sandbox: Sandbox, **order: object) -> None:
    assert urllib3.request("POST", f"{sandbox.url}/faults", json={"seed": 1, **order}).status == 200


def patient_texts(sandbox: Sandbox, body: str, sender: str = PATIENT) -> None:
    form = urlencode({"from": sender, "to": CLINIC, "body": body})
    urllib3.request("POST", f"{sandbox.url}/reply", body=form)


def test_the_stand_in_accepts_a_text(sandbox, gateway):
    answer = gateway.send(text("Zeit für Übungen 👍", valid_for=SOON))
    assert isinstance(answer, Accepted)
    entry = ledger(sandbox)[0]
    assert (entry["sid"], entry["from"], entry["to"]) == (answer.sid, CLINIC, PATIENT)
    assert (entry["body"], answer.state) == ("Zeit für Übungen 👍", "queued")


def test_a_messaging_service_accepts_before_it_chooses_a_number(sandbox, gateway):
    answer = gateway.send(text(sender=SERVICE))
    assert isinstance(answer, Accepted)
    assert answer.state == "accepted"
    assert [each.sender for each in gateway.sent_to(PATIENT, since=datetime.now(UTC))] == [SERVICE]


MAGIC = {
    "a To that is none": ({"to": "+15005550001"}, "21211", RefusalKind.NUMBER),
    "a To that cannot be reached": ({"to": "+15005550002"}, "21612", RefusalKind.NUMBER),
    "a To abroad": ({"to": "+15005550003"}, "21408", RefusalKind.SENDER),
    "a To that stopped": ({"to": "+15005550004"}, "21610", RefusalKind.OPTED_OUT),
    "a To that is no mobile": ({"to": "+15005550009"}, "21614", RefusalKind.NUMBER),
    "a From that is none": ({"sender": "+15005550001"}, "21212", RefusalKind.SENDER),
    "a From that cannot text": ({"sender": "+15005550007"}, "21606", RefusalKind.SENDER),
    "a From whose queue is full": ({"sender": "+15005550008"}, "21611", RefusalKind.RETRY_LATER),
    "a body of 1,601 characters": ({"body": "x" * 1601}, "21617", RefusalKind.CONTENT),
}


@pytest.mark.parametrize(("changes", "code", "kind"), MAGIC.values(), ids=MAGIC.keys())
def test_the_magic_numbers_are_refused_as_they_are_told(sandbox, gateway, changes, code, kind):
    answer = gateway.send(replace(text(), **changes))
    assert isinstance(answer, Refused)
    assert (answer.code, answer.kind) == (code, kind)
    assert ledger(sandbox) == []


def test_a_number_that_texted_stop_is_opted_out_until_it_texts_start(sandbox, gateway):
    patient_texts(sandbox, "STOP")
    answer = gateway.send(text())
    assert isinstance(answer, Refused)
    assert answer.kind is RefusalKind.OPTED_OUT
    patient_texts(sandbox, "START")
    assert isinstance(gateway.send(text()), Accepted)


def test_wrong_credentials_are_the_senders_matter_and_no_look_up_says_nothing_was_sent(sandbox):
    gateway = gateway_to(sandbox.url, key="another")
    answer = gateway.send(text())
    assert isinstance(answer, Refused)
    assert (answer.code, answer.kind) == ("20003", RefusalKind.SENDER)
    with pytest.raises(LookupFailed):
        gateway.sent_to(PATIENT, since=datetime.now(UTC))


FAULTS = {
    "429": (Refused, 0),
    "500_before": (Unknown, 0),
    "500_after": (Unknown, 1),
    "503": (Unknown, 0),
    "drop_before": (Unknown, 0),
    "drop_after": (Unknown, 1),
    "slow_after": (Unknown, 1),
}


@pytest.mark.parametrize(("fault", "kind", "taken"), [(name, *rest) for name, rest in FAULTS.items()])
def test_after_any_fault_a_look_up_tells_whether_the_text_was_taken(sandbox, fault, kind, taken):
    gateway = gateway_to(sandbox.url, timeout=0.5)
    began = datetime.now(UTC)
    order(sandbox, faults={fault: 1})
    answer = gateway.send(text("a text of this one attempt"))
    order(sandbox, faults={})
    assert type(answer) is kind
    assert len(ledger(sandbox)) == taken
    found = gateway.sent_to(PATIENT, since=began)
    assert [each.body for each in found] == ["a text of this one attempt"] * taken


@pytest.mark.parametrize("fault", ["429", "500_before", "503", "drop_before", "slow"])
def test_a_list_that_cannot_be_read_is_a_failure_and_not_an_empty_list(sandbox, fault):
    gateway = gateway_to(sandbox.url, timeout=0.3)
    assert isinstance(gateway.send(text()), Accepted)
    order(sandbox, faults={fault: 1}, reads=True)
    for look_up in (gateway.sent_to, gateway.received_by):
        with pytest.raises(LookupFailed):
            look_up(PATIENT, since=datetime.now(UTC))


def test_what_went_to_a_number_is_listed_with_everything_known_of_it(sandbox, gateway):
    began = datetime.now(UTC)
    first, second = gateway.send(text("one")), gateway.send(text("two"))
    gateway.send(text("to somebody else", to="+14165550103"))
    patient_texts(sandbox, "done")
    found = gateway.sent_to(PATIENT, since=began)
    assert [(each.sid, each.body) for each in found] == [(first.sid, "one"), (second.sid, "two")]
    assert {(each.direction, each.sender, each.to, each.state, each.error_code) for each in found} == {
        (Direction.OUT, CLINIC, PATIENT, "queued", "")
    }
    assert all(each.at.tzinfo and abs(each.at - began) < timedelta(seconds=5) for each in found)


def test_what_came_in_is_listed_oldest_first_without_what_went_out(sandbox, gateway):
    began = datetime.now(UTC)
    gateway.send(text("ours"))
    gateway.send(text("to ourselves", sender="+15005550010", to=CLINIC))
    for number in range(12):
        patient_texts(sandbox, f"text {number}", sender=f"+160455502{number:02}")
    found = gateway.received_by(CLINIC, since=began)
    assert [each.body for each in found] == [f"text {number}" for number in range(12)]
    assert {(each.direction, each.to, each.state) for each in found} == {(Direction.IN, CLINIC, "received")}
    assert [each.body for each in gateway.sent_to(CLINIC, since=began)] == ["to ourselves"]


def test_lists_reach_back_to_their_beginning_and_half_a_minute_more(gateway):
    assert isinstance(gateway.send(text()), Accepted)
    now = datetime.now(UTC)
    listed = {
        seconds: len(gateway.sent_to(PATIENT, since=now + timedelta(seconds=seconds)))
        for seconds in (-86400, 0, 20, 40, 86400)
    }
    assert listed == {-86400: 1, 0: 1, 20: 1, 40: 0, 86400: 0}


def test_inbound_texts_are_not_listed_by_messaging_service(gateway):
    with pytest.raises(ValueError, match="phone number"):
        gateway.received_by(SERVICE, since=datetime.now(UTC))


def test_sixteen_threads_mix_up_nothing(sandbox):
    gateway = gateway_to(sandbox.url, threads=16)
    bodies = [f"text {number}" for number in range(16 * 200)]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(16) as threads:
            answers = list(threads.map(lambda body: gateway.send(text(body)), bodies))
    finally:
        sys.setswitchinterval(before)
    assert all(isinstance(each, Accepted) for each in answers)
    by_sid = {entry["sid"]: entry["body"] for entry in ledger(sandbox)}
    assert len(by_sid) == len(bodies)
    assert [by_sid[each.sid] for each in answers] == bodies
