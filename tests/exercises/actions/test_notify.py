"""Staff hear of a safety alert at once, again when the patient was not reached, and others when nobody takes it on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from exercises.actions.again import write_answers
from exercises.actions.alert import close_alert, take_on
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.delivery import record_report
from exercises.actions.notify import EMAIL_LEASE, EMAIL_TRIES, NOT_TAKEN_ON, escalate, send_emails
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.safety import NOT_REACHED, tell_unreached
from exercises.errors import AlertIsClosed
from exercises.gateway import MailFailed
from exercises.models import Alert, Change, Clinic, Message, Notice, Patient
from exercises.rules.sessions import SessionName
from exercises.rules.texts import segments
from exercises.terms import AlertKind, CheckInSource, MessageKind, Outcome
from tests import make

pytestmark = pytest.mark.django_db

NOW, MINUTE = make.NOW, timedelta(minutes=1)
NUMB = "I am numb between my legs since this morning and cant pee"
CALF = "my calf is swollen hot and red since yesterday"
STAFF, OTHER = "+16045550901", "+16045550902"


@dataclass
class Postbox:
    """A mail server that keeps what it takes, or takes nothing."""

    works: bool = True
    taken: list[tuple[str, str, str]] = field(default_factory=list)
    asked: int = 0

    def send(self, to: str, subject: str, body: str) -> None:
        self.asked += 1
        if not self.works:
            raise MailFailed
        self.taken.append((to, subject, body))


@pytest.fixture
def clinic() -> Clinic:
    return make.clinic(
        notice_phone=STAFF,
        notice_email="on-call@demo.example",
        escalation_phone=OTHER,
        escalation_email="lead@demo.example",
    )


@pytest.fixture
def patient(clinic: Clinic) -> Patient:
    patient = make.patient(clinic)
    make.assignment(patient)
    return patient


def text(patient: Patient, body: str, *, sid: str = "SM1", now: datetime = NOW) -> Message:
    inbound = Inbound(sid, patient.phone, patient.clinic.sender, body)
    answer = receive_text(inbound, now=now, by_webhook=True)
    assert answer is not None
    return answer


def told(stage: str) -> set[tuple[str, str]]:
    return set(Notice.objects.filter(stage=stage).values_list("by", "to"))


FIRST = {("text", STAFF), ("email", "on-call@demo.example")}
NEXT = {("text", OTHER), ("email", "lead@demo.example")}


@pytest.mark.parametrize(
    ("body", "minutes", "urgency"), [(NUMB, 15, "emergency"), (CALF, 120, "same_day")], ids=["now", "today"]
)
def test_staff_are_told_and_have_a_time_to_take_it_on(
    patient: Patient, body: str, minutes: int, urgency: str
) -> None:
    text(patient, body)
    alert = Alert.objects.get(kind=AlertKind.SAFETY)
    assert (alert.urgency, alert.take_on_by) == (urgency, NOW + minutes * MINUTE)
    assert told("raised") == FIRST


def test_what_need_not_be_seen_today_wakes_nobody(patient: Patient) -> None:
    text(patient, "new numb patch on the outside of my shin")
    alert = Alert.objects.get()
    assert (alert.urgency, alert.take_on_by) == ("review", None)
    assert not Notice.objects.exists()


def test_the_text_to_staff_goes_at_once_and_names_nobody(patient: Patient) -> None:
    text(patient, NUMB)
    [outgoing] = write_answers(now=NOW, limit=9)
    assert outgoing.to == STAFF
    assert patient.clinic.name in outgoing.body
    for word in (patient.first_name, patient.last_name, patient.phone, "numb", "legs"):
        assert word not in outgoing.body
    assert segments(outgoing.body).count <= 2


def test_the_email_is_sent_once_and_names_nobody(patient: Patient) -> None:
    text(patient, NUMB)
    postbox = Postbox()
    assert send_emails(postbox, now=NOW) == 1
    assert send_emails(postbox, now=NOW + MINUTE) == 0
    [(to, subject, body)] = postbox.taken
    assert to == "on-call@demo.example"
    assert all(patient.clinic.name in words and patient.first_name not in words for words in (subject, body))


def test_an_email_nobody_takes_is_tried_again_and_then_staff_are_told(patient: Patient) -> None:
    text(patient, NUMB)
    postbox, now = Postbox(works=False), NOW
    while Notice.objects.filter(try_at__isnull=False).exists():
        now = max(now + timedelta(seconds=5), Notice.objects.get(by="email").try_at or now)
        send_emails(postbox, now=now)
    assert postbox.asked == EMAIL_TRIES
    assert now - NOW < timedelta(minutes=15)
    assert Notice.objects.get(by="email").failed_at == now
    assert "e-mail" in Alert.objects.get(kind=AlertKind.SENDING).detail


def test_an_email_taken_up_by_a_process_that_died_goes_again(patient: Patient) -> None:
    text(patient, NUMB)

    class Dying(Postbox):
        def send(self, to: str, subject: str, body: str) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_emails(Dying(), now=NOW)
    postbox = Postbox()
    assert send_emails(postbox, now=NOW + EMAIL_LEASE - MINUTE) == 0
    assert send_emails(postbox, now=NOW + EMAIL_LEASE) == 1


def test_nobody_takes_it_on_and_the_next_are_told_once(patient: Patient) -> None:
    text(patient, NUMB)
    assert escalate(now=NOW + 14 * MINUTE) == 0
    assert escalate(now=NOW + 15 * MINUTE) == 1
    assert escalate(now=NOW + 16 * MINUTE) == 0
    assert told("escalated") == NEXT
    alert = Alert.objects.get(kind=AlertKind.SAFETY)
    assert alert.escalated_at == NOW + 15 * MINUTE
    assert alert.detail.startswith(NOT_TAKEN_ON)


def test_without_others_the_same_are_told_again() -> None:
    patient = make.patient(make.clinic(notice_phone=STAFF))
    text(patient, NUMB)
    escalate(now=NOW + 15 * MINUTE)
    assert told("escalated") == {("text", STAFF)}
    assert Message.objects.filter(kind=MessageKind.NOTICE).count() == 2


def test_a_clinic_that_named_nobody_has_the_alert_all_the_same() -> None:
    text(make.patient(make.clinic()), NUMB)
    assert escalate(now=NOW + 15 * MINUTE) == 1
    assert not Notice.objects.exists()
    assert Alert.objects.open().get().kind == AlertKind.SAFETY


@pytest.mark.parametrize("deed", ["taken on", "closed"])
def test_who_takes_it_on_or_closes_it_stops_the_clock(patient: Patient, deed: str) -> None:
    text(patient, NUMB)
    alert, me = Alert.objects.get(kind=AlertKind.SAFETY), make.staff(patient.clinic).user
    if deed == "taken on":
        take_on(alert, by=me, now=NOW + MINUTE)
    else:
        close_alert(alert, reason="Phoned.", by=me, now=NOW + MINUTE)
    assert escalate(now=NOW + 60 * MINUTE) == 0


def test_who_took_it_on_first_stands_and_it_is_on_record(patient: Patient) -> None:
    text(patient, NUMB)
    alert = Alert.objects.get(kind=AlertKind.SAFETY)
    first, second = (make.staff(patient.clinic).user for _ in range(2))
    take_on(alert, by=first, now=NOW + MINUTE)
    take_on(alert, by=second, now=NOW + 2 * MINUTE)
    alert.refresh_from_db()
    assert (alert.taken_on_by, alert.taken_on_at) == (first, NOW + MINUTE)
    assert Change.objects.filter(what="alert.taken_on").count() == 1


def test_a_closed_one_cannot_be_taken_on(patient: Patient) -> None:
    text(patient, NUMB)
    alert, me = Alert.objects.get(kind=AlertKind.SAFETY), make.staff(patient.clinic).user
    close_alert(alert, reason="Phoned.", by=me, now=NOW)
    with pytest.raises(AlertIsClosed):
        take_on(alert, by=me, now=NOW)


def test_who_was_not_reached_is_told_again_also_after_the_escalation(patient: Patient) -> None:
    answer = text(patient, NUMB)
    escalate(now=NOW + 15 * MINUTE)
    record_report(answer.pk, sid="SM9", word="failed", error_code="30008", now=NOW + 16 * MINUTE)
    assert tell_unreached(now=NOW + 16 * MINUTE) == 1
    assert tell_unreached(now=NOW + 17 * MINUTE) == 0
    assert told("not_reached") == FIRST
    detail = Alert.objects.get(kind=AlertKind.SAFETY).detail
    assert NOT_REACHED in detail and NOT_TAKEN_ON in detail


# --- a note from the app -----------------------------------------------------------------------------------
@pytest.fixture
def noted(patient: Patient) -> Callable[[str], None]:
    given = {"session": SessionName(NOW.date()), "outcome": Outcome.DONE, "client_id": make.new_id()}

    def note(words: str) -> None:
        check_in = CheckInGiven(**given, note=words)  # type: ignore[arg-type]
        record_check_in(patient, check_in, source=CheckInSource.APP, now=NOW)

    return note


def test_a_note_is_screened_like_a_text(patient: Patient, noted: Callable[[str], None]) -> None:
    noted(NUMB)
    noted(NUMB)  # the same check-in again
    alert = Alert.objects.get(kind=AlertKind.SAFETY)
    assert (alert.patient, alert.urgency) == (patient, "emergency")
    assert told("raised") == FIRST
    outgoing = {one.to: one.body for one in write_answers(now=NOW, limit=9)}
    assert set(outgoing) == {STAFF, patient.phone}
    assert "911" in outgoing[patient.phone]


def test_a_note_without_danger_is_a_note(patient: Patient, noted: Callable[[str], None]) -> None:
    noted("bridges were killing me but good")
    assert not Alert.objects.exists()
    assert not Message.objects.exists()


def test_a_note_whose_answer_is_refused_is_told_to_staff(
    patient: Patient, noted: Callable[[str], None]
) -> None:
    noted(NUMB)
    answer = Message.objects.get(kind=MessageKind.SAFETY)
    record_report(answer.pk, sid="SM9", word="failed", error_code="30008", now=NOW + MINUTE)
    assert tell_unreached(now=NOW + MINUTE) == 1
    assert Alert.objects.get(kind=AlertKind.SAFETY).detail.startswith(NOT_REACHED)
