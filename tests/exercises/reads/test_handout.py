"""What a handout says: the plan of today, in the patient's words, and nothing that others should not read."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest

from exercises.actions.alert import raise_alert
from exercises.actions.assign import changed_phases, end_assignment, hold_assignment, revise_assignment
from exercises.actions.flare import open_flare
from exercises.actions.keep_pictures import keep_pictures
from exercises.errors import AssignmentHasEnded, ProgramIsEmpty
from exercises.models import Assignment, Patient
from exercises.reads.handout import Handout, handout
from exercises.rules.dose import Dose
from exercises.rules.pictures import ExercisePicture
from exercises.terms import AlertKind, FlareSource, PictureKind
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
MOST_QUERIES = 6


@pytest.fixture
def patient() -> Patient:
    return make.patient(make.clinic(name="Seaside"), first_name="Anna", last_name="Topsecret")


def assigned(patient: Patient, *, starts_on: date = TODAY, doses: Any = None, **given: Any) -> Assignment:
    """A program of two phases: days 1 to 10, and 11 to 40."""
    doses = doses or [Dose(sets=3, reps=9, side="left"), Dose(hold_s=30, per_day=3)]
    program = make.program(name="Acute sciatica", phases=[(1, 10, doses), (11, 40, doses[:1])], **given)
    return make.assignment(patient, program, starts_on=starts_on)


def printed(assignment: Assignment, *, language: str | None = None, now: Any = NOW) -> Handout:
    found = Assignment.objects.select_related("patient__clinic").get(pk=assignment.pk)
    return handout(found, language=language, now=now)


def test_it_shows_the_phase_of_today_with_its_doses(patient: Patient) -> None:
    shown = printed(assigned(patient))
    assert (shown.day, shown.clinic, shown.first_name) == (TODAY, "Seaside", "Anna")
    assert (shown.phase, shown.is_paused, shown.begins_on) == ((1, 2, "Phase 1"), False, None)
    first, second = shown.exercises
    assert (first.dose, first.frequency, first.several_a_day) == (
        "3 × 9 reps, left side",
        "once a day",
        False,
    )
    assert (second.dose, second.frequency, second.several_a_day) == ("1 × 30 s hold", "3 times a day", True)
    assert (first.steps, first.cautions, shown.stop_if) == (("Lift.",), ("Slowly.",), ("It hurts.",))


def test_a_later_day_shows_the_phase_of_that_day(patient: Patient) -> None:
    shown = printed(assigned(patient, starts_on=TODAY - 10 * A_DAY))
    assert (shown.phase[0], len(shown.exercises)) == (2, 1)


def test_before_the_first_day_it_shows_the_first_phase_and_says_when_it_begins(patient: Patient) -> None:
    shown = printed(assigned(patient, starts_on=TODAY + 3 * A_DAY))
    assert (shown.phase[0], shown.day, shown.begins_on) == (1, TODAY, TODAY + 3 * A_DAY)


def test_between_two_phases_it_shows_the_next_one(patient: Patient) -> None:
    dose = [Dose(reps=5)]
    program = make.program(phases=[(1, 5, dose), (20, 30, dose)])
    assert printed(make.assignment(patient, program, starts_on=TODAY - 9 * A_DAY)).phase[0] == 2


def test_the_newest_revision_in_force_counts(patient: Patient) -> None:
    assignment = assigned(patient)
    [item, _] = assignment.revisions.get().phases.get(number=1).items.order_by("order")
    phases = changed_phases(assignment, made_from=1, doses={str(item.pk): {"reps": 4}}, removed=[])
    revise_assignment(assignment, phases, made_from=1, reason="", by=make.staff(patient.clinic).user, now=NOW)
    assert printed(assignment).exercises[0].dose == "3 × 4 reps, left side"


def test_a_held_assignment_is_paused(patient: Patient) -> None:
    assignment = assigned(patient)
    hold_assignment(
        assignment, until=TODAY + 5 * A_DAY, reason="", by=make.staff(patient.clinic).user, now=NOW
    )
    assert printed(assignment).is_paused
    assert not printed(assignment, now=NOW + 5 * A_DAY).is_paused


def test_an_open_safety_alert_pauses_it(patient: Patient) -> None:
    assignment = assigned(patient)
    raise_alert(AlertKind.SAFETY, clinic=patient.clinic, patient=patient, detail="", key="k", now=NOW)
    assert printed(assignment).is_paused


def test_in_a_flare_the_easier_doses_stand_there_and_how_long_they_count(patient: Patient) -> None:
    assignment = assigned(patient)
    open_flare(patient, source=FlareSource.APP, now=NOW)
    shown = printed(assignment)
    assert (shown.easier_until, shown.exercises[0].dose) == (TODAY + A_DAY, "3 × 6 reps, left side")
    assert printed(assignment, now=NOW + 2 * A_DAY).easier_until is None


@pytest.mark.parametrize("days", [0, 40], ids=["ended by staff", "after its last day"])
def test_an_assignment_that_has_ended_is_not_printed(patient: Patient, days: int) -> None:
    assignment = assigned(patient, starts_on=TODAY - days * A_DAY)
    if not days:
        end_assignment(assignment, reason="", by=make.staff(patient.clinic).user, now=NOW)
    with pytest.raises(AssignmentHasEnded):
        printed(assignment)


def test_a_phase_of_which_nothing_is_left_is_not_printed(patient: Patient) -> None:
    assignment = assigned(patient)
    assignment.revisions.get().phases.get(number=1).items.all().delete()
    with pytest.raises(ProgramIsEmpty):
        printed(assignment)


@pytest.mark.parametrize(
    ("language", "asked", "spoken"),
    [("fr-CA", None, "fr"), ("en", "es", "es"), ("pl", None, "en"), ("fr", "en", "en")],
)
def test_it_speaks_the_language_asked_for_or_the_patient_s(
    patient: Patient, language: str, asked: str | None, spoken: str
) -> None:
    Patient.objects.update(language=language)
    shown = printed(assigned(patient), language=asked)
    often = {"en": "3 times a day", "fr": "3 fois par jour", "es": "3 veces al día"}
    assert (shown.language, shown.exercises[1].frequency) == (spoken, often[spoken])


def test_an_exercise_is_in_the_language_where_the_library_has_it(patient: Patient) -> None:
    pont = {"name": "Pont", "steps": ["Montez."], "cautions": [], "stop_if": ["Ça fait mal."], "cue": ""}
    bridge = {**pont, "name": "Bridge", "steps": ["Lift."]}
    exercises = [make.exercise(texts={"en": bridge, "fr": pont}), make.exercise(name="Plank")]
    shown = printed(assigned(patient, exercises=exercises), language="fr")
    assert [exercise.name for exercise in shown.exercises] == ["Pont", "Plank"]
    assert shown.exercises[0].steps == ("Montez.",)


def test_fixed_weekdays_are_named(patient: Patient) -> None:
    assignment = assigned(patient)
    item = assignment.revisions.get().phases.get(number=1).items.earliest("order")
    type(item).objects.filter(pk=item.pk).update(weekdays=[0, 4], note="On the bed.")
    first = printed(assignment, language="fr").exercises[0]
    assert (first.frequency, first.note) == ("une fois par jour (lun, ven)", "On the bed.")


def test_its_pictures_show_the_prescribed_side_in_the_patient_s_skin_tone(patient: Patient) -> None:
    exercise = make.exercise()
    poses = [ExercisePicture(PictureKind.POSE, order, 960, 600, "", "a" * 32, "right") for order in (1, 2)]
    moving = ExercisePicture(PictureKind.MOTION, 0, 480, 300, "", "a" * 32, "right")
    keep_pictures(exercise.pk, [*poses, moving])
    Patient.objects.update(skin_tone="dark")
    [first, second] = printed(assigned(patient, exercises=[exercise, make.exercise()])).exercises
    folder = f"drawn/{'a' * 32}"
    assert first.pictures == (f"{folder}/1-light-dark-left-640.webp", f"{folder}/2-light-dark-left-640.webp")
    assert second.pictures == ()


def test_danger_is_told_in_the_words_the_clinic_texts(patient: Patient) -> None:
    shown = printed(assigned(patient))
    assert shown.safety.startswith("Please stop your exercises and call 604 555 0199 today, or 811 if")
    make.own_text(patient.clinic, "safety_same_day", "Stop. {phone}, {urgent_line}. Numb? Emergency.")
    assert printed(assigned(patient)).safety == "Stop. 604 555 0199, 811. Numb? Emergency."


def test_a_clinic_without_numbers_is_reached_where_it_texts_from() -> None:
    clinic = make.clinic(phone="", urgent_line="", emergency_number="", live=False, sender="+16045550142")
    shown = printed(assigned(make.patient(clinic)))
    assert (shown.phone, shown.urgent_line, shown.text_number) == ("(604) 555-0142", "", "(604) 555-0142")
    assert "call (604) 555-0142 today, or your emergency number" in shown.safety


def test_neither_surname_nor_number_nor_diagnosis_is_in_it(patient: Patient) -> None:
    shown = str(asdict(printed(assigned(patient))))
    assert [word for word in ("Topsecret", patient.phone, "sciatica") if word in shown] == []


def test_signs_of_several_exercises_stand_there_once_the_frequent_ones_first(patient: Patient) -> None:
    def exercise(*signs: str) -> Any:
        return make.exercise(texts={"en": {"name": "A", "steps": [], "cautions": [], "stop_if": list(signs)}})

    shown = printed(assigned(patient, exercises=[exercise("One", "Both"), exercise("Both", "Two")]))
    assert shown.stop_if == ("Both", "One", "Two")


@pytest.mark.parametrize("count", [1, 12])
def test_it_costs_the_same_number_of_queries_however_many_exercises(
    patient: Patient, count: int, django_assert_num_queries: Any
) -> None:
    assignment = assigned(patient, doses=[Dose(reps=5)] * count)
    found = Assignment.objects.select_related("patient__clinic").get(pk=assignment.pk)
    with django_assert_num_queries(MOST_QUERIES):
        assert len(handout(found, language=None, now=NOW).exercises) == count
