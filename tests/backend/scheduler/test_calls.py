"""Calls that are out: each text's answer is kept, whatever becomes of the call, the process or the database."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import time as time_of_day
from datetime import timedelta
from threading import Event
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from backend.scheduler import calls as calls_module
from backend.scheduler.calls import CALLED_WITHIN_S, Calls, ticks
from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due, write_claimed
from exercises.gateway import Answer, Outgoing, Refused
from exercises.models import Message
from exercises.terms import RefusalKind
from tests import make
from tests.fakes import RecordingGateway
from tests.make import NOW

pytestmark = pytest.mark.django_db


def committed(count: int) -> list[Outgoing]:
    """So many texts whose rows are committed, to be handed over now."""
    clinic, program = make.clinic(texts_a_second=100), make.program()
    by = make.staff(clinic).user
    for _ in range(count):
        patient = make.patient(clinic, signed_up=False)
        make.assignment(patient, program, by=by)
        make.reminder_setting(patient, time_of_day(9), now=NOW - timedelta(hours=1))
    plan_due(now=NOW)
    worker = uuid4()
    claimed = claim_due(now=NOW, worker=worker, lease=timedelta(minutes=1), limit=count)
    return write_claimed(claimed, now=NOW, worker=worker).outgoing


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


@pytest.fixture
def one_thread() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def calls_to(gateway: RecordingGateway, pool: ThreadPoolExecutor) -> Calls:
    return Calls(lambda: NOW, gateway, pool)


def gateway_that(answers: Callable[[Outgoing], Answer | None] = lambda _: None) -> RecordingGateway:
    return RecordingGateway(lambda: NOW, answers)


def states() -> Counter[str]:
    return Counter(Message.objects.values_list("state", flat=True))


def test_every_text_is_called_once_and_its_answer_kept(pool: ThreadPoolExecutor) -> None:
    gateway = gateway_that()
    calls = calls_to(gateway, pool)
    calls.hand_over(committed(12), ticks())
    assert calls.finish() == 12
    assert Counter(Message.objects.values_list("sid", flat=True)) == Counter(one.sid for one in gateway.taken)
    assert not Message.objects.filter(in_flight=True).exists()


def test_several_handings_over_are_counted_together(pool: ThreadPoolExecutor) -> None:
    texts = committed(5)
    calls = calls_to(gateway_that(), pool)
    calls.hand_over(texts[:2], ticks())
    calls.hand_over(texts[2:], ticks())
    calls.hand_over([], ticks())
    assert calls.finish() == 5
    assert calls.finish() == 5  # and nothing is waited for again


# --- what is not called ------------------------------------------------------------------------------------
def test_a_text_committed_too_long_ago_is_not_called_but_put_back(pool: ThreadPoolExecutor) -> None:
    gateway = gateway_that()
    calls = calls_to(gateway, pool)
    calls.hand_over(committed(3), ticks() - CALLED_WITHIN_S - 1)
    calls.finish()
    assert gateway.calls == []
    for message in Message.objects.all():
        assert (message.state, message.error_code, message.in_flight) == ("absent", "not-tried", False)
        assert message.try_at is not None
        assert message.try_at > NOW


def test_a_text_that_waited_too_long_for_a_thread_is_put_back(one_thread: ThreadPoolExecutor) -> None:
    texts = committed(3)
    started = ticks() - CALLED_WITHIN_S + 1
    gateway = gateway_that(lambda _: sleep(max(0.0, started + CALLED_WITHIN_S - ticks()) + 0.01))
    calls = calls_to(gateway, one_thread)
    calls.hand_over(texts, started)
    calls.finish()
    assert len(gateway.calls) == 1
    assert states() == {"queued": 1, "absent": 2}


def test_when_it_stops_what_no_thread_has_begun_with_is_taken_back(one_thread: ThreadPoolExecutor) -> None:
    begun, go_on = Event(), Event()

    def wait(_: Outgoing) -> None:
        begun.set()
        go_on.wait(10)

    gateway = gateway_that(wait)
    calls = calls_to(gateway, one_thread)
    calls.hand_over(committed(4), ticks())
    assert begun.wait(10)
    calls.withdraw()
    calls.settle(until_out=1)
    assert states() == {"written": 1, "absent": 3}
    go_on.set()
    calls.finish()
    assert states() == {"queued": 1, "absent": 3}
    assert len(gateway.calls) == 1


def test_nothing_is_taken_back_that_was_called(pool: ThreadPoolExecutor) -> None:
    calls = calls_to(gateway_that(), pool)
    calls.hand_over(committed(3), ticks())
    pool.shutdown(wait=True)
    calls.withdraw()
    calls.finish()
    assert states() == {"queued": 3}


# --- what goes wrong ---------------------------------------------------------------------------------------
def test_a_call_that_breaks_is_looked_up_like_one_that_nobody_knows_of(pool: ThreadPoolExecutor) -> None:
    texts = committed(5)
    broken = texts[2].message_id

    def break_one(outgoing: Outgoing) -> None:
        if outgoing.message_id == broken:
            raise ZeroDivisionError

    calls = calls_to(gateway_that(break_one), pool)
    calls.hand_over(texts, ticks())
    assert calls.finish() == 5
    assert states() == {"queued": 4, "unknown": 1}
    assert Message.objects.get(pk=broken).in_flight


def test_refusals_and_what_was_taken_are_kept_side_by_side(pool: ThreadPoolExecutor) -> None:
    texts = committed(6)
    refused = {text.message_id for text in texts[:3]}

    def refuse_some(outgoing: Outgoing) -> Answer | None:
        return Refused("21614", RefusalKind.NUMBER) if outgoing.message_id in refused else None

    calls = calls_to(gateway_that(refuse_some), pool)
    calls.hand_over(texts, ticks())
    calls.finish()
    assert states() == {"queued": 3, "refused": 3}
    assert set(Message.objects.filter(state="refused").values_list("pk", flat=True)) == refused


# --- how answers are kept ----------------------------------------------------------------------------------
def test_answers_that_come_together_are_kept_together(
    pool: ThreadPoolExecutor, django_assert_max_num_queries: Any
) -> None:
    calls = calls_to(gateway_that(), pool)
    calls.hand_over(committed(30), ticks())
    pool.shutdown(wait=True)
    with django_assert_max_num_queries(8):
        calls.finish()
    assert states() == {"queued": 30}


def test_it_goes_on_as_soon_as_few_enough_are_out(pool: ThreadPoolExecutor) -> None:
    texts, go_on = committed(4), Event()
    slow = {text.message_id for text in texts[:2]}

    def wait(outgoing: Outgoing) -> None:
        if outgoing.message_id in slow:
            go_on.wait(10)

    calls = calls_to(gateway_that(wait), pool)
    calls.hand_over(texts, ticks())
    calls.settle(until_out=2)
    assert states() == {"written": 2, "queued": 2}
    assert set(Message.objects.filter(state="written").values_list("pk", flat=True)) == slow
    go_on.set()
    calls.finish()
    assert states() == {"queued": 4}


@pytest.mark.django_db(transaction=True)
def test_after_the_connection_to_the_database_was_lost_the_answers_are_kept_on_a_new_one(
    pool: ThreadPoolExecutor,
) -> None:
    gateway = gateway_that()
    calls = calls_to(gateway, pool)
    calls.hand_over(committed(5), ticks())
    connection.ensure_connection()
    lost = connection.connection
    lost.close()  # as a restart of the server does
    assert calls.finish() == 5
    assert connection.connection is not lost
    assert states() == {"queued": 5}
    assert len(gateway.taken) == 5


def test_answers_that_cannot_be_kept_at_all_are_an_error_and_nothing_is_waited_for_again(
    pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OperationalError

    calls = calls_to(gateway_that(), pool)
    calls.hand_over(committed(3), ticks())
    pool.shutdown(wait=True)
    monkeypatch.setattr(calls_module, "settle_answers", fail)
    monkeypatch.setattr(connection, "close", lambda: None)
    with pytest.raises(OperationalError):
        calls.finish()
    assert calls.finish() == 3
    assert states() == {"written": 3}  # each is looked up, or settled by its report
