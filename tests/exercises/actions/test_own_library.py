import copy
from typing import Any
from uuid import uuid4

import pytest

from exercises.actions.own_library import add_exercise, add_program
from exercises.errors import Invalid, SlugIsTaken
from exercises.models import Change, Exercise, Program, Staff
from tests import make

pytestmark = pytest.mark.django_db

FIELDS: dict[str, Any] = {
    "name": "Wall sit",
    "kind": "strengthen",
    "position": "standing",
    "sides": "bilateral",
    "regions": ["Thigh", "hip"],
    "muscles": {"primary": ["quadriceps femoris"], "secondary": ["hamstrings"]},
    "equipment": ["wall"],
    "default_dose": {"sets": 3, "hold_s": 20},
    "steps": ["Lean on the wall.", "Slide down."],
    "cautions": ["Not below a right angle."],
    "stop_if": ["Your knee hurts"],
}


@pytest.fixture
def staff() -> Staff:
    return make.staff()


def exercise(staff: Staff, **given: Any) -> Exercise:
    return add_exercise(staff.user, staff.clinic, FIELDS | given, now=make.NOW)


def program(staff: Staff, **given: Any) -> Program:
    return add_program(staff.user, staff.clinic, {"name": "Knees"} | given, now=make.NOW)


def test_an_own_exercise_is_kept_with_who_added_it(staff: Staff) -> None:
    easier = make.exercise()
    made = exercise(staff, regression=str(easier.pk), progression=easier.slug)
    made.refresh_from_db()
    assert (made.clinic, made.slug, made.regions) == (staff.clinic, "wall-sit", ["thigh", "hip"])
    assert (made.dose["sets"], made.dose["hold_s"], made.dose["reps"]) == (3, 20, None)
    assert made.texts["en"]["cue"] == ""
    assert (made.regression, made.progression) == (easier, easier)
    assert " quads" in made.search_text and " ~hammies" in made.search_text
    change = Change.objects.get()
    assert (change.what, change.who, change.clinic) == ("exercise.added", staff.user, staff.clinic)
    assert (change.subject, change.at, change.after["slug"]) == (made.pk, make.NOW, "wall-sit")


def test_every_field_at_fault_is_named_and_nothing_kept(staff: Staff) -> None:
    with pytest.raises(Invalid) as refused:
        exercise(
            staff,
            name="",
            kind="pilates",
            default_dose={"reps": 10_000, "sets": 0},
            steps=["Fine", "Null \0 byte"],
            progression=str(uuid4()),
            colour="red",
        )
    assert set(refused.value.errors) == {
        "name", "kind", "default_dose.reps", "default_dose.sets", "steps.1", "progression", "colour",
    }  # fmt: skip
    assert not Exercise.objects.exists() and not Change.objects.exists()


def test_a_slug_is_taken_within_the_clinic_only(staff: Staff) -> None:
    exercise(staff)
    with pytest.raises(SlugIsTaken):
        exercise(staff)
    with pytest.raises(SlugIsTaken):
        exercise(staff, name="Other", slug="wall-sit")
    make.exercise(slug="shared-one")
    assert exercise(staff, slug="shared-one").clinic == staff.clinic
    assert exercise(make.staff()).slug == "wall-sit"
    program(staff)
    with pytest.raises(SlugIsTaken):
        program(staff)


@pytest.mark.parametrize(
    ("label", "name", "slug"),
    [
        ("plain", "Wall sit", "wall-sit"),
        ("marks", "  90/90 hold -- (easy)_", "9090-hold-easy"),
        ("accents", "Étirement", "etirement"),
        ("very long", "a" * 119, "a" * 80),
    ],
)
def test_a_slug_is_made_from_the_name(staff: Staff, label: str, name: str, slug: str) -> None:
    assert (label, exercise(staff, name=name).slug) == (label, slug)


def test_a_name_without_latin_letters_gets_a_slug_too(staff: Staff) -> None:
    assert exercise(staff, name="壁").slug != exercise(staff, name="椅子").slug


