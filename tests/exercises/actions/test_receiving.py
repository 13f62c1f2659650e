"""What a text from a phone does, and what is answered."""

from datetime import date, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from exercises.actions.concerns import answer_concern
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due, write_claimed
from exercises.models import Alert, CheckIn, Concern, Flare, Guide, Message, OptOut, Patient, Reminder
from exercises.rules.dose import Dose
from exercises.rules.texts import segments
from exercises.terms import AlertKind, Outcome
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = date(2026, 11, 18)


@pytest.fixture
def patient() -> Patient:
    patient = make.patient()
    make.assignment(patient)
    return patient


def text(patient: Patient, body: str, *, sid: str | None = None, now=NOW, **more) -> Message | None:  # type: ignore[no-untyped-def]
    inbound = Inbound(sid or f"SM{uuid4().hex}", patient.phone, patient.clinic.sender, body, **more)
    return receive_text(inbound, now=now, by_webhook=True)


def remind(patient: Patient, at: time, now=NOW) -> None:  # type: ignore[no-untyped-def]
    make.reminder_setting(patient, at, now=now - timedelta(hours=1))
    plan_due(now=now)
    worker = uuid4()
    claimed = claim_due(now=now, worker=worker, lease=timedelta(minutes=1), limit=10)
    assert write_claimed(claimed, now=now, worker=worker).outgoing


@pytest.mark.parametrize(
    ("body", "outcome", "pain"),
    [
        ("done", Outcome.DONE, None),
        ("DONE 4", Outcome.DONE, 4),
        ("done, pain 4/10", Outcome.DONE, 4),
        ("skip", Outcome.SKIPPED, None),
        ("4", None, 4),
        ("pain 6", None, 6),
    ],
)
def test_a_short_answer_becomes_a_check_in_of_today(
    patient: Patient, body: str, outcome: Outcome | None, pain: int | None
) -> None:
    answer = text(patient, body)
    row = CheckIn.objects.get()
    assert (row.day, row.outcome, row.pain) == (TODAY, outcome, pain)
    assert answer is not None
    assert patient.first_name in answer.body


def test_the_same_text_delivered_twice_gives_the_same_answer_and_one_check_in(patient: Patient) -> None:
    first = text(patient, "DONE 3", sid="SMtwice")
    second = text(patient, "DONE 3", sid="SMtwice", now=NOW + timedelta(minutes=1))
    assert first is not None
    assert second == first
    assert CheckIn.objects.count() == 1


def test_a_reply_after_midnight_counts_for_the_day_of_the_reminder(patient: Patient) -> None:
    evening = NOW + timedelta(hours=11, minutes=30)  # 20:30 in Vancouver
    remind(patient, time(20, 30), evening)
    text(patient, "done", now=evening + timedelta(hours=5))
    assert CheckIn.objects.get().day == TODAY
    assert Reminder.objects.get().answered_at is not None


def test_the_rounds_a_text_asked_about_are_the_rounds_reported() -> None:
    patient = make.patient()
    make.assignment(patient, make.program(phases=[(1, 28, [Dose(reps=5, per_day=4)])]))
    make.reminder_setting(patient, time(9, 0), time(18, 0), now=NOW - timedelta(hours=1))
    plan_due(now=NOW)
    worker = uuid4()
    claimed = claim_due(now=NOW, worker=worker, lease=timedelta(minutes=1), limit=10)
    [outgoing] = write_claimed(claimed, now=NOW, worker=worker).outgoing
    assert "rounds 1 to 2 of 4" in outgoing.body
    text(patient, "done 2")
    assert list(CheckIn.objects.order_by("round").values_list("round", flat=True)) == [1, 2]


def test_stop_ends_texts_for_the_whole_family_on_that_number(patient: Patient) -> None:
    make.patient(patient.clinic, phone=patient.phone)
    answer = text(patient, "STOP", answered_by_provider=True)
    assert answer is None
    assert OptOut.objects.get().phone == patient.phone
    assert Alert.objects.filter(kind=AlertKind.OPTED_OUT).count() == 2


