"""States and callbacks of what was accepted."""

from collections.abc import Callable

import pytest

from backend.sms.sandbox import Sandbox
from backend.sms.sandbox.webhooks import Policy, read_policy
from tests.backend.sms.sandbox.players import ACCOUNT, CLINIC, PATIENT, Application, Caller

Until = Callable[[Callable[[], object]], None]
DEFAULT = Policy()

FRAGMENTS = {
    "none": ("http://app/s", DEFAULT),
    "everything": (
        "http://app/s#rc=3&rp=ct,rt,5xx&ct=2000&rt=3000&tt=9000",
        Policy(3, frozenset({"ct", "rt", "5xx"}), 2.0, 3.0, 9.0),
    ),
    "all": ("http://app/s#rp=all", Policy(1, frozenset({"ct", "rt", "4xx", "5xx"}))),
    "out of range": ("http://app/s#rc=9&rt=50", DEFAULT),
    "nonsense": ("http://app/s#rc=many&x", DEFAULT),
}


@pytest.mark.parametrize(("address", "policy"), FRAGMENTS.values(), ids=FRAGMENTS)
def test_the_fragment_orders_the_repeats(address: str, policy: Policy) -> None:
    assert read_policy(address) == ("http://app/s", policy)


def test_a_message_is_sent_then_delivered_and_both_are_told_signed(
    caller: Caller, application: Application, until: Until
) -> None:
    sid = caller.create(StatusCallback=application.url + "/sms/status/7?a=b#rc=3").json()["sid"]
    until(lambda: len(application.calls) == 2)
    assert [call.fields["MessageStatus"] for call in application.calls] == ["sent", "delivered"]
    assert all(call.genuine and call.path == "/sms/status/7?a=b" for call in application.calls)
    expected = {"MessageSid": sid, "SmsSid": sid, "From": CLINIC, "To": PATIENT, "AccountSid": ACCOUNT}
    assert expected.items() <= application.calls[0].fields.items()
    until(lambda: len(caller.ledger()[0]["callbacks"]) == 2)
    entry = caller.ledger()[0]
    assert (entry["status"], entry["by"]) == ("delivered", "api")
    assert [(each["status"], each["http_status"]) for each in entry["callbacks"]] == [
        ("sent", 200),
        ("delivered", 200),
    ]


def test_a_messaging_service_also_tells_of_queued(
    caller: Caller, application: Application, until: Until
) -> None:
    caller.create(From=None, MessagingServiceSid="MG" + "0" * 32, StatusCallback=application.url + "/s")
    until(lambda: len(application.calls) == 3)
    assert [call.fields["MessageStatus"] for call in application.calls] == ["queued", "sent", "delivered"]


def test_a_message_past_its_validity_fails(start: Callable[..., Sandbox], until: Until) -> None:
    caller = Caller(start(delay=(1.2, 1.2)).url)
    caller.create(ValidityPeriod="1")
    until(lambda: caller.ledger()[0]["status"] == "failed")
    assert caller.ledger()[0]["error_code"] == 30036


REPEATS = {
    "a 500 is not repeated unasked": (500, "", 1),
    "a 500 is repeated when asked": (500, "#rc=2&rp=5xx", 3),
    "a 404 is not a 500": (404, "#rc=2&rp=5xx", 1),
    "all means all": (404, "#rc=1&rp=all", 2),
    "a 200 is never repeated": (200, "#rc=5&rp=all", 1),
}


@pytest.mark.parametrize(("status", "fragment", "tries"), REPEATS.values(), ids=REPEATS)
def test_a_callback_is_repeated_as_the_fragment_says(
    caller: Caller, application: Application, until: Until, status: int, fragment: str, tries: int
) -> None:
    application.answers["/s"] = (status, "text/plain", "")
    caller.create(StatusCallback=application.url + "/s" + fragment)
    until(lambda: sum(call.fields["MessageStatus"] == "delivered" for call in application.calls) >= 1)
    first = [call for call in application.calls if call.fields["MessageStatus"] == "sent"]
    assert len(first) == tries
    assert len({call.token for call in first}) == 1


def test_a_callback_nobody_takes_is_tried_twice_and_noted(caller: Caller, until: Until) -> None:
    caller.create(StatusCallback="http://127.0.0.1:9/s")
    until(lambda: len(caller.ledger()[0]["callbacks"]) == 4)
    assert {each["http_status"] for each in caller.ledger()[0]["callbacks"]} == {None}
