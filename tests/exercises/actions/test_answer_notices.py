"""A patient is told of answers once, in the clinic's hours, and only who may be texted."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from exercises.actions.again import write_answers
from exercises.actions.answer_notices import write_answer_notices
from exercises.actions.concerns import (
    TOLD_AFTER,
    answer_concern,
    close_concern,
    mark_answers_read,
    read_answers,
    write_concern,
)
from exercises.actions.delivery import settle_answer
from exercises.actions.opting import opt_in, opt_out
from exercises.actions.patients import ConsentGiven, archive_patient, change_patient, set_consent
from exercises.actions.settle import mend_times
from exercises.gateway import Accepted, Outgoing, Refused, Unknown
from exercises.models import AnswerNotice, Clinic, Concern, ConcernEntry, Message, Patient, User
from exercises.rules.texts import segments
from exercises.terms import Held, MessageKind, RefusalKind
from tests import make

pytestmark = pytest.mark.django_db

NOW, MINUTE = make.NOW, timedelta(minutes=1)
DUE = NOW + TOLD_AFTER
EVENING = datetime(2026, 11, 19, 4, 57, tzinfo=UTC)
"""Three minutes to nine in Vancouver."""
MORNING = datetime(2026, 11, 19, 16, 0, tzinfo=UTC)


@pytest.fixture
def patient() -> Patient:
    return make.patient(make.clinic(name="Harbour Physio"), first_name="Ann")


@pytest.fixture
def by(patient: Patient) -> User:
    return make.staff(patient.clinic).user


def answer(patient: Patient, by: User, *bodies: str, now: datetime = NOW) -> Concern:
    concern = Concern.objects.filter(patient=patient, closed_at=None).first()
    concern = concern or write_concern(patient, "May I swim?", client_id=uuid4(), now=now)[0].concern
    for body in bodies or ("Yes.",):
        answer_concern(concern, body, by=by, now=now)
    return concern


def told(now: datetime) -> list[Outgoing]:
    """What goes at `now`; the provider takes it."""
    outgoing = write_answer_notices(now=now, limit=50)
    for one in outgoing:
        settle_answer(one.message_id, Accepted(f"SM{one.message_id}"), attempt=one.attempt, now=now)
    return outgoing


def notice() -> AnswerNotice:
    return AnswerNotice.objects.get()


# --- once, after five minutes ------------------------------------------------------------------------------
def test_the_patient_is_told_five_minutes_after_the_first_answer_once_for_all(
    patient: Patient, by: User
) -> None:
    answer(patient, by)
    answer(patient, by, "Slowly.", now=NOW + 4 * MINUTE)
    assert told(DUE - timedelta(seconds=1)) == []
    [text] = told(DUE)
    assert (text.to, text.sender) == (patient.phone, patient.clinic.sender)
    assert (
        text.body
        == "Harbour Physio: your clinic answered you, Ann. Reply READ to read it here or open the app."
    )
    assert [told(DUE + n * MINUTE) for n in range(1, 10)] == [[]] * 9


def test_an_answer_after_that_is_told_again(patient: Patient, by: User) -> None:
    answer(patient, by)
    assert len(told(DUE)) == 1
    answer(patient, by, "Slowly.", now=DUE + MINUTE)
    assert told(DUE + 5 * MINUTE) == []
    assert len(told(DUE + 6 * MINUTE)) == 1


def test_two_threads_answered_within_five_minutes_are_one_notice(patient: Patient, by: User) -> None:
    close_concern(answer(patient, by), by=by, reason="Answered.", now=NOW)
    answer(patient, by, "Also yes.", now=NOW + MINUTE)
    assert Concern.objects.count() == 2
    assert len(told(DUE + 5 * MINUTE)) == 1


def test_who_has_read_the_answers_is_told_nothing(patient: Patient, by: User) -> None:
    answer(patient, by)
    seen = ConcernEntry.objects.latest("pk").client_id
    mark_answers_read(patient, seen=seen, now=NOW + MINUTE)
    assert told(DUE) == []
    assert (notice().settled_at, notice().held, notice().message) == (NOW + MINUTE, "", None)


def test_two_waiting_notices_of_a_patient_cannot_be(patient: Patient, by: User) -> None:
    answer(patient, by, "Yes.", "Slowly.")
    second = ConcernEntry.objects.latest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerNotice.objects.create(patient=patient, first=second, due_at=NOW)


# --- the words ---------------------------------------------------------------------------------------------
def test_the_answers_themselves_go_only_to_who_wants_them(patient: Patient, by: User) -> None:
    change_patient(patient, {"detailed_texts": True}, by=by, now=NOW)
    answer(patient, by, "Yes, swim.", "Slowly.")
    assert [text.body for text in told(DUE)] == ["Harbour Physio: Yes, swim.\nSlowly."]
    answer(patient, by, "And rest.", now=DUE)
    assert [text.body for text in told(DUE + TOLD_AFTER)] == ["Harbour Physio: And rest."]


@pytest.mark.parametrize("word", ["swim", "nadé ł"], ids=["GSM-7", "UCS-2"])
def test_a_long_answer_is_cut_between_words_and_can_be_read(patient: Patient, by: User, word: str) -> None:
    change_patient(patient, {"detailed_texts": True}, by=by, now=NOW)
    words = " ".join([word] * 100)
    answer(patient, by, words)
    [text] = told(DUE)
    assert segments(text.body).count == 2
    shown = text.body.removesuffix(" ... Reply READ to read it all.").removeprefix("Harbour Physio: ")
    assert text.body != shown
    assert words.startswith(f"{shown} ")
    assert read_answers(patient, now=DUE)[0].startswith("Harbour Physio: ")


# --- whom, and when ----------------------------------------------------------------------------------------
def stop(patient: Patient, by: User) -> None:
    opt_out(patient.clinic, patient.phone, source="STOP", now=NOW)


def revoke(patient: Patient, by: User) -> None:
    set_consent(patient, ConsentGiven(False, "by phone"), by=by, now=NOW)


def archive(patient: Patient, by: User) -> None:
    archive_patient(patient, by=by, now=NOW)


def become_unreachable(patient: Patient, by: User) -> None:
    Patient.objects.update(unreachable_since=NOW)


def close_down(patient: Patient, by: User) -> None:
    Clinic.objects.update(live=False)


def move(patient: Patient, by: User) -> None:
    change_patient(patient, {"phone": "+16045550177"}, by=by, now=NOW)
    set_consent(patient, ConsentGiven(True, "by phone"), by=by, now=NOW)


NEVER: list[tuple[Held, Callable[[Patient, User], None]]] = [
    (Held.OPTED_OUT, stop),
    (Held.NO_CONSENT, revoke),
    (Held.ARCHIVED, archive),
    (Held.UNREACHABLE, become_unreachable),
    (Held.NOT_LIVE, close_down),
]


@pytest.mark.parametrize(("reason", "happens"), NEVER, ids=[reason for reason, _ in NEVER])
def test_who_may_not_be_texted_is_not_told_and_staff_can_see_why(
    patient: Patient, by: User, reason: Held, happens: Callable[[Patient, User], None]
) -> None:
    answer(patient, by)
    happens(patient, by)
    assert told(DUE) == []
    assert (notice().held, notice().settled_at) == (reason, DUE)
    assert not Message.objects.exists()
    opt_in(patient.clinic, patient.phone, source="START", now=DUE)
    assert told(DUE + MINUTE) == []


@pytest.mark.parametrize(
    ("reason", "happens"), [*NEVER, (Held.NUMBER_CHANGED, move)], ids=[*(one for one, _ in NEVER), "moved"]
)
def test_the_same_is_asked_of_a_text_that_waits_to_go_again(
    patient: Patient, by: User, reason: Held, happens: Callable[[Patient, User], None]
) -> None:
    answer(patient, by)
    refused(DUE)
    happens(patient, by)
    assert told(DUE + MINUTE) == []
    assert told(DUE + timedelta(days=2)) == []
    assert notice().held == reason


def refused(now: datetime) -> None:
    """The provider does not take the text for a while."""
    [text] = write_answer_notices(now=now, limit=50)
    settle_answer(text.message_id, Refused("20429", RefusalKind.RETRY_LATER), attempt=text.attempt, now=now)


def test_outside_the_allowed_hours_it_waits_for_the_morning(patient: Patient, by: User) -> None:
    answer(patient, by, now=EVENING)
    assert told(EVENING + TOLD_AFTER) == []
    assert notice().due_at == MORNING
    assert told(MORNING - timedelta(seconds=1)) == []
    assert len(told(MORNING)) == 1


def test_the_hours_are_those_of_the_patients_own_clock(by: User, patient: Patient) -> None:
    change_patient(patient, {"timezone": "Europe/London"}, by=by, now=NOW)
    answer(patient, by, now=EVENING)  # 04:57 in London
    assert told(EVENING + TOLD_AFTER) == []
    assert notice().due_at == datetime(2026, 11, 19, 8, 0, tzinfo=UTC)


def test_hours_without_end_are_no_reason_to_wait(patient: Patient, by: User) -> None:
    Clinic.objects.update(allowed_from=time(0), allowed_until=time(0))
    answer(patient, by, now=EVENING)
    assert len(told(EVENING + TOLD_AFTER)) == 1


def test_refused_into_the_night_it_goes_in_the_morning_and_the_provider_may_try_by_day_only(
    patient: Patient, by: User
) -> None:
    answer(patient, by, now=EVENING - TOLD_AFTER)
    [text] = write_answer_notices(now=EVENING, limit=50)
    assert text.valid_for == timedelta(minutes=3)
    later = Refused("20429", RefusalKind.RETRY_LATER, wait=timedelta(minutes=10))
    settle_answer(text.message_id, later, attempt=text.attempt, now=EVENING)
    assert told(EVENING + 10 * MINUTE) == []
    assert told(MORNING - MINUTE) == []
    [again] = told(MORNING)
    assert (again.message_id, again.attempt, again.valid_for) == (text.message_id, 2, timedelta(hours=13))


# --- whatever dies -----------------------------------------------------------------------------------------
def test_a_text_whose_outcome_is_unknown_is_not_sent_again(patient: Patient, by: User) -> None:
    answer(patient, by)
    [text] = write_answer_notices(now=DUE, limit=50)
    settle_answer(text.message_id, Unknown("time-out"), attempt=1, now=DUE)
    assert told(DUE + MINUTE) == []
    assert Message.objects.filter(kind=MessageKind.CONCERN).get().in_flight


def test_of_a_process_that_died_after_the_commit_the_text_is_looked_up_first(
    patient: Patient, by: User
) -> None:
    answer(patient, by)
    assert len(write_answer_notices(now=DUE, limit=50)) == 1
    assert write_answer_notices(now=DUE + MINUTE, limit=50) == []
    assert Message.objects.unsettled().count() == 1


def test_it_waits_while_another_text_to_the_number_is_out(patient: Patient, by: User) -> None:
    answer(patient, by)
    other = make.patient(patient.clinic, phone=patient.phone)
    answer(other, by)
    [first] = told(DUE)
    [second] = told(DUE + MINUTE)
    assert first.message_id != second.message_id


def test_it_is_no_answer_that_goes_at_any_hour(patient: Patient, by: User) -> None:
    answer(patient, by)
    refused(DUE)
    assert write_answers(now=DUE + timedelta(hours=1), limit=50) == []


def test_nothing_due_is_two_questions_and_no_transaction(patient: Patient, by: User) -> None:
    answer(patient, by)
    with CaptureQueriesContext(connection) as queries:
        assert write_answer_notices(now=NOW, limit=50) == []
    assert len(queries) == 2
    assert not any("SAVEPOINT" in query["sql"] for query in queries)


def test_after_the_clock_was_set_back_it_does_not_wait_for_the_time_to_come_again(
    patient: Patient, by: User
) -> None:
    answer(patient, by)
    back = NOW - timedelta(days=3)
    assert mend_times(now=back, lease=MINUTE) == 1
    assert len(told(back)) == 1


def test_no_more_than_so_many_are_taken_up_at_once_and_none_is_forgotten(by: User, patient: Patient) -> None:
    for _ in range(5):
        answer(make.patient(patient.clinic), by)
    sizes: list[Any] = []
    for minute in range(4):
        outgoing = write_answer_notices(now=DUE + minute * MINUTE, limit=2)
        sizes.append(len(outgoing))
    assert sizes == [2, 2, 1, 0]
