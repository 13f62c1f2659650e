"""What a stop, a start and a wrong number do to the texts that would go, and who is told."""

from datetime import time, timedelta
from uuid import uuid4

import pytest

from exercises.actions.again import write_answers
from exercises.actions.delivery import mark_number, mark_reached
from exercises.actions.numbers import confirm_number
from exercises.actions.opting import is_opted_out, opt_out, set_stopped_topics
from exercises.actions.patients import change_patient
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.reminders import plan_due
from exercises.actions.safety import answer_words
from exercises.actions.send import claim_due, write_claimed
from exercises.actions.sign_in import CodeLimits, ask_for_code
from exercises.errors import Invalid
from exercises.models import Alert, Change, CheckIn, Message, OptOut, Patient, Reminder
from exercises.rules.redflags import screen
from exercises.terms import AlertKind, Held, RefusalKind, StopSource, Topic
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW


@pytest.fixture
def patient() -> Patient:
    patient = make.patient(first_name="Ana")
    make.assignment(patient)
    make.reminder_setting(patient, time(9, 0), now=NOW - timedelta(hours=1))
    return patient


def text(patient: Patient, body: str, *, by_webhook: bool = True, **more: object) -> Message | None:
    inbound = Inbound(f"SM{uuid4().hex}", patient.phone, patient.clinic.sender, body, **more)  # type: ignore[arg-type]
    return receive_text(inbound, now=NOW, by_webhook=by_webhook)


def remind() -> Held | None:
    """Tries to send the one reminder that is due; why it was held, None when it went."""
    plan_due(now=NOW)
    worker = uuid4()
    written = write_claimed(
        claim_due(now=NOW, worker=worker, lease=timedelta(minutes=1), limit=10), now=NOW, worker=worker
    )
    return None if written.outgoing else Held(Reminder.objects.get().held)


# --- topics ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "held", "confirmed"),
    [
        ("STOP EXERCISE", Held.OPTED_OUT, "no more exercise reminders"),
        ("stop appointment reminders", None, "no more texts about visits"),
        ("STOP", Held.OPTED_OUT, "no more texts from us"),
        ("ARRET", Held.OPTED_OUT, "no more texts from us"),
        ("por favor no me escriban más", Held.OPTED_OUT, "no more texts from us"),
    ],
)
def test_a_stop_holds_the_reminders_when_it_is_about_them(
    patient: Patient, body: str, held: Held | None, confirmed: str
) -> None:
    answer = text(patient, body)
    assert answer is not None
    assert confirmed in answer.body
    assert "START" in answer.body
    assert remind() == held


def test_a_stop_of_a_topic_is_confirmed_once_and_a_stop_of_all_once_more(patient: Patient) -> None:
    answers = [
        text(patient, body) for body in ("STOP EXERCISE", "no more exercise texts", "STOP", "STOP EXERCISE")
    ]
    assert [answer is not None for answer in answers] == [True, False, True, False]
    assert {one.topic for one in OptOut.objects.in_force()} == {Topic.EXERCISE, Topic.ALL}


def test_who_stopped_one_topic_is_still_answered(patient: Patient) -> None:
    text(patient, "STOP EXERCISE")
    answer = text(patient, "DONE 3")
    assert answer is not None
    assert "Noted" in answer.body


def test_yes_after_the_stop_of_a_topic_is_a_report(patient: Patient) -> None:
    text(patient, "STOP VISITS")
    text(patient, "YES")
    assert CheckIn.objects.exists()
    assert is_opted_out(patient.clinic, patient.phone, Topic.VISITS)


@pytest.mark.parametrize("word", ["START", "unstop", "Commencer", "iniciar", "EMPEZAR", "yes", "oui", "sí"])
def test_a_start_ends_every_stop(patient: Patient, word: str) -> None:
    for topic in Topic:
        opt_out(
            patient.clinic,
            patient.phone,
            source="STOP",
            topic=topic,
            now=NOW - timedelta(days=topic == Topic.ALL),
        )
    assert text(patient, word) is not None
    assert not OptOut.objects.in_force().exists()
    ended = OptOut.objects.first()
    assert ended is not None
    assert (ended.ended_source, ended.ended_at) == (word, NOW)
    assert remind() is None


