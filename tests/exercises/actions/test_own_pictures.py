"""A clinic's own pictures of its own exercises: where they stand, who may change them, and what stays known."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest

from exercises.actions.keep_pictures import keep_pictures
from exercises.actions.own_pictures import (
    MOST_PICTURES,
    add_picture,
    change_picture,
    forget_files,
    remove_picture,
)
from exercises.errors import ExerciseIsShared, NotFound, TooManyPictures
from exercises.models import Change, Exercise, Picture, Staff
from exercises.reads.pictures import pictures_of, shown_file, still_paths
from exercises.rules.pictures import ExercisePicture
from exercises.terms import PictureKind, SkinTone
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return make.staff()


@pytest.fixture
def exercise(staff: Staff) -> Exercise:
    return make.exercise(staff.clinic)


def add(staff: Staff, exercise: Exercise, alt: str = "One", **given: Any) -> Picture:
    pk = uuid4()
    files = [
        {
            "path": f"own/{pk}/{width}.webp",
            "width": width,
            "height": width // 2,
            "type": "image/webp",
            "bytes": 9,
        }
        for width in (320, 640)
    ]
    fields: dict[str, Any] = {
        "picture_id": pk,
        "kind": PictureKind.PHOTO,
        "files": files,
        "alt": alt,
        "now": NOW,
    }
    return add_picture(staff.user, staff.clinic, exercise.pk, **fields | given)


def places(exercise: Exercise) -> Sequence[tuple[int, str]]:
    return [(one.order, one.alt) for one in pictures_of([exercise.pk]).get(exercise.pk, [])]


ORDERS = {
    "the last": (None, ["a", "b", "c", "new"]),
    "the first": (1, ["new", "a", "b", "c"]),
    "between": (3, ["a", "b", "new", "c"]),
    "beyond the last": (100, ["a", "b", "c", "new"]),
}


@pytest.mark.parametrize("which", ORDERS)
def test_a_picture_takes_its_place_and_the_others_move(which: str, staff: Staff, exercise: Exercise) -> None:
    order, wanted = ORDERS[which]
    for alt in "abc":
        add(staff, exercise, alt)
    added = add(staff, exercise, "new", order=order)
    assert places(exercise) == list(enumerate(wanted, start=1))
    assert added.order == wanted.index("new") + 1


MOVES = {
    "to the front": ("c", 1, ["c", "a", "b"]),
    "to the end": ("a", 3, ["b", "c", "a"]),
    "beyond the end": ("a", 9, ["b", "c", "a"]),
    "where it is": ("b", 2, ["a", "b", "c"]),
}


@pytest.mark.parametrize("which", MOVES)
def test_a_picture_moves(which: str, staff: Staff, exercise: Exercise) -> None:
    moved, order, wanted = MOVES[which]
    pictures = {alt: add(staff, exercise, alt) for alt in "abc"}
    change_picture(staff.user, staff.clinic, exercise.pk, pictures[moved].pk, order=order, now=NOW)
    assert places(exercise) == list(enumerate(wanted, start=1))


def test_what_is_taken_away_leaves_no_gap_and_its_row_stays(staff: Staff, exercise: Exercise) -> None:
    first, _, _ = (add(staff, exercise, alt) for alt in "abc")
    path = first.files[0]["path"]
    assert shown_file(first.pk, path)
    assert remove_picture(staff.user, staff.clinic, exercise.pk, first.pk, now=NOW) == []
    assert places(exercise) == [(1, "b"), (2, "c")]
    assert shown_file(first.pk, path) is None
    first.refresh_from_db()
    assert (first.removed_at, first.removed_by, len(first.files)) == (NOW, staff.user, 2)
    with pytest.raises(NotFound):
        remove_picture(staff.user, staff.clinic, exercise.pk, first.pk, now=NOW)
    with pytest.raises(NotFound):
        change_picture(staff.user, staff.clinic, exercise.pk, first.pk, alt="Back", now=NOW)


@pytest.mark.parametrize("removed_before", [False, True])
def test_what_is_erased_names_its_files_until_they_are_gone(
    removed_before: bool, staff: Staff, exercise: Exercise
) -> None:
    picture = add(staff, exercise)
    if removed_before:
        remove_picture(staff.user, staff.clinic, exercise.pk, picture.pk, now=NOW)
    paths = [file["path"] for file in picture.files]
    for _ in range(2):  # as when the store failed the first time
        assert remove_picture(staff.user, staff.clinic, exercise.pk, picture.pk, erase=True, now=NOW) == paths
        assert pictures_of([exercise.pk]) == {}
    forget_files(staff.user, staff.clinic, picture.pk, now=NOW)
    assert remove_picture(staff.user, staff.clinic, exercise.pk, picture.pk, erase=True, now=NOW) == []
    assert Picture.objects.get(pk=picture.pk).files == []


def test_only_what_was_taken_away_is_forgotten_and_by_its_clinic(staff: Staff, exercise: Exercise) -> None:
    picture = add(staff, exercise)
    forget_files(staff.user, staff.clinic, picture.pk, now=NOW)
    assert len(Picture.objects.get(pk=picture.pk).files) == 2
    remove_picture(staff.user, staff.clinic, exercise.pk, picture.pk, now=NOW)
    forget_files(staff.user, make.clinic(), picture.pk, now=NOW)
    assert len(Picture.objects.get(pk=picture.pk).files) == 2


def test_pictures_of_a_retired_exercise_are_still_seen_by_who_does_it_and_can_be_erased(
    staff: Staff, exercise: Exercise
) -> None:
    picture = add(staff, exercise)
    Exercise.objects.filter(pk=exercise.pk).update(retired_at=NOW)
    path = picture.files[0]["path"]
    assert shown_file(picture.pk, path)
    with pytest.raises(NotFound):
        remove_picture(make.staff().user, make.clinic(), exercise.pk, picture.pk, now=NOW)
    assert remove_picture(staff.user, staff.clinic, exercise.pk, picture.pk, erase=True, now=NOW)
    assert shown_file(picture.pk, path) is None


def test_who_did_what_is_kept(staff: Staff, exercise: Exercise) -> None:
    picture = add(staff, exercise, "Old")
    change_picture(staff.user, staff.clinic, exercise.pk, picture.pk, alt="New", now=NOW)
    change_picture(staff.user, staff.clinic, exercise.pk, picture.pk, alt="New", order=1, now=NOW)
    for _ in range(2):
        remove_picture(staff.user, staff.clinic, exercise.pk, picture.pk, erase=True, now=NOW)
        forget_files(staff.user, staff.clinic, picture.pk, now=NOW)
    kept = [
        (one.what, one.before, one.after) for one in Change.objects.filter(subject=picture.pk).order_by("pk")
    ]
    added = {"exercise": str(exercise.pk), "kind": "photo", "order": 1, "alt": "Old"}
    assert kept == [
        ("picture.added", {}, added),
        ("picture.changed", {"alt": "Old", "order": 1}, {"alt": "New", "order": 1}),
        ("picture.removed", {"alt": "New", "order": 1}, {}),
        ("picture.erased", {}, {}),
    ]
    assert {one.who for one in Change.objects.filter(subject=picture.pk)} == {staff.user}


def test_patients_who_follow_the_exercise_fetch_today_anew(staff: Staff, exercise: Exercise) -> None:
    patient = make.patient(staff.clinic)
    make.assignment(patient, make.program(staff.clinic, exercises=[exercise, make.exercise()]))

    def version() -> int:
        patient.refresh_from_db()
        return patient.plan_version

    before = version()
    picture = add(staff, exercise)
    added = version()
    change_picture(staff.user, staff.clinic, exercise.pk, picture.pk, alt="Other", now=NOW)
    changed = version()
    remove_picture(staff.user, staff.clinic, exercise.pk, picture.pk, now=NOW)
    assert before < added < changed < version()


def test_only_the_clinics_own_exercises_take_pictures(staff: Staff) -> None:
    shared, foreign = make.exercise(), make.exercise(make.clinic())
    retired = make.exercise(staff.clinic, retired_at=NOW)
    for exercise, refusal in ((shared, ExerciseIsShared), (foreign, NotFound), (retired, NotFound)):
        with pytest.raises(refusal):
            add(staff, exercise)
        with pytest.raises(refusal):
            change_picture(staff.user, staff.clinic, exercise.pk, uuid4(), alt="x", now=NOW)
        with pytest.raises(refusal):
            remove_picture(staff.user, staff.clinic, exercise.pk, uuid4(), now=NOW)
    assert not Picture.objects.exists() and not Change.objects.filter(what__startswith="picture.").exists()


def test_a_picture_of_another_exercise_is_not_found(staff: Staff, exercise: Exercise) -> None:
    other = add(staff, make.exercise(staff.clinic))
    with pytest.raises(NotFound):
        change_picture(staff.user, staff.clinic, exercise.pk, other.pk, alt="x", now=NOW)
    with pytest.raises(NotFound):
        remove_picture(staff.user, staff.clinic, exercise.pk, other.pk, now=NOW)


def test_there_is_an_end_to_pictures_and_one_taken_away_makes_room(staff: Staff, exercise: Exercise) -> None:
    pictures = [add(staff, exercise) for _ in range(MOST_PICTURES)]
    with pytest.raises(TooManyPictures):
        add(staff, exercise)
    remove_picture(staff.user, staff.clinic, exercise.pk, pictures[3].pk, now=NOW)
    assert add(staff, exercise).order == MOST_PICTURES


def test_photographs_stand_in_place_of_drawn_poses(staff: Staff, exercise: Exercise) -> None:
    pose = ExercisePicture(PictureKind.POSE, 1, 960, 720, "Drawn", "a" * 32)
    keep_pictures(exercise.pk, [pose])
    picture = add(staff, exercise, "Photo")
    assert places(exercise) == [(1, "Photo")]
    keep_pictures(exercise.pk, [pose])
    assert places(exercise) == [(1, "Photo")]
    assert still_paths(exercise.pk, tone=SkinTone.DARK) == [picture.files[-1]["path"]]
    remove_picture(staff.user, staff.clinic, exercise.pk, picture.pk, now=NOW)
    keep_pictures(exercise.pk, [pose])
    assert places(exercise) == [(1, "Drawn")]


def test_a_clip_is_no_still(staff: Staff, exercise: Exercise) -> None:
    add(staff, exercise, kind=PictureKind.CLIP)
    assert still_paths(exercise.pk, tone=SkinTone.DARK) == []
