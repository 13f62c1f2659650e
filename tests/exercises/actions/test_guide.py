"""The program by text, command by command, and a family on one phone."""

from datetime import date, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from exercises.actions.alert import raise_alert
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.guide import close_stale
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due, write_claimed
from exercises.models import Alert, CheckIn, Exercise, Guide, Message, Patient
from exercises.rules.dose import Dose
from exercises.rules.guide import PAUSE_ENDS_IT
from exercises.rules.sessions import SessionName
from exercises.rules.texts import segments
from exercises.terms import AlertKind, CheckInSource, GuideEnd, MessageKind, Outcome, PictureKind
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = date(2026, 11, 18)
THREE = ((1, 28, (Dose(sets=2, reps=10), Dose(reps=3, hold_s=30), Dose(duration_s=600))),)


@pytest.fixture
def patient() -> Patient:
    patient = make.patient(first_name="Ana")
    make.assignment(patient, make.program(phases=THREE))
    return patient


def text(patient: Patient, body: str, *, minutes: float = 0, sid: str | None = None) -> Message | None:
    inbound = Inbound(sid or f"SM{uuid4().hex}", patient.phone, patient.clinic.sender, body)
    return receive_text(inbound, now=NOW + timedelta(minutes=minutes), by_webhook=True)


def said(patient: Patient, *bodies: str, minutes: float = 0) -> list[str]:
    """What is answered to these texts, one after the other."""
    answers = [text(patient, body, minutes=minutes) for body in bodies]
    return [answer.body if answer else "" for answer in answers]


def standing() -> list[tuple[str | None, Decimal | None, int | None]]:
    return [(row.outcome, row.completed, row.pain) for row in CheckIn.objects.order_by("id")]


def test_a_round_from_go_to_done_is_one_check_in_with_every_exercise(patient: Patient) -> None:
    first, second, third, last, noted = said(patient, "GO", "next", "NEXT", "next", "DONE 3")
    assert first.startswith("1 of 3: Bridge") and "2 x 10 reps." in first and "Reply NEXT when done" in first
    assert second.startswith("2 of 3: ") and "3 x 30 s hold" in second
    assert third.startswith("3 of 3: ") and "10 min." in third
    assert last == "That was the last one, Ana. Reply DONE and your pain 0-10, like DONE 3."
    assert noted == "Thank you, Ana. Noted: done, pain 3."
    row = CheckIn.objects.get()
    assert (row.day, row.round, row.outcome, row.completed, row.pain) == (TODAY, None, Outcome.DONE, 1, 3)
    assert [item["outcome"] for item in row.items] == ["done"] * 3
    assert Guide.objects.get().closed_because == GuideEnd.REPORTED


def draw(*exercises: Exercise) -> None:
    for exercise in exercises:
        make.picture(exercise)


def test_each_exercise_comes_with_its_picture_and_pic_brings_it_again(patient: Patient) -> None:
    draw(*Exercise.objects.all())
    said(patient, "go", "how", "pic", "next", "back")
    first, second, _ = (step["exercise"] for step in Guide.objects.get().steps)
    media = Message.objects.out().order_by("created_at", "pk").values_list("answers__body", "media")
    assert {body: media for body, media in media} == {
        "go": [first],
        "how": [],
        "pic": [first],
        "next": [second],
        "back": [],
    }


def test_an_exercise_that_was_never_drawn_is_told_in_words(patient: Patient) -> None:
    answer = text(patient, "go")
    assert answer is not None and answer.media == [] and "http" not in answer.body


def test_an_exercise_with_a_clip_alone_is_told_in_words(patient: Patient) -> None:
    for exercise in Exercise.objects.all():
        make.photograph(exercise, kind=PictureKind.CLIP)
    answer = text(patient, "go")
    assert answer is not None and answer.media == [] and "http" not in answer.body


def test_where_no_picture_can_go_along_a_link_stands_in_the_text(patient: Patient) -> None:
    draw(*Exercise.objects.all())
    patient.clinic.sender = "+447700900123"
    patient.clinic.save(update_fields=["sender"])
    inbound = Inbound("SM1", patient.phone, patient.clinic.sender, "go")
    link = "https://homestretch.demo.example/m/{}.0123456789abcdef0123456789"
    answer = receive_text(inbound, now=NOW, by_webhook=True, picture_link=lambda one: link.format(one.hex))
    assert answer is not None and answer.media == []
    shown = Guide.objects.get().steps[0]["exercise"].replace("-", "")
    assert answer.body.endswith(f"EXIT to stop.\n{link.format(shown)}") and segments(answer.body).count == 2


