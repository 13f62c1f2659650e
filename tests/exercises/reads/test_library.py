from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from exercises.actions.load_library import load_library
from exercises.actions.own_library import add_exercise
from exercises.models import Exercise, Program
from exercises.reads.library import (
    exercise_rows,
    program_detail,
    program_rows,
    search_exercises,
    search_programs,
)
from exercises.rules.pictures import ExercisePicture
from exercises.terms import PictureKind
from tests import make

pytestmark = pytest.mark.django_db

NOBODY = uuid4()


@pytest.fixture
def library() -> Iterator[None]:
    load_library(now=make.NOW)
    yield


def slugs(clinic_id: Any = NOBODY, **asked: Any) -> list[str]:
    return [exercise.slug for exercise in search_exercises(clinic_id, **asked)]


FIRST_FOUND = {
    "bridge": ["bridge", "bridge-march", "single-leg-bridge"],
    "BRI": ["bridge", "bridge-march"],
    "hammies": ["hamstring-stretch-strap", "hip-hinge", "hamstring-stretch-seated", "single-leg-deadlift"],
    "hamstring str": ["hamstring-stretch-strap", "hamstring-stretch-seated"],
    "sciatic floss": ["sciatic-slider-supine", "sciatic-slider-seated", "slump-tensioner"],
    "nerve flossing femoral": ["femoral-slider-side-lying"],
    "press up": ["prone-press-up"],
    "press-up": ["prone-press-up"],
    "cobra": ["prone-press-up", "prone-on-elbows"],
    "child pose": ["childs-pose"],
    "childs pose": ["childs-pose"],
    "Child\u2019s Pose": ["childs-pose"],
    "pigeon": ["figure-four-stretch", "knee-to-opposite-shoulder", "long-sitting-glute-stretch"],
    "calves": ["calf-stretch-wall", "ankle-pumps", "heel-raise", "single-leg-heel-raise"],
    "cat cow": ["cat-camel"],
    "sit to stand": ["sit-to-stand"],
    "  heel   raise ": ["heel-raise", "single-leg-heel-raise"],
    "leg heel": ["single-leg-heel-raise"],
    "tummy switch": ["abdominal-brace"],
    "tight hamstrings": ["hamstring-stretch-strap", "hamstring-stretch-seated"],
    "mckenzie wall": ["standing-side-glide"],
    "butt": ["butterfly-stretch"],
}


def test_search_leads_to_the_exercises(library: None) -> None:
    found = {search: slugs(search=search)[: len(first)] for search, first in FIRST_FOUND.items()}
    assert {search: set(first) for search, first in found.items()} == {
        search: set(first) for search, first in FIRST_FOUND.items()
    }


def test_lay_words_for_one_place_lead_there(library: None) -> None:
    for word in ("bum", "glutes", "bottom", "tailbone"):
        for slug in slugs(search=word)[:5]:
            muscles = Exercise.objects.get(slug=slug).muscles_primary
            assert {"gluteus maximus", "gluteus medius", "piriformis"} & set(muscles), (word, slug)


def test_names_that_begin_with_it_come_before_names_that_have_it_before_the_rest() -> None:
    clinic = make.clinic()
    staff = make.staff(clinic)
    fields = {
        "kind": "stretch", "position": "standing", "sides": "none", "steps": ["Stretch."],
        "default_dose": {"reps": 3},
    }  # fmt: skip
    named = [
        ("Zebra of the calf", []),
        ("Toe stand", ["gastrocnemius"]),
        ("Calf stretch", []),
        ("A calf raise", []),
        ("Balance", []),
    ]
    for name, primary in named:
        secondary = ["soleus"] if name == "Balance" else []
        muscles = {"primary": primary, "secondary": secondary}
        add_exercise(staff.user, clinic, fields | {"name": name, "muscles": muscles}, now=make.NOW)
    names = [exercise.name for exercise in search_exercises(clinic.pk, search="calf")]
    assert names == ["Calf stretch", "A calf raise", "Zebra of the calf", "Toe stand", "Balance"]


FILTERS: list[tuple[dict[str, str], int]] = [
    ({"kind": "stretch"}, 12),
    ({"kind": "nonsense"}, 0),
    ({"position": "prone"}, 6),
    ({"region": "low-back"}, 22),
    ({"region": "low"}, 0),
    ({"region": "%"}, 0),
    ({"muscle": "hamstrings"}, 21),
    ({"muscle": "Hamstrings"}, 21),
    ({"muscle": "hamstring"}, 0),
    ({"equipment": "chair"}, 11),
    ({"equipment": 'chair", "mat'}, 0),
    ({"kind": "stretch", "region": "calf", "search": "wall"}, 1),
    ({"kind": "", "region": "", "search": " "}, 64),
    ({"search": "xyzzy"}, 0),
    ({"search": "bridge xyzzy"}, 0),
    ({"search": "%"}, 64),
    ({"search": "\0"}, 64),
    ({"kind": "\0"}, 0),
    ({"region": "\0"}, 0),
    ({"equipment": "\ud800"}, 0),
    ({"search": "a " * 20_000}, 64),
    ({"search": "x" * 100_000}, 0),
]


def test_filters_narrow_and_strange_words_find_nothing(library: None) -> None:
    found = [(asked, len(slugs(**asked))) for asked, _ in FILTERS]
    assert found == FILTERS


