"""Ordered misbehaviour: what the client sees, and what the ledger knows."""

import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import urllib3

from backend.sms.sandbox.faults import KNOWN
from tests.backend.sms.sandbox.players import Application, Caller

Until = Callable[[Callable[[], object]], None]

ON_CREATE = {
    "429": (429, 20429, 0),
    "503": (503, 20503, 0),
    "500_before": (500, 20500, 0),
    "500_after": (500, 20500, 1),
}


@pytest.mark.parametrize(("name", "seen"), ON_CREATE.items(), ids=ON_CREATE)
def test_a_failing_create_is_accepted_or_not(caller: Caller, name: str, seen: tuple[int, int, int]) -> None:
    status, code, accepted = seen
    caller.order(seed=1, faults={name: 1})
    answer = caller.create()
    assert (answer.status, answer.json()["code"], len(caller.ledger())) == (status, code, accepted)
    caller.order()
    assert caller.create().status == 201


@pytest.mark.parametrize(("name", "accepted"), [("drop_before", 0), ("drop_after", 1)])
def test_a_connection_is_dropped_before_or_after_accepting(caller: Caller, name: str, accepted: int) -> None:
    caller.order(seed=1, faults={name: 1})
    with pytest.raises(urllib3.exceptions.ProtocolError):
        caller.create()
    assert len(caller.ledger()) == accepted


@pytest.mark.parametrize(("name", "accepted"), [("slow", 0), ("slow_after", 1)])
def test_a_slow_answer_is_accepted_late_or_early(
    caller: Caller, until: Until, name: str, accepted: int
) -> None:
    caller.order(seed=1, faults={name: {"rate": 1, "seconds": 0.6}})
    impatient = urllib3.PoolManager(retries=False, timeout=0.3)
    headers = urllib3.make_headers(basic_auth="AC" + "0123456789abcdef" * 2 + ":a-token-for-tests")
    with pytest.raises(urllib3.exceptions.ReadTimeoutError):
        impatient.request_encode_body(
            *(
                "POST",
                caller.url + caller.messages,
                {"To": "+16045550101", "From": "+15005550006", "Body": "x"},
            ),
            headers=headers,
            encode_multipart=False,
        )
    assert len(caller.ledger()) == accepted
    until(lambda: len(caller.ledger()) == 1)


def test_a_refusal_can_say_when_to_come_back(caller: Caller) -> None:
    caller.order(faults={"429": {"rate": 1, "retry_after": 7}})
    assert caller.create().headers["Retry-After"] == "7"


def test_the_same_seed_misbehaves_the_same_way(caller: Caller) -> None:
    def run(seed: int) -> list[int]:
        caller.order(seed=seed, faults={"429": 0.3, "500_after": 0.2})
        return [caller.create().status for _ in range(60)]

    first = run(7)
    assert run(7) == first
    assert run(8) != first
    counts = Counter(first)
    seen = caller.order(seed=8, faults={}).json()
    assert (seen["counts"], seen["total"]) == ({}, 0)
    assert counts[429] > 5 and counts[500] > 2 and counts[201] > 20


def test_the_limit_ends_the_misbehaviour_and_it_is_counted(caller: Caller) -> None:
    caller.order(seed=1, faults={"429": 1}, limit=2)
    assert [caller.create().status for _ in range(4)] == [429, 429, 201, 201]
    assert caller.get("/faults").json()["counts"] == {"429": 2}


def test_reads_misbehave_only_when_asked_to(caller: Caller) -> None:
    caller.order(seed=1, faults={"503": 1})
    assert caller.get(caller.messages).status == 200
    caller.order(seed=1, faults={"503": 1}, reads=True)
    assert caller.get(caller.messages).status == 503


