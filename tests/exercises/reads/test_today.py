"""Today as the phone shows it: what stands there, what it costs, and when its version changes."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from exercises.actions.alert import close_alert, raise_alert
from exercises.actions.assign import (
    changed_phases,
    end_assignment,
    hold_assignment,
    resume_assignment,
    revise_assignment,
)
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.keep_pictures import keep_pictures
from exercises.actions.patients import archive_patient, change_patient
from exercises.models import (
    Alert,
    Assignment,
    Clinic,
    Exercise,
    Patient,
    RevisionItem,
    RevisionPhase,
)
from exercises.reads.today import Addresses, today, version
from exercises.rules.dose import Dose
from exercises.rules.pictures import ExercisePicture
from exercises.rules.sessions import SessionName
from exercises.terms import AlertKind, CheckInSource, Outcome, PictureKind, SkinTone
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = date(2026, 11, 18)
MOST_QUERIES = 3


@pytest.fixture
def patient() -> Patient:
    """Somebody on the first day of a program of two exercises, the first of which has texts in French too."""
    patient = make.patient()
    exercises = [make.exercise(), make.exercise()]
    doses = [Dose(sets=2, hold_s=30, side="each"), Dose(reps=10, per_day=2)]
    make.assignment(patient, make.program(phases=[(1, 28, doses)], exercises=exercises))
    french = {"name": "Pont", "steps": ["Levez."], "cautions": [], "stop_if": [], "cue": "Levez."}
    Exercise.objects.filter(pk=exercises[0].pk).update(texts=exercises[0].texts | {"fr": french})
    return patient


def fresh(patient: Patient) -> Patient:
    """The patient as a request finds it: with its clinic, in one query."""
    return Patient.objects.select_related("clinic").get(pk=patient.pk)


def shown(patient: Patient, *, days: int = 0) -> dict[str, Any]:
    return today(fresh(patient), now=NOW + timedelta(days=days), addresses=below("media"))


def report(patient: Patient, session: str, **given: Any) -> None:
    fields = {"outcome": Outcome.DONE} | given
    what = CheckInGiven(uuid4(), SessionName.read(session), **fields)
    record_check_in(fresh(patient), what, source=CheckInSource.APP, now=NOW)


def alarm(patient: Patient, key: str = "safety:1", kind: AlertKind = AlertKind.SAFETY) -> None:
    raise_alert(kind, clinic=patient.clinic, patient=patient, detail="Look.", key=key, now=NOW)


def the_assignment(patient: Patient) -> Assignment:
    return Assignment.objects.select_related("patient").get(patient=patient)


def by(patient: Patient) -> Any:
    return make.staff(patient.clinic).user


def test_everything_a_phone_needs_stands_there(patient: Patient) -> None:
    found = shown(patient)
    assert (found["date"], found["timezone"], found["reason"], found["rounds"]) == (
        "2026-11-18",
        "America/Vancouver",
        None,
        2,
    )
    assert [session["session"] for session in found["sessions"]] == ["2026-11-18/1", "2026-11-18/2"]
    assert {session["state"] for session in found["sessions"]} == {"open"}
    (program,) = found["programs"]
    assert (program["day"], program["phase"]["number"], program["phase"]["last_day"]) == (1, 1, 28)
    held, counted = found["exercises"]
    assert (held["dose_sentence"], held["frequency"]) == ("2 × 30 s hold, each side", "once a day")
    assert (counted["dose_sentence"], counted["frequency"]) == ("10 reps", "twice a day")
    assert (held["rounds"], counted["rounds"]) == ([1], [1, 2])
    assert (held["steps"], held["cautions"], held["stop_if"]) == (["Lift."], ["Slowly."], ["It hurts."])
    assert held["dose"] == Dose(sets=2, hold_s=30, side="each").plain()
    assert found["clinic"] == {
        "name": patient.clinic.name,
        "phone": "604 555 0199",
        "emergency_number": "911",
        "urgent_line": "811",
    }


def test_what_is_done_is_told_by_round_and_by_exercise(patient: Patient) -> None:
    report(patient, "2026-11-18/1", pain=3)
    found = shown(patient)
    assert [session["state"] for session in found["sessions"]] == ["done", "open"]
    assert [session["pain"] for session in found["sessions"]] == [3, None]
    assert [(one["done_rounds"], one["done"]) for one in found["exercises"]] == [([1], True), ([1], False)]
    report(patient, "2026-11-18/2", outcome=Outcome.SKIPPED)
    report(patient, "2026-11-18/1", outcome=Outcome.PART, completed=0.5)
    found = shown(patient)
    assert [(one["state"], one["completed"]) for one in found["sessions"]] == [("part", 0.5), ("skipped", 0)]
    assert not any(one["done_rounds"] for one in found["exercises"])


def below(folder: str) -> Addresses:
    """Files are found in a folder of the day."""
    return lambda day: lambda path: f"/{folder}/{day}/{path}"


def test_pictures_come_in_order_with_size_and_theme_where_files_are_found_that_day(patient: Patient) -> None:
    first, second = RevisionItem.objects.order_by("order")[:2]
    for order, kind in ((2, PictureKind.POSE), (0, PictureKind.MOTION), (1, PictureKind.POSE)):
        make.picture(first.exercise, order=order, kind=kind, alt=f"Picture {order}.")
    one, other = today(fresh(patient), now=NOW, addresses=below("seen"))["exercises"]
    folder = f"/seen/2026-11-18/drawn/{'0' * 32}"
    assert [each["path"] for each in one["pictures"]] == [
        *(
            f"{folder}/{order}-{theme}-medium-both-{width}.webp"
            for order in (1, 2)
            for theme in ("light", "dark")
            for width in (320, 640, 960)
        ),
        f"{folder}/motion-light-medium-both-480.webp",
        f"{folder}/motion-dark-medium-both-480.webp",
    ]
    assert one["pictures"][0] == {
        "kind": "pose",
        "order": 1,
        "alt": "Picture 1.",
        "theme": "light",
        "side": None,
        "path": f"{folder}/1-light-medium-both-320.webp",
        "width": 320,
        "height": 240,
        "type": "image/webp",
    }
    assert (other["pictures"], second.exercise == first.exercise) == ([], False)


def test_pictures_show_the_prescribed_side_and_the_skin_tone_that_was_chosen(patient: Patient) -> None:
    item = RevisionItem.objects.order_by("order")[0]
    make.picture(item.exercise, side="right")

    def drawn() -> str:
        found = today(fresh(patient), now=NOW, addresses=below("seen"))["exercises"]
        return str(found[0]["pictures"][0]["path"]).rsplit("/", 1)[-1]

    assert drawn() == "1-light-medium-right-320.webp"
    Clinic.objects.update(skin_tone="dark")
    assert drawn() == "1-light-dark-right-320.webp"
    change_patient(patient, {"skin_tone": SkinTone.LIGHT}, by=None, now=NOW)
    RevisionItem.objects.filter(pk=item.pk).update(dose=Dose(sets=2, hold_s=30, side="left").plain())
    assert drawn() == "1-light-light-left-320.webp"


def test_a_language_without_texts_falls_back_to_english_exercise_by_exercise(patient: Patient) -> None:
    Patient.objects.filter(pk=patient.pk).update(language="fr")
    first, second = shown(patient)["exercises"]
    assert (first["name"], first["steps"]) == ("Pont", ["Levez."])
    assert (second["name"][:6], second["steps"]) == ("Bridge", ["Lift."])


def test_an_exercise_of_two_programs_stands_once() -> None:
    patient, exercise = make.patient(), make.exercise()
    for order, (name, dose) in enumerate({"Back": Dose(reps=5), "Hip": Dose(sets=3, reps=5)}.items()):
        program = make.program(name=name, phases=[(1, 28, [dose])], exercises=[exercise])
        make.assignment(patient, program, now=NOW + timedelta(minutes=order))
    (one,) = shown(patient)["exercises"]
    assert (one["programs"], one["dose_sentence"]) == (["Back", "Hip"], "3 × 5 reps")


def _nothing() -> Patient:
    return make.patient()


def _to_come() -> Patient:
    patient = make.patient()
    make.assignment(patient, starts_on=TODAY + timedelta(days=1))
    return patient


def _resting() -> Patient:
    patient = make.patient()
    program = make.program(phases=[(1, 28, [Dose(reps=5, days_per_week=1)])])
    make.assignment(patient, program, starts_on=TODAY - timedelta(days=1))
    return patient


def _held() -> Patient:
    patient = make.patient()
    made = make.assignment(patient)
    hold_assignment(made, until=TODAY + timedelta(days=3), reason="flu", by=by(patient), now=NOW)
    return patient


def _alarmed() -> Patient:
    patient = make.patient()
    make.assignment(patient)
    alarm(patient)
    return patient


def _lapsed() -> Patient:
    patient = make.patient()
    make.assignment(patient, starts_on=TODAY - timedelta(days=28))
    return patient


def _ended() -> Patient:
    patient = make.patient()
    end_assignment(make.assignment(patient), reason="well", by=by(patient), now=NOW)
    return patient


def _called_off() -> Patient:
    patient = _to_come()
    end_assignment(the_assignment(patient), reason="moved away", by=by(patient), now=NOW)
    return patient


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (_nothing, "no_program"),
        (_to_come, "not_started"),
        (_resting, "rest_day"),
        (_held, "held"),
        (_alarmed, "held"),
        (_lapsed, "ended"),
        (_ended, "ended"),
        (_called_off, "ended"),
    ],
    ids=lambda value: value.__name__[1:] if callable(value) else "",
)
def test_an_empty_day_says_why_and_costs_no_more(
    made: Callable[[], Patient], reason: str, django_assert_max_num_queries: Any
) -> None:
    patient = fresh(made())
    with django_assert_max_num_queries(MOST_QUERIES):
        found = today(patient, now=NOW)
    assert (found["reason"], found["exercises"], found["sessions"]) == (reason, [], [])
    assert (found["rounds"], found["date"]) == (0, "2026-11-18")


def test_one_program_held_leaves_the_other() -> None:
    patient = _held()
    make.assignment(patient, make.program(name="Hip"))
    found = shown(patient)
    assert (found["reason"], [program["name"] for program in found["programs"]]) == (None, ["Hip"])


def test_the_revision_in_force_is_shown_by_date(patient: Patient) -> None:
    report(patient, "2026-11-18/1")
    assignment = the_assignment(patient)
    gone = str(RevisionItem.objects.order_by("order")[0].pk)
    phases = changed_phases(assignment, made_from=1, doses={}, removed=[gone])
    revise_assignment(assignment, phases, made_from=1, reason="", by=by(patient), now=NOW)
    assert [len(shown(patient, days=days)["exercises"]) for days in (0, 1, 2)] == [2, 1, 1]


@pytest.mark.parametrize("assigned", [1, 3])
def test_today_costs_three_queries_however_much_there_is(
    assigned: int, django_assert_num_queries: Any
) -> None:
    patient = make.patient()
    for _ in range(assigned):
        make.assignment(patient, make.program(phases=[(1, 28, [Dose(reps=5)] * 8)]))
    report(patient, "2026-11-18/1")
    found = fresh(patient)
    with django_assert_num_queries(MOST_QUERIES):
        assert len(today(found, now=NOW, addresses=below("media"))["exercises"]) == 8 * assigned


def test_the_version_asks_the_database_nothing(patient: Patient, django_assert_num_queries: Any) -> None:
    found = fresh(patient)
    with django_assert_num_queries(0):
        assert version(found, today=TODAY) == version(found, today=TODAY)


def test_a_thousand_and_one_exercises_are_shown(patient: Patient) -> None:
    phase = RevisionPhase.objects.get()
    many = Exercise.objects.bulk_create(
        Exercise(
            slug=f"many-{n}",
            name=f"Many {n}",
            kind="stretch",
            position="supine",
            sides="none",
            dose=Dose(reps=1).plain(),
            texts={"en": {"name": f"Many {n}", "steps": [], "cautions": [], "stop_if": [], "cue": ""}},
        )
        for n in range(1001)
    )
    RevisionItem.objects.bulk_create(
        RevisionItem(phase=phase, exercise=one, order=n, name=one.name, dose=one.dose)
        for n, one in enumerate(many, start=3)
    )
    assert len(shown(patient)["exercises"]) == 1003


def _revise(patient: Patient) -> None:
    assignment = the_assignment(patient)
    item = str(RevisionItem.objects.order_by("order")[0].pk)
    phases = changed_phases(assignment, made_from=1, doses={item: {"sets": 3}}, removed=[])
    revise_assignment(assignment, phases, made_from=1, reason="", by=by(patient), now=NOW)


def _hold(patient: Patient) -> None:
    hold_assignment(the_assignment(patient), until=None, reason="", by=by(patient), now=NOW)


def _end(patient: Patient) -> None:
    end_assignment(the_assignment(patient), reason="", by=by(patient), now=NOW)


def _draw(patient: Patient) -> None:
    exercise = RevisionItem.objects.values_list("exercise", flat=True)[0]
    keep_pictures(exercise, [ExercisePicture(PictureKind.POSE, 1, 960, 720, "A bridge.", key="2")])


def _change(**fields: Any) -> Callable[[Patient], None]:
    return lambda patient: void(change_patient(patient, fields, by=None, now=NOW))


def _clinic(**fields: Any) -> Callable[[Patient], None]:
    return lambda patient: void(Clinic.objects.filter(pk=patient.clinic_id).update(**fields))


def void(_: object) -> None:
    return None


CHANGES: list[tuple[str, Callable[[Patient], None]]] = [
    ("a check-in", lambda patient: report(patient, "2026-11-18/1")),
    ("pain alone", lambda patient: report(patient, "2026-11-18/1", outcome=None, pain=3)),
    ("a hold", _hold),
    ("a new revision", _revise),
    ("the end of an assignment", _end),
    ("another program", lambda patient: void(make.assignment(patient))),
    ("a safety alert", alarm),
    ("new pictures", _draw),
    ("another skin tone", _change(skin_tone=SkinTone.DARK)),
    ("another skin tone of the clinic", _clinic(skin_tone=SkinTone.DARK)),
    ("another language", _change(language="fr")),
    ("another zone", _change(timezone="America/Toronto")),
    ("archiving", lambda patient: void(archive_patient(patient, by=by(patient), now=NOW))),
    ("the clinic's name", _clinic(name="Elsewhere")),
    ("the clinic's phone", _clinic(phone="604 555 0111")),
    ("the emergency number", _clinic(emergency_number="112")),
    ("the urgent line", _clinic(urgent_line="000")),
]


@pytest.mark.parametrize("change", [row[1] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_whatever_changes_what_is_shown_changes_the_version(
    patient: Patient, change: Callable[[Patient], None]
) -> None:
    make.picture(RevisionItem.objects.order_by("order")[0].exercise)
    before, known_as = shown(patient), version(fresh(patient), today=TODAY)
    change(fresh(patient))
    after = shown(patient)
    assert {**after, "version": ""} != {**before, "version": ""} or fresh(patient).archived_at
    assert after["version"] == version(fresh(patient), today=TODAY) != known_as


def test_resuming_and_closing_an_alert_change_the_version_too(patient: Patient) -> None:
    _hold(fresh(patient))
    held = shown(patient)
    resume_assignment(the_assignment(patient), by=by(patient), now=NOW)
    resumed = shown(patient)
    alarm(fresh(patient))
    alarmed = shown(patient)
    close_alert(Alert.objects.get(), reason="Called.", by=by(patient), now=NOW)
    closed = shown(patient)
    assert [one["reason"] for one in (held, resumed, alarmed, closed)] == ["held", None, "held", None]
    assert len({one["version"] for one in (held, resumed, alarmed, closed)}) == 4


def test_a_new_day_is_a_new_version(patient: Patient) -> None:
    assert shown(patient)["version"] != shown(patient, days=1)["version"]


def _close_message(patient: Patient) -> None:
    alarm(patient, "message:1", AlertKind.MESSAGE)
    close_alert(Alert.objects.get(), reason="Answered.", by=by(patient), now=NOW)


NO_CHANGES: list[tuple[str, Callable[[Patient], None]]] = [
    ("reading it", lambda patient: void(shown(patient))),
    ("a reminder setting", lambda patient: void(make.reminder_setting(patient, time(9)))),
    ("an alert about a text, raised and closed", _close_message),
    ("a change that changes nothing", _change(language="en")),
    ("somebody else's check-in", lambda patient: report(_to_do(patient.clinic), "2026-11-18/1")),
    ("the clinic's hours", _clinic(texts_a_day=3)),
]


def _to_do(clinic: Clinic) -> Patient:
    patient = make.patient(clinic)
    make.assignment(patient)
    return patient


@pytest.mark.parametrize("change", [row[1] for row in NO_CHANGES], ids=[row[0] for row in NO_CHANGES])
def test_what_is_not_shown_leaves_the_version(patient: Patient, change: Callable[[Patient], None]) -> None:
    before = shown(patient)
    change(fresh(patient))
    assert shown(patient) == before


def test_a_version_never_comes_twice_though_two_changes_meet(patient: Patient) -> None:
    stale = fresh(patient)
    report(patient, "2026-11-18/1")
    seen = {shown(patient)["version"]}
    change_patient(stale, {"timezone": "America/Toronto"}, by=None, now=NOW)
    assert shown(patient)["version"] not in seen
    report(patient, "2026-11-18/2")
    seen.add(shown(patient)["version"])
    archive_patient(stale, by=by(patient), now=NOW)
    assert shown(patient)["version"] not in seen
