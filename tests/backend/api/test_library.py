from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend import clock
from exercises.models import Change, Exercise, Phase, Program
from exercises.rules.dose import Dose
from tests import make
from tests.backend.api.calling import assert_problem, signed_in

pytestmark = pytest.mark.django_db
EXERCISES, PROGRAMS = "/api/v1/exercises", "/api/v1/programs"
PRESS: dict[str, Any] = {
    "name": "Doorway press",
    "kind": "stretch",
    "position": "standing",
    "sides": "per-side",
    "regions": ["Shoulder"],
    "muscles": {"primary": ["hamstrings"]},
    "default_dose": {"sets": 2, "hold_s": 30},
    "steps": ["Stand in a doorway.", "Lean."],
}


def names(answer: Any) -> list[str]:
    return [row["name"] for row in answer.json()["results"]]


def test_a_clinic_sees_the_shared_exercises_and_its_own_and_no_others() -> None:
    staff = make.staff()
    shared, own = make.exercise(name="Shared"), make.exercise(staff.clinic, name="Own")
    foreign = make.exercise(make.clinic(), name="Foreign")
    retired = make.exercise(name="Retired", retired_at=clock.now())
    client = signed_in(staff.user)
    assert names(client.get(EXERCISES)) == ["Own", "Shared"]
    for exercise, is_own in ((shared, False), (own, True)):
        assert client.get(f"{EXERCISES}/{exercise.pk}").json()["own"] is is_own
    for exercise in (foreign, retired):
        assert_problem(client.get(f"{EXERCISES}/{exercise.pk}"), 404, "not_found")


def test_exercises_are_found_by_name_muscle_kind_region_position_and_equipment() -> None:
    client = signed_in(make.staff().user)
    make.exercise(name="Bridge", kind="strengthen", regions=["hip"], position="supine")
    make.exercise(
        name="Strap stretch",
        kind="stretch",
        regions=["thigh"],
        position="standing",
        muscles_primary=["hamstrings"],
        equipment=["strap"],
        search_text=" strap stretch | hamstrings hammies",
    )
    for query, found in (
        ({"search": "hammies"}, ["Strap stretch"]),
        ({"search": "BRID"}, ["Bridge"]),
        ({"search": "нет такого \N{LEG}"}, []),
        ({"kind": "stretch"}, ["Strap stretch"]),
        ({"region": "hip"}, ["Bridge"]),
        ({"muscle": "hamstrings"}, ["Strap stretch"]),
        ({"position": "supine"}, ["Bridge"]),
        ({"equipment": "strap", "search": ""}, ["Strap stretch"]),
        ({"equipment": "strap", "kind": "strengthen"}, []),
    ):
        assert names(client.get(EXERCISES, query)) == found, query
    for name, value in (("kind", "dance"), ("position", "flying"), ("search", "\x00"), ("search", "x" * 121)):
        assert_problem(client.get(EXERCISES, {name: value}), 400, "invalid", name)


def test_pictures_come_file_by_file_with_an_absolute_path_and_all_that_a_srcset_needs() -> None:
    exercise = make.exercise()
    picture = make.picture(exercise, side="left", alt="Lying")
    row = signed_in(make.staff().user).get(f"{EXERCISES}/{exercise.pk}").json()
    assert row["pictures"] == [
        {
            "id": str(picture.pk),
            "kind": "pose",
            "order": 1,
            "alt": "Lying",
            "theme": theme,
            "side": "left",
            "path": f"/media/drawn/{'0' * 32}/1-{theme}-medium-left-{width}.webp",
            "width": width,
            "height": width * 3 // 4,
            "type": "image/webp",
        }
        for theme in ("light", "dark")
        for width in (320, 640, 960)
    ]
    assert (row["dose_sentence"], row["default_dose"]["sets"], row["steps"]) == ("2 × 10 reps", 2, ["Lift."])