def test_a_program_takes_what_its_doses_leave_out_from_the_exercises(staff: Staff) -> None:
    shared, own = make.exercise(), exercise(staff)
    items = [
        {"exercise": str(shared.pk), "dose": {"reps": 5}, "note": "Slow"},
        {"exercise": own.slug, "weekdays": [4, 0]},
    ]
    made = program(staff, phases=[{"name": "One", "days": [1, 7], "items": items}])
    phase = made.phases.get()
    first, second = phase.items.all()
    assert (first.exercise, first.dose["reps"], first.dose["sets"], first.note) == (shared, 5, 2, "Slow")
    assert (second.exercise, second.dose["hold_s"], second.weekdays) == (own, 20, [0, 4])
    assert Change.objects.filter(what="program.added", subject=made.pk, clinic=staff.clinic).count() == 1


def test_a_program_without_items_is_a_draft(staff: Staff) -> None:
    assert program(staff).phases.count() == 0
    made = program(staff, slug="two", phases=[{"name": "One", "first_day": 1, "last_day": 7, "items": []}])
    assert made.phases.get().items.count() == 0


def test_its_own_exercise_goes_before_a_shared_one_of_the_same_slug(staff: Staff) -> None:
    make.exercise(slug="wall-sit")
    own = exercise(staff)
    made = program(staff, phases=[{"name": "One", "days": [1, 7], "items": [{"exercise": "wall-sit"}]}])
    assert made.phases.get().items.get().exercise == own


@pytest.mark.parametrize("by", ["pk", "slug"])
def test_another_clinics_exercise_is_unknown(staff: Staff, by: str) -> None:
    theirs, retired = make.exercise(make.clinic()), make.exercise(retired_at=make.NOW)
    for hidden in (theirs, retired):
        items = [{"exercise": str(getattr(hidden, by))}]
        with pytest.raises(Invalid) as refused:
            program(staff, phases=[{"name": "One", "days": [1, 7], "items": items}])
        assert set(refused.value.errors) == {"phases.0.items.0.exercise"}
        with pytest.raises(Invalid) as refused:
            exercise(staff, progression=str(getattr(hidden, by)))
        assert set(refused.value.errors) == {"progression"}


def test_the_same_exercise_by_id_and_by_slug_is_there_twice(staff: Staff) -> None:
    shared = make.exercise()
    items = [{"exercise": str(shared.pk)}, {"exercise": shared.slug}]
    with pytest.raises(Invalid) as refused:
        program(staff, phases=[{"name": "One", "days": [1, 7], "items": items}])
    assert set(refused.value.errors) == {"phases.0.items.1.exercise"}


def test_every_fault_of_a_program_is_named(staff: Staff) -> None:
    shared = make.exercise()
    phases = [
        {"name": "One", "days": [1, 7], "items": [{"exercise": shared.slug, "weekdays": []}]},
        {
            "name": "",
            "days": [9, 12],
            "items": [{"exercise": "no"}, {"exercise": shared.slug, "dose": {"reps": 10_000}}],
        },
    ]
    with pytest.raises(Invalid) as refused:
        program(staff, phases=phases)
    assert set(refused.value.errors) == {
        "phases.0.items.0.weekdays",
        "phases.1.name",
        "phases.1.days",
        "phases.1.items.0.exercise",
        "phases.1.items.1.dose.reps",
    }
    assert not Program.objects.filter(clinic=staff.clinic).exists()


WRONG = [None, True, 5, -1.5, "x", "\0", "\ud800", [], [None], [[]], {}, {"a": 1}, {"\ud800": "\0"}, 10**30]


def test_no_wrong_value_does_more_than_be_refused(staff: Staff) -> None:
    """Every field of both, replaced by every kind of wrong value, is kept or refused by name."""
    shared = make.exercise()
    item = {"exercise": shared.slug, "dose": {"reps": 3}, "weekdays": [1], "note": ""}
    phases = [{"name": "One", "goal": "", "days": [1, 7], "items": [item]}]
    whole = {"name": "P", "slug": "p", "for_whom": "", "not_for": [], "phases": phases}
    tried = 0
    for add, fields in (
        (add_exercise, FIELDS | {"slug": "e", "cue": "", "progression": None}),
        (add_program, whole),
    ):
        for path in _paths(fields):
            for wrong in WRONG:
                given = copy.deepcopy(fields)
                place: Any = given
                for step in path[:-1]:
                    place = place[step]
                place[path[-1]] = wrong
                tried += 1
                try:
                    row = add(staff.user, staff.clinic, given, now=make.NOW)
                except Invalid as refused:
                    assert refused.errors and all(name.encode() for name in refused.errors)
                else:
                    row.delete()
    assert tried > 500


def _paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    below = [path for step, one in inner for path in _paths(one, (*at, step))]
    return [at, *below] if at else below
