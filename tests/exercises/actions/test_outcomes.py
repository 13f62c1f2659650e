"""Hard cases of what became of a text: late answers, guessed pairs, altered words, look-ups that fail."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest

from exercises.actions.again import write_again, write_answers
from exercises.actions.delivery import record_report, settle_answer
from exercises.actions.receive import ANSWERS_AN_HOUR, Inbound, receive_text
from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due, set_aside, write_claimed
from exercises.actions.settle import FAILURES_BORNE, settle_unknown
from exercises.gateway import Accepted, Outgoing, ProviderMessage, Refused, Unknown
from exercises.models import Alert, Clinic, Message, Patient, Reminder
from exercises.terms import AlertKind, Direction, Held, MessageKind, RefusalKind
from tests import make
from tests.fakes import RecordingGateway

pytestmark = pytest.mark.django_db

NOW = make.NOW
LATER = NOW + timedelta(minutes=4)


@pytest.fixture
def patient() -> Patient:
    patient = make.patient()
    make.assignment(patient)
    make.reminder_setting(patient, time(9, 0), now=NOW - timedelta(hours=1))
    return patient


def write(now: datetime = NOW) -> list[Outgoing]:
    plan_due(now=now)
    worker = uuid4()
    claimed = claim_due(now=now, worker=worker, lease=timedelta(minutes=1), limit=50)
    return write_claimed(claimed, now=now, worker=worker).outgoing


def settle(gateway: RecordingGateway, now: datetime = LATER) -> int:
    return settle_unknown(
        gateway, now=now, look_up_after=timedelta(seconds=30), absent_after=timedelta(minutes=3)
    )


def listed(text: Outgoing, **changed: object) -> ProviderMessage:
    fields = {"sid": "SMlisted", "sender": text.sender, "to": text.to, "body": text.body, "state": "sent"}
    return ProviderMessage(direction=Direction.OUT, at=NOW, **fields | changed)  # type: ignore[arg-type]


def gateway_with(*messages: ProviderMessage) -> RecordingGateway:
    return RecordingGateway(lambda: NOW, taken=list(messages))


def test_a_late_refusal_of_an_older_attempt_tells_nothing_of_the_newer(patient: Patient) -> None:
    [first] = write()
    settle(gateway_with())
    [second] = write_again(now=LATER, limit=5).outgoing
    settle_answer(first.message_id, Refused("20429", RefusalKind.RETRY_LATER), attempt=1, now=LATER)
    message = Message.objects.get()
    assert (second.attempt, message.state, message.in_flight) == (2, "written", True)


def test_a_late_acceptance_never_overwrites_an_id(patient: Patient) -> None:
    [text] = write()
    record_report(text.message_id, sid="SMfirst", word="sent", now=NOW)
    settle_answer(text.message_id, Accepted("SMsecond"), attempt=1, now=NOW)
    assert Message.objects.get().sid == "SMfirst"


def test_where_the_provider_names_the_pair_a_guessed_one_gives_way(patient: Patient) -> None:
    [text] = write()
    settle_answer(text.message_id, Unknown("time-out"), attempt=1, now=NOW)
    assert settle(gateway_with(listed(text))) == 1
    other = Message.objects.get()
    other.pk, other.reminder, other.sid, other.state = uuid4(), None, None, "written"
    other.save(force_insert=True)
    assert record_report(other.pk, sid="SMlisted", word="delivered", now=LATER)
    guessed = Message.objects.get(pk=text.message_id)
    assert (guessed.sid, guessed.state) == (None, "unknown")


@pytest.mark.parametrize(
    ("body", "label"),
    [("Sent from your trial account - {body}", "words before ours"), ("", "no words kept")],
)
def test_words_altered_by_the_provider_are_still_ours(patient: Patient, body: str, label: str) -> None:
    [text] = write()
    assert settle(gateway_with(listed(text, body=body.format(body=text.body)))) == 1, label
    assert Message.objects.get().sid == "SMlisted"


def test_the_same_words_of_another_clinic_are_not_ours(patient: Patient) -> None:
    [text] = write()
    settle(gateway_with(listed(text, sender="+16045550999")))
    assert Message.objects.get().sid is None


def test_a_text_found_undelivered_has_its_consequence(patient: Patient) -> None:
    [text] = write()
    lost = listed(text, state="undelivered", error_code="30005", error_kind=RefusalKind.NUMBER)
    settle(gateway_with(lost))
    patient.refresh_from_db()
    assert patient.unreachable_since is not None


def with_picture(patient: Patient, sid: str) -> Message:
    """The answer to a text, with a picture, as the webhook's response has just taken it along."""
    inbound = Inbound(sid, patient.phone, patient.clinic.sender, "done")
    answer = receive_text(inbound, now=NOW, by_webhook=True)
    assert answer is not None
    answer.media = [str(make.exercise().pk)]
    answer.save(update_fields=["media"])
    return answer


def lose(message: Message, word: str = "failed") -> bool:
    return record_report(
        message.pk,
        sid=f"MM{message.pk}",
        word=word,
        error_code="11200",
        error_kind=RefusalKind.PICTURE,
        now=NOW,
    )