def test_a_page_of_exercises_costs_a_fixed_number_of_queries() -> None:
    for _ in range(60):
        make.exercise()
    client = signed_in(make.staff().user)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(EXERCISES).json()
    authentication = 1
    assert len(queries) - authentication <= 3
    assert (page["count"], len(page["results"])) == (60, 50)


def test_a_clinics_own_exercise_is_found_by_lay_words_and_by_that_clinic_alone() -> None:
    staff = make.staff()
    client = signed_in(staff.user)
    answer = client.post(EXERCISES, PRESS)
    assert answer.status_code == 201
    row = answer.json()
    assert (row["slug"], row["own"], row["regions"]) == ("doorway-press", True, ["shoulder"])
    assert row["dose_sentence"] == "2 × 30 s hold, each side"
    assert client.get(f"{EXERCISES}/{row['id']}").json() == row
    assert names(client.get(EXERCISES, {"search": "hammies"})) == ["Doorway press"]
    assert names(signed_in(make.staff().user).get(EXERCISES)) == []
    assert Change.objects.get(what="exercise.added").who == staff.user
    assert_problem(client.post(EXERCISES, PRESS), 409, "slug_is_taken", "slug")


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        pytest.param({"name": " "}, ["name"], id="blank name"),
        pytest.param({"name": "a\x00b"}, ["name"], id="null byte"),
        pytest.param({"kind": "dance"}, ["kind"], id="unknown kind"),
        pytest.param({"default_dose": {"reps": 10_000}}, ["default_dose.reps"], id="absurd dose"),
        pytest.param({"default_dose": {"sets": -1, "reps": 5}}, ["default_dose.sets"], id="dose below zero"),
        pytest.param({"default_dose": {}}, ["default_dose.reps"], id="empty dose"),
        pytest.param({"steps": []}, ["steps"], id="no steps"),
        pytest.param({"steps": "Lift."}, ["steps"], id="steps as text"),
        pytest.param({"steps": ["", 5]}, ["steps.0", "steps.1"], id="bad steps"),
        pytest.param({"progression": "no-such"}, ["progression"], id="unknown progression"),
        pytest.param({"muscles": []}, ["muscles"], id="muscles as a list"),
        pytest.param({"colour": "red", "slug": "A b"}, ["colour", "slug"], id="unknown field and bad slug"),
    ],
)
def test_a_bad_exercise_names_each_field_and_is_not_kept(given: dict[str, Any], fields: list[str]) -> None:
    assert_problem(signed_in(make.staff().user).post(EXERCISES, PRESS | given), 400, "invalid", *fields)
    assert not Exercise.objects.exists()


@pytest.mark.parametrize("body", [[], "text", 7, True], ids=["list", "text", "number", "true"])
@pytest.mark.parametrize("path", [EXERCISES, PROGRAMS])
def test_a_body_that_is_no_object_is_refused(path: str, body: Any) -> None:
    assert_problem(signed_in(make.staff().user).post(path, body), 400, "invalid", "body")


def test_programs_are_listed_by_name_with_a_line_on_each_phase() -> None:
    staff = make.staff()
    make.program(name="Second", phases=((1, 14, (Dose(reps=5),)), (15, 28, (Dose(reps=8), Dose(reps=9)))))
    make.program(staff.clinic, name="First", phases=())
    make.program(make.clinic(), name="Foreign")
    client = signed_in(staff.user)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(PROGRAMS)
    authentication = 1
    assert len(queries) - authentication <= 3
    assert names(answer) == ["First", "Second"]
    second = answer.json()["results"][1]
    assert [(phase["first_day"], phase["last_day"], phase["exercises"]) for phase in second["phases"]] == [
        (1, 14, 1),
        (15, 28, 2),
    ]
    assert (second["duration_days"], second["own"]) == (28, False)


