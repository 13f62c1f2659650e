"""The REST dialect: what the twilio package and bare HTTP get back."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
import urllib3
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from backend.sms.sandbox import Sandbox
from tests.backend.sms.sandbox.players import ACCOUNT, CLINIC, PATIENT, TOKEN, Caller

SERVICE = "MG" + "0" * 32


def test_the_twilio_package_creates_fetches_and_lists(client: Client) -> None:
    created = client.messages.create(to=PATIENT, from_=CLINIC, body="Two exercises today. ✓")
    assert re.fullmatch("SM[0-9a-f]{32}", created.sid)
    assert (created.status, created.direction, created.num_segments) == ("queued", "outbound-api", "1")
    assert client.messages(created.sid).fetch().body == "Two exercises today. ✓"
    assert [each.sid for each in client.messages.list(to=PATIENT)] == [created.sid]


def test_a_created_message_carries_the_whole_resource(caller: Caller) -> None:
    answer = caller.create(MediaUrl="http://127.0.0.1:8000/media/a.png")
    resource = answer.json()
    assert answer.status == 201
    assert resource["sid"].startswith("MM")
    assert resource["num_media"] == "1"
    assert resource["price"] is resource["error_code"] is resource["date_sent"] is None
    assert abs(parsedate_to_datetime(resource["date_created"]) - datetime.now(UTC)) < timedelta(seconds=5)
    assert caller.get(resource["uri"]).json()["sid"] == resource["sid"]


def test_a_messaging_service_accepts_first_and_names_its_number_later(
    start: Callable[..., Sandbox], until: Callable[[Callable[[], object]], None]
) -> None:
    caller = Caller(start(delay=(0.2, 0.2)).url)
    resource = caller.create(From=None, MessagingServiceSid=SERVICE).json()
    assert (resource["status"], resource["from"], resource["num_segments"]) == ("accepted", None, "0")
    until(lambda: caller.get(resource["uri"]).json()["status"] == "delivered")
    assert caller.get(resource["uri"]).json()["from"] == CLINIC


REFUSALS = {
    "To is missing": ({"To": None}, 400, 21604),
    "To is no number": ({"To": "6045550101"}, 400, 21211),
    "From is missing": ({"From": None}, 400, 21603),
    "From is no sender": ({"From": "+1"}, 400, 21212),
    "the service is no service": ({"From": None, "MessagingServiceSid": "MGx"}, 400, 21701),
    "To is From": ({"From": PATIENT}, 400, 21266),
    "nothing is said": ({"Body": ""}, 400, 21602),
    "too much is said": ({"Body": "x" * 1601}, 400, 21617),
    "the picture has no address": ({"MediaUrl": "picture.png"}, 400, 21620),
    "the callback has no address": ({"StatusCallback": "/sms/status/1"}, 400, 21609),
    "the callback's host has an underscore": ({"StatusCallback": "http://a_b/1"}, 400, 21609),
    "valid for no time": ({"ValidityPeriod": "0"}, 400, 90007),
    "valid for too long": ({"ValidityPeriod": "36001"}, 400, 90007),
    "valid for a word": ({"ValidityPeriod": "long"}, 400, 90007),
    "a later time is asked for": ({"SendAt": "2026-11-22T10:00:00Z"}, 400, 20001),
    "magic: From invalid": ({"From": "+15005550001"}, 400, 21212),
    "magic: From not ours": ({"From": "+15005550007"}, 400, 21606),
    "magic: From's queue full": ({"From": "+15005550008"}, 429, 21611),
    "magic: To invalid": ({"To": "+15005550001"}, 400, 21211),
    "magic: To not routable": ({"To": "+15005550002"}, 400, 21612),
    "magic: To in a region not enabled": ({"To": "+15005550003"}, 400, 21408),
    "magic: To on the STOP list": ({"To": "+15005550004"}, 400, 21610),
    "magic: To a landline": ({"To": "+15005550009"}, 400, 21614),
}


@pytest.mark.parametrize(("changed", "status", "code"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_carries_the_provider_s_code_and_leaves_no_trace(
    caller: Caller, changed: dict[str, str | None], status: int, code: int
) -> None:
    answer = caller.create(**changed)
    assert (answer.status, answer.json()["code"], answer.json()["status"]) == (status, code, status)
    assert set(answer.json()) == {"code", "message", "more_info", "status"}
    assert caller.ledger() == []


def test_the_twilio_package_understands_a_refusal(client: Client) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to="+15005550009", from_=CLINIC, body="Hello")
    assert (refused.value.status, refused.value.code) == (400, 21614)


CREDENTIALS = {
    "none": ("", ACCOUNT),
    "a wrong token": (f"{ACCOUNT}:wrong", ACCOUNT),
    "another account's path": (f"{ACCOUNT}:{TOKEN}", "AC" + "f" * 32),
}


@pytest.mark.parametrize(("credentials", "account"), CREDENTIALS.values(), ids=CREDENTIALS)
def test_wrong_credentials_are_refused(sandbox: Sandbox, credentials: str, account: str) -> None:
    headers = urllib3.make_headers(basic_auth=credentials) if credentials else {}
    url = f"{sandbox.url}/2010-04-01/Accounts/{account}/Messages.json"
    for method in ("GET", "POST"):
        answer = urllib3.request(method, url, headers=headers)
        assert (answer.status, answer.json()["code"]) == (401, 20003)


UNKNOWN = {
    "a message that is not there": ("GET", f"/2010-04-01/Accounts/{ACCOUNT}/Messages/SM{'0' * 32}.json", 404),
    "another resource": ("GET", f"/2010-04-01/Accounts/{ACCOUNT}/Calls.json", 404),
    "another method": ("DELETE", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json", 405),
    "a page that is not there": ("GET", "/nothing", 404),
    "a method the desk does not have": ("PUT", "/ledger.json", 405),
}


@pytest.mark.parametrize(("method", "path", "status"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_unknown_is_named_as_json(sandbox: Sandbox, method: str, path: str, status: int) -> None:
    headers = urllib3.make_headers(basic_auth=f"{ACCOUNT}:{TOKEN}")
    answer = urllib3.request(method, sandbox.url + path, headers=headers)
    assert (answer.status, answer.json()["code"]) == (status, {404: 20404, 405: 20004}[status])


def test_the_list_is_newest_first_pages_and_knows_inbound_messages(caller: Caller, client: Client) -> None:
    sids = [caller.create(Body=f"text {number}").json()["sid"] for number in range(5)]
    caller.create(To="+16045550102")
    caller.reply("DONE")
    to_patient = client.messages.list(to=PATIENT, page_size=2)
    assert [each.sid for each in to_patient] == sids[::-1]
    heard = client.messages.list(to=CLINIC)
    assert [(each.direction, each.status, each.body) for each in heard] == [("inbound", "received", "DONE")]
    assert len(client.messages.list(limit=3, page_size=2)) == 3


def test_the_list_is_filtered_by_the_day_and_the_second_it_was_sent(
    caller: Caller, client: Client, until: Callable[[Callable[[], object]], None]
) -> None:
    uri = caller.create().json()["uri"]
    until(lambda: caller.get(uri).json()["date_sent"])
    sent = parsedate_to_datetime(caller.get(uri).json()["date_sent"])
    second = timedelta(seconds=1)
    cases = {
        "on its day": ({"date_sent": sent.date()}, 1),
        "the day before": ({"date_sent": sent.date() - timedelta(days=1)}, 0),
        "from its second": ({"date_sent_after": sent}, 1),
        "from the next second": ({"date_sent_after": sent + second}, 0),
        "until its second": ({"date_sent_before": sent}, 1),
        "until the second before": ({"date_sent_before": sent - second}, 0),
        "between": ({"date_sent_after": sent - second, "date_sent_before": sent + second}, 1),
    }
    found = {name: len(client.messages.list(to=PATIENT, **asked)) for name, (asked, _) in cases.items()}
    assert found == {name: count for name, (_, count) in cases.items()}


def test_a_message_still_queued_matches_no_date(start: Callable[..., Sandbox]) -> None:
    caller = Caller(start(delay=(60, 60)).url)
    caller.create()
    today = datetime.now(UTC).date().isoformat()
    assert caller.get(caller.messages, DateSent=today).json()["messages"] == []
    assert len(caller.get(caller.messages, To=PATIENT).json()["messages"]) == 1


@pytest.mark.parametrize(
    "query", [{"PageSize": "0"}, {"PageSize": "1001"}, {"DateSent": "noon"}, {"PageToken": "x"}]
)
def test_a_list_that_cannot_be_is_refused(caller: Caller, query: dict[str, str]) -> None:
    assert caller.get(caller.messages, **query).status == 400


SEGMENTS = {
    "one, full": ("x" * 160, "1"),
    "two": ("x" * 161, "2"),
    "a euro sign counts twice": ("€" + "x" * 159, "2"),
    "one in Unicode, full": ("á" * 70, "1"),
    "two in Unicode": ("á" * 71, "2"),
    "an emoji is never split": ("á" * 66 + "🙂" + "á" * 66, "3"),
}


@pytest.mark.parametrize(("body", "segments"), SEGMENTS.values(), ids=SEGMENTS)
def test_segments_are_counted(caller: Caller, body: str, segments: str) -> None:
    assert caller.create(Body=body).json()["num_segments"] == segments


def test_what_was_accepted_survives_a_restart(
    start: Callable[..., Sandbox], until: Callable[[Callable[[], object]], None]
) -> None:
    first = start(delay=(60, 60))
    sid = Caller(first.url).create().json()["sid"]
    second = Caller(start().url)
    until(lambda: [(each["sid"], each["status"]) for each in second.ledger()] == [(sid, "delivered")])
