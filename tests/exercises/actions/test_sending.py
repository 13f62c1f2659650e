"""From a slot to a settled text, and what happens when the provider or a process fails on the way."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest

from exercises.actions.again import write_again
from exercises.actions.assign import hold_assignment
from exercises.actions.delivery import record_report, settle_answer
from exercises.actions.opting import opt_out
from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due, write_claimed
from exercises.actions.settle import settle_unknown
from exercises.gateway import Accepted, Outgoing, Refused, Unknown
from exercises.models import Alert, Consent, Message, OptOut, Patient, Reminder, ReminderSetting
from exercises.terms import AlertKind, Held, RefusalKind
from tests import make
from tests.fakes import RecordingGateway

pytestmark = pytest.mark.django_db

LEASE = timedelta(seconds=60)
DUE = make.NOW + timedelta(minutes=5)
"""09:05 in Vancouver, the time of the reminder below."""


@pytest.fixture
def patient() -> Patient:
    patient = make.patient()
    make.assignment(patient)
    make.reminder_setting(patient, time(9, 5))
    return patient


def plan(now: datetime = DUE) -> None:
    plan_due(now=now)


def write(now: datetime = DUE) -> list[Outgoing]:
    worker = uuid4()
    claimed = claim_due(now=now, worker=worker, lease=LEASE, limit=100)
    return write_claimed(claimed, now=now, worker=worker).outgoing


def again(now: datetime) -> list[Outgoing]:
    return write_again(now=now, limit=10).outgoing


def settle(gateway: RecordingGateway, now: datetime) -> int:
    return settle_unknown(
        gateway, now=now, look_up_after=timedelta(seconds=30), absent_after=timedelta(minutes=3)
    )


def at(now: datetime) -> Callable[[], datetime]:
    return lambda: now


def test_a_due_slot_becomes_one_text_that_names_no_surname(patient: Patient) -> None:
    plan()
    [outgoing] = write()
    assert outgoing.to == patient.phone
    assert patient.first_name in outgoing.body
    assert patient.last_name not in outgoing.body
    settle_answer(outgoing.message_id, Accepted("SM1"), attempt=1, now=DUE)
    message = Message.objects.get()
    assert (message.state, message.sid, message.in_flight) == ("queued", "SM1", False)
    assert write(DUE + timedelta(minutes=1)) == []


def test_planning_twice_writes_a_slot_once(patient: Patient) -> None:
    plan()
    ReminderSetting.objects.update(next_at=DUE, next_day=DUE.date(), next_time=time(9, 5))
    plan()
    assert Reminder.objects.count() == 1


def test_the_text_never_arrives_the_next_day(patient: Patient) -> None:
    plan()
    [outgoing] = write()
    assert outgoing.valid_for is not None
    assert timedelta(0) < outgoing.valid_for <= timedelta(hours=2)


def test_after_twenty_hours_without_a_scheduler_only_the_newest_slot_may_go(patient: Patient) -> None:
    make.reminder_setting(patient, time(9, 5), time(12, 0), time(18, 0))
    late = make.NOW + timedelta(hours=24, minutes=6)
    plan(late)
    held = Reminder.objects.filter(held=Held.TOO_LATE).count()
    assert (held, len(write(late))) == (3, 1)


def no_consent(patient: Patient) -> None:
    Consent.objects.update(revoked_at=make.NOW)


def stop(patient: Patient) -> None:
    opt_out(patient.clinic, patient.phone, source="STOP", now=make.NOW)


def unreachable(patient: Patient) -> None:
    Patient.objects.update(unreachable_since=make.NOW)


def archived(patient: Patient) -> None:
    Patient.objects.update(archived_at=make.NOW)


def on_hold(patient: Patient) -> None:
    hold_assignment(
        patient.assignments.get(), until=None, reason="away", by=make.staff(patient.clinic).user, now=make.NOW
    )


def ended(patient: Patient) -> None:
    patient.assignments.update(ended_on=make.NOW.date())


def safety(patient: Patient) -> None:
    Alert.objects.create(
        clinic=patient.clinic, patient=patient, kind=AlertKind.SAFETY, detail="x", key="x", raised_at=make.NOW
    )


def not_live(patient: Patient) -> None:
    type(patient.clinic).objects.update(live=False)


@pytest.mark.parametrize(
    ("happens", "held"),
    [
        (no_consent, Held.NO_CONSENT),
        (stop, Held.OPTED_OUT),
        (unreachable, Held.UNREACHABLE),
        (archived, Held.ARCHIVED),
        (on_hold, Held.HELD),
        (ended, Held.NO_ACTIVE_ASSIGNMENT),
        (safety, Held.OPEN_SAFETY_ALERT),
        (not_live, Held.NOT_LIVE),
    ],
)
def test_what_happens_between_planning_and_sending_holds_the_text(
    patient: Patient, happens: Callable[[Patient], None], held: Held
) -> None:
    plan()
    happens(patient)
    assert write() == []
    assert Reminder.objects.get().held == held


def test_a_claim_of_a_process_that_died_before_it_wrote_is_taken_over(patient: Patient) -> None:
    plan()
    claim_due(now=DUE, worker=uuid4(), lease=LEASE, limit=10)
    assert write(DUE + timedelta(seconds=30)) == []
    assert len(write(DUE + timedelta(seconds=61))) == 1


def test_two_workers_never_hold_the_same_reminder(patient: Patient) -> None:
    plan()
    first, second = (claim_due(now=DUE, worker=uuid4(), lease=LEASE, limit=10) for _ in range(2))
    assert (len(first), len(second)) == (1, 0)


def test_a_text_lost_on_the_way_out_is_found_in_the_list_and_not_sent_again(patient: Patient) -> None:
    plan()
    [outgoing] = write()
    gateway = RecordingGateway(at(DUE))
    gateway.take(outgoing)
    settle_answer(outgoing.message_id, Unknown("time-out"), attempt=1, now=DUE)
    assert settle(gateway, DUE + timedelta(seconds=31)) == 1
    assert Message.objects.get().sid == gateway.taken[0].sid
    assert again(DUE + timedelta(minutes=10)) == []


def test_a_text_the_provider_never_had_goes_again_after_the_waiting_time_only(patient: Patient) -> None:
    plan()
    [outgoing] = write()
    gateway = RecordingGateway(at(DUE))
    settle_answer(outgoing.message_id, Unknown("time-out"), attempt=1, now=DUE)
    assert settle(gateway, DUE + timedelta(minutes=2)) == 0
    assert again(DUE + timedelta(minutes=2)) == []
    assert settle(gateway, DUE + timedelta(minutes=3, seconds=1)) == 1
    [repeated] = again(DUE + timedelta(minutes=4))
    assert repeated.message_id == outgoing.message_id
    assert Message.objects.get().attempts == 2


def test_a_process_killed_during_the_call_leaves_a_text_that_is_looked_up(patient: Patient) -> None:
    plan()
    [outgoing] = write()
    gateway = RecordingGateway(at(DUE))
    gateway.take(outgoing)
    assert Message.objects.get().state == "written"
    settle(gateway, DUE + timedelta(minutes=5))
    assert Message.objects.get().state == "queued"
    assert len(gateway.taken) == 1


def test_while_the_provider_cannot_be_asked_nothing_is_believed(patient: Patient) -> None:
    plan()
    [outgoing] = write()
    settle_answer(outgoing.message_id, Unknown("time-out"), attempt=1, now=DUE)
    gateway = RecordingGateway(at(DUE), unreachable=True)
    assert settle(gateway, DUE + timedelta(hours=1)) == 0
    assert Message.objects.get().state == "unknown"


def test_what_may_go_again_is_asked_again_whether_it_may(patient: Patient) -> None:
    plan()
    [outgoing] = write()
    settle_answer(outgoing.message_id, Refused("20429", RefusalKind.RETRY_LATER), attempt=1, now=DUE)
    stop(patient)
    assert again(DUE + timedelta(minutes=2)) == []
    assert Reminder.objects.get().held == Held.OPTED_OUT


def test_a_refusal_that_may_pass_is_tried_again_within_the_lateness_limit_alone(patient: Patient) -> None:
    plan()
    [outgoing] = write()
    settle_answer(outgoing.message_id, Refused("20429", RefusalKind.RETRY_LATER), attempt=1, now=DUE)
    assert again(DUE + timedelta(seconds=4)) == []
    assert len(again(DUE + timedelta(minutes=2))) == 1
    settle_answer(outgoing.message_id, Refused("20429", RefusalKind.RETRY_LATER), attempt=2, now=DUE)
    assert again(DUE + timedelta(hours=3)) == []
    assert Reminder.objects.get().held == Held.TOO_LATE


def test_a_stop_known_to_the_provider_alone_becomes_our_opt_out(patient: Patient) -> None:
    plan()
    [outgoing] = write()
    settle_answer(outgoing.message_id, Refused("21610", RefusalKind.OPTED_OUT), attempt=1, now=DUE)
    assert OptOut.objects.get().phone == patient.phone
    assert Reminder.objects.get().held == Held.REFUSED


def test_a_number_that_cannot_be_reached_is_marked_and_told_to_staff(patient: Patient) -> None:
    plan()
    [outgoing] = write()
    settle_answer(outgoing.message_id, Refused("21614", RefusalKind.NUMBER), attempt=1, now=DUE)
    patient.refresh_from_db()
    assert patient.unreachable_since == DUE
    assert Alert.objects.get().kind == AlertKind.UNREACHABLE


def test_a_family_on_one_number_has_one_text_in_flight_at_a_time(patient: Patient) -> None:
    other = make.patient(patient.clinic, phone=patient.phone)
    make.assignment(other)
    make.reminder_setting(other, time(9, 5))
    plan()
    [first] = write()
    assert write(DUE + timedelta(seconds=11)) == []
    settle_answer(first.message_id, Accepted("SM1"), attempt=1, now=DUE)
    assert len(write(DUE + timedelta(seconds=30))) == 1


def test_callbacks_in_any_order_move_a_state_forward_only(patient: Patient) -> None:
    plan()
    [outgoing] = write()
    for word in ("delivered", "sent", "queued", "delivered"):
        assert record_report(outgoing.message_id, sid="SM1", word=word, now=DUE)
    settle_answer(outgoing.message_id, Accepted("SM1", "queued"), attempt=1, now=DUE)
    assert Message.objects.get().state == "delivered"


def test_a_callback_settles_a_text_whose_answer_was_lost(patient: Patient) -> None:
    plan()
    [outgoing] = write()
    record_report(outgoing.message_id, sid="SM1", word="sent", now=DUE)
    settle_answer(outgoing.message_id, Unknown("dropped"), attempt=1, now=DUE)
    message = Message.objects.get()
    assert (message.state, message.sid, message.in_flight) == ("sent", "SM1", False)


def test_a_report_for_an_unknown_message_is_said_to_be_unknown() -> None:
    assert not record_report(uuid4(), sid="SM1", word="sent", now=DUE)


def test_a_clinic_s_own_words_go_and_what_they_cost_is_kept(patient: Patient) -> None:
    make.own_text(patient.clinic, "reminder", "{clinic}, {first_name}: " + "move. " * 30 + "{which} STOP")
    make.own_text(make.clinic(), "reminder", "{clinic}: another clinic's. STOP")
    plan()
    [text] = write()
    assert text.body.startswith(f"{patient.clinic.name}, {patient.first_name}: move. move.")
    assert Message.objects.get().segments == 2


def test_a_reminder_goes_in_the_patient_s_language(patient: Patient) -> None:
    Patient.objects.update(language="fr-CA")
    make.own_text(patient.clinic, "reminder", "English. {which}{clinic} STOP")
    plan()
    [text] = write()
    assert "c'est l'heure de vos exercices" in text.body
    assert Message.objects.get().segments == 1


def test_a_batch_is_written_in_a_fixed_number_of_queries(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    clinic = make.clinic(texts_a_second=100)
    program = make.program()
    by = make.staff(clinic).user
    for _ in range(30):
        one = make.patient(clinic, signed_up=False)
        make.assignment(one, program, by=by)
        make.reminder_setting(one, time(9, 5))
    plan()
    worker = uuid4()
    claimed = claim_due(now=DUE, worker=worker, lease=LEASE, limit=2000)
    with django_assert_max_num_queries(19):
        assert len(write_claimed(claimed, now=DUE, worker=worker).outgoing) == 30