def test_today_opens_as_go_does_and_go_again_shows_where_one_is(patient: Patient) -> None:
    first, again, second, there = said(patient, "today", "go", "next", "go")
    assert first[:6] == again[:6] == "1 of 3" and second[:6] == there[:6] == "2 of 3"
    assert Guide.objects.count() == 1


def test_back_goes_back_and_what_was_said_there_is_open_again(patient: Patient) -> None:
    assert said(patient, "go", "next", "back")[-1].startswith("1 of 3: ")
    said(patient, "exit")
    assert standing() == [], "nothing is done that was taken back"


def test_how_tells_the_steps_and_when_to_stop(patient: Patient) -> None:
    how = said(patient, "go", "how?")[-1]
    assert "Lift." in how and "Take care: Slowly." in how and "Stop if: It hurts." in how


def test_how_that_is_long_comes_in_parts_of_two_segments(patient: Patient) -> None:
    steps = [f"Step {number} has quite a few words to say how it is done." for number in range(12)]
    for exercise in Exercise.objects.all():
        exercise.texts["en"]["steps"] = steps
        exercise.save(update_fields=["texts"])
    asked = enumerate(["go", "how", "more", "MORE", "more"])
    parts = [said(patient, body, minutes=minutes)[0] for minutes, body in asked]
    assert parts[1].endswith(" MORE for the rest.") and segments(parts[1]).count == 2
    assert parts[2].endswith(" MORE for the rest.") and not parts[3].endswith("MORE for the rest.")
    told = " ".join(parts[1:4]).replace(" MORE for the rest.", "")
    assert all(step in told for step in steps) and "Stop if: It hurts." in told
    assert "a person will read it" in parts[4], "there is no more of it"


def test_hard_and_easy_are_kept_with_the_exercise(patient: Patient) -> None:
    _, hard, _, easy, _ = said(patient, "go", "too hard", "next", "EASY", "done")
    assert "is hard" in hard and "is easy" in easy
    assert [item["difficulty"] for item in CheckIn.objects.get().items] == ["hard", "easy"]


def test_a_pain_in_between_is_kept_at_once_and_the_round_goes_on(patient: Patient) -> None:
    _, pain, second = said(patient, "go", "PAIN 6", "next")
    assert pain == "Noted: pain 6. NEXT goes on, EXIT stops."
    assert standing() == [(None, None, 6)] and second.startswith("2 of 3")


def test_a_high_pain_in_between_tells_staff(patient: Patient) -> None:
    answer = said(patient, "go", "9")[-1]
    assert "Your clinic will look at this" in answer and "911" in answer
    assert Alert.objects.get().kind == AlertKind.PAIN


def test_one_that_was_skipped_makes_it_a_part(patient: Patient) -> None:
    assert said(patient, "go", "skip", "next", "done 2")[-1].endswith("Noted: 2 of 3 exercises, pain 2.")
    [(outcome, completed, pain)] = standing()
    assert (outcome, completed, pain) == (Outcome.PART, Decimal("0.67"), 2)


def test_done_in_the_middle_is_all_of_it_and_next_goes_on_all_the_same(patient: Patient) -> None:
    _, noted, second = said(patient, "go", "done 4", "next")
    assert noted == "Thank you, Ana. Noted: done, pain 4. Only this one? NEXT goes on with the rest."
    assert second.startswith("2 of 3: ")
    said(patient, "exit")
    assert [row[:2] for row in standing()] == [(Outcome.DONE, 1), (Outcome.PART, Decimal("0.33"))]


def test_exit_notes_what_was_done_and_go_goes_on_there(patient: Patient) -> None:
    left = said(patient, "go", "next", "exit")[-1]
    assert "Noted: 1 of 3 exercises." in left and "GO goes on" in left
    assert standing() == [(Outcome.PART, Decimal("0.33"), None)]
    there, *_, noted = said(patient, "go", "next", "next", "done 1", minutes=30)
    assert there.startswith("2 of 3: ")
    assert noted == "Thank you, Ana. Noted: done, pain 1." and standing()[-1] == (Outcome.DONE, 1, 1)


def test_exit_before_anything_was_done_notes_nothing(patient: Patient) -> None:
    assert "Nothing is noted yet" in said(patient, "go", "exit")[-1]
    assert standing() == []


def test_cannot_go_on_after_a_part_keeps_the_part_and_its_reason(patient: Patient) -> None:
    said(patient, "go", "next", "can't do the rest, no time")
    [(outcome, _, _)] = standing()
    assert outcome == Outcome.PART


