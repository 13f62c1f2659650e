"""A text that may mean danger is answered at once and reaches a person, whatever else is the case."""

from datetime import timedelta

import pytest

from exercises.actions.again import write_answers
from exercises.actions.delivery import record_report
from exercises.actions.opting import opt_out
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.safety import NOT_REACHED, tell_unreached
from exercises.models import Alert, CheckIn, Message, OptOut, Patient
from exercises.reads.today import today
from exercises.rules.texts import segments
from exercises.rules.wording import TEXTS, say
from exercises.terms import AlertKind, MessageKind
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
NUMB = "I am numb between my legs since this morning and cant pee"


@pytest.fixture
def patient() -> Patient:
    patient = make.patient()
    make.assignment(patient)
    return patient


def text(patient: Patient, body: str, *, sid: str = "SM1", by_webhook: bool = True) -> Message | None:
    inbound = Inbound(sid, patient.phone, patient.clinic.sender, body)
    return receive_text(inbound, now=NOW, by_webhook=by_webhook)


def test_an_emergency_gets_the_fixed_text_and_a_safety_alert(patient: Patient) -> None:
    answer = text(patient, NUMB)
    assert answer is not None
    assert answer.kind == MessageKind.SAFETY
    assert "emergency department now or call 911" in answer.body
    alert = Alert.objects.get()
    assert (alert.kind, alert.message_id) == (AlertKind.SAFETY, Message.objects.get(direction="in").pk)


def test_while_it_is_open_the_day_is_held(patient: Patient) -> None:
    text(patient, NUMB)
    assert today(patient, now=NOW)["reason"] == "held"


@pytest.mark.parametrize("state", ["opted out", "no consent"])
def test_neither_opt_out_nor_missing_consent_suppresses_it(patient: Patient, state: str) -> None:
    if state == "opted out":
        opt_out(patient.clinic, patient.phone, source="STOP", now=NOW)
    else:
        patient.consents.update(revoked_at=NOW)
    assert text(patient, NUMB) is not None
    assert Alert.objects.filter(kind=AlertKind.SAFETY).exists()


def test_what_else_it_says_is_kept(patient: Patient) -> None:
    text(patient, "STOP. " + NUMB)
    assert OptOut.objects.exists()
    text(patient, "done 6. " + NUMB, sid="SM2")
    assert CheckIn.objects.get().pain == 6


def test_the_same_text_twice_is_one_alert_and_the_same_answer(patient: Patient) -> None:
    assert text(patient, NUMB) == text(patient, NUMB)
    assert Alert.objects.count() == 1


def test_a_safety_text_the_provider_does_not_confirm_is_told_to_staff(patient: Patient) -> None:
    text(patient, NUMB)
    assert tell_unreached(now=NOW + timedelta(seconds=90)) == 0
    assert tell_unreached(now=NOW + timedelta(seconds=121)) == 1
    assert tell_unreached(now=NOW + timedelta(seconds=200)) == 0
    assert Alert.objects.get().detail.startswith(NOT_REACHED)


def test_one_that_arrived_is_not(patient: Patient) -> None:
    answer = text(patient, NUMB)
    assert answer is not None
    record_report(answer.pk, sid="SM9", word="delivered", now=NOW)
    assert tell_unreached(now=NOW + timedelta(hours=1)) == 0


def test_one_that_was_refused_is_told_at_once(patient: Patient) -> None:
    answer = text(patient, NUMB)
    assert answer is not None
    record_report(answer.pk, sid="SM9", word="failed", error_code="30008", now=NOW)
    assert tell_unreached(now=NOW + timedelta(seconds=1)) == 1


def test_one_read_from_the_list_goes_by_a_call_also_after_a_stop(patient: Patient) -> None:
    opt_out(patient.clinic, patient.phone, source="STOP", now=NOW)
    text(patient, NUMB, by_webhook=False)
    [outgoing] = write_answers(now=NOW, limit=5)
    assert "911" in outgoing.body


def test_a_text_without_danger_is_answered_as_ever(patient: Patient) -> None:
    answer = text(patient, "done 3, bridges were killing me but good")
    assert answer is not None
    assert answer.kind == MessageKind.ANSWER
    assert not Alert.objects.filter(kind=AlertKind.SAFETY).exists()


@pytest.mark.parametrize("name", sorted(name for name in TEXTS["en"] if name.startswith("safety_")))
def test_the_fixed_texts_fit_two_segments(name: str) -> None:
    values = {"emergency_number": "911", "urgent_line": "1-800-555-0199", "phone": "604 555 0199 ext 12"}
    assert segments(say(name, "en", values)).count <= 2