@pytest.mark.parametrize(
    ("source", "kind"),
    [("STOP", StopSource.KEYWORD), ("Arrêt!", StopSource.KEYWORD), ("stop texting me", StopSource.WORDS)],
)
def test_how_a_stop_came_is_kept(patient: Patient, source: str, kind: StopSource) -> None:
    text(patient, source)
    row = OptOut.objects.get()
    assert (row.kind, row.source) == (kind, source)


def test_a_stop_that_the_provider_alone_knows_says_what_ends_it(patient: Patient) -> None:
    message = text(patient, "DONE")
    assert message is not None
    mark_number(message, RefusalKind.OPTED_OUT, "21610", now=NOW)
    assert OptOut.objects.get().kind == StopSource.PROVIDER
    assert "START" in Alert.objects.get(kind=AlertKind.OPTED_OUT).detail


def test_staff_and_patient_set_topics_and_who_did_it_is_kept(patient: Patient) -> None:
    staff = make.staff(patient.clinic)
    set_stopped_topics(patient, [Topic.VISITS], kind=StopSource.STAFF, by=staff.user, now=NOW)
    assert not Alert.objects.exists()
    set_stopped_topics(patient, [Topic.EXERCISE], kind=StopSource.APP, by=patient.user, now=NOW)
    assert [one.topic for one in OptOut.objects.in_force()] == [Topic.EXERCISE]
    assert Alert.objects.get().kind == AlertKind.OPTED_OUT
    assert list(Change.objects.filter(what="texts.stopped").order_by("id").values_list("who", flat=True)) == [
        staff.user.pk,
        patient.user.pk,  # type: ignore[union-attr]
    ]


def test_a_stop_that_was_texted_is_ended_by_start_alone(patient: Patient) -> None:
    text(patient, "STOP")
    with pytest.raises(Invalid) as refused:
        set_stopped_topics(patient, [], kind=StopSource.APP, by=patient.user, now=NOW)
    assert list(refused.value.errors) == ["stopped_topics"]
    assert is_opted_out(patient.clinic, patient.phone)


def test_all_that_was_set_in_the_app_is_taken_back_there(patient: Patient) -> None:
    set_stopped_topics(patient, [Topic.ALL], kind=StopSource.APP, by=patient.user, now=NOW)
    assert remind() == Held.OPTED_OUT
    set_stopped_topics(patient, [], kind=StopSource.APP, by=patient.user, now=NOW)
    assert not OptOut.objects.in_force().exists()


# --- wrong number ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "body", ["wrong number", "This is not Ana", "mauvais numéro", "número equivocado", "No soy Ana"]
)
def test_a_wrong_number_gets_one_apology_and_nothing_more(patient: Patient, body: str) -> None:
    brother = make.patient(patient.clinic, phone=patient.phone)
    apology, again, report = text(patient, body), text(patient, body), text(patient, "done 3")
    assert apology is not None
    assert apology.body == "Sorry. We will not text this number again."
    assert (again, report) == (None, None)
    assert not CheckIn.objects.exists()
    alerts = Alert.objects.filter(kind=AlertKind.UNREACHABLE, closed_at=None)
    assert {one.patient_id for one in alerts} == {patient.pk, brother.pk}
    assert alerts.count() == 2
    assert remind() == Held.NUMBER_FROZEN


def test_somebody_of_the_family_who_answers_freezes_nothing(patient: Patient) -> None:
    text(patient, "this is her daughter, she will do them later")
    patient.refresh_from_db()
    assert patient.number_frozen_at is None


def test_a_wrong_number_of_nobody_here_goes_to_a_person() -> None:
    clinic = make.clinic()
    inbound = Inbound("SM1", "+16045550177", clinic.sender, "wrong number")
    assert receive_text(inbound, now=NOW, by_webhook=True) is not None
    assert Alert.objects.get().kind == AlertKind.MESSAGE