def test_a_round_that_is_left_alone_is_closed_noted_and_told_once(patient: Patient) -> None:
    said(patient, "go", "next")
    later = NOW + PAUSE_ENDS_IT
    assert close_stale(now=later - timedelta(seconds=1)) == 0
    assert close_stale(now=later) == 1 and close_stale(now=later) == 0
    assert standing() == [(Outcome.PART, Decimal("0.33"), None)]
    told = Message.objects.filter(answers=None, kind=MessageKind.ANSWER).get()
    assert told.body.startswith("Ana, we noted 1 of 3 exercises for now. GO goes on")
    assert said(patient, "next", minutes=150)[0].startswith("2 of 3: ")


@pytest.mark.parametrize("why", ["nothing done", "night", "opted out", "no consent"])
def test_nobody_is_told_of_a_closed_round_to_whom_that_is_not_welcome(patient: Patient, why: str) -> None:
    said(patient, "go", *(["next"] if why != "nothing done" else []))
    if why == "opted out":
        said(patient, "STOP")
    if why == "no consent":
        patient.consents.update(revoked_at=NOW)
    close_stale(now=NOW + (timedelta(hours=13) if why == "night" else PAUSE_ENDS_IT))
    assert not Guide.objects.open().exists()
    assert not Message.objects.filter(answers=None, kind=MessageKind.ANSWER).exists()


def test_a_step_delivered_twice_is_answered_the_same_and_moves_once(patient: Patient) -> None:
    said(patient, "go")
    first, second = text(patient, "next", sid="SMtwice"), text(patient, "next", sid="SMtwice")
    assert first == second and Guide.objects.get().place == 1


def test_stop_ends_the_round_and_nothing_goes_on(patient: Patient) -> None:
    assert said(patient, "go", "next", "STOP")[-1].endswith("Reply START to begin again.")
    assert Guide.objects.get().closed_because == GuideEnd.STOPPED
    assert said(patient, "next", "go") == ["", ""]


def test_danger_comes_before_every_command(patient: Patient) -> None:
    answer = said(patient, "go", "next", "hard, and I am numb between the legs")[-1]
    assert "emergency" in answer
    assert Guide.objects.get().closed_because == GuideEnd.STOPPED
    assert Alert.objects.get().kind == AlertKind.SAFETY
    assert said(patient, "go") == ["Your exercises are on hold, Ana. Questions: call 604 555 0199."]


def test_help_is_help_in_the_middle_too(patient: Patient) -> None:
    assert "exercise reminders by text" in said(patient, "go", "HELP")[-1]
    assert Guide.objects.open().exists()


def test_a_question_in_the_middle_goes_to_a_person(patient: Patient) -> None:
    assert "a person will read it" in said(patient, "go", "can I do this one standing up?")[-1]
    assert Alert.objects.get().kind == AlertKind.MESSAGE
    assert said(patient, "next")[0].startswith("2 of 3")


@pytest.mark.parametrize(
    ("when", "answer"),
    [(TODAY + timedelta(days=3), "has not begun"), (TODAY - timedelta(days=60), "no program with us")],
)
def test_a_day_without_exercises_says_why(when: date, answer: str) -> None:
    patient = make.patient(first_name="Ana")
    make.assignment(patient, make.program(phases=THREE), starts_on=when, now=NOW - timedelta(days=61))
    assert answer in said(patient, "go")[0]
    assert not Guide.objects.exists()


def test_of_two_rounds_a_day_go_takes_the_one_that_is_open() -> None:
    patient = make.patient(first_name="Ana")
    twice = ((1, 28, (Dose(reps=10, per_day=2), Dose(reps=5))),)
    make.assignment(patient, make.program(phases=twice))
    assert said(patient, "go", "next", "done 2")[0].startswith("1 of 2")
    assert said(patient, "go", "done 1")[0].startswith("1 of 1")
    rows = CheckIn.objects.order_by("id").values_list("round", "outcome")
    assert list(rows) == [(1, Outcome.DONE), (2, Outcome.DONE)]


def test_every_text_of_a_round_is_gsm_7_within_two_segments(patient: Patient) -> None:
    said(
        patient,
        "go",
        "how",
        "pic",
        "hard",
        "next",
        "easy",
        "pain 3",
        "back",
        "skip",
        "next",
        "next",
        "done 3",
    )
    bodies = Message.objects.out().values_list("body", flat=True)
    assert len(bodies) == 12
    for body in bodies:
        assert (segments(body).encoding, segments(body).count <= 2) == ("GSM-7", True), body


def test_a_round_may_take_many_texts_and_still_is_answered(patient: Patient) -> None:
    assert all(said(patient, "go", *["how"] * 40))