def test_where_we_confirm_a_stop_we_confirm_it_once(patient: Patient) -> None:
    first, second = text(patient, "Stop."), text(patient, "STOP")
    assert first is not None
    assert "START" in first.body
    assert second is None


def test_yes_is_start_while_opted_out_and_done_otherwise(patient: Patient) -> None:
    text(patient, "STOP")
    text(patient, "YES")
    assert not OptOut.objects.filter(ended_at__isnull=True).exists()
    assert not CheckIn.objects.exists()
    text(patient, "YES")
    assert CheckIn.objects.get().outcome == Outcome.DONE


def test_after_a_stop_a_report_is_kept_and_not_answered(patient: Patient) -> None:
    text(patient, "STOP", answered_by_provider=True)
    assert text(patient, "done 2") is None
    assert CheckIn.objects.get().pain == 2


def test_without_consent_nothing_is_answered_yet_the_text_reaches_a_person() -> None:
    patient = make.patient(consent=False)
    assert text(patient, "can I do it in the evening?") is None
    assert Alert.objects.get().kind == AlertKind.MESSAGE


@pytest.mark.parametrize(
    "body", ["is it normal that my foot tingles?", "🙂🙃", "x" * 1600, "", "done\x00with this", "DROP TABLE"]
)
def test_any_other_text_is_kept_raised_and_answered_without_reassurance(patient: Patient, body: str) -> None:
    answer = text(patient, body)
    assert answer is not None
    assert answer.body.endswith("Not for emergencies. In an emergency call 911.")
    assert segments(answer.body).count <= 2
    alert = Alert.objects.get()
    assert alert.kind == AlertKind.MESSAGE
    assert alert.message is not None
    assert alert.message.body == body.replace("\x00", "")
    assert not CheckIn.objects.exists()


def test_high_pain_is_noted_and_raised(patient: Patient) -> None:
    answer = text(patient, "DONE 9")
    assert answer is not None
    assert "911" in answer.body
    assert Alert.objects.get().kind == AlertKind.PAIN


def test_a_stranger_is_answered_and_told_to_staff() -> None:
    clinic = make.clinic()
    answer = receive_text(
        Inbound("SM1", "+16045559999", clinic.sender, "who is this?"), now=NOW, by_webhook=True
    )
    assert answer is not None
    assert answer.patient is None
    assert Alert.objects.get().patient is None


def test_two_in_a_family_and_no_reminder_is_left_to_a_person(patient: Patient) -> None:
    make.patient(patient.clinic, phone=patient.phone)
    text(patient, "done")
    assert not CheckIn.objects.exists()
    assert Alert.objects.get().kind == AlertKind.MESSAGE


def test_a_text_read_from_the_provider_s_list_waits_to_be_answered_by_a_call(patient: Patient) -> None:
    answer = receive_text(
        Inbound("SM1", patient.phone, patient.clinic.sender, "done"), now=NOW, by_webhook=False
    )
    assert answer is not None
    assert (answer.state, answer.try_at, answer.by_twiml) == ("absent", NOW, False)


def test_a_text_to_a_number_of_nobody_is_not_ours() -> None:
    assert (
        receive_text(Inbound("SM1", "+16045550001", "+19998887777", "hi"), now=NOW, by_webhook=True) is None
    )


# --- FIX and LOG -------------------------------------------------------------------------------------------
def test_a_correction_replaces_the_last_report(patient: Patient) -> None:
    text(patient, "DONE 7")
    answer = text(patient, "FIX DONE 3", now=NOW + timedelta(minutes=5))
    first, second = CheckIn.objects.order_by("id")
    assert (second.day, second.round) == (first.day, first.round)
    assert (first.pain, second.pain) == (7, 3)
    assert answer is not None and "pain 3" in answer.body


def test_a_correction_after_the_next_reminder_is_of_what_was_reported(patient: Patient) -> None:
    evening = NOW + timedelta(hours=11, minutes=30)  # 20:30 in Vancouver
    text(patient, "skip", now=evening)
    after_midnight = evening + timedelta(hours=5)
    text(patient, "oops, I meant done", now=after_midnight)
    assert [(row.day, row.outcome) for row in CheckIn.objects.order_by("id")] == [
        (TODAY, Outcome.SKIPPED),
        (TODAY, Outcome.DONE),
    ]


