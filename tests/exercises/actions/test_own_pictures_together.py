"""Pictures of one exercise that several members of staff add, move and take away at the same moment."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from exercises.actions.own_pictures import (
    MOST_PICTURES,
    add_picture,
    change_picture,
    forget_files,
    remove_picture,
)
from exercises.errors import Refusal
from exercises.models import Exercise, Picture, Staff
from exercises.terms import PictureKind
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def together(*works: Callable[[], Any]) -> Counter[str]:
    """Does all of it at once; the codes of the refusals, or ""."""
    barrier = Barrier(len(works))

    def begin(work: Callable[[], Any]) -> str:
        try:
            barrier.wait(10)
            work()
        except Refusal as refused:
            return refused.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(works)) as pool:
        return Counter(pool.map(begin, works))


def adding(staff: Staff, exercise: Exercise) -> Callable[[], Any]:
    file = {"path": f"own/{uuid4()}/0.webp", "width": 320, "height": 240, "type": "image/webp", "bytes": 9}
    return lambda: add_picture(
        staff.user,
        staff.clinic,
        exercise.pk,
        picture_id=uuid4(),
        kind=PictureKind.PHOTO,
        files=[file],
        alt="New",
        order=1,
        now=NOW,
    )


def orders(exercise: Exercise) -> list[int]:
    return list(
        Picture.objects.shown().filter(exercise=exercise).order_by("order").values_list("order", flat=True)
    )


def test_two_uploads_to_one_place_both_stand_and_no_exercise_gets_more_than_it_may() -> None:
    staff = make.staff()
    exercise = make.exercise(staff.clinic)
    for order in range(1, MOST_PICTURES - 1):
        make.photograph(exercise, order=order)
    assert together(*[adding(staff, exercise) for _ in range(6)]) == {"": 2, "too_many_pictures": 4}
    assert orders(exercise) == list(range(1, MOST_PICTURES + 1))


@pytest.mark.parametrize("again", range(3))
def test_what_is_moved_and_taken_away_at_once_leaves_neither_gap_nor_double(again: int) -> None:
    staff = make.staff()
    exercise = make.exercise(staff.clinic)
    pictures = [make.photograph(exercise, order=order) for order in range(1, 6)]
    whose = (staff.user, staff.clinic, exercise.pk)
    first, second, third, fourth, _ = (picture.pk for picture in pictures)

    def erase() -> None:
        remove_picture(*whose, second, erase=True, now=NOW)
        forget_files(staff.user, staff.clinic, second, now=NOW)

    said = together(
        partial(change_picture, *whose, first, order=5, now=NOW),
        partial(change_picture, *whose, third, order=1, now=NOW),
        partial(remove_picture, *whose, fourth, now=NOW),
        partial(remove_picture, *whose, fourth, now=NOW),
        erase,
        erase,
        adding(staff, exercise),
    )
    assert said == {"": 6, "not_found": 1}
    assert orders(exercise) == [1, 2, 3, 4]