# --- a family on one phone ---------------------------------------------------------------------------------------


@pytest.fixture
def ben(patient: Patient) -> Patient:
    ben = make.patient(patient.clinic, first_name="Ben", phone=patient.phone)
    make.assignment(ben, make.program(phases=THREE))
    return ben


def reminded(*patients: Patient) -> None:
    for patient in patients:
        make.reminder_setting(patient, time(9), now=NOW - timedelta(hours=1))
    plan_due(now=NOW)
    for seconds in range(0, 30 * len(patients), 30):  # one text to a number at a time
        worker, now = uuid4(), NOW + timedelta(seconds=seconds)
        claimed = claim_due(now=now, worker=worker, lease=timedelta(minutes=1), limit=10)
        write_claimed(claimed, now=now, worker=worker)
        Message.objects.out().update(in_flight=False)


def kept() -> list[tuple[str, str | None]]:
    return [(row.patient.first_name, row.outcome) for row in CheckIn.objects.order_by("id")]


def test_where_one_of_a_family_was_asked_the_answer_is_theirs(patient: Patient, ben: Patient) -> None:
    reminded(ben)
    said(patient, "done 3")
    assert kept() == [("Ben", Outcome.DONE)]


def test_where_nothing_tells_which_of_them_it_is_asked_once_and_the_name_decides(
    patient: Patient, ben: Patient
) -> None:
    asked, noted = said(patient, "done 3", "Ben")
    assert asked == "Thank you. Is this about Ana or Ben? Reply with the first name."
    assert noted == "Thank you, Ben. Noted: done, pain 3."
    assert kept() == [("Ben", Outcome.DONE)]
    assert not Alert.objects.open().exists()


def test_where_both_were_asked_and_one_has_answered_the_next_answer_is_the_other_s(
    patient: Patient, ben: Patient
) -> None:
    reminded(patient, ben)
    assert "Is this about Ana or Ben?" in said(patient, "done 3", minutes=5)[0]
    said(patient, "Ana", "skip", minutes=6)
    assert kept() == [("Ana", Outcome.DONE), ("Ben", Outcome.SKIPPED)]


def test_a_name_in_the_text_needs_no_question(patient: Patient, ben: Patient) -> None:
    assert said(patient, "Ana: skip, no time")[0].startswith("Thank you, Ana.")
    assert said(patient, "GO BEN")[0].startswith("1 of 3")
    assert said(patient, "next")[0].startswith("2 of 3"), "the round that is followed tells who writes"
    assert kept() == [("Ana", Outcome.SKIPPED)] and Guide.objects.get().patient == ben


def test_a_second_text_without_a_name_goes_to_a_person(patient: Patient, ben: Patient) -> None:
    _, second = said(patient, "done 3", "done 3")
    assert "a person will read it" in second
    assert kept() == [] and Alert.objects.open().count() == 2, "neither text is lost"


def test_a_question_of_a_family_goes_to_a_person_at_once(patient: Patient, ben: Patient) -> None:
    assert "a person will read it" in said(patient, "can I swim?")[0]


def test_stop_needs_no_name(patient: Patient, ben: Patient) -> None:
    assert "no more texts" in said(patient, "STOP")[0]


def test_two_of_the_same_name_go_to_a_person(patient: Patient) -> None:
    make.patient(patient.clinic, first_name="Ana", phone=patient.phone)
    assert "a person will read it" in said(patient, "done 3")[0]


def test_danger_without_a_name_holds_all_of_the_family(patient: Patient, ben: Patient) -> None:
    reminded(ben)
    said(patient, "numb between the legs and cannot pee", minutes=5)
    alerts = Alert.objects.open().filter(kind=AlertKind.SAFETY)
    assert {alert.patient for alert in alerts} == {patient, ben}
    assert {alert.answer for alert in alerts} == {Message.objects.get(kind=MessageKind.SAFETY)}
    assert "on hold" in said(patient, "GO ana", minutes=6)[0]


def test_who_has_left_the_phone_is_not_taken_for_who_writes(patient: Patient, ben: Patient) -> None:
    said(patient, "GO BEN")
    Patient.objects.filter(pk=ben.pk).update(phone="+16045550999")
    said(patient, "done 3", minutes=1)
    assert kept() == [("Ana", Outcome.DONE)], "the only one left on it"


def test_the_name_is_asked_for_and_told_in_other_words(patient: Patient, ben: Patient) -> None:
    assert said(patient, "done 3", "it's for my son Ben, thanks")[1] == "Thank you, Ben. Noted: done, pain 3."