def test_paper_days_are_logged_and_named(patient: Patient) -> None:
    make.assignment(patient, make.program(), starts_on=TODAY - timedelta(days=5), now=NOW - timedelta(days=5))
    answer = text(patient, "LOG Mon Tue")
    assert set(CheckIn.objects.values_list("day", "round", "outcome")) == {
        (TODAY - timedelta(days=2), None, Outcome.DONE),
        (TODAY - timedelta(days=1), None, Outcome.DONE),
    }
    assert answer is not None and "Mon, Tue" in answer.body
    assert not Alert.objects.exists()


@pytest.mark.parametrize("body", ["LOG", "log the kitchen sink"])
def test_a_log_without_a_day_is_asked_back(patient: Patient, body: str) -> None:
    answer = text(patient, body)
    assert answer is not None and "LOG Mon Tue" in answer.body
    assert not CheckIn.objects.exists()


def test_an_unclear_answer_is_asked_back_once_and_the_next_goes_to_a_person(patient: Patient) -> None:
    remind(patient, time(9))
    asked = text(patient, "ok then")
    assert asked is not None and asked.body.startswith("Sorry, ") and "PART" in asked.body
    first = Alert.objects.get()
    assert "was asked back" in first.detail, "a person sees it for as long as it is not answered"
    assert Reminder.objects.get().answered_at is None, "nothing was reported yet"
    passed_on = text(patient, "hmm", now=NOW + timedelta(minutes=5))
    assert passed_on is not None and "a person will read it" in passed_on.body
    assert Alert.objects.open().get().message == Message.objects.get(body="hmm")


def test_the_answer_to_the_question_counts_and_the_next_day_may_be_asked_again(patient: Patient) -> None:
    remind(patient, time(9))
    text(patient, "ok then")
    text(patient, "part 4", now=NOW + timedelta(minutes=5))
    row = CheckIn.objects.get()
    assert (row.outcome, row.completed, row.pain) == (Outcome.PART, Decimal("0.5"), 4)
    assert Alert.objects.get().close_reason == "The patient has answered what was asked."
    Message.objects.out().update(state="delivered", in_flight=False, sid=None)
    tomorrow = NOW + timedelta(days=1, minutes=10)
    plan_due(now=tomorrow)
    worker = uuid4()
    claimed = claim_due(now=tomorrow, worker=worker, lease=timedelta(minutes=1), limit=10)
    assert write_claimed(claimed, now=tomorrow, worker=worker).outgoing
    again = text(patient, "ok then", now=tomorrow + timedelta(minutes=1))
    assert again is not None and again.body.startswith("Sorry, ")


def test_the_same_unclear_text_delivered_twice_is_asked_back_once(patient: Patient) -> None:
    remind(patient, time(9))
    first, second = (text(patient, "ok then", sid="SM" + "7" * 32) for _ in range(2))
    assert first == second and Alert.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        "my daughter has the flu so busy week",  # long: it says something
        "can I swim?",
        "leg feels odd today, worried",
    ],
)
def test_what_a_person_should_read_is_not_asked_back(patient: Patient, body: str) -> None:
    remind(patient, time(9))
    answer = text(patient, body)
    assert answer is not None and not answer.body.startswith("Sorry, ")
    assert Alert.objects.filter(patient=patient).exists() or CheckIn.objects.exists()


def test_without_a_question_of_ours_open_an_unclear_text_goes_to_a_person(patient: Patient) -> None:
    answer = text(patient, "ok then")
    assert answer is not None and "a person will read it" in answer.body
    remind(patient, time(9))
    text(patient, "done 2", now=NOW + timedelta(minutes=1))
    before = Alert.objects.count()
    assert text(patient, "Thanks! \U0001f64f", now=NOW + timedelta(minutes=2)) is None
    assert Alert.objects.count() == before, "nobody has to read a thank-you"