def test_a_program_shows_its_items_with_full_doses() -> None:
    staff, exercise = make.staff(), make.exercise(name="Bridge")
    program = make.program(exercises=[exercise], phases=((1, 28, (Dose(sets=3, reps=8, per_day=2),)),))
    client = signed_in(staff.user)
    shown = client.get(f"{PROGRAMS}/{program.pk}").json()
    (item,) = shown["phases"][0]["items"]
    assert (item["name"], item["exercise"]) == ("Bridge", str(exercise.pk))
    assert (item["dose"]["sets"], item["dose_sentence"], item["frequency"]) == (
        3,
        "3 × 8 reps",
        "twice a day",
    )
    assert_problem(client.get(f"{PROGRAMS}/{make.program(make.clinic()).pk}"), 404, "not_found")
    assert_problem(client.get(f"{PROGRAMS}/nonsense"), 404, "not_found")


def test_a_clinics_own_program_takes_from_the_exercise_what_its_doses_leave_out_and_can_be_assigned() -> None:
    patient = make.patient()
    staff = make.staff(patient.clinic)
    make.exercise(slug="bridge", dose=Dose(sets=2, reps=10).plain())
    own = make.exercise(staff.clinic)
    client = signed_in(staff.user)
    answer = client.post(
        PROGRAMS,
        {
            "name": "Strong hips",
            "phases": [
                {"name": "One", "last_day": 14, "items": [{"exercise": "bridge", "dose": {"sets": 4}}]},
                {"name": "Two", "last_day": 28, "items": [{"exercise": str(own.pk), "weekdays": [0, 3]}]},
            ],
        },
    )
    assert answer.status_code == 201, answer.json()
    shown = answer.json()
    assert shown == client.get(f"{PROGRAMS}/{shown['id']}").json()
    assert [phase["items"][0]["dose_sentence"] for phase in shown["phases"]] == ["4 × 10 reps", "2 × 10 reps"]
    assert shown["phases"][1]["items"][0]["weekdays"] == [0, 3]
    assigned = client.post(f"/api/v1/patients/{patient.pk}/assignments", {"program": "strong-hips"})
    assert assigned.status_code == 201
    foreign = signed_in(make.staff().user)
    assert_problem(foreign.get(f"{PROGRAMS}/{shown['id']}"), 404, "not_found")


@pytest.mark.parametrize(
    ("phases", "field"),
    [
        pytest.param([{"name": "One", "last_day": 0}], "phases.0.last_day", id="a phase of no day"),
        pytest.param([{"name": "", "last_day": 7}], "phases.0.name", id="no name"),
        pytest.param(
            [{"name": "One", "last_day": 7, "items": [{"exercise": "foreign"}]}],
            "phases.0.items.0.exercise",
            id="another clinic's exercise",
        ),
        pytest.param(
            [{"name": "One", "last_day": 7, "items": [{"exercise": "known", "weekdays": []}]}],
            "phases.0.items.0.weekdays",
            id="no weekdays",
        ),
        pytest.param(
            [{"name": "One", "last_day": 7, "items": [{"exercise": "known", "dose": {"hold_s": -3}}]}],
            "phases.0.items.0.dose.hold_s",
            id="dose below zero",
        ),
    ],
)
def test_a_bad_program_names_the_field_by_its_path_and_is_not_kept(phases: list[Any], field: str) -> None:
    make.exercise(slug="known")
    make.exercise(make.clinic(), slug="foreign")
    answer = signed_in(make.staff().user).post(PROGRAMS, {"name": "Bad", "phases": phases})
    assert_problem(answer, 400, "invalid", field)
    assert not Program.objects.exists()
    assert not Phase.objects.exists()


def test_a_later_change_of_a_program_leaves_what_was_assigned_as_it_was() -> None:
    patient, program = make.patient(), make.program(phases=((1, 28, (Dose(sets=2, reps=10),)),))
    staff = make.staff(patient.clinic)
    today = (clock.now() - timedelta(days=1)).date()
    given = make.assignment(patient, program, starts_on=today, by=staff.user, now=clock.now())
    program.phases.get().items.update(dose=Dose(sets=9, reps=9).plain())
    shown = signed_in(staff.user).get(f"/api/v1/assignments/{given.pk}").json()
    assert shown["phases"][0]["items"][0]["dose_sentence"] == "2 × 10 reps"