def test_letters_beyond_ascii_are_found_in_lists_on_both_databases() -> None:
    clinic = make.clinic()
    made = make.exercise(clinic, equipment=["canapé", 'a "quoted" \\ thing'])
    for value in ("canapé", "Canapé", 'a "quoted" \\ thing'):
        assert slugs(clinic.pk, equipment=value) == [made.slug]


def test_a_clinic_sees_the_shared_and_its_own_and_nothing_retired() -> None:
    ours, theirs = make.clinic(), make.clinic()
    shared = make.exercise(name="A shared")
    own = make.exercise(ours, name="B own")
    make.exercise(theirs, name="C theirs")
    make.exercise(name="D retired", retired_at=make.NOW)
    assert slugs(ours.pk) == [shared.slug, own.slug]
    assert [row["own"] for row in exercise_rows(search_exercises(ours.pk))] == [False, True]
    make.program(theirs)
    seen = [make.program(name="A"), make.program(ours, name="B")]
    make.program(retired_at=make.NOW)
    assert list(search_programs(ours.pk)) == seen


def test_a_search_and_its_rows_cost_two_queries(library: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        rows = exercise_rows(search_exercises(NOBODY, search="bum", region="hip", muscle="piriformis"))
    assert rows
    with django_assert_num_queries(2):
        assert len(exercise_rows(search_exercises(NOBODY))) == 64


def test_a_thousand_and_one_exercises_cost_two_queries(django_assert_num_queries: Any) -> None:
    dose = {"reps": 3}
    Exercise.objects.bulk_create(
        Exercise(slug=f"e{n}", name=f"E {n}", dose=dose, texts={}, search_text=" e") for n in range(1001)
    )
    with django_assert_num_queries(2):
        assert len(exercise_rows(search_exercises(NOBODY, search="e"))) == 1001


def test_a_row_holds_everything_the_api_says() -> None:
    harder = make.exercise()
    exercise = make.exercise(
        name="Bridge", equipment=["mat"], muscles_secondary=["hamstrings"], progression=harder
    )
    second, first = (make.picture(exercise, order=order, alt=f"Bridge {order}") for order in (2, 1))
    assert exercise_rows([exercise]) == [
        {
            "id": exercise.pk,
            "slug": exercise.slug,
            "name": "Bridge",
            "kind": "strengthen",
            "position": "supine",
            "sides": "bilateral",
            "regions": ["hip"],
            "muscles": {"primary": ["gluteus maximus"], "secondary": ["hamstrings"]},
            "equipment": ["mat"],
            "default_dose": exercise.dose,
            "dose_sentence": "2 × 10 reps",
            "frequency": "once a day",
            "steps": ["Lift."],
            "cautions": ["Slowly."],
            "stop_if": ["It hurts."],
            "cue": "Lift.",
            "pictures": [
                ExercisePicture(
                    PictureKind.POSE, row.order, 960, 720, row.alt, key="0" * 32, files=[], id=row.pk
                )
                for row in (first, second)
            ],
            "own": False,
            "progression": harder.pk,
            "regression": None,
        }
    ]


def test_texts_are_in_the_language_asked_for_or_in_english() -> None:
    texts = {"en": {"name": "Bridge", "steps": ["Lift."]}, "fr": {"name": "Pont", "steps": ["Levez."]}}
    exercise = make.exercise(texts=texts)
    for language, name in (("fr", "Pont"), ("en", "Bridge"), ("de", "Bridge")):
        assert exercise_rows([exercise], language=language)[0]["name"] == name
    detail = program_detail(make.program(exercises=[exercise], phases=[(1, 7, [_dose()])]), language="fr")
    assert detail["phases"][0]["items"][0]["name"] == "Pont"


def _dose() -> Any:
    return make.Dose(sets=2, hold_s=30, side="each")


def test_programs_are_listed_in_two_queries(library: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        rows = program_rows(search_programs(NOBODY))
    assert len(rows) == 10
    acute = next(row for row in rows if row["slug"] == "acute-sciatica-extension")
    assert acute["duration_days"] == 84
    assert [phase["exercises"] for phase in acute["phases"]] == [4, 4, 7, 6]
    assert acute["not_for"][2].startswith("Any red flag: new numbness")


def test_a_program_is_told_whole_in_two_queries(library: None, django_assert_num_queries: Any) -> None:
    program = Program.objects.get(slug="acute-sciatica-extension")
    with django_assert_num_queries(2):
        detail = program_detail(program)
    assert (detail["slug"], len(detail["phases"]), detail["review"] != "") == (program.slug, 4, True)
    phase = detail["phases"][1]
    assert (phase["number"], phase["first_day"], phase["last_day"]) == (2, 8, 21)
    assert phase["progress_when"]["all"][0]["metric"] == "adherence_pct"
    break_from_sitting = phase["items"][1]
    assert break_from_sitting["slug"] == "standing-back-extension"
    assert break_from_sitting["note"] == "As a break from sitting"
    assert (break_from_sitting["dose"]["reps"], break_from_sitting["frequency"]) == (8, "4 times a day")


def test_an_empty_draft_has_no_length() -> None:
    draft = Program.objects.create(clinic=make.clinic(), slug="d", name="Draft")
    assert program_rows([draft])[0]["duration_days"] == 0
    assert program_detail(draft)["phases"] == []