def test_who_may_not_be_answered_is_not_asked_and_a_person_reads_it(patient: Patient) -> None:
    remind(patient, time(9))
    text(patient, "STOP")
    assert text(patient, "ok then", now=NOW + timedelta(minutes=1)) is None
    assert Alert.objects.filter(kind=AlertKind.MESSAGE, patient=patient).exists()


# --- threads -------------------------------------------------------------------------------------------------------


def test_a_question_by_text_is_a_thread_and_read_brings_what_staff_answered(patient: Patient) -> None:
    text(patient, "Can I swim with this?")
    thread = Concern.objects.get(patient=patient)
    staff = make.staff(patient.clinic).user
    answer_concern(thread, "Yes, as far as it feels good. " * 15, by=staff, now=NOW + timedelta(minutes=1))
    assert not Alert.objects.open().exists(), "answered is looked at"
    first = text(patient, "READ", now=NOW + timedelta(minutes=2))
    more = text(patient, "more", now=NOW + timedelta(minutes=3))
    assert first is not None and "Yes, as far" in first.body and first.body.endswith("MORE for the rest.")
    assert more is not None and more.body.endswith("feels good.")
    nothing = text(patient, "read", now=NOW + timedelta(minutes=4))
    assert nothing is not None and nothing.body.startswith("Nothing new to read")


def test_words_of_danger_stand_in_the_thread_and_no_answer_there_closes_the_alert(patient: Patient) -> None:
    text(patient, "numb between my legs since this morning")
    thread = Concern.objects.get(patient=patient)
    answer_concern(thread, "We will phone you.", by=make.staff(patient.clinic).user, now=NOW)
    assert Alert.objects.open().get().kind == AlertKind.SAFETY


def test_a_report_is_no_thread(patient: Patient) -> None:
    text(patient, "done 3")
    assert not Concern.objects.exists()


# --- commands ------------------------------------------------------------------------------------------------------


def test_a_report_that_asks_for_a_call_is_kept_and_staff_are_asked_to_phone(patient: Patient) -> None:
    answer = text(patient, "done 3, please call me")
    assert answer is not None and "Noted: done, pain 3." in answer.body and "to phone you" in answer.body
    assert segments(answer.body).count <= 2
    assert CheckIn.objects.get().pain == 3
    assert Alert.objects.filter(kind=AlertKind.CALL).exists()


def test_resume_ends_a_pause_and_start_says_what_it_always_said(patient: Patient) -> None:
    make.reminder_setting(patient, time(9), now=NOW - timedelta(hours=1))
    paused = text(patient, "PAUSE 3 days")
    assert paused is not None and "No reminders until Sat 21" in paused.body
    resumed = text(patient, "resume", now=NOW + timedelta(minutes=1))
    assert resumed is not None and "reminders are on again" in resumed.body
    started = text(patient, "START", now=NOW + timedelta(minutes=2))
    assert started is not None and "texts are on again" in started.body


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("WHO", "looks after you"),
        ("when", "no reminders are set"),
        ("TIME 8:30 and 6 pm", "08:30, 18:00"),
        ("TIME 3 am", "texts go out between 08:00 and 21:00 only"),
        ("PAUSE 3 days", "no reminders are set"),
        ("FLARE", "Easier exercises count today and tomorrow"),
        ("call me", "is asked to phone you"),
    ],
)
def test_commands_are_answered(patient: Patient, body: str, words: str) -> None:
    answer = text(patient, body)
    assert answer is not None and words in answer.body
    assert (segments(answer.body).encoding, segments(answer.body).count <= 2) == ("GSM-7", True)


@pytest.mark.parametrize("body", ["WHO", "TIME 9", "FLARE", "READ", "GO", "PAUSE 3 days"])
def test_who_may_not_be_answered_commands_nothing_and_a_person_reads_it(patient: Patient, body: str) -> None:
    text(patient, "STOP")
    assert text(patient, body, now=NOW + timedelta(minutes=1)) is None
    assert Alert.objects.filter(kind=AlertKind.MESSAGE, message__body=body).exists()
    assert not Guide.objects.exists() and not Flare.objects.exists()