def test_the_words_of_a_text_that_was_lost_for_its_picture_go_again_once_without_it(patient: Patient) -> None:
    lost = with_picture(patient, "SM1")
    assert lose(lost)
    lose(lost)
    [again] = write_answers(now=NOW, limit=5)
    assert (again.to, again.body, again.media) == (lost.their_number, lost.body, ())
    assert write_answers(now=LATER, limit=5) == []
    assert Alert.objects.get().kind == AlertKind.SENDING
    lose(Message.objects.get(pk=again.message_id))
    assert write_answers(now=LATER, limit=5) == []


def test_however_many_are_lost_for_a_picture_the_number_stays_reachable(patient: Patient) -> None:
    for number in range(4):
        lose(with_picture(patient, f"SM{number}"), "undelivered")
    patient.refresh_from_db()
    assert patient.unreachable_since is None
    assert Alert.objects.count() == 1


def test_a_picture_that_is_refused_at_once_does_not_take_the_words_with_it(patient: Patient) -> None:
    message = with_picture(patient, "SM1")
    settle_answer(message.pk, Refused("21620", RefusalKind.PICTURE), attempt=1, now=NOW)
    [again] = write_answers(now=NOW, limit=5)
    assert (again.body, again.media) == (message.body, ())


def test_a_text_from_an_unreachable_number_shows_that_it_is_reached(patient: Patient) -> None:
    Patient.objects.update(unreachable_since=NOW, unreachable_code="30005")
    receive_text(Inbound("SM1", patient.phone, patient.clinic.sender, "done"), now=NOW, by_webhook=True)
    patient.refresh_from_db()
    assert patient.unreachable_since is None


def test_a_look_up_that_keeps_failing_is_told_to_staff_and_soon_given_up(patient: Patient) -> None:
    for _ in range(FAILURES_BORNE + 2):
        other = make.patient(patient.clinic)
        make.assignment(other)
        make.reminder_setting(other, time(9, 0), now=NOW - timedelta(hours=1))
    write()
    gateway = RecordingGateway(lambda: NOW, unreachable=True)
    assert settle(gateway, NOW + timedelta(minutes=16)) == 0
    assert Alert.objects.get().kind == AlertKind.SENDING


def test_a_retried_reminder_does_not_count_against_itself(patient: Patient) -> None:
    Clinic.objects.update(texts_a_day=1)
    [text] = write()
    settle_answer(text.message_id, Refused("20429", RefusalKind.RETRY_LATER), attempt=1, now=NOW)
    assert len(write_again(now=LATER, limit=5).outgoing) == 1


def test_a_reminder_that_cannot_be_made_is_set_aside_and_told(patient: Patient) -> None:
    plan_due(now=NOW)
    [claimed] = claim_due(now=NOW, worker=uuid4(), lease=timedelta(minutes=1), limit=5)
    set_aside(claimed, now=NOW)
    assert Reminder.objects.get().held == Held.FAULT
    assert Alert.objects.get().kind == AlertKind.SENDING


def test_an_answer_that_waits_for_a_call_is_not_given_with_the_webhook_too(patient: Patient) -> None:
    inbound = Inbound("SM1", patient.phone, patient.clinic.sender, "done")
    assert receive_text(inbound, now=NOW, by_webhook=False) is not None
    assert receive_text(inbound, now=NOW, by_webhook=True) is None


def test_a_stop_read_late_is_confirmed_all_the_same(patient: Patient) -> None:
    inbound = Inbound("SM1", patient.phone, patient.clinic.sender, "STOP")
    receive_text(inbound, now=NOW, by_webhook=False)
    [confirmation] = write_answers(now=NOW, limit=5)
    assert "START" in confirmation.body


def test_clinics_that_share_a_service_get_their_own_texts() -> None:
    service = "MG" + "a" * 32
    make.clinic(messaging_service=service)
    second = make.clinic(messaging_service=service)
    receive_text(
        Inbound("SM1", "+16045559999", second.sender, "hello", service=service), now=NOW, by_webhook=True
    )
    assert Message.objects.get(direction="in").clinic == second


def test_a_text_to_a_sender_given_up_still_reaches_the_clinic(patient: Patient) -> None:
    write()
    old = patient.clinic.sender
    Clinic.objects.update(sender="+16045550888")
    receive_text(Inbound("SM1", patient.phone, old, "numb between my legs"), now=NOW, by_webhook=True)
    assert Alert.objects.get().kind == AlertKind.SAFETY


@pytest.mark.parametrize(("body", "alerts"), [("Your call is important to us.", 25), ("I am driving", 0)])
def test_two_machines_do_not_talk_for_ever(patient: Patient, body: str, alerts: int) -> None:
    for number in range(ANSWERS_AN_HOUR + 5):
        receive_text(
            Inbound(f"SM{number}", patient.phone, patient.clinic.sender, body),
            now=NOW,
            by_webhook=True,
        )
    assert Message.objects.filter(kind=MessageKind.ANSWER).count() == ANSWERS_AN_HOUR
    assert Alert.objects.count() == alerts


def test_start_without_consent_promises_nothing_and_reaches_a_person() -> None:
    patient = make.patient(consent=False)
    answer = receive_text(
        Inbound("SM1", patient.phone, patient.clinic.sender, "START"), now=NOW, by_webhook=True
    )
    assert answer is None
    assert Alert.objects.get().kind == AlertKind.MESSAGE