@pytest.fixture
def frozen(patient: Patient) -> Patient:
    text(patient, "wrong number")
    patient.refresh_from_db()
    return patient


@pytest.mark.parametrize("body", ["START", "hello?", "it is me after all, Ana", "wrong number"])
def test_no_text_from_there_thaws_a_frozen_number_or_is_answered(frozen: Patient, body: str) -> None:
    assert text(frozen, body) is None
    mark_reached(frozen.clinic, frozen.phone)
    frozen.refresh_from_db()
    assert frozen.number_frozen_at is not None


def test_a_frozen_number_still_gets_help_one_stop_and_the_answer_to_danger(frozen: Patient) -> None:
    bodies = ["HELP", "STOP", "STOP", "I am numb between the legs"]
    assert [text(frozen, body) is not None for body in bodies] == [True, True, False, True]


def test_a_frozen_number_gets_no_code_and_no_safety_text_it_did_not_ask_for(frozen: Patient) -> None:
    limits = CodeLimits(a_number=5, an_address=5)
    assert ask_for_code(frozen.phone, code="123456", address="1.2.3.4", limits=limits, now=NOW) is None
    answer_words(screen("I am numb between the legs"), frozen, cause="note", now=NOW)
    assert write_answers(now=NOW, limit=10) == []


def test_what_waits_for_a_frozen_number_is_held_but_the_apology(patient: Patient) -> None:
    waiting = text(patient, "DONE 3", by_webhook=False)
    apology = text(patient, "wrong number", by_webhook=False)
    assert waiting is not None
    assert apology is not None
    assert [one.message_id for one in write_answers(now=NOW, limit=10)] == [apology.pk]


def test_staff_who_confirm_the_number_set_the_texts_going_again(frozen: Patient) -> None:
    staff = make.staff(frozen.clinic)
    confirm_number(frozen, by=staff.user, now=NOW)
    assert remind() is None
    alert = Alert.objects.get(kind=AlertKind.UNREACHABLE)
    assert (alert.closed_at, alert.closed_by) == (NOW, staff.user)
    assert Change.objects.filter(what="number.confirmed", who=staff.user).exists()


def test_a_number_is_confirmed_for_one_patient_at_a_time(patient: Patient) -> None:
    brother = make.patient(patient.clinic, phone=patient.phone)
    text(patient, "wrong number")
    confirm_number(brother, by=make.staff(patient.clinic).user, now=NOW)
    assert remind() == Held.NUMBER_FROZEN


def test_another_number_is_not_frozen(frozen: Patient) -> None:
    staff = make.staff(frozen.clinic)
    changed = change_patient(frozen, {"phone": "+16045550188"}, by=staff.user, now=NOW)
    assert (changed.number_frozen_at, changed.number_frozen_because) == (None, "")
    assert not Alert.objects.open().filter(kind=AlertKind.UNREACHABLE).exists()


def test_a_number_that_cannot_be_texted_is_frozen_until_staff_have_looked(patient: Patient) -> None:
    message = text(patient, "DONE")
    assert message is not None
    mark_number(message, RefusalKind.NUMBER, "30005", now=NOW)
    mark_number(message, RefusalKind.NUMBER, "30005", now=NOW)
    mark_reached(patient.clinic, patient.phone)
    assert remind() == Held.NUMBER_FROZEN
    alert = Alert.objects.get(kind=AlertKind.UNREACHABLE)
    assert (alert.repeated_at, "30005" in alert.detail) == (None, True)


def test_a_wrong_number_that_was_frozen_before_is_apologized_to_all_the_same(patient: Patient) -> None:
    message = text(patient, "DONE")
    assert message is not None
    mark_number(message, RefusalKind.NUMBER, "30005", now=NOW)
    apology = text(patient, "wrong number")
    assert apology is not None
    assert apology.body.startswith("Sorry.")
    assert text(patient, "wrong number") is None


def test_nobody_who_opted_out_is_apologized_to(patient: Patient) -> None:
    text(patient, "STOP", answered_by_provider=True)
    assert text(patient, "wrong number") is None
    patient.refresh_from_db()
    assert patient.number_frozen_at == NOW