# --- what changed in the middle ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["NEXT", "BACK", "HOW", "PIC", "GO"])
def test_nothing_goes_on_that_is_held_by_now(patient: Patient, command: str) -> None:
    said(patient, "go", "next")
    raise_alert(AlertKind.SAFETY, clinic=patient.clinic, patient=patient, detail="Numb.", key="x", now=NOW)
    held = "Your exercises are on hold, Ana. Questions: call 604 555 0199."
    assert said(patient, command, minutes=1) == [held]


def test_after_a_flare_the_easier_round_begins(patient: Patient) -> None:
    assert "2 x 10 reps" in said(patient, "go")[0]
    said(patient, "flare", minutes=1)
    assert "2 x 7 reps" in said(patient, "next", minutes=2)[0]


def test_to_look_at_how_afterwards_changes_nothing_that_was_reported(patient: Patient) -> None:
    said(patient, "go", "done 4", "how", "pic")
    close_stale(now=NOW + PAUSE_ENDS_IT)
    assert [row[:2] for row in standing()] == [(Outcome.DONE, 1)]


def test_a_look_at_the_exercises_after_done_leaves_done(patient: Patient) -> None:
    said(patient, "done 2")
    said(patient, "today", "next", minutes=1)
    close_stale(now=NOW + timedelta(minutes=1) + PAUSE_ENDS_IT)
    assert standing() == [(Outcome.DONE, 1, 2)]


@pytest.mark.parametrize("body", ["STOP EXERCISE", "wrong number"])
def test_who_wants_no_reminders_is_not_told_of_a_closed_round(patient: Patient, body: str) -> None:
    said(patient, "go", "next", body)
    close_stale(now=NOW + PAUSE_ENDS_IT)
    assert not Message.objects.filter(answers=None, kind=MessageKind.ANSWER).exists()


def test_fix_in_the_middle_corrects_what_was_reported_before(patient: Patient) -> None:
    said(patient, "done 7")
    said(patient, "go", "FIX DONE 2", minutes=1)
    assert Guide.objects.open().exists()
    assert standing()[-1] == (Outcome.DONE, 1, 2)


def test_a_text_written_before_the_round_is_not_of_it(patient: Patient) -> None:
    said(patient, "go", minutes=10)
    late = Inbound("SMlate", patient.phone, patient.clinic.sender, "done 3", at=NOW)
    receive_text(late, now=NOW + timedelta(minutes=11), by_webhook=False)
    assert Guide.objects.open().exists() and standing() == [(Outcome.DONE, 1, 3)]


def test_what_hurts_is_left_out_and_a_person_reads_it(patient: Patient) -> None:
    assert said(patient, "go", "too painful")[-1].startswith("2 of 3")
    assert Alert.objects.get().kind == AlertKind.MESSAGE


def test_what_cannot_be_done_is_left_out_and_the_round_goes_on(patient: Patient) -> None:
    assert said(patient, "go", "can't do this one")[-1].startswith("2 of 3")


def test_the_next_round_is_answered_after_many_texts(patient: Patient) -> None:
    said(patient, "go", *["how"] * 25, "done 2")
    assert all(said(patient, "who", "when"))


def test_done_in_the_app_meanwhile_is_no_part_two_hours_later(patient: Patient) -> None:
    said(patient, "go", "next")
    done = CheckInGiven(uuid4(), SessionName(TODAY), Outcome.DONE)
    record_check_in(patient, done, source=CheckInSource.APP, now=NOW + timedelta(minutes=30))
    close_stale(now=NOW + PAUSE_ENDS_IT)
    assert [row[:2] for row in standing()] == [(Outcome.DONE, 1)]
    assert not Message.objects.filter(answers=None, kind=MessageKind.ANSWER).exists()


def test_what_hurts_is_read_though_the_plan_has_changed(patient: Patient) -> None:
    said(patient, "go")
    said(patient, "flare", minutes=1)
    said(patient, "it hurts", minutes=2)
    assert Alert.objects.filter(kind=AlertKind.MESSAGE, message__body="it hurts").exists()


def test_a_picture_beside_a_text_that_was_asked_back_is_still_for_a_person(
    patient: Patient, ben: Patient
) -> None:
    photo = Inbound(
        "SMphoto", patient.phone, patient.clinic.sender, "done 3", media=("https://demo.example/1",)
    )
    receive_text(photo, now=NOW, by_webhook=True)
    said(patient, "Ben", minutes=1)
    assert kept() == [("Ben", Outcome.DONE)]
    assert Alert.objects.open().get().message == Message.objects.get(sid="SMphoto")