@pytest.mark.parametrize(("name", "code"), [("undelivered", 30005), ("failed", 30008)])
def test_a_message_can_be_made_to_end_badly(
    caller: Caller, application: Application, until: Until, name: str, code: int
) -> None:
    caller.order(seed=1, faults={name: {"rate": 1, "code": code}})
    caller.create(StatusCallback=application.url + "/s")
    until(lambda: application.calls and application.calls[-1].fields["MessageStatus"] == name)
    assert application.calls[-1].fields["ErrorCode"] == str(code)
    assert caller.ledger()[0]["error_code"] == code


def statuses(application: Application) -> list[str]:
    return [call.fields["MessageStatus"] for call in application.calls]


def test_callbacks_can_come_repeated(caller: Caller, application: Application, until: Until) -> None:
    caller.order(seed=1, faults={"callback_repeat": {"rate": 1, "seconds": 0.05}})
    caller.create(StatusCallback=application.url + "/s")
    until(lambda: len(application.calls) == 4)
    assert Counter(statuses(application)) == {"sent": 2, "delivered": 2}


def test_callbacks_can_come_out_of_order(caller: Caller, application: Application, until: Until) -> None:
    caller.order(seed=1, faults={"callback_shuffle": 1})
    caller.create(StatusCallback=application.url + "/s")
    until(lambda: len(application.calls) == 2)
    assert statuses(application) == ["delivered", "sent"]


def test_callbacks_can_come_late(caller: Caller, application: Application, until: Until) -> None:
    caller.order(seed=1, faults={"callback_late": {"rate": 1, "seconds": 0.5}})
    began = time.monotonic()
    caller.create(StatusCallback=application.url + "/s")
    until(lambda: application.calls)
    assert application.calls[0].at - began >= 0.5


def test_callbacks_can_never_come(caller: Caller, application: Application, until: Until) -> None:
    caller.order(seed=1, faults={"callback_never": 1})
    caller.create(StatusCallback=application.url + "/s")
    until(lambda: caller.ledger()[0]["status"] == "delivered")
    caller.order()
    caller.create(StatusCallback=application.url + "/other")
    until(lambda: len(application.calls) == 2)
    assert {call.path for call in application.calls} == {"/other"}


def test_the_time_between_states_can_be_ordered(caller: Caller, until: Until) -> None:
    caller.order(delay=[60, 60])
    caller.create()
    time.sleep(0.1)
    assert caller.ledger()[0]["status"] == "queued"


BAD_ORDERS = {
    "no object": ([], "the order"),
    "an unknown key": ({"sede": 1}, "sede"),
    "an unknown fault": ({"faults": {"418": 1}}, "faults.418"),
    "a rate above 1": ({"faults": {"429": 2}}, "faults.429.rate"),
    "a rate that is a word": ({"faults": {"429": "often"}}, "faults.429.rate"),
    "a rate that is true": ({"faults": {"429": True}}, "faults.429.rate"),
    "no rate": ({"faults": {"slow": {"seconds": 1}}}, "faults.slow.rate"),
    "an unknown setting": ({"faults": {"429": {"rate": 1, "code": 1}}}, "faults.429.code"),
    "seconds below 0": ({"faults": {"slow": {"rate": 1, "seconds": -1}}}, "faults.slow.seconds"),
    "a seed that is a word": ({"seed": "x"}, "seed"),
    "a limit below 0": ({"limit": -1}, "limit"),
    "a delay backwards": ({"delay": [2, 1]}, "delay"),
}


@pytest.mark.parametrize(("order", "key"), BAD_ORDERS.values(), ids=BAD_ORDERS)
def test_an_order_that_cannot_be_names_the_key_and_changes_nothing(
    caller: Caller, order: object, key: str
) -> None:
    before = caller.order(seed=3, faults={"429": 0.5}).json()
    answer = urllib3.request("POST", caller.url + "/faults", json=order)
    assert answer.status == 400
    assert answer.json()["error"].startswith(key)
    assert caller.get("/faults").json() == before


def test_the_documentation_names_every_fault_in_the_order_they_are_drawn() -> None:
    text = (Path(__file__).parents[4] / "docs" / "sandbox.md").read_text().partition("## Faults")[2]
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(KNOWN)
